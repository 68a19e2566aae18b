"""From offers to verdicts at size: offers a second through match and decide, and memory.

    make bench-decide
    .venv/bin/python bench/decide.py --assets 10000 --offers 50000 --processes 2

Word marks as in bench/text.py, beside one patent for every hundred marks; offers are real titles
where ../shared/corpus/titles.tsv is, else the truth set's, each with brand, seller, description,
price and market, no pictures; price levels are those of the first thousand offers. Marks and claims
are prepared once and shared by the processes, as the daemon's matchers share them. The rate is
told by the clock, and by CPU time as it would be with a core to each process: on a busy machine
trust the second. Memory: what each process holds, shared pages counted once in all (PSS). Goal:
the city's year, 500,000 offers, in one night of 8 hours; what is not run is extrapolated, and said.
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from text import register, titles

from monitor.bootstrap.parts import readers
from monitor.domain.asset import Asset, AssetKind, Holder
from monitor.domain.listing import Listing, Offer, Price
from monitor.domain.seller import Seller
from monitor.pipeline.decide import Judge
from monitor.pipeline.match import PreparedMatchers
from rules.context.prices import levels_of
from rules.decision.models import DECIDERS
from rules.patent.matcher import ClaimElementsMatcher
from rules.text.matcher import WordMarkMatcher

YEAR = 500_000
NIGHT_H = 8.0
LEVELS_OF = 1_000
DAY = date(2026, 6, 1)
THINGS = ("lamp", "stool", "pump", "tent", "umbrella", "bottle", "backpack", "scooter", "mirror")
PARTS = ("base", "arm", "battery", "handle", "lid", "filter", "strap", "sensor", "hook", "wheel")


@dataclass(frozen=True)
class Judged:
    """What one process did. cpu_s: seconds of CPU; held_mb: its share of memory."""

    offers: int
    cpu_s: float
    held_mb: float
    graded: Counter[str]


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
            price=Price(amount=Decimal(5 + number % 180), currency="USD"),
            seller=Seller(id=f"s{number % 997}", name=f"shop {number % 997}"),
            description=f"New in box. Free shipping. Order number {number}.",
        )
        for number in range(count)
    ]


def judge_of(assets: int, seen: Sequence[Offer]) -> Judge:
    """As the daemon's, for marks and claims."""
    known = [*register(assets), *patents(assets // 100)]
    levels = levels_of(seen[:LEVELS_OF])
    return Judge(
        prepared=PreparedMatchers([WordMarkMatcher(), ClaimElementsMatcher()], known, {}),
        readers=readers(lambda: levels),
        decider=DECIDERS[-1](),
        holders={"h": Holder(id="h", name="Holder Ltd")},
    )


def judged(judge: Judge, stream: Sequence[Offer]) -> Judged:
    """Every offer through match and decide."""
    graded: Counter[str] = Counter()
    begin = time.process_time()
    for offer in stream:
        graded.update(verdict.grade.value for verdict in judge.verdicts(offer, {}, DAY))
    return Judged(len(stream), time.process_time() - begin, held_mb(), graded)


def held_mb() -> float:
    """Proportional set size of this process, in megabytes."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    sizes: Mapping[str, str] = dict(line.split(":", 1) for line in lines[1:])
    return int(sizes["Pss"].split()[0]) / 1024


def shared_out(judge: Judge, stream: Sequence[Offer], processes: int) -> list[Judged]:
    """The stream dealt out to processes that share what is prepared."""
    fork = multiprocessing.get_context("fork")
    told = fork.SimpleQueue()  # type: ignore[var-annotated]  # of Judged
    parts = [stream[number::processes] for number in range(processes)]
    workers = [fork.Process(target=lambda p=p: told.put(judged(judge, p))) for p in parts]
    for worker in workers:
        worker.start()
    return [told.get() for _ in workers]


def main() -> None:
    """Prepare, judge, print; end with 1 where a night would not do."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--assets", type=int, default=10_000)
    parser.add_argument("--offers", type=int, default=5_000)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    stream = offers(asked.offers)
    clock = time.process_time()
    judge = judge_of(asked.assets, stream)
    built = time.process_time() - clock
    judged(judge, stream[:50])  # tables that are made once
    begin = time.monotonic()
    told = shared_out(judge, stream, asked.processes)
    took_s = time.monotonic() - begin
    by_cpu = sum(one.offers / one.cpu_s for one in told)
    held = held_mb() + sum(one.held_mb for one in told)
    graded = sum((one.graded for one in told), Counter[str]())
    print(f"{len(judge.prepared.assets):,} assets prepared in {built:.1f} s of CPU")
    print(f"{len(stream):,} offers, {asked.processes} processes, {held:.0f} MB in all")
    print(f"{len(stream) / took_s:.0f} offers/s by the clock")
    print(f"{by_cpu:.0f} offers/s by CPU time, {1000 * asked.processes / by_cpu:.2f} ms an offer")
    hours = YEAR / by_cpu / 3600
    how = "run whole" if len(stream) >= YEAR else f"extrapolated from {len(stream):,}"
    print(f"{YEAR:,} offers: {hours:.2f} h, {how} (goal {NIGHT_H:.0f} h)")
    print(", ".join(f"{grade} {count}" for grade, count in sorted(graded.items())) or "no verdicts")
    sys.exit(hours > NIGHT_H)


if __name__ == "__main__":
    main()
