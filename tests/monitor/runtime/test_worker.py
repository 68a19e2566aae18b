import threading

from monitor.runtime.worker import attempt, work


def test_a_worker_works_while_there_is_work_and_leaves_when_idle() -> None:
    left = [3, 2, 1]
    work({"match": lambda: left.pop() if left else 0}, threading.Event(), leave_after_idle_s=0.1)
    assert left == []


def test_a_worker_stops_between_two_steps_when_told_to() -> None:
    stop = threading.Event()
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        if steps == 3:
            stop.set()
        return 1

    work({"match": step}, stop, leave_after_idle_s=None)
    assert steps == 3


def test_a_step_that_fails_does_not_end_the_worker() -> None:
    def fail() -> int:
        message = "the disk is full"
        raise OSError(message)

    assert attempt("preserve", fail) == 0
