"""The daemon at rest: memory and CPU of all its processes when nothing is due.

    python bench/rest.py [seconds]

Runs `rightswatch run` on the demo market, waits until every letter is out and its workers have
left, then reads /proc for so long. Memory is PSS: pages shared by processes count once.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from monitor.cli.demo.mailbox import Mailbox
from monitor.cli.demo.market.server import Market
from monitor.cli.demo.sample import write_demo
from tests.journeys.house import COMMAND, asked

TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    return [pid, *(one for child in children for one in family(int(child)))]


def cpu_s(pid: int) -> float:
    """User and system seconds of one process."""
    parts = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / TICKS


def command(pid: int) -> str:
    """The end of a process's command line."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    return " ".join(words)[-60:]


def pss_mb(pid: int) -> float:
    """Proportional set size."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def is_quiet(config: Path) -> bool:
    """Whether everything that was begun is done."""
    counts = asked("stats", "--config", str(config))
    waiting = ("sightings_to_match", "captures_due", "letters_waiting")
    return bool(counts["cases"]) and not any(counts[name] for name in waiting)


def main() -> None:
    """Measure."""
    window_s = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    folder = Path(tempfile.mkdtemp(prefix="rightswatch-rest-"))
    with Market() as market, Mailbox(folder=folder / "mails") as box:
        config = write_demo(folder / "demo", market.url, box.smtp_port)
        text = config.read_text("utf-8").replace("every: 10m", "every: 6h")
        config.write_text(text, "utf-8")
        daemon = subprocess.Popen([*COMMAND, "run", "--config", str(config)])
        try:
            deadline = time.monotonic() + 600
            while not is_quiet(config) and time.monotonic() < deadline:
                time.sleep(5)
            time.sleep(30)  # workers leave after 20 s without work
            before = {pid: cpu_s(pid) for pid in family(daemon.pid)}
            time.sleep(window_s)
            pids = [pid for pid in family(daemon.pid) if pid in before]
            used_s = sum(cpu_s(pid) - before[pid] for pid in pids)
            memory = {pid: pss_mb(pid) for pid in pids}
            names = {pid: command(pid) for pid in pids}
        finally:
            daemon.terminate()
            daemon.wait(timeout=30)
    print(f"{len(pids)} processes, {sum(memory.values()):.0f} MB PSS together")
    for pid, megabytes in memory.items():
        print(f"  {megabytes:.0f} MB {names[pid]}")
    print(f"{100 * used_s / window_s:.1f} % of one core over {window_s:.0f} s")


if __name__ == "__main__":
    main()
