"""From offers to verdicts at size: offers a second through match and decide, and memory.

    make bench-decide
    .venv/bin/python bench/decide.py --assets 10000 --offers 5000

Word marks as in bench/text.py, beside one patent for every hundred marks; offers are real titles
where ../shared/corpus/titles.tsv is, else the truth set's, each with brand, seller, description and
market, no pictures. One core, CPU seconds; the city's year is 500,000 offers.
"""

import argparse
import resource
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date

from text import register, titles

from monitor.bootstrap.parts import readers
from monitor.domain.asset import Asset, AssetKind, Holder
from monitor.domain.listing import Listing, Offer
from monitor.domain.seller import Seller
from monitor.pipeline.match import PreparedMatchers
from rules.decision.decider import FirstDecider
from rules.patent.matcher import ClaimElementsMatcher
from rules.text.matcher import WordMarkMatcher

YEAR = 500_000
DAY = date(2026, 6, 1)
THINGS = ("lamp", "stool", "pump", "tent", "umbrella", "bottle", "backpack", "scooter", "mirror")
PARTS = ("base", "arm", "battery", "handle", "lid", "filter", "strap", "sensor", "hook", "wheel")


def patents(count: int) -> list[Asset]:
    """Claims over everyday things."""
    made = []
    for number in range(count):
        parts = (PARTS[(number * step + step) % len(PARTS)] for step in (1, 3, 7))
        claim = f"1. A {THINGS[number % len(THINGS)]} comprising " + ", ".join(
            f"a {p}" for p in parts
        )
        made.append(Asset(id=f"p{number}", kind=AssetKind.PATENT, holder_id="h", claims=(claim,)))
    return made


def offers(count: int) -> list[Offer]:
    """Titles as whole offers, over and over."""
    said = titles(1_000_000)
    return [
        Offer(
            listing=Listing(market="market.example", listing_id=str(number)),
            url=f"https://market.example/{number}",
            title=said[number % len(said)],
            seller=Seller(id=f"s{number % 997}", name=f"shop {number % 997}"),
            description=f"New in box. Free shipping. Order number {number}.",
        )
        for number in range(count)
    ]


def main() -> None:
    """Prepare, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--assets", type=int, default=10_000)
    parser.add_argument("--offers", type=int, default=5_000)
    asked = parser.parse_args()
    assets = [*register(asked.assets), *patents(asked.assets // 100)]
    holder = Holder(id="h", name="Holder Ltd")
    clock = time.process_time()
    prepared = PreparedMatchers([WordMarkMatcher(), ClaimElementsMatcher()], assets, {})
    built = time.process_time() - clock
    judge(prepared, holder, offers(50))  # tables that are made once
    stream = offers(asked.offers)
    matched, decided, graded = judge(prepared, holder, stream)
    rate = len(stream) / (matched + decided)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(assets):,} assets prepared in {built:.1f} s; peak memory {peak:.0f} MB")
    print(f"match {1000 * matched / len(stream):.2f} ms an offer, ", end="")
    print(f"context and decide {1000 * decided / len(stream):.2f} ms")
    print(f"{rate:.0f} offers/s on one core: {YEAR:,} in {YEAR / rate / 3600:.2f} h")
    print(", ".join(f"{grade} {count}" for grade, count in sorted(graded.items())) or "no verdicts")


def judge(
    prepared: PreparedMatchers, holder: Holder, stream: Sequence[Offer]
) -> tuple[float, float, Counter[str]]:
    """CPU seconds of matching and of deciding, and verdicts by grade."""
    facts_of, decider = readers(), FirstDecider()
    matched = decided = 0.0
    graded: Counter[str] = Counter()
    for offer in stream:
        clock = time.process_time()
        found = prepared.measure(offer, {})
        matched += time.process_time() - clock
        clock = time.process_time()
        for asset_id, signals in found.items():
            asset = prepared.assets[asset_id]
            facts = [
                fact
                for reader in facts_of
                for fact in reader.facts(offer, asset, holder, signals, DAY)
            ]
            graded[decider.decide(asset, signals, facts).grade.value] += 1
        decided += time.process_time() - clock
    return matched, decided, graded


if __name__ == "__main__":
    main()
