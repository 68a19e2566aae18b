"""Do bundles replay as the page looked? pywb serves them, and Chromium's pixels are compared.

    .venv/bin/python bench/replay.py [--venv DIRECTORY]

Every page of bench/evidence_pages.py is captured and sealed; pywb (GPL, test-only, a process in an
environment of its own) serves the bundles; the same camera visits the replay. Told: how many
pictures are the same pixel by pixel, where the others differ, how many requests reached the live
shop meanwhile (none must), and of 4,000 generated URLs, how many have the key in our index by which
pywb looks for them. /offer/1 prints its own session cookie in its last line. A bundle holds a tag
in the cookie's place, so that this line, and no other part of the picture, cannot be the same.
"""

import argparse
import io
import json
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image, ImageChops

from alerts.evidence.camera import Camera
from alerts.evidence.cdx import sort_key
from alerts.evidence.container import unpack
from alerts.evidence.warc import ascii_url
from bench.bundles import SystemTime
from bench.capture import capture_order, recorder_for
from bench.evidence_pages import pages
from monitor.ports.http import EgressRule
from monitor.runtime.browser import find_browser
from spiders.fetch.browser.proxy import ForwardProxy
from tests.alerts.evidence.shop import Shop, open_shop

PACKAGES = ("pywb==2.10.0", "setuptools<81")
START_S = 60.0
URLS = 4_000
CONFIG = "framed_replay: false\n"
KEYS = """
import json, sys
from pywb.utils.canonicalize import canonicalize
print(json.dumps([canonicalize(url) for url in json.load(sys.stdin)]))
"""
HOSTS = (
    *("shop.example", "www.shop.example", "www2.shop.example", "Shop.Example.COM", "127.0.0.1"),
    *("10.1.2.3:8080", "[::1]:81", "例え.example", "a.www.b.example", "shop.example:443"),
)
PARTS = (
    *("a", "B", "..", ".", "", "%20", "%2F", "%25", "%41", "中", "a b", "~x", "it's", "(1)", "a+b"),
    *("a%2Bb", "!$*,", "%", "%zz", "index.html", "é", "{x}", "|", "a:b", "@me"),
)
ASKED = (
    *("a=1", "b=2", "B=3", "c", "d=", "e=%2F", "f=a+b", "g=%26x", "h=中", "=z", "q=a%20b", "k=v=w"),
    *("id[]=1", "t=%25", "x=1;y=2"),
)


def main() -> None:
    """Capture, replay, compare, print; end with 1 where the live shop was asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--venv", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, open_shop() as shop:
        folder = Path(name)
        stock = asked.venv or installed(folder / "venv")
        shop.pages |= pages()
        kept = captured(folder, shop)
        before = len(shop.seen)
        with replayed(folder / "archive", stock, kept.values()) as port:
            unlike = {
                path: where
                for path, one in kept.items()
                if (where := difference(port, shop, path, one))
            }
        escaped = shop.seen[before:]
        agreeing = keyed(stock, URLS)
    print(f"{len(kept) - len(unlike)} of {len(kept)} pages replay pixel by pixel")
    for path, where in unlike.items():
        print(f"not the same: {path}, {where}")
    print(f"{len(escaped)} requests reached the live shop {escaped[:5] or ''}")
    print(f"{agreeing} of {URLS} keys of the index are pywb's")
    sys.exit(bool(escaped))


def keyed(stock: Path, count: int) -> int:
    """Of so many generated URLs, those whose key is pywb's."""
    rng = random.Random(5)  # noqa: S311 - repeatable, not secret
    urls = []
    for _ in range(count):
        path = "".join(f"/{rng.choice(PARTS)}" for _ in range(rng.randrange(4)))
        query = "&".join(rng.choice(ASKED) for _ in range(rng.randrange(4)))
        url = f"{rng.choice(('http', 'https'))}://{rng.choice(HOSTS)}{path}"
        urls.append(ascii_url(f"{url}?{query}" if query else url))
    asking = [str(stock / "bin" / "python"), "-c", KEYS]
    told = subprocess.run(
        asking, input=json.dumps(urls), capture_output=True, check=True, text=True
    )
    return sum(sort_key(url) == key for url, key in zip(urls, json.loads(told.stdout), strict=True))


def installed(folder: Path) -> Path:
    """A virtual environment with pywb; gives its folder."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *PACKAGES]
    subprocess.run(pip, check=True)
    return folder


def captured(folder: Path, shop: Shop) -> dict[str, Path]:
    """A sealed bundle of every page."""
    recorder = recorder_for(folder / "evidence", find_browser(None, sandbox=True))
    kept = {}
    for number, path in enumerate(pages(), 1):
        bundle = recorder.record(capture_order(shop, path, number))
        kept[path] = folder / "evidence" / bundle.path
    recorder.close()
    return kept


@contextmanager
def replayed(folder: Path, stock: Path, bundles: Iterable[Path]) -> Iterator[int]:
    """Serve the bundles by pywb while the block lasts; gives its port."""
    folder.mkdir()
    (folder / "config.yaml").write_text(CONFIG)
    manager = str(stock / "bin" / "wb-manager")
    subprocess.run([manager, "init", "kept"], cwd=folder, check=True, capture_output=True)
    adding = [manager, "add", "--unpack-wacz", "kept", *map(str, bundles)]
    subprocess.run(adding, cwd=folder, check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(stock / "bin" / "wayback"), "-p", str(port), "-b", "127.0.0.1"]
    server = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(f"http://127.0.0.1:{port}/")
        yield port
    finally:
        server.terminate()
        server.wait(10)


def difference(port: int, shop: Shop, path: str, bundle: Path) -> str | None:
    """Where the replay of a page looks otherwise than the page was kept; None = nowhere."""
    members = unpack(bundle.read_bytes())
    visit = json.loads(members["evidence/capture.json"])
    stamp = visit["started_at"][:19].translate(str.maketrans("", "", "-:T"))
    camera = Camera(find_browser(None, sandbox=True), ForwardProxy(), SystemTime())
    here = EgressRule(allow_private_addresses=True)
    url = f"http://127.0.0.1:{port}/kept/{stamp}/{shop.url}{path}"
    try:
        shot = camera.shoot(url, {f"127.0.0.1:{port}": here, shop.host: here})
    finally:
        camera.close()
    kept, again = (
        Image.open(io.BytesIO(one)).convert("RGB")
        for one in (members["evidence/screenshot.png"], shot.screenshot)
    )
    if kept.size != again.size:
        return f"{kept.size} px kept, {again.size} px replayed"
    box = ImageChops.difference(kept, again).getbbox()
    return box and f"in the pixels {box} of {kept.size}"


def _wait(url: str) -> None:
    """Until it answers.

    Raises:
        TimeoutError: it does not.
    """
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.3)
    message = f"{url} does not answer"
    raise TimeoutError(message)


if __name__ == "__main__":
    main()
