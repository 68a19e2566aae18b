"""Recorders with a real browser, and the shop they look at."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alerts.evidence.limits import Limits
from alerts.evidence.recorder import BundleRecorder
from monitor.domain.page import PageKind
from monitor.ports.browser import BrowserSpec
from spiders.fetch.browser.proxy import ForwardProxy
from tests.alerts.evidence.samples import KEY
from tests.alerts.evidence.shop import Shop, open_shop


class RunningClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def classify(body: bytes, url: str, status: int | None) -> PageKind:
    """By what the shop's pages say."""
    if status == 403 or b"Prove you are human" in body:
        return PageKind.CHALLENGE
    return PageKind.LISTING if b"ACME pump" in body and url else PageKind.OTHER


@pytest.fixture(scope="session")
def shop() -> Iterator[Shop]:
    with open_shop() as opened:
        yield opened


@pytest.fixture(scope="session")
def recorder(
    tmp_path_factory: pytest.TempPathFactory, browser_spec: BrowserSpec
) -> Iterator[BundleRecorder]:
    """Chromium behind the real egress proxy; one warm browser for all tests."""
    made = BundleRecorder(
        folder=tmp_path_factory.mktemp("recorder") / "evidence",
        clock=RunningClock(),
        software="rightswatch 0.1.0",
        classify=classify,
        browser=browser_spec,
        proxy=ForwardProxy(),
        key=KEY,
        limits=Limits(load_s=4.0, body_s=3.0),
    )
    yield made
    made.close()


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    return tmp_path / "evidence"
