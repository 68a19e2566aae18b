"""Stored verdicts reached again, in a fresh process, on another Python: equal to the last digit?

    make bench-recompute
    .venv/bin/python bench/recompute.py --verdicts 1000 --python /path/to/another/bin/python

The generator's offers (seed 3) are judged as the daemon judges them, into a database. Then a fresh
process reads the database alone and reaches each verdict twice: from the asset, signals and
circumstances that are kept with it (as `verify` does), and from the offer and the asset anew, by
matchers, readers and decider. The other Python needs locks/runtime.lock.
"""

import argparse
import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import structlog  # noqa: E402 - the path comes first
from sqlalchemy import select  # noqa: E402

from monitor.bootstrap.parts import deciders, readers  # noqa: E402
from monitor.domain.asset import Asset  # noqa: E402
from monitor.domain.codec import canonical_json  # noqa: E402
from monitor.domain.listing import Listing, Offer, Sighting  # noqa: E402
from monitor.domain.verdict import Verdict  # noqa: E402
from monitor.pipeline.decide import Judge, decide_due  # noqa: E402
from monitor.pipeline.match import PreparedMatchers  # noqa: E402
from monitor.ports.store import Lease  # noqa: E402
from monitor.store.database import open_store  # noqa: E402
from monitor.store.engines import engine_for  # noqa: E402
from monitor.store.tables import sightings, verdicts  # noqa: E402
from rules.decision.models import DECIDERS  # noqa: E402
from rules.text.matcher import WordMarkMatcher  # noqa: E402
from tests.rules.generator.cases import cases, register  # noqa: E402
from tests.rules.making import HOLDER  # noqa: E402

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SOURCE = "market"


class Noon:
    """A clock that stands."""

    def now(self) -> datetime:
        """Aware UTC."""
        return NOW


class NoPictures:
    """The generator's offers have none."""

    def put(self, content: bytes) -> str:
        """Refuse, since the bench would not measure what it says.

        Raises:
            ValueError: always.
        """
        message = f"a picture of {len(content)} bytes where none was to come"
        raise ValueError(message)

    def get(self, sha256: str) -> bytes | None:
        """Nothing is kept."""
        del sha256


def judge_of(assets: Sequence[Asset]) -> Judge:
    """As the daemon's, for word marks alone."""
    return Judge(
        prepared=PreparedMatchers([WordMarkMatcher()], assets, {}),
        readers=readers(),
        decider=DECIDERS[-1](),
        holders={HOLDER.id: HOLDER},
    )


def offers(each: int) -> Iterator[Offer]:
    """The generator's, each a listing of its own."""
    for number, case in enumerate(cases(seed=3, each=each)):
        plain = {name: getattr(case.offer, name) for name in case.offer.__dataclass_fields__}
        yield Offer(**plain | {"listing": Listing(market="market.example", listing_id=f"{number}")})


def filled(database: str, wanted: int) -> int:
    """Judge offers until so many verdicts are stored; gives how many are."""
    assets, kept = register(), 0
    store = open_store(database)
    store.migrate()
    with store.transaction() as tx:
        tx.assets.save(assets, NOW)
        for offer in offers(1 + wanted // 20):
            tx.sightings.record(Sighting(source_id=SOURCE, offer=offer, seen_at=NOW))
    judges: Mapping[str, Judge] = {SOURCE: judge_of(assets)}
    lease = Lease(owner="bench", now=NOW, until=NOW + timedelta(hours=1))
    while kept < wanted and decide_due(store, NoPictures(), judges, lease, Noon()):
        kept = len(stored(database, wanted))
    store.close()
    return kept


def stored(database: str, most: int) -> list[tuple[Verdict, Sighting]]:
    """Verdicts as they lie in the database, with the sighting each is over."""
    kept = select(verdicts.c.body, sightings.c.body).join(
        sightings, verdicts.c.sighting_id == sightings.c.id
    )
    with engine_for(database).connect() as connection:
        rows = connection.execute(kept.order_by(verdicts.c.id).limit(most)).all()
    return [(verdict, sighting) for verdict, sighting in rows]


def again(database: str, most: int) -> Iterator[tuple[str, ...]]:
    """Of each stored verdict: as stored, from what is kept with it, from the offer anew."""
    store = open_store(database)
    with store.transaction() as tx:
        assets = tx.assets.registered()
    judge, known = judge_of(assets), deciders()
    for verdict, sighting in stored(database, most):
        with store.transaction() as tx:
            asset = tx.assets.version(verdict.asset_id, verdict.asset_version)
        if asset is None or verdict.facts is None:
            sys.exit("a stored verdict lacks its asset or its circumstances")
        kept = known[verdict.decider].decide(asset, verdict.signals, verdict.facts)
        anew = judge.verdicts(sighting.offer, {}, sighting.seen_at.date())
        (whole,) = (one for one in anew if one.asset_id == verdict.asset_id)
        yield tuple(canonical_json(one).decode() for one in (verdict, kept, whole))
    store.close()


def main() -> None:
    """Judge, ask the fresh process, print; end with 1 where a verdict differs."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--verdicts", type=int, default=1000)
    asked.add_argument("--python", default=sys.executable, help="the interpreter that reaches them")
    asked.add_argument("--database", help=argparse.SUPPRESS)
    options = asked.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    if options.database:
        print(json.dumps([sys.version.split()[0], [*again(options.database, options.verdicts)]]))
        return
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/verdicts.db"
        kept = filled(database, options.verdicts)
        print(f"{sys.version.split()[0]}: {kept} verdicts stored")
        count = ["--verdicts", str(options.verdicts)]
        command = [options.python, __file__, "--database", database, *count]
        said = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    version, told = json.loads(said.stdout)
    by_kept = sum(one == kept for one, kept, _ in told)
    by_offer = sum(one == whole for one, _, whole in told)
    print(f"{version}: {by_kept} of {len(told)} the same from what is kept with them")
    print(f"{version}: {by_offer} of {len(told)} the same from offer and asset anew")
    sys.exit(not len(told) == by_kept == by_offer >= options.verdicts)


if __name__ == "__main__":
    main()
