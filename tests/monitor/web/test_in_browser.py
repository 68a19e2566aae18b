"""The desk in a real Chromium: nothing of strangers runs, keys decide, and the pages can be read.

axe-core itself is asked by bench/axe.py; here stand its rules on names, labels, languages,
headings, landmarks, unique ids and the contrast of text.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from monitor.domain.listing import Listing, Offer, Price
from monitor.domain.network import Trait, TraitKind
from monitor.domain.seller import Seller
from monitor.ports.browser import BrowserSpec
from monitor.ports.store import CaseQuery
from monitor.store.database import SqlStore
from monitor.web.desk import Desk
from monitor.web.entrance import offer_link
from tests.contracts.store.made import sighting, verdict
from tests.monitor.web.conftest import OFFICER
from tests.monitor.web.hostile import STRINGS
from tests.monitor.web.made import opened, pictured, seal

SCHEMES = ("light", "dark")
RULES = (Path(__file__).parent / "rules.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def chromium(browser_spec: BrowserSpec) -> Iterator[Browser]:
    """One browser for the whole file; started by root it is nobody, and downloads all the same."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        Path(folder).chmod(0o777)
        started = playwright.chromium.launch(
            executable_path=browser_spec.executable,
            args=list(browser_spec.args),
            chromium_sandbox=browser_spec.sandbox,
            downloads_path=folder,
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def tabs(chromium: Browser) -> dict[str, Page]:
    """One tab for each colour scheme."""
    return {
        scheme: chromium.new_context(color_scheme=scheme).new_page()  # type: ignore[arg-type]
        for scheme in SCHEMES
    }


def signed_in(tab: Page, desk: Desk) -> Page:
    tab.set_default_timeout(60_000)
    with desk.store.transaction() as tx:
        link = offer_link(tx, desk, OFFICER, desk.clock.now())
    tab.goto(link)
    tab.locator("button.main:focus").press("Enter")  # the page gives it the focus by itself
    tab.wait_for_url("**/cases")
    return tab


def lines_left(tab: Page, number: int) -> None:
    """Waits for a page of so many lines; keys pressed before it is loaded would be lost."""
    expect(tab.locator(".line")).to_have_count(number, timeout=60_000)
    tab.wait_for_load_state()


def linked_sellers(desk: Desk) -> tuple[int, int]:
    """Numbers of two sellers of cases who share a telephone."""
    for name in ("Bob", "Cy"):
        seen = sighting(name, f"ACME shoe of {name}")
        offer = replace(seen.offer, seller=Seller(id=name, name=name))
        with desk.store.transaction() as tx:
            row, _ = tx.sightings.record(replace(seen, offer=offer))
            phone = Trait(kind=TraitKind.PHONE, value="138", shown="138****0000")
            tx.networks.note(row, [phone])
            tx.cases.judge(row, "acme", [verdict()], desk.clock.now())
    with desk.store.reading() as tx:
        one, other = tx.networks.standings(None, 2)
    return one.row, other.row


def hostile_case(desk: Desk, number: int, text: str) -> str:
    """A case whose every field says the same; its seller shares a telephone with all others."""
    seen = sighting(f"h{number}")
    offer = Offer(
        listing=Listing(market="shop.example", listing_id=f"{number}{text}"),
        url=f"https://shop.example/{number}?{text}",
        title=text,
        price=Price(amount=Decimal(1), currency="EUR"),
        seller=Seller(id=text, name=text),
        brand=text,
        description=text,
        category=text,
    )
    found = replace(verdict(), signals=())
    with desk.store.transaction() as tx:
        row, _ = tx.sightings.record(replace(seen, offer=offer))
        tx.networks.note(row, [Trait(kind=TraitKind.PHONE, value="138", shown=text)])
        filed = tx.cases.judge(row, "acme", [found], desk.clock.now())
        assert filed is not None
        return filed[0].number


def test_none_of_a_hundred_hostile_strings_runs(tabs: dict[str, Page], desk: Desk) -> None:
    tab = signed_in(tabs["light"], desk)
    for number, text in enumerate(STRINGS):
        hostile_case(desk, number, text)
    all_of_them = hostile_case(desk, 999, "\n".join(STRINGS))
    dialogs: list[str] = []
    tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    assert len(STRINGS) == 100
    base = desk.public_url
    sellers = re.findall(r'href="(/sellers/\d+)"', tab.request.get(f"{base}/sellers").text())
    named = f"/sellers?named={quote(STRINGS[1])}"
    way = f"{sellers[0]}/way/{sellers[-1].rpartition('/')[2]}"
    for path in (
        "/cases?order=newest", "/cases", f"/cases/{all_of_them}", f"/cases/{all_of_them}/evidence",
        "/looks", "/sellers", sellers[0], sellers[-1], way, named,
        f"/rights?named={quote(STRINGS[0])}", "/rights/acme-word", "/statistics", "/coverage",
    ):  # fmt: skip
        answer = tab.goto(base + path)
        assert answer is not None
        assert answer.ok, path
        if path.startswith("/cases?"):
            assert tab.locator(".line").count() == 50
            tab.click("a[rel=next]")
        tab.wait_for_load_state("networkidle")
        assert tab.evaluate("window.ran === undefined"), path
        assert (
            tab.locator("main iframe, main script, main base, main meta, main style").count() == 0
        )
    assert dialogs == []


def test_ten_cases_are_decided_by_keys_alone(
    tabs: dict[str, Page], desk: Desk, store: SqlStore
) -> None:
    for number in range(11):
        opened(desk, str(number))
    tab = signed_in(tabs["light"], desk)
    pressed = 0
    for turn, key in enumerate("cflcflcflc"):
        for one in ("j", key):
            tab.keyboard.press(one)
            pressed += 1
        lines_left(tab, 10 - turn)
        assert tab.locator(".notice").count() == 1
    with store.reading() as tx:
        left = [case for case in tx.cases.list(CaseQuery()) if case.state.value == "open"]
    assert (len(left), pressed) == (1, 20)
    tab.keyboard.press("u")
    lines_left(tab, 2)
    tab.keyboard.press("?")
    assert tab.locator("#keys[open]").count() == 1
    tab.keyboard.press("k")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/cases/RW-*")
    tab.keyboard.press("f")
    tab.wait_for_selector(".notice")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_packet_is_downloaded_by_its_button(
    chromium: Browser, desk: Desk, tmp_path: Path, *, scripts: bool
) -> None:
    case = opened(desk)
    seal(desk, case)
    context = chromium.new_context(java_script_enabled=scripts)
    tab = context.new_page()
    with desk.store.transaction() as tx:
        link = offer_link(tx, desk, OFFICER, desk.clock.now())
    tab.goto(link)
    tab.click("button.main")
    tab.wait_for_url("**/cases")
    for path in (f"/cases/{case.number}", f"/cases/{case.number}/evidence"):
        tab.goto(desk.public_url + path)
        with tab.expect_download(timeout=60_000) as download:
            tab.click("form.packet button")
        assert download.value.suggested_filename == f"{case.number}.zip"
        download.value.save_as(tmp_path / "packet.zip")
        assert (tmp_path / "packet.zip").read_bytes().startswith(b"PK ")
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_can_be_read_by_everybody(
    tabs: dict[str, Page], desk: Desk, scheme: str
) -> None:
    one, other = linked_sellers(desk)
    case, _, _ = pictured(desk)
    tab = signed_in(tabs[scheme], desk)
    heard: list[str] = []
    tab.on("console", lambda message: heard.append(message.text))
    paths = (
        "/cases", f"/cases/{case.number}", f"/cases/{case.number}/evidence", "/looks", "/you",
        "/nothing", "/cases?done=confirmed&numbers=RW-000001", "/sellers", f"/sellers/{one}",
        f"/sellers/{one}/way/{other}?without=1", "/rights", "/rights/acme-word",
        "/statistics", "/coverage",
    )  # fmt: skip
    for language in ("en", "zh"):
        for path in paths:
            tab.goto(desk.public_url + path)
            assert tab.evaluate(RULES) == [], (path, language)
            assert tab.evaluate("document.documentElement.lang").startswith(language)
        tab.goto(desk.public_url + "/you")
        tab.click("header form button")
    assert [text for text in heard if "404" not in text] == []
