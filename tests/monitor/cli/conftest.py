"""A small house with one doubtful shop in it, made by the pipeline's own verbs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from monitor.bootstrap import Wiring
from monitor.bootstrap.hands import Hands
from monitor.cli.app import build
from monitor.domain.capture import EvidenceBundle
from monitor.domain.listing import Listing, Offer, Price, Sighting
from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.pipeline.crawl import record_visit
from monitor.ports.store import CaseQuery, Lease
from monitor.runtime.lease import Owner
from monitor.runtime.logs import configure_logs

SHOP = "http://127.0.0.1:9/"
TITLES = (
    "ZORVEX leather handbag with a very long name that no narrow screen holds",
    "佐维克斯 手提包",
)
CONFIGURATION = f"""\
version: 1
service:
  contact: ops@bureau.example
  browser: {{executable: no/browser}}
  smtp: {{host: 127.0.0.1, port: 9, tls: none, sender: alerts@bureau.example}}
holders:
  - {{id: zorvex, name: Zorvex B.V.}}
assets:
  - id: zorvex-word
    kind: word_mark
    holder: zorvex
    text: ZORVEX
    aliases: [佐维克斯]
    status: registered
    nice_classes: [18]
    goods: [bags]
sources:
  - {{id: a-shop-with-a-long-name, url: "{SHOP}", min_delay_s: 0, allow_private_addresses: true}}
watches:
  - {{source: a-shop-with-a-long-name, assets: ["*"], every: 6h}}
recipients:
  - {{email: officer@bureau.example, assets: ["*"], from_grade: review}}
"""


@dataclass(frozen=True)
class House:
    """A configuration and its database with two cases and a letter about each."""

    config: Path

    def call(self, *words: str) -> Result:
        """Run one command in this process."""
        return CliRunner().invoke(build(), [*words, "--config", str(self.config)])

    def call_plain(self, *words: str) -> Result:
        """Run a command that needs no configuration."""
        return CliRunner().invoke(build(), list(words))

    def asked(self, *words: str) -> Any:  # noqa: ANN401 - whatever the command prints
        """The one document that a command prints with --json."""
        return json.loads(self.call(*words, "--json").stdout)

    @property
    def number(self) -> str:
        """A case's."""
        return str(self.asked("cases", "list")[0]["case"]["number"])


def _open(folder: Path) -> House:
    house = House(folder / "rightswatch.yaml")
    house.config.write_text(CONFIGURATION, encoding="utf-8")
    return house


def _visit(title: str, number: int) -> Visit:
    now = datetime.now(UTC)
    url = f"{SHOP}offer/{number}"
    offer = Offer(
        listing=Listing(market="127.0.0.1:9", listing_id=str(number)),
        url=url,
        title=title,
        price=Price(amount=Decimal("58.00"), currency="USD"),
        seller=Seller(id=None, name="Bag [bold]Bargains\x1b[31m of the North-West"),
    )
    sighting = Sighting(source_id="a-shop-with-a-long-name", offer=offer, seen_at=now)
    target = Target(source_id="a-shop-with-a-long-name", url=url, kind=TargetKind.LISTING)
    return Visit(
        target_id=None,
        target=target,
        outcome=VisitOutcome.READ,
        started_at=now,
        ended_at=now,
        page_kind=PageKind.LISTING,
        sightings=(sighting,),
    )


def fill(house: House, titles: Sequence[str], *, letters: int | None = None) -> None:
    """A case for each title, and the letters about them. letters: how many; None = one each."""
    configure_logs(verbose=False)
    with Wiring.open(house.config) as wiring, Owner(wiring.store, wiring.clock) as owner:
        wiring.register()
        (plan,) = wiring.plans.values()
        for number, title in enumerate(titles, start=1):
            visit = _visit(title, number)
            record_visit(wiring.store, plan, visit, None, wiring.clock.now())
        assert Hands(wiring, owner).steps["match"]() == len(titles)
        with wiring.store.transaction() as tx:
            cases = tx.cases.list(CaseQuery())
            for case in cases:  # as sealing does, which needs a shop that answers
                event = tx.cases.file(case.id).events[0]
                tx.outbox.announce(case.id, event.id, wiring.clock.now())
        duties = Hands(wiring, owner).duties()
        assert duties.write_letters() == (len(titles) if letters is None else letters)
        duties.send["email"]()  # nobody listens there: they stay due, with an error


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Two cases and their letters, shared by the tests of one file."""
    house = _open(tmp_path_factory.mktemp("house"))
    fill(house, TITLES)
    return house


@pytest.fixture
def empty_house(tmp_path: Path) -> House:
    """Nothing was seen yet."""
    return _open(tmp_path)


SENDER = """
    notices: {legal_name: Zorvex B.V., address: "Kade 1, Delft", phone: "+31 15 000",
      identity_document: certificate.pdf, certificates: {zorvex-word: certificate.pdf}}
    contacts: [{email: ip@zorvex.example}]"""


def _seal(house: House) -> None:
    """Evidence of the first case, as sealing files it."""
    with Wiring.open(house.config) as wiring, wiring.store.transaction() as tx:
        now = wiring.clock.now()
        lease = Lease(owner="test", now=now, until=now.replace(year=now.year + 1))
        for due in tx.captures.claim(lease, 9):
            sealed = EvidenceBundle(
                capture_id=due.id,
                path=f"{due.id}.wacz",
                sha256="ab" * 32,
                size=1,
                page_kind=PageKind.LISTING,
                started_at=now,
                ended_at=now,
            )
            entry = tx.log.append(sealed, now)
            assert tx.captures.sealed(sealed, entry.index, "test")


@pytest.fixture
def ready(house: House) -> House:
    """A confirmed case with evidence, of a holder who can sign."""
    text = house.config.read_text("utf-8")
    if "legal_name" not in text:
        text = text.replace(
            "  - {id: zorvex, name: Zorvex B.V.}", f"  - id: zorvex\n    name: Zorvex B.V.{SENDER}"
        )
        text = text.replace(
            "status: registered",
            'status: registered\n    office: NL\n    registration_number: "77"',
        )
        house.config.write_text(text, "utf-8")
        (house.config.parent / "certificate.pdf").write_bytes(b"%PDF-1.4")
        _seal(house)
    return house
