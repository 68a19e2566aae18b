"""Seller networks at size: cost of noting a new seller, and of telling whom it is linked with.

    make bench-network
    .venv/bin/python bench/network.py --sellers 20000

Sellers are invented in rings of 1 to 8 that share a phone or a messenger; a tenth share a courier's
hotline, a third one of 200 stock pictures. SQLite, one process, CPU time. Beside ours: the groups
computed anew over all sellers by equal traits and plain transitive closure, as a weekly run would,
which takes the hotline for a link.
"""

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from monitor.domain.listing import Listing, Offer, OfferedImage, Sighting
from monitor.domain.network import SellerRef
from monitor.domain.seller import Seller
from monitor.store.database import open_store
from rules.network.links import MOST_SELLERS, linked
from rules.network.traits import traits_of

MARKET = "market.example"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 200
ASKED = 500


def offers(sellers: int) -> Iterator[tuple[int, Offer]]:
    """Ring of the seller, and an offer that shows its traits."""
    rng = random.Random(7)  # noqa: S311 - repeatable
    number, ring = 0, 0
    while number < sellers:
        ring += 1
        phone, name = f"13{rng.randrange(10**9):09}", f"ring{ring:06}"
        for _ in range(min(rng.choice((1, 1, 1, 2, 3, 5, 8)), sellers - number)):
            number += 1
            said = rng.choice((f"Tel {phone}", f"WeChat: {name}", f"Tel {phone} WeChat: {name}"))
            hotline = " courier 13800000000" if number % 10 == 0 else ""
            stock = OfferedImage(url="u", sha256=f"{rng.randrange(200):064x}")
            yield (
                ring,
                Offer(
                    listing=Listing(market=MARKET, listing_id=str(number)),
                    url=f"https://{MARKET}/{number}",
                    title=f"bag {number}",
                    description=f"{said}{hotline}; own number 15{number:09}",
                    seller=Seller(id=f"s{number}"),
                    images=(stock,) if number % 3 == 0 else (),
                ),
            )


def closure(having: dict[bytes, list[int]], sellers: int) -> list[int]:
    """Group of each seller by equal traits, transitively."""
    group = list(range(sellers + 1))

    def root(one: int) -> int:
        while group[one] != one:
            group[one] = group[group[one]]
            one = group[one]
        return one

    for owners in having.values():
        for other in owners[1:]:
            group[root(other)] = root(owners[0])
    return [root(one) for one in range(sellers + 1)]


class Filled:
    """A store with all sellers noted, and what it cost."""

    def __init__(self, folder: str, sellers: int) -> None:
        self.store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}")
        self.rings: dict[str, int] = {}
        self.having: dict[bytes, list[int]] = {}
        self.read_s = 0.0
        self.noted_s: list[float] = []
        made = list(offers(sellers))
        for begin in range(0, sellers, BATCH):
            self._batch(made[begin : begin + BATCH])

    def _batch(self, made: Sequence[tuple[int, Offer]]) -> None:
        clock = time.process_time()
        traits = [traits_of(offer) for _, offer in made]
        self.read_s += time.process_time() - clock
        with self.store.transaction() as tx:
            rows = [
                tx.sightings.record(Sighting(source_id="s", offer=offer, seen_at=NOW))[0]
                for _, offer in made
            ]
            clock = time.process_time()
            for row, shown in zip(rows, traits, strict=True):
                tx.networks.note(row, shown)
            self.noted_s.append((time.process_time() - clock) / len(made))
        for (ring, offer), shown in zip(made, traits, strict=True):
            self.rings[f"s{offer.listing.listing_id}"] = ring
            for trait in shown:
                self.having.setdefault(trait.key, []).append(int(offer.listing.listing_id))


def ask(filled: Filled) -> None:
    """Whom some sellers are linked with, how long that takes, and how right it is."""
    rng = random.Random(8)  # noqa: S311 - repeatable
    asked = rng.sample(sorted(filled.rings), min(ASKED, len(filled.rings)))
    sizes = Counter(filled.rings.values())
    took, right, wrong = [], 0, 0
    with filled.store.transaction() as tx:
        edges = partial(tx.networks.edges, most_sellers=MOST_SELLERS)
        for key in asked:
            clock = time.process_time()
            found = linked(SellerRef(market=MARKET, key=key), edges)
            took.append(time.process_time() - clock)
            same = sum(filled.rings[other.key] == filled.rings[key] for other in found)
            right, wrong = right + same, wrong + len(found) - same
    in_rings = sum(sizes[filled.rings[key]] - 1 for key in asked)
    median, late = statistics.median(took), sorted(took)[int(0.95 * len(took))]
    print(f"telling whom it is linked with: median {1000 * median:.2f}, p95 {1000 * late:.2f}")
    print(f"links told: {right} of {in_rings} in the ring, {wrong} outside it")


def main() -> None:
    """Fill a store, then ask it; print milliseconds and what was linked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sellers", type=int, default=100_000)
    sellers = parser.parse_args().sellers
    with tempfile.TemporaryDirectory() as folder:
        filled = Filled(folder, sellers)
        print(f"{sellers:,} sellers; ms of CPU")
        print(f"traits of an offer      {1000 * filled.read_s / sellers:8.3f}")
        print(f"noting a seller, first  {1000 * filled.noted_s[0]:8.3f}")
        print(f"noting a seller, last   {1000 * statistics.fmean(filled.noted_s[-20:]):8.3f}")
        ask(filled)
        filled.store.close()
        size_mb = (Path(folder) / "bench.db").stat().st_size / 2**20
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak_mb:.0f} MB, the bench's own lists in it; database {size_mb:.0f} MB")
    clock = time.process_time()
    groups = closure(filled.having, sellers)
    anew = time.process_time() - clock
    (_, largest), *_ = Counter(groups).most_common(1)
    print(
        f"all anew by equal traits: {1000 * anew:.0f} ms in memory, and its largest group has "
        f"{largest:,} sellers"
    )


if __name__ == "__main__":
    main()
