"""A desk over a database of its own, people of every role, and browsers that they use."""

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest

from alerts.email.links import Links
from alerts.email.sign_in import sign_in_mail
from alerts.evidence.shelf import Shelf
from alerts.evidence.trust import Trust
from monitor.domain.asset import Asset, AssetKind
from monitor.domain.errors import EvidenceBroken, ExportRefused, ImportRefused
from monitor.domain.person import Person, Role
from monitor.domain.watch import Canary, Source
from monitor.pipeline.imports import ImportedFile, came_in
from monitor.pipeline.plan import SourcePlan
from monitor.pipeline.review import no_shop
from monitor.ports.clock import Clock
from monitor.store.blobs import FileBlobs
from monitor.store.database import SqlStore, open_store
from monitor.web.desk import Desk
from monitor.web.entrance import offer_link
from monitor.web.serving import serve
from monitor.web.vitals import Premises
from spiders.imports import Terms
from spiders.imports.bounds import FileFacts

OFFICER = Person(email="li@bureau.example", name="Li Wen", role=Role.OFFICER, language="en")
HOLDER = Person(email="ip@acme.example", role=Role.RIGHTS_HOLDER, holders=("acme",))
OPERATOR = Person(email="ops@bureau.example", role=Role.OPERATOR)
READER = Person(email="guest@bureau.example", role=Role.READ_ONLY)
ASSETS = {
    one.id: one
    for one in (
        Asset(id="acme-word", kind=AssetKind.WORD_MARK, holder_id="acme", text="ACME"),
        Asset(id="zorvex-word", kind=AssetKind.WORD_MARK, holder_id="zorvex", text="ZORVEX"),
    )
}
PLANS = {
    "shop": SourcePlan(
        source=Source(
            id="shop",
            url="https://shop.example/",
            canaries=(Canary(asset_id="acme-word", listing_id="planted"),),
        ),
        asset_ids=("acme-word",),
        every_s=3600.0,
    )
}
PEOPLE = (OFFICER, HOLDER, OPERATOR, READER)


@dataclass
class HandClock:
    """A clock that a test turns."""

    at: datetime = field(default_factory=lambda: datetime(2026, 5, 4, 9, 30, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def turn(self, **time: float) -> None:
        self.at += timedelta(**time)


class Browser:
    """What a person does with the pages: opens them, fills in their forms."""

    opened: ClassVar[list["Browser"]] = []

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.opened.append(self)
        self.client = httpx.Client(base_url=desk.public_url)

    def get(self, path: str, **more: Any) -> Any:  # noqa: ANN401 - the client's response
        return self.client.get(path, **more)

    def token(self, path: str = "/sign-in") -> str:
        found = re.search(r'name="token" value="([0-9a-f]+)"', self.get(path).text)
        return found[1] if found else ""

    def post(self, path: str, *, on: str = "/you", **fields: Any) -> Any:  # noqa: ANN401 - as above
        """Send a form as the page `on` holds it."""
        filled = {"token": self.token(on), **fields}
        return self.client.post(path, data=filled)

    def sign_in(self, person: Person) -> "Browser":
        with self.desk.store.transaction() as tx:
            link = offer_link(tx, self.desk, person, self.desk.clock.now())
        path = link.removeprefix(self.desk.public_url)
        assert self.post(path, on=path).status_code == 303
        return self


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables, copied for each desk."""
    path = tmp_path_factory.mktemp("desk") / "template.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def clock() -> HandClock:
    """The desk's."""
    return HandClock()


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[SqlStore]:
    """The desk's database, empty."""
    shutil.copy(template, tmp_path / "desk.db")
    opened = open_store(f"sqlite:///{tmp_path / 'desk.db'}")
    yield opened
    opened.close()


@pytest.fixture
def desk(store: SqlStore, clock: HandClock, tmp_path: Path) -> Iterator[Desk]:
    """A desk with four people, open on loopback."""
    made = desk_over(store, tmp_path, clock)
    with served(made):
        yield made
        while Browser.opened:
            Browser.opened.pop().client.close()


def desk_over(store: SqlStore, folder: Path, clock: Clock) -> Desk:
    """A desk over a database, with an address of its own on loopback."""
    address = f"127.0.0.1:{free_port()}"
    return Desk(
        store=store,
        blobs=FileBlobs(folder / "blobs"),
        clock=clock,
        people={person.email: person for person in PEOPLE},
        public_url=f"http://{address}",
        address=address,
        assets=ASSETS,
        evidence=Shelf(folder / "evidence"),
        trust=Trust,
        shop_of=no_shop,
        write_link=partial(sign_in_mail, sender="alerts@bureau.example"),
        premises=Premises(
            store=store,
            clock=clock,
            sources=tuple(PLANS),
            folders={"evidence": folder},
            version="0.1.0",
            beat_s=10.0,
        ),
        plans=PLANS,
        import_terms=lambda by: terms(store, folder, clock, by),
        write_packet=written_packet,
        links=Links(f"http://{address}", (b"k" * 32,)),
    )


def written_packet(number: str, person: Person) -> list[bytes]:
    """What stands in for a packet; tests/monitor/cli/test_desk_packet.py has real ones.

    Raises:
        ExportRefused: of case 7, as if nothing of it were sealed.
        EvidenceBroken: of case 8, as if its bundle were damaged.
    """
    if number.endswith("7"):
        message = f"nothing of {number} is sealed"
        raise ExportRefused(message)
    if number.endswith("8"):
        message = "its layout is not that of a bundle"
        raise EvidenceBroken(message)
    return [b"PK ", f"{number} for {person.called}".encode()]


@contextmanager
def served(desk: Desk) -> Iterator[None]:
    """The desk answers, in a thread of its own."""
    stop = threading.Event()
    server = threading.Thread(target=serve, args=(desk, stop))
    server.start()
    try:
        _wait_for(desk.address)
        yield
    finally:
        stop.set()
        server.join()


def terms(store: SqlStore, folder: Path, clock: Clock, by: str) -> Terms:
    """Offers of shop.example belong to the one source there is."""

    def source_of(market: str) -> str:
        if market != "shop.example":
            problem, remedy = f"is an offer of {market}, and no watched source is", "Add one."
            raise ImportRefused(problem, remedy)
        return "shop"

    def came(name: str, facts: FileFacts) -> datetime:
        file = ImportedFile(type="import", file=name, sha256=facts.sha256, size=facts.size, by=by)
        return came_in(store, file, clock.now())

    blobs = FileBlobs(folder / "blobs")
    return Terms(by=by, blobs=blobs, source_of=source_of, came_in=came)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def _wait_for(address: str) -> None:
    host, _, port = address.rpartition(":")
    until = time.monotonic() + 60
    while True:
        try:
            socket.create_connection((host, int(port)), timeout=5).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


@pytest.fixture
def stranger(desk: Desk) -> Browser:
    """A browser of which nothing is known."""
    return Browser(desk)


@pytest.fixture
def officer(desk: Desk) -> Browser:
    """A browser in which the officer has signed in."""
    return Browser(desk).sign_in(OFFICER)
