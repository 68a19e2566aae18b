"""`run`: the daemon as its operator meets it."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor.cli.demo.market.server import Market
from monitor.cli.demo.sample import write_demo
from tests.fixtures.smtp import SmtpServer
from tests.journeys.house import COMMAND, asked, kill, without_browser


@pytest.fixture
def config(tmp_path: Path, small_market: Market, smtp_server: SmtpServer) -> Path:
    config = write_demo(tmp_path, small_market.url, smtp_server.port)
    without_browser(config)
    return config


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """What the daemon tells its operator."""
    return tmp_path / "told"


@pytest.fixture
def daemon(config: Path, told: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [*COMMAND, "run", "--config", str(config)]
    with told.open("wb") as stderr:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=stderr)
    yield process
    if process.poll() is None:
        kill(process)


def until(met: Callable[[], bool], limit_s: float = 240.0) -> None:
    deadline = time.monotonic() + limit_s
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_the_daemon_alerts_reads_its_configuration_again_and_ends_when_asked(
    daemon: subprocess.Popen[bytes], config: Path, told: Path, smtp_server: SmtpServer
) -> None:
    until(lambda: bool(smtp_server.messages))
    good = config.read_text("utf-8")
    config.write_text(good + "\nnonsense: 1\n", "utf-8")
    daemon.send_signal(signal.SIGHUP)
    until(lambda: "configuration refused, the last good one stays" in told.read_text("utf-8"))
    assert daemon.poll() is None
    config.write_text(good, "utf-8")
    daemon.send_signal(signal.SIGHUP)
    until(lambda: "configuration loaded" in told.read_text("utf-8"))
    assert daemon.poll() is None
    asked("doctor", "--probe", "--config", str(config))
    daemon.send_signal(signal.SIGTERM)
    assert daemon.wait(timeout=240) == 0


def test_letters_that_the_mail_server_does_not_take_stay_due_in_the_outbox(
    config: Path, smtp_server: SmtpServer
) -> None:
    smtp_server.fault("CONNECT", "reset")
    asked("once", "--config", str(config))
    assert smtp_server.messages == []
    lines = asked("alerts", "outbox", "--config", str(config))
    assert {line["state"] for line in lines} == {"due"}
