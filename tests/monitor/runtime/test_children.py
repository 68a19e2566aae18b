import signal
import sys
import time

from monitor.runtime.children import Child, WorkerPool

ECHO = (sys.executable, "-c", "import sys\nfor line in sys.stdin: print(line.strip())")
STUBBORN = (sys.executable, "-c", "import time\ntime.sleep(600)")
LEAVES = (sys.executable, "-c", "pass")
DIES = (sys.executable, "-c", "raise SystemExit(3)")


def until(met: object, limit_s: float = 60.0) -> None:
    deadline = time.monotonic() + limit_s
    while not met():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_child_ends_when_its_leash_is_let_go() -> None:
    child = Child(ECHO)
    child.say(b"hello")
    child.end()
    assert child.exit_code == 0


def test_a_child_that_will_not_end_when_asked_is_killed() -> None:
    child = Child(STUBBORN)
    child.end(grace_s=0.2)
    assert child.exit_code == -signal.SIGKILL


def test_speaking_to_a_child_that_is_gone_is_no_error() -> None:
    child = Child(LEAVES)
    until(lambda: not child.running)
    child.say(b"anybody there?")
    child.end()
    assert child.exit_code == 0


def test_a_pool_starts_one_child_per_call_up_to_its_most_and_ends_them() -> None:
    pool = WorkerPool(ECHO, most=2, first_words=b"settings")
    pool.ensure(wanted=False)
    assert pool.size == 0
    for expected in (1, 2, 2):
        pool.ensure(wanted=True)
        assert pool.size == expected
    pool.end()
    assert pool.size == 0


def test_a_worker_that_dies_at_once_is_not_started_again_at_once() -> None:
    pool = WorkerPool(DIES, most=1, first_words=b"settings")
    pool.ensure(wanted=True)

    def is_buried() -> bool:
        pool.ensure(wanted=False)
        return pool.size == 0

    until(is_buried)
    pool.ensure(wanted=True)
    assert pool.size == 0
