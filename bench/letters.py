"""Ten thousand cases in an hour for fifty people: how many letters, and is any case left out?

Cases of 200 sellers come evenly over an hour on a simulated clock; people hear of them at once (at
most 20 letters an hour), grouped, or daily; then the clock goes on for two days. The store is real
(SQLite), the letters are not rendered: what is measured is who is told of what and when.

Goal: no hour of anybody holds more letters than configured, and every case is told to everybody
once. python bench/letters.py [--cases 10000] [--people 50]
"""

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from monitor.domain.alert import Alert, Letter
from monitor.domain.case import CaseEventKind
from monitor.domain.listing import Listing, Offer, Sighting
from monitor.domain.seller import Seller
from monitor.domain.signal import Ground
from monitor.domain.verdict import Gate, Grade, Verdict
from monitor.domain.watch import Delivery, Recipient
from monitor.pipeline.hearings import spread_news
from monitor.pipeline.notify import Post, write_due
from monitor.pipeline.story import Album
from monitor.ports.store import Lease
from monitor.store.blobs import FileBlobs
from monitor.store.database import SqlStore, open_store

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SELLERS = 200
ROUND = timedelta(minutes=2)
MOST = {Delivery.AT_ONCE: 20, Delivery.GROUPED: 60, Delivery.DAILY: 60}


@dataclass
class Clock:
    """Stands until it is moved."""

    moment: datetime = START

    def now(self) -> datetime:
        """As moved."""
        return self.moment


@dataclass
class Notes:
    """A writer that notes whom it told of what, and when. opening_s: CPU that cases took before."""

    channel: str = "email"
    letters: dict[str, list[datetime]] = field(default_factory=dict)
    told: Counter[tuple[str, int]] = field(default_factory=Counter)
    opening_s: float = 0.0

    def write(self, letter: Letter) -> Alert:
        """Note it."""
        to = letter.recipient.email
        self.letters.setdefault(to, []).append(letter.written_at)
        self.told.update((to, story.file.case.id) for story in letter.stories)
        return Alert(
            key=letter.key,
            channel=self.channel,
            to=to,
            message_id=f"<{letter.key}>",
            subject=str(len(letter.stories)),
            content=b"",
        )


def people(number: int) -> list[Recipient]:
    """A third of each rhythm."""
    rhythms = list(Delivery)
    return [
        Recipient(
            email=f"{n}@bureau.example",
            delivery=rhythms[n % len(rhythms)],
            most_an_hour=MOST[rhythms[n % len(rhythms)]],
        )
        for n in range(number)
    ]


def open_case(store: SqlStore, number: int, now: datetime) -> None:
    """One case with its news, as sealing would announce it.

    Raises:
        RuntimeError: the verdict opened no case.
    """
    offer = Offer(
        listing=Listing(market="shop.example", listing_id=str(number)),
        url=f"https://shop.example/{number}",
        title="ACME bag",
        seller=Seller(id=f"s-{number % SELLERS}"),
    )
    verdict = Verdict(
        asset_id="acme",
        asset_version="1",
        decider="bench/1",
        score=0.9,
        grade=Grade.ALERT,
        grounds=(Ground.TRADEMARK_USE,),
        signals=(),
        against=(),
        gate=Gate(enforceable=True, because="in force"),
    )
    with store.transaction() as tx:
        row, _ = tx.sightings.record(Sighting(source_id="shop", offer=offer, seen_at=now))
        filed = tx.cases.judge(row, "acme", [verdict], now)
        if filed is None:
            message = "an alert opens a case"
            raise RuntimeError(message)
        case_id = filed[0].id
        event = tx.cases.add_event(case_id, CaseEventKind.SEALED, now, by="rightswatch")
        tx.outbox.announce(case_id, event.id, now)


def run(folder: Path, cases: int, recipients: list[Recipient]) -> Notes:
    """The hour, then two days."""
    store, clock, notes = open_store(f"sqlite:///{folder}/letters.db"), Clock(), Notes()
    album = Album(blobs=FileBlobs(folder / "blobs"))
    post = Post(recipients=recipients, writers={"email": notes}, album=album)
    claims = count()

    def lease() -> Lease:
        now = clock.now()
        return Lease(owner=f"bench-{next(claims)}", now=now, until=now + timedelta(seconds=20))

    def write() -> None:
        while spread_news(store, recipients, lease(), clock):
            pass
        write_due(store, post, lease(), clock)

    rounds = int(timedelta(hours=1) / ROUND)
    for n in range(rounds):
        clock.moment = START + n * ROUND
        opening = time.process_time()
        for number in range(n * cases // rounds, (n + 1) * cases // rounds):
            open_case(store, number, clock.now())
        notes.opening_s += time.process_time() - opening
        write()
        sys.stderr.write(f"\r{clock.moment:%H:%M} {len(notes.told)} told")
    for n in range(1, 2 * 48 + 1):
        clock.moment = START + timedelta(hours=1) + n * timedelta(minutes=30)
        write()
        sys.stderr.write(f"\r{clock.moment:%d %H:%M} {len(notes.told)} told")
    store.close()
    return notes


def worst_hour(moments: list[datetime]) -> int:
    """Most letters in any 60 minutes."""
    hour = timedelta(hours=1)
    return max((sum(at <= other < at + hour for other in moments) for at in moments), default=0)


def main() -> None:
    """Print the table; the exit status is 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=50)
    asked = parser.parse_args()
    recipients = people(asked.people)
    began, started = time.process_time(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        notes = run(Path(folder), asked.cases, recipients)
    spent_s, waited_s = time.process_time() - began, time.monotonic() - started
    most_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\n{asked.cases} cases in an hour, {asked.people} people: {spent_s:.0f} s of CPU, ", end=""
    )
    print(f"{notes.opening_s:.0f} of them to open the cases; {waited_s:.0f} s; {most_mb:.0f} MB")
    print("rhythm    bound  most letters in an hour  letters a person  cases left out  told twice")
    missed = False
    for rhythm in Delivery:
        own = [r.email for r in recipients if r.delivery is rhythm]
        worst = max(worst_hour(notes.letters.get(email, [])) for email in own)
        each = sum(len(notes.letters.get(email, [])) for email in own) / len(own)
        told = [notes.told[email, case_id] for email in own for case_id in _ids(asked.cases)]
        left, twice = sum(n == 0 for n in told), sum(n > 1 for n in told)
        row = f"{rhythm.value:9} {MOST[rhythm]:5}  {worst:23}  {each:16.1f}  {left:14}  {twice:10}"
        print(row)
        missed |= worst > MOST[rhythm] or left > 0 or twice > 0
    sys.exit(missed)


def _ids(cases: int) -> range:
    return range(1, cases + 1)


if __name__ == "__main__":
    main()
