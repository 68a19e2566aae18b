"""The real way of a letter, from news to the mail server, killed at labelled steps and at random.

A child (tests/journeys/lives.py) spreads news, writes letters and sends them until nothing is due.
The mail server is real too, lives in the process that looks on, and fails as it is told to.
"""

import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from alerts.email.channel import EmailChannel
from alerts.email.writer import MailWriter
from monitor.domain.alert import DeliveryState
from monitor.domain.watch import Recipient
from monitor.pipeline import hearings, notify
from monitor.pipeline.notify import Post, send_due, write_due
from monitor.pipeline.story import Album
from monitor.ports.store import Lease
from monitor.store.blobs import FileBlobs
from monitor.store.cases import SqlCases
from monitor.store.database import SqlStore, open_store
from monitor.store.hearings import SqlHearings
from monitor.store.outbox import SqlOutbox
from tests.contracts.store.made import news, open_case
from tests.fixtures.smtp import CLOSE, HANG, RESET, Fault, SmtpServer
from tests.journeys.lives import Life, Lives, ShiftedClock, Step, serve

STEPS: dict[str, Step] = {
    "news are claimed": (SqlOutbox, "claim_news", True),
    "who is to hear is noted": (SqlHearings, "add_all", True),
    "news are spread": (hearings, "_spread", True),
    "it is planned what is told": (notify, "plan_letters", True),
    "a letter is composed": (MailWriter, "write", True),
    "hearings are marked as told": (SqlHearings, "told", True),
    "a letter is in the outbox": (SqlOutbox, "queue", True),
    "the history says so": (SqlCases, "add_events", True),
    "letters are claimed": (SqlOutbox, "claim", True),
    "a letter is about to be sent": (EmailChannel, "send", False),
    "the server has the letter": (EmailChannel, "send", True),
    "it is marked as sent": (SqlOutbox, "sent", True),
}
"""Label -> the step that a child dies at."""

PEOPLE = tuple(Recipient(email=f"{name}@bureau.example") for name in ("li", "wu", "zhao"))
TIMEOUT_S = 0.5
Told = tuple[str, str]
"""Receiver and number of a case."""


@dataclass(slots=True)
class MoodyServer(SmtpServer):
    """A mail server that fails by chance: it puts off one mail in ten, others hang or break off.

    A connection that is dropped after the last byte leaves the mail with the server.
    """

    chance: random.Random = field(default_factory=random.Random)  # noqa: S311 - faults, no secret
    moody: bool = True

    def take_fault(self, step: str, to: str | None = None) -> Fault | None:
        at = self.chance.random()
        if self.moody and step == "RCPT" and at < 0.10:
            return Fault("451 4.3.0 later")
        if self.moody and step == "DATA" and at < 0.05:
            return Fault(HANG)
        if self.moody and step == "CONTENT" and at < 0.07:
            return Fault(self.chance.choice((RESET, CLOSE)), keep=True)
        return SmtpServer.take_fault(self, step, to)

    def arrived(self) -> Counter[str]:
        """How often a Message-ID came."""
        read = BytesHeaderParser().parsebytes
        return Counter(str(read(one.content)["Message-ID"]) for one in self.received)


@dataclass
class Drill:
    """An office whose letters go to a server. people: who hears of each case."""

    folder: Path
    server: SmtpServer
    lived: int = 0

    def __post_init__(self) -> None:
        self.store = open_store(f"sqlite:///{self.folder / 'office.db'}")
        self._lives = Lives([__file__, str(self.folder), str(self.server.port)], self.lived)

    def tell(self, listing_id: str) -> None:
        """One more case with news for everybody."""
        with self.store.transaction(durable=True) as tx:
            news(tx, open_case(tx, listing_id))

    def live(self, **fault: Any) -> int:  # noqa: ANN401 - fields of a Life
        """One child; gives how it ended (negative: a signal)."""
        return self._lives.live(**fault)

    def waiting(self) -> int:
        """Letters that are not sent, given up or written yet, whenever they are due."""
        with self.store.transaction() as tx:
            unspread = tx.outbox.waiting(ShiftedClock(3600.0 * (self._lives.lived + 99)).now())
            return unspread + len(tx.outbox.lines(DeliveryState.DUE, 10_000))

    def expected(self) -> set[Told]:
        """Who is to hear of what."""
        with _reading(self.folder / "office.db") as database:
            numbers = database.execute("SELECT id FROM cases").fetchall()
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {(one.email, f"RW-{number:06}") for one in PEOPLE for (number,) in numbers}

    def close(self) -> None:
        self._lives.close()
        self.store.close()


def post_of(folder: Path, people: tuple[Recipient, ...] = PEOPLE) -> Post:
    """Everything that writing needs."""
    writers = {"email": MailWriter("Rightswatch <alerts@bureau.example>")}
    return Post(recipients=people, writers=writers, album=Album(blobs=FileBlobs(folder / "blobs")))


def work_off(store: SqlStore, post: Post, channel: EmailChannel, clock: Any, name: str) -> None:  # noqa: ANN401 - a Clock
    """Write and send until nothing is due."""
    while True:
        now = clock.now()
        lease = Lease(owner=name, now=now, until=now + timedelta(seconds=600))
        written = write_due(store, post, lease, clock)
        if not send_due(store, channel, lease, clock) and not written:
            return


def run(folder: Path, port: int, life: Life) -> None:
    """One life of the real pipeline."""
    store = open_store(f"sqlite:///{folder / 'office.db'}")
    channel = EmailChannel("127.0.0.1", port, "none", timeout_s=TIMEOUT_S)
    clock = ShiftedClock(life.offset_s)
    work_off(store, post_of(folder), channel, clock, f"life-{life.offset_s}")
    store.close()


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(path)
    yield database
    database.close()


def letters_of(folder: Path) -> dict[str, set[Told]]:
    """Message-ID -> what the letter of that id tells whom."""
    told: dict[str, set[Told]] = {}
    with _reading(folder / "office.db") as database:
        for message_id, to, number in database.execute(
            "SELECT a.message_id, h.recipient, h.case_id FROM hearings h"
            " JOIN alerts a ON a.alert_key = h.alert_key"
        ):
            told.setdefault(message_id, set()).add((to, f"RW-{number:06}"))
    return told


def lost_and_twice(
    server: MoodyServer, expected: set[Told], letters: Mapping[str, set[Told]]
) -> tuple[set[Told], int, int]:
    """What never arrived; what came under a second Message-ID; repeats under the same one."""
    arrived = server.arrived()
    told = Counter(one for message_id in arrived for one in letters.get(message_id, ()))
    repeats = sum(arrived.values()) - len(arrived)
    return expected - set(told), sum(told.values()) - len(told), repeats


if __name__ == "__main__":
    home, port_number = Path(sys.argv[1]), int(sys.argv[2])
    serve(lambda life: run(home, port_number, life), STEPS, home / "lives.log")
