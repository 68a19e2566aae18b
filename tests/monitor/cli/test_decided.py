"""What decisions teach: the budget that holds notices, and the plot that `stats` draws."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from alerts.notices.budget import PUBLISHED
from monitor.bootstrap import Wiring
from monitor.bootstrap.noticed import account_of, registry_of
from monitor.cli.notices import gaps_of
from monitor.domain.case import CaseState
from monitor.domain.notice import NoticeForm
from monitor.domain.notice_life import NoticeEvent, NoticeEventKind
from monitor.domain.review import Review
from monitor.pipeline.notice_life import prepare
from rules.decision.calibration import BINS, LEAST_DECIDED
from tests.alerts.notices.packets import packet
from tests.contracts.store.made import sighting, verdict
from tests.monitor.cli.conftest import House

BUDGET = "room in the budget of wrong notices"


def gaps(house: House, *more: str) -> Sequence[str]:
    words = ("notices", "prepare", "RW-000001", "--form", "alibaba", "--by", "Li Wei", *more)
    told = json.loads(house.call(*words, "--json").stdout)
    return [gap["what"] for gap in told["gaps"]]


@pytest.fixture(scope="module")
def untaught(house: House) -> Sequence[str]:
    """What a notice lacked before; then come as many decisions as teach a curve twice.

    Every second one is a confirmation.
    """
    house.call("cases", "confirm", "RW-000001", "--by", "Li Wei")
    lacking = gaps(house)
    with Wiring.open(house.config) as wiring:
        now, taught = wiring.clock.now(), []
        with wiring.store.transaction() as tx:
            for number in range(2 * LEAST_DECIDED + 10):
                row, _ = tx.sightings.record(sighting(f"taught-{number}"))
                filed = tx.cases.judge(row, "zorvex", [verdict(asset_id="zorvex-word")], now)
                assert filed is not None
                state = CaseState.CONFIRMED if number % 2 else CaseState.DISMISSED
                tx.cases.review(
                    Review(case_number=filed[0].number, decision=state, by="Li", at=now)
                )
                taught.append((filed[0].id, "zorvex-word"))
        written = NoticeEvent(kind=NoticeEventKind.PREPARED, day=now.date(), at=now, by="Li")
        prepare(registry_of(wiring), taught[:4], NoticeForm.ALIBABA, written)
    return lacking


def test_a_notice_is_held_only_once_decisions_foretell_that_it_would_break_the_budget(
    house: House, untaught: Sequence[str]
) -> None:
    assert not [what for what in untaught if what.startswith(BUDGET)]
    (held,) = [what for what in gaps(house) if what.startswith(BUDGET)]
    assert "of 5 notices" in held
    assert not [what for what in gaps(house, "--despite", "seen") if what.startswith(BUDGET)]
    with Wiring.open(house.config) as wiring, wiring.store.transaction() as tx:
        now = wiring.clock.now()
        account = account_of(tx, NoticeForm.ALIBABA, "zorvex", now)
        another = account_of(tx, NoticeForm.ALIBABA, "another", now)
    assert account is not None
    assert another is not None
    assert (account.notices, another.notices) == (4, 0)
    assert account.accepted is not None
    assert account.accepted < PUBLISHED[NoticeForm.ALIBABA].accepted


@pytest.mark.usefixtures("untaught")
def test_stats_draw_what_was_foretold_and_what_was_confirmed(house: House, tmp_path: Path) -> None:
    plot = tmp_path / "reliability.svg"
    assert house.call("stats", "--plot", str(plot)).exit_code == 0
    drawn = etree.parse(plot)
    assert "trademark use" in drawn.xpath("string(//*[local-name() = 'title'])")
    assert len(drawn.xpath("//*[local-name() = 'circle']")) == BINS
    nowhere = house.call("stats", "--plot", str(tmp_path / "no" / "folder.svg"))
    assert nowhere.exit_code == 2
    assert "--plot" in nowhere.stderr


def test_no_gap_of_a_case_is_lost_to_another_notice_about_it(house: House) -> None:
    whole = packet(NoticeForm.CSV)
    lacking = replace(whole, asset=replace(whole.asset, registration_number=None))
    with Wiring.open(house.config) as wiring:
        missing, is_held = gaps_of(wiring, NoticeForm.CSV, [lacking, whole], despite="")
    ((number, found),) = missing.items()
    assert number == whole.file.case.number
    assert [gap.what for gap in found] == ["the number of the registration"]
    assert not is_held


@pytest.mark.usefixtures("untaught")
def test_each_holder_is_held_to_its_own_account(house: House) -> None:
    whole = packet(NoticeForm.ALIBABA)
    ours = replace(whole, holder=replace(whole.holder, id="zorvex"))
    with Wiring.open(house.config) as wiring:
        for packets in ([whole, ours], [ours, whole]):
            _, is_held = gaps_of(wiring, NoticeForm.ALIBABA, packets, despite="")
            assert is_held
