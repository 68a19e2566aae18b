"""`worker` as a process: it gives signs of life, and ends when it is told to."""

import signal
import subprocess
import time

from monitor.bootstrap import Wiring
from monitor.ports.store import WORKER
from tests.journeys.house import start
from tests.monitor.cli.conftest import House


def test_a_worker_of_every_queue_is_told_by_doctor_while_it_lives(empty_house: House) -> None:
    queues = "crawl,match,preserve,notify"
    worker = start("worker", "--queues", queues, "--config", str(empty_house.config))
    try:
        deadline = time.monotonic() + 60
        while not _living(empty_house):
            assert worker.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)
        (told,) = [line for line in empty_house.asked("doctor") if line["check"] == "workers"]
        assert told["ok"]
        assert f"takes {queues}" in told["says"]
        time.sleep(2.0)  # a few rounds of each queue
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 0
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
        raise
    assert _living(empty_house) == []


def _living(house: House) -> list[str]:
    with Wiring.open(house.config) as wiring, wiring.store.transaction() as tx:
        return [name for name, _, _ in tx.beats.living(WORKER)]
