"""Every page of the desk under axe-core, in both languages and both colour schemes, in Chromium.

    python bench/axe.py [--config FILE] [--axe FILE] [--shots DIR] [--only TEXT]

Goal: no violation of any rule of axe-core, best practices among them, and no page wider than its
window at 1280 and at 320 pixels (WCAG 2.2, 1.4.10). axe-core is fetched with `npm pack` into a
folder that is removed again; --axe takes a copy of axe.min.js instead. Without --config the pages
are those of made cases; with it, those of an installation, whose configuration needs a desk and an
officer. --shots keeps a picture of each page, language and scheme; --only takes pages whose name
holds TEXT.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from alerts.email.links import Deed as LinkDeed
from alerts.email.links import Errand, Links
from bench.web import SELLERS, desk_over, fill
from monitor.bootstrap import Wiring
from monitor.bootstrap.desk import desk_of
from monitor.domain.person import Person, Role
from monitor.ports.http import EgressRule
from monitor.runtime.browser import find_browser
from monitor.store.database import open_store
from monitor.web.desk import Desk
from monitor.web.entrance import new_secret, offer_link, sealed
from monitor.web.provider import Provider
from monitor.web.serving import serve
from spiders.fetch.client import GuardedClient
from tests.monitor.web.conftest import free_port
from tests.monitor.web.made import pictured

LANGUAGES: Final = {"zh": "zh-CN", "en": "en-GB"}
SCHEMES: Final = ("light", "dark")
WIDE, NARROW, HIGH = 1280, 320, 900
CASES = 3
RUN: Final = """async () => {
  const told = await axe.run(document, {resultTypes: ["violations", "incomplete"]});
  const lines = (kind) => told[kind].map((one) => ({
    id: one.id, impact: one.impact, where: one.nodes.map((node) => node.target.join(" ")),
  }));
  return {violations: lines("violations"), incomplete: lines("incomplete")};
}"""
TOO_WIDE: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True, slots=True)
class Shown:
    """A page and how to come there. status: that is expected of it."""

    name: str
    path: str
    status: int = 200
    then: Callable[[Page], None] | None = None


def main() -> int:
    """Walk, print, and give 1 where anything is wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--config", type=Path)
    asked.add_argument("--axe", type=Path)
    asked.add_argument("--shots", type=Path)
    asked.add_argument("--only", default="")
    wanted = asked.parse_args()
    axe = wanted.axe.read_text("utf-8") if wanted.axe else fetched()
    wrong = seen = 0
    with ExitStack() as stack:
        desk = stack.enter_context(open_desk(wanted.config))
        chromium = stack.enter_context(started())
        for language in LANGUAGES:
            for scheme in SCHEMES:
                look = f"{language}-{scheme}"
                for page, shown in walked(chromium, desk, language, scheme, wanted.only):
                    faults = list(examined(page, axe))
                    wrong, seen = wrong + len(faults), seen + 1
                    print(f"{look:9} {shown.name:34} {len(faults) or 'none'}")
                    for fault in faults:
                        print(f"          {fault}")
                    if wanted.shots:
                        kept(page, wanted.shots, f"{shown.name}-{look}.png")
    print(f"{seen} pages, {wrong} violations; goal 0")
    return 1 if wrong or not seen else 0


def fetched() -> str:
    """The script of axe-core, as its package index has it today."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm, which fetches axe-core, is not on this machine; give --axe axe.min.js")
    with tempfile.TemporaryDirectory() as name:
        command = [npm, "pack", "axe-core"]
        done = subprocess.run(command, cwd=name, capture_output=True, text=True, check=False)
        packed = next(Path(name).glob("axe-core-*.tgz"), None)
        if done.returncode or packed is None:
            sys.exit(f"npm did not fetch axe-core: {done.stderr.strip()[-400:]}")
        with tarfile.open(packed) as archive:
            print(f"axe-core {packed.stem.rpartition('-')[2]}")
            return archive.extractfile("package/axe.min.js").read().decode()


@contextmanager
def open_desk(config: Path | None) -> Iterator[Desk]:
    """A desk on loopback: of an installation, or over made cases."""
    address = f"127.0.0.1:{free_port()}"
    with ExitStack() as stack:
        if config:
            wiring = stack.enter_context(Wiring.open(config))
            web = wiring.settings.service.web
            if web is None or not any(one.role is Role.OFFICER for one in wiring.settings.people):
                sys.exit(f"{config} has no desk (service.web), or no officer in `people`")
            desk = desk_of(wiring, replace(web, address=address, public_url=f"http://{address}"))
        else:
            desk = made(Path(stack.enter_context(tempfile.TemporaryDirectory())), address)
        people = {}
        for language in LANGUAGES:
            for role in (Role.OFFICER, Role.RIGHTS_HOLDER):
                email = f"{role.value}-{language}@bench.example"
                people[email] = Person(email=email, name="Li Wen", role=role, language=language)
        provider = Provider.of(
            name="Bureau account",
            issuer="https://login.bureau.example",
            client_id="desk",
            client_secret="unused",  # noqa: S106 - nobody is asked
            public_url=f"http://{address}",
            http=GuardedClient("bench"),
            rule=EgressRule(),
        )
        links = Links(f"http://{address}", (b"k" * 32,))
        desk = replace(desk, people=people, provider=provider, links=links)
        stop = threading.Event()
        server = threading.Thread(target=serve, args=(desk, stop))
        server.start()
        try:
            yield desk
        finally:
            stop.set()
            server.join()


def made(folder: Path, address: str) -> Desk:
    """Some hundred cases as bench/web.py fills them, and one with pictures."""
    url = f"sqlite:///{folder / 'desk.db'}"
    store = open_store(url)
    fill(url, 300, SELLERS)
    desk = replace(desk_over(store, folder, ()), public_url=f"http://{address}", address=address)
    pictured(desk)
    return desk


@contextmanager
def started() -> Iterator[Browser]:
    """Chromium as the daemon finds it."""
    spec = find_browser(None, sandbox=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=spec.executable, args=list(spec.args), chromium_sandbox=spec.sandbox
        )
        yield chromium
        chromium.close()


def walked(
    chromium: Browser, desk: Desk, language: str, scheme: str, only: str
) -> Iterator[tuple[Page, Shown]]:
    """Every page in one language and scheme, as a stranger first."""
    look: dict[str, Any] = {
        "color_scheme": scheme,
        "locale": LANGUAGES[language],
        "viewport": {"width": WIDE, "height": HIGH},
        "base_url": desk.public_url,
    }
    for role, pages in (
        (None, strange(desk)),
        (Role.RIGHTS_HOLDER, [Shown("refused-by-role", "/coverage", 403)]),
        (Role.OFFICER, None),
    ):
        context = chromium.new_context(**look)
        page = context.new_page()
        if role:
            signed_in(context, desk, f"{role.value}-{language}@bench.example")
        for shown in pages if pages is not None else of_officer(page):
            if only not in shown.name:
                continue
            answer = page.goto(shown.path)
            if answer is None or answer.status != shown.status:
                sys.exit(f"{shown.path} answers {answer and answer.status}, not {shown.status}")
            if shown.then:
                shown.then(page)
            yield page, shown
            page.emulate_media(media="screen")
        context.close()


def strange(desk: Desk) -> Iterator[Shown]:
    """What somebody meets who has not signed in."""

    def asked_for_link(page: Page) -> None:
        page.fill("#email", "who@else.example")
        page.click("button.main")

    person, now = next(iter(desk.people.values())), desk.clock.now()
    yield Shown("sign-in", "/sign-in")
    yield Shown("link-sent", "/sign-in", then=asked_for_link)
    with desk.store.transaction() as tx:
        link = offer_link(tx, desk, person, now)
    yield Shown("sign-in-as", link)
    yield Shown("link-used", "/sign-in/nothing", 410)
    links = desk.links or sys.exit("this desk writes no links into mails")
    for deed in LinkDeed:
        path = links.to(Errand(deed=deed, address=person.email, case_number="RW-000001"), now)
        yield Shown(f"mail-{deed.name.lower()}", path)
        yield Shown(f"mail-{deed.name.lower()}-done", path, then=pressed("main form button"))
    yield Shown("mail-gone", "/mail/nonsense.nonsense", 410)


def of_officer(page: Page) -> Iterator[Shown]:
    """What an officer meets; cases, sellers and rights are found by the links of the lists."""
    yield Shown("queue", "/cases")
    yield Shown("queue-any-newest", "/cases?state=any&order=newest")
    yield Shown("queue-empty", "/cases?market=nowhere.example")
    yield Shown("queue-views", "/cases?state=any", then=named)
    yield Shown("queue-decided", "/cases?done=confirmed&numbers=RW-000001")
    numbers = linked(page, "/cases?order=newest", r'href="/cases/(RW-\d+)"')
    for place, number in enumerate(numbers[:CASES]):
        yield Shown(f"case-{place}", f"/cases/{number}")
    yield Shown("case-keys", f"/cases/{numbers[0]}", then=lambda page: page.keyboard.press("?"))
    yield Shown("case-silenced", f"/cases/{numbers[0]}?silent=1800000000")
    yield Shown("evidence", f"/cases/{numbers[0]}/evidence")
    if linked(page, f"/cases/{numbers[0]}", r'(action="/cases/RW-\d+/packet")'):
        yield Shown("evidence-verified", f"/cases/{numbers[0]}/evidence", then=pressed(".main"))
    yield Shown("sellers", "/sellers")
    yield Shown("sellers-none", "/sellers?named=nobody-is-called-so")
    sellers = linked(page, "/sellers", r'href="(/sellers/\d+)"')
    for place, seller in enumerate(sellers[:2]):
        yield Shown(f"seller-{place}", seller)
    ways = (linked(page, seller, r'href="(/sellers/\d+/way/\d+[^"]*)"') for seller in sellers)
    way = next((found[0] for found in ways if found), None)
    if way:
        yield Shown("way", way)
        yield Shown("way-without", f"{way.partition('?')[0]}?without=1")
    yield Shown("rights", "/rights")
    for right in linked(page, "/rights", r'href="(/rights/[^"?]+)"')[:2]:
        yield Shown(f"right-{right.rpartition('/')[2]}", right)
    yield Shown("statistics", "/statistics")
    yield Shown("statistics-ever", "/statistics?days=ever")
    yield Shown("statistics-printed", "/statistics?days=ever", then=printed)
    yield Shown("coverage", "/coverage")
    yield Shown("looks", "/looks")
    yield Shown("you", "/you")
    yield Shown("not-there", "/nothing", 404)


def pressed(what: str) -> Callable[[Page], None]:
    """Press it and wait for what comes."""

    def then(page: Page) -> None:
        with page.expect_navigation():
            page.click(what)

    return then


def named(page: Page) -> None:
    """With the filters saved under a name."""
    page.fill("#view-name", "早班 / morning round")
    pressed('form[action="/views"] button')(page)


def printed(page: Page) -> None:
    """As the page is on paper."""
    page.emulate_media(media="print")


def linked(page: Page, path: str, pattern: str) -> list[str]:
    """What a page has of a pattern, each once."""
    return list(dict.fromkeys(re.findall(pattern, page.request.get(path).text())))


def signed_in(context: BrowserContext, desk: Desk, email: str) -> None:
    """A session as a sign-in begins one; the desk lets nobody sign in as often as this walk."""
    secret, now = new_secret(), desk.clock.now()
    with desk.store.transaction() as tx:
        tx.desk.begin_session(sealed(secret), email, now, now + timedelta(days=1))
    context.add_cookies([{"name": "rightswatch", "value": secret, "url": desk.public_url}])


def examined(page: Page, axe: str) -> Iterator[str]:
    """What axe says against a page, one line each, and where it is wider than its window."""
    page.wait_for_load_state("networkidle")
    page.evaluate(axe)
    told = page.evaluate(RUN)
    for one in told["violations"]:
        for where in one["where"]:
            yield f"{one['id']} ({one['impact']}): {where}"
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": HIGH})
        more = page.evaluate(TOO_WIDE)
        if more > 0:
            yield f"{more} px wider than a window of {width} px"


def kept(page: Page, folder: Path, name: str) -> None:
    """The whole page as a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(folder / re.sub(r"[^\w.-]", "_", name)), full_page=True)


if __name__ == "__main__":
    sys.exit(main())
