"""Where the CPU of reading a page goes: each stage alone, in parses of the same page by bare lxml.

    .venv/bin/python bench/extract_stages.py [part of a file's name]     needs ../shared/corpus

The labelled pages are read four times each, beside four bare parses; the least of each counts. A
stage is a function of spiders.extract without the stages inside it. Median and mean over pages:
the sum of the medians is less than the median of the sums, as not every page needs every stage.
"""

import functools
import importlib
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "bench"))

import extract as fields  # noqa: E402 - bench/extract.py, which knows the pages and the bare parse

ROUNDS = 4
STAGES = {
    "decode": ("cascade.decode",),
    "parse": ("cascade.parse",),
    "structured data": (
        *("metas.read_metas", "metas.own_url", "jsonld.read_graph", "jsonld.read_product"),
        *("layers.Microdata", "microdata.Microdata.fields", "cascade.Layers"),
    ),
    "title": ("cascade._Reader._choose_title",),
    "labels": ("cascade.PageWords",),
    "amounts": ("prices.PriceBoard.quotes", "prices.PriceBoard._buys"),
    "amounts compared": ("prices.PriceBoard._set_apart", "prices.PriceBoard.surely"),
    "cards": ("cards.CardReader.__init__", "cards.CardReader.groups", "cascade._Reader._cards"),
    "next page": ("cascade.next_page",),
    "kind": ("cascade._Reader._decide", "kinds.look"),
    "state": ("layers.read_state", "offers.told_apart", "offers.names_brand"),
    "price": ("offers.OfferReader._price",),
    "pictures": ("offers.OfferReader._images",),
    "brand": ("offers.OfferReader._brand",),
    "seller": ("offers.OfferReader._seller",),
    "variants": ("offers.OfferReader._variants",),
    "other fields": ("offers.OfferReader.read",),
    "rest, freeing": ("cascade._read",),
}


class Clock:
    """CPU spent in each stage, in s, without what the stages inside it spent."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._inner: list[float] = []

    def timed(self, work: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """The same function, its time counted for a stage."""

        @functools.wraps(work)
        def counted(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - any function's
            begun = time.process_time()
            self._inner.append(0.0)
            try:
                return work(*args, **named)
            finally:
                whole = time.process_time() - begun
                own = whole - self._inner.pop()
                self.spent[stage] = self.spent.get(stage, 0.0) + own
                if self._inner:
                    self._inner[-1] += whole

        return counted

    def watch(self, name: str, stage: str) -> None:
        """Count "module.function" or "module.Class.method" of spiders.extract."""
        module, *path, last = name.split(".")
        holder: Any = importlib.import_module(f"spiders.extract.{module}")
        for part in path:
            holder = getattr(holder, part)
        work = vars(holder)[last]
        if isinstance(work, functools.cached_property):
            counted = functools.cached_property(self.timed(work.func, stage))
            counted.__set_name__(holder, last)
            setattr(holder, last, counted)
        else:
            setattr(holder, last, self.timed(work, stage))


def measure(clock: Clock, body: bytes, url: str) -> dict[str, float]:
    """Per stage and "all": least CPU of a page, in bare parses."""
    utf8 = fields.in_utf8(body)
    parse_s = least_s = float("inf")
    stages: dict[str, float] = {}
    for _ in range(ROUNDS):
        begun = time.process_time()
        fields.bare(utf8)
        between = time.process_time()
        clock.spent.clear()
        fields.ours(body, url, site_adapters=True)
        least_s = min(least_s, time.process_time() - between)
        parse_s = min(parse_s, between - begun)
        for stage, spent in clock.spent.items():
            stages[stage] = min(stages.get(stage, spent), spent)
    return {stage: spent / parse_s for stage, spent in stages.items()} | {"all": least_s / parse_s}


def main() -> None:
    """Measure and print."""
    if not fields.CORPUS.is_dir():
        print("corpus not present: ../shared/corpus")
        return
    clock = Clock()
    for stage, names in STAGES.items():
        for name in names:
            clock.watch(name, stage)
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    pages = [label for label in fields.labels() if part in label["file"]]
    ratios = [
        measure(clock, (fields.CORPUS / "pages" / page["file"]).read_bytes(), page["url"])
        for page in pages
    ]
    print(f"{len(pages)} pages; CPU in parses of the same page by bare lxml")
    means = {
        stage: statistics.mean(page.get(stage, 0.0) for page in ratios)
        for stage in ("all", *STAGES)
    }
    for stage, mean in sorted(means.items(), key=lambda one: -one[1]):
        median = statistics.median(page.get(stage, 0.0) for page in ratios)
        print(f"  {stage:18} median {median:5.2f}  mean {mean:5.2f}")


if __name__ == "__main__":
    main()
