"""`rightswatch demo` as a process: what it says, and how it ends."""

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.cli.demo.market.server import Market
from tests.fixtures.processes import lives
from tests.journeys.house import COMMAND, rightswatch


def port_of(market: Market) -> int:
    return int(market.host.rpartition(":")[2])


@pytest.fixture
def free_port() -> int:
    with Market() as market:
        return port_of(market)


def test_a_port_that_is_taken_is_named_with_the_way_out(market: Market, tmp_path: Path) -> None:
    port = port_of(market)
    refused = rightswatch("demo", "--folder", str(tmp_path / "demo"), "--port", str(port))
    assert refused.returncode == 1
    assert f"port {port} of 127.0.0.1 is in use" in refused.stderr
    assert "--port" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert not (tmp_path / "demo").exists()


def children(parent: int) -> list[int]:
    path = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(number) for number in path.read_text().split()]


@pytest.fixture
def running(tmp_path: Path, free_port: int) -> Iterator[subprocess.Popen[str]]:
    words = ("demo", "--folder", str(tmp_path / "demo"), "--port", str(free_port))
    with subprocess.Popen([*COMMAND, *words], stderr=subprocess.PIPE, text=True) as process:
        yield process
        if process.poll() is None:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_daemon_ends_with_the_demo(
    running: subprocess.Popen[str], number: signal.Signals
) -> None:
    assert running.stderr
    told = [running.stderr.readline() for _ in range(6)]
    assert "87 offers" in told[0]
    assert told[-1].startswith("rightswatch watches 1 source"), told
    (daemon,) = children(running.pid)
    running.send_signal(number)
    assert "ending; the files stay\n" in running.stderr.read()
    assert running.wait(timeout=240) == 0
    deadline = time.monotonic() + 120
    while lives(daemon):
        assert time.monotonic() < deadline
        time.sleep(0.1)
