"""Links of mails at the desk: opening one changes nothing, its button and one click do."""

import httpx
import pytest

from alerts.email.links import Deed, Errand
from monitor.domain.case import CaseEventKind
from monitor.web.desk import Desk
from tests.contracts.store.made import open_case
from tests.monitor.web.conftest import Browser

LI = "li@bureau.example"


def path_to(desk: Desk, deed: Deed, number: str = "") -> str:
    assert desk.links is not None
    errand = Errand(deed=deed, address=LI, case_number=number)
    return desk.links.to(errand, desk.clock.now()).removeprefix(desk.public_url)


def stopped(desk: Desk) -> list[str]:
    with desk.store.transaction() as tx:
        return [stop.address for stop in tx.addresses.stops()]


def test_opening_a_link_shows_and_one_click_unsubscribes(desk: Desk, stranger: Browser) -> None:
    path = path_to(desk, Deed.UNSUBSCRIBE)
    shown = stranger.get(path)
    assert (shown.status_code, LI in shown.text, "<form" in shown.text) == (200, True, True)
    assert stopped(desk) == []
    one_click = httpx.post(desk.public_url + path, data={"List-Unsubscribe": "One-Click"})
    assert one_click.status_code == 200
    assert stopped(desk) == [LI]
    assert stranger.client.post(path, data={}).status_code == 200  # twice is harmless
    with desk.store.transaction() as tx:
        assert [stop.address for stop in tx.addresses.untold(desk.clock.now())] == [LI]


def test_a_case_is_acknowledged_by_its_button_in_the_readers_name(
    desk: Desk, stranger: Browser
) -> None:
    with desk.store.transaction() as tx:
        case = open_case(tx)
    path = path_to(desk, Deed.ACKNOWLEDGE, case.number)
    stranger.get(path)
    stranger.client.post(path, data={})
    with desk.store.transaction() as tx:
        events = tx.cases.file(case.id).events
    assert [e.by for e in events if e.kind is CaseEventKind.ACKNOWLEDGED] == [LI]


def test_an_address_is_confirmed_by_its_button(desk: Desk, stranger: Browser) -> None:
    path = path_to(desk, Deed.CONFIRM)
    assert stranger.client.post(path, data={}).status_code == 200
    with desk.store.transaction() as tx:
        assert tx.addresses.confirmed([LI]) == {LI}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_link_that_is_none_of_ours_has_ended(stranger: Browser, method: str) -> None:
    assert stranger.client.request(method, "/mail/nonsense.nonsense", data={}).status_code == 410


def test_a_case_that_is_not_there_has_ended_too(desk: Desk, stranger: Browser) -> None:
    path = path_to(desk, Deed.ACKNOWLEDGE, "RW-999999")
    assert stranger.client.post(path, data={}).status_code == 410


def test_a_page_of_another_site_cannot_press_the_button(desk: Desk, stranger: Browser) -> None:
    path = path_to(desk, Deed.UNSUBSCRIBE)
    foreign = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    assert stranger.client.post(path, data={}, headers=foreign).status_code == 403
    assert stopped(desk) == []
