"""`run`: the daemon as its operator meets it."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.cli.demo.market.server import Market
from monitor.cli.demo.sample import write_demo
from tests.fixtures.smtp import SmtpServer
from tests.journeys.house import asked, kill, start, without_browser


@pytest.fixture
def config(tmp_path: Path, market: Market, smtp_server: SmtpServer) -> Path:
    config = write_demo(tmp_path, market.url, smtp_server.port)
    without_browser(config)
    return config


def until(met: Callable[[], bool], limit_s: float = 60.0) -> None:
    deadline = time.monotonic() + limit_s
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_the_daemon_alerts_reads_its_configuration_again_and_ends_when_asked(
    config: Path, smtp_server: SmtpServer
) -> None:
    daemon = start("run", "--config", str(config))
    try:
        until(lambda: bool(smtp_server.messages))
        good = config.read_text("utf-8")
        config.write_text(good + "\nnonsense: 1\n", "utf-8")
        daemon.send_signal(signal.SIGHUP)
        time.sleep(1.5)
        assert daemon.poll() is None
        config.write_text(good, "utf-8")
        daemon.send_signal(signal.SIGHUP)
        time.sleep(1.5)
        assert daemon.poll() is None
        asked("doctor", "--probe", "--config", str(config))
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=40) == 0
    finally:
        if daemon.poll() is None:
            kill(daemon)


def test_a_letter_that_the_mail_server_would_not_take_arrives_when_it_takes_it(
    config: Path, smtp_server: SmtpServer
) -> None:
    smtp_server.fault("CONNECT", "reset")
    asked("once", "--config", str(config))
    assert smtp_server.messages == []
    lines = asked("alerts", "outbox", "--config", str(config))
    assert {line["state"] for line in lines} == {"due"}
