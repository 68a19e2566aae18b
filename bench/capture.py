"""What evidence costs: time and bytes of a capture beside a bare screenshot of the same page.

    make bench-capture
    .venv/bin/python bench/capture.py --rounds 3

One warm Chromium each, a fresh context a page, pages of a shop on loopback, the two taking turns.
Bare = Playwright: open, wait for the network to fall silent, one screenshot of the whole page.
Ours = everything that goes into a sealed bundle, fsync included. Sealing = all but the visit.
Goal: sealing at most 5 % of a capture.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, sync_playwright

from alerts.evidence.camera import Camera
from alerts.evidence.recorder import BundleRecorder
from alerts.evidence.shot import Shot
from bench.bundles import KEY, SystemTime, order_of
from bench.evidence_pages import pages
from monitor.domain.capture import CaptureOrder
from monitor.domain.page import PageKind
from monitor.ports.browser import BrowserSpec
from monitor.ports.http import EgressRule
from monitor.runtime.browser import find_browser
from spiders.fetch.browser.proxy import ForwardProxy
from tests.alerts.evidence.shop import Shop, open_shop

SEALING_GOAL = 0.05


class TimedCamera(Camera):
    """shooting_s: how long the latest visit took."""

    shooting_s = 0.0

    def shoot(
        self,
        url: str,
        rules: Mapping[str, EgressRule],
        *,
        locale: str = "en-US",
        user_agent: str | None = None,
    ) -> Shot:
        """See Camera."""
        begun = time.perf_counter()
        shot = super().shoot(url, rules, locale=locale, user_agent=user_agent)
        self.shooting_s = time.perf_counter() - begun
        return shot


def capture_order(shop: Shop, path: str, number: int) -> CaptureOrder:
    """An order for a page of the shop."""
    one = order_of(f"RW-{number:06}-1", seed=number)
    offer = replace(one.sighting.offer, url=shop.url + path)
    sighting = replace(one.sighting, offer=offer)
    return replace(one, sighting=sighting, allow_private_addresses=True)


def recorder_for(folder: Path, spec: BrowserSpec) -> BundleRecorder:
    """A recorder with a browser."""
    return BundleRecorder(
        folder=folder,
        clock=SystemTime(),
        software="rightswatch bench",
        classify=lambda _body, _url, _status: PageKind.LISTING,
        key=KEY,
        browser=spec,
        proxy=ForwardProxy(),
    )


@contextmanager
def bare_browser(spec: BrowserSpec) -> Iterator[Browser]:
    """Playwright's Chromium, started the same way."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=spec.executable, args=list(spec.args), chromium_sandbox=spec.sandbox
        )
        yield browser
        browser.close()


def bare(browser: Browser, url: str) -> tuple[float, int]:
    """Seconds and bytes of a bare screenshot."""
    begun = time.perf_counter()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    picture = page.screenshot(full_page=True)
    context.close()
    return time.perf_counter() - begun, len(picture)


def main() -> None:
    """Take turns, print medians and ratios; end with 1 where the goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=2)
    rounds = parser.parse_args().rounds
    spec = find_browser(None, sandbox=True)
    told: list[tuple[float, float, float, int, int]] = []
    with tempfile.TemporaryDirectory() as name, open_shop() as shop, bare_browser(spec) as browser:
        shop.pages |= pages()
        recorder = recorder_for(Path(name) / "evidence", spec)
        camera = TimedCamera(spec, ForwardProxy(), SystemTime())
        recorder._camera = camera  # noqa: SLF001 - to tell the visit from the sealing
        recorder.record(capture_order(shop, "/offer/1", 0))  # starts the browser
        bare(browser, f"{shop.url}/offer/1")
        for turn in range(rounds):
            for number, path in enumerate(pages(), 1):
                bare_s, bare_bytes = bare(browser, shop.url + path)
                begun = time.perf_counter()
                bundle = recorder.record(capture_order(shop, path, 1000 * turn + number))
                whole_s = time.perf_counter() - begun
                sealing_s = whole_s - camera.shooting_s
                told.append((bare_s, whole_s, sealing_s, bare_bytes, bundle.size))
        recorder.close()
    _tell(told)


def _tell(told: list[tuple[float, float, float, int, int]]) -> None:
    bare_ms, whole_ms, sealing_ms = (1000 * median(row[n] for row in told) for n in range(3))
    bare_kb, bundle_kb = (median(row[n] for row in told) / 1000 for n in (3, 4))
    share = sum(row[2] for row in told) / sum(row[1] for row in told)
    print(f"{datetime.now(UTC):%Y-%m-%d}: {len(told)} captures, medians")
    print(f"bare screenshot {bare_ms:.0f} ms, {bare_kb:.0f} kB")
    print(f"sealed capture  {whole_ms:.0f} ms, {bundle_kb:.0f} kB")
    print(f"ratio           {whole_ms / bare_ms:.2f} in time, {bundle_kb / bare_kb:.2f} in bytes")
    print(f"sealing {sealing_ms:.0f} ms, {share:.1%} of all time (goal {SEALING_GOAL:.0%})")
    sys.exit(share > SEALING_GOAL)


if __name__ == "__main__":
    main()
