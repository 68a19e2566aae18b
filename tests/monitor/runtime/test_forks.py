import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.ports.clock import running_seconds
from monitor.runtime.forks import ForkedChild, Nursery
from tests.fixtures.processes import lives

Say = Callable[[bytes], None]


def greet(name: bytes, say: Say) -> None:
    print("a library prints")  # noqa: T201 - it must not reach the parent's output
    say(b"hello " + name)


def stay(say: Say) -> None:
    say(b"up")
    time.sleep(60)


def fail(say: Say) -> None:
    say(b"before")
    message = "the engine broke"
    raise OSError(message)


def tell_pid_and_stay(place: str, say: Say) -> None:
    Path(place).write_text(str(os.getpid()), "utf-8")
    stay(say)


@pytest.fixture(scope="module")
def nursery() -> Nursery:
    return Nursery([])


def heard(child: ForkedChild, limit_s: float = 20.0) -> list[bytes]:
    said = list(child.sayings(limit_s))
    child.bury()
    return said


def test_a_child_says_what_its_task_says_and_ends_with_it(nursery: Nursery) -> None:
    child = nursery.start(greet, b"parent")
    assert heard(child) == [b"hello parent"]
    assert child.exit_code == 0


def test_what_a_failing_task_said_before_is_heard(nursery: Nursery) -> None:
    child = nursery.start(fail)
    assert heard(child) == [b"before"]
    assert child.exit_code == 1


def test_a_child_that_overstays_is_killed_and_what_it_said_is_kept(nursery: Nursery) -> None:
    child = nursery.start(stay)
    assert heard(child, limit_s=3.0) == [b"up"]
    assert child.exit_code == -signal.SIGKILL


def test_a_child_ends_when_it_is_asked_to(nursery: Nursery) -> None:
    child = nursery.start(stay)
    sayings = child.sayings(30.0)
    assert next(sayings) == b"up"
    child.ask_to_end()
    assert list(sayings) == []
    child.bury()
    assert child.exit_code == -signal.SIGTERM


def test_a_child_whose_time_has_run_out_kills_itself_and_one_that_is_told_more_lives(
    nursery: Nursery,
) -> None:
    began = running_seconds()
    short = nursery.start(stay, until=began + 2.0)
    longer = nursery.start(stay, until=began + 2.0)
    longer.hold_until(began + 6.0)
    assert heard(short) == [b"up"]
    assert short.exit_code == -signal.SIGKILL
    assert heard(longer) == [b"up"]
    assert running_seconds() >= began + 6.0


PARENT = """
import sys
from monitor.runtime.forks import Nursery
from tests.monitor.runtime.test_forks import tell_pid_and_stay
if __name__ == "__main__":
    child = Nursery([]).start(tell_pid_and_stay, sys.argv[1])
    for saying in child.sayings(60):
        print("ready", flush=True)
"""


def test_a_child_does_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    script, place = tmp_path / "parent.py", tmp_path / "pid"
    script.write_text(PARENT, "utf-8")
    root = str(Path(__file__).parents[3])
    parent = subprocess.Popen(
        [sys.executable, str(script), str(place)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"ready\n"
    parent.kill()
    parent.wait()
    parent.stdout.close()
    pid = int(place.read_text("utf-8"))
    deadline = time.monotonic() + 120
    while lives(pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)
