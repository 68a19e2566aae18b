"""How long a configuration of many assets takes: python bench/config.py [assets].

Prints CPU seconds, the best of five: the C parser's events and PyYAML's node tree alone (why
reading takes events), events made values with places, and all of `load`, for a file that holds and
for one full of mistakes.
"""

import contextlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import yaml

from monitor.config import load
from monitor.config.reading import read_document
from monitor.domain.errors import ConfigRefused

HEAD: Final = """\
version: 1
service: {contact: ops@bureau.example, smtp: {host: localhost, tls: none, sender: a@b.example}}
holders: [{id: acme, name: ACME Ltd}]
sources: [{id: shop, url: "https://shop.example/"}]
watches: [{source: shop, assets: ["*"], every: 6h}]
recipients: [{email: officer@bureau.example}]
assets:
"""
ASSET: Final = """\
  - id: asset-{n}
    kind: word_mark
    holder: acme
    text: MARK{n}
    aliases: [艾克米{n}, nickname {n}]
    dictionary_word: false
    office: CN
    registration_number: {n:08d}
    status: registered
    registration_date: 2015-03-01
    expiry_date: 2085-03-01
    territories: [CN]
    nice_classes: [18, 25]
    goods: [bags, shoes]
"""


def best_s(work: Callable[[], object], rounds: int = 5) -> float:
    """CPU seconds of the fastest of `rounds` runs."""
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def load_or_refuse(path: Path) -> None:
    """Load, with all mistakes found."""
    with contextlib.suppress(ConfigRefused):
        load(path)


def events(text: str) -> None:
    """Run the parser and drop what it says."""
    loader = yaml.CSafeLoader(text)
    while loader.get_event() is not None:
        pass


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    good = HEAD + "".join(ASSET.format(n=n) for n in range(count))
    bad = good.replace("holder: acme", "holder: amce").replace("office: CN", "office: XY")
    with tempfile.TemporaryDirectory() as folder:
        path, broken = Path(folder) / "rightswatch.yaml", Path(folder) / "broken.yaml"
        path.write_text(good, encoding="utf-8")
        broken.write_text(bad, encoding="utf-8")
        content = path.read_bytes()
        measured = {
            "parser events alone": best_s(lambda: events(good)),
            "yaml.compose alone (nodes)": best_s(
                lambda: yaml.compose(good, Loader=yaml.CSafeLoader)
            ),
            "read_document": best_s(lambda: read_document("c", content)),
            "load, all well": best_s(lambda: load(path)),
            "load, two mistakes an asset": best_s(lambda: load_or_refuse(broken)),
        }
    print(f"{count} assets, {len(content) / 1e6:.1f} MB, CPU seconds, best of 5")
    for name, seconds in measured.items():
        print(f"{name:30} {seconds:6.2f}")


if __name__ == "__main__":
    main()
