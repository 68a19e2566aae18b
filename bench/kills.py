"""kill -9 at random instants of `once` on the demo market: what is lost, what comes twice.

    python bench/kills.py [kills] [seed]

Prints the cases and letters of an undisturbed pass beside those after the kills. Goal: the same
cases; every letter there; no letter twice by Message-ID.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from email.message import EmailMessage
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from monitor.cli.demo.mailbox import Mailbox
from monitor.cli.demo.market.server import Market
from monitor.cli.demo.sample import write_demo
from tests.journeys.house import COMMAND, asked, kill

LONGEST_S = 25.0


def cases(config: Path) -> set[tuple[str, str, str]]:
    """Holder, listing, grade of every case."""
    files = [file["case"] for file in asked("cases", "list", "--config", str(config))]
    return {(case["holder_id"], case["listing"]["listing_id"], case["grade"]) for case in files}


def main() -> int:
    """Run it; exit code 1 when something was lost or came twice."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 10**6
    chance = random.Random(seed)  # noqa: S311 - instants, no secret
    folder = Path(tempfile.mkdtemp(prefix="rightswatch-kills-"))
    with Market() as market, Mailbox(folder=folder / "mails") as box:
        with Mailbox(folder=folder / "calm-mails") as calm_box:
            calm = write_demo(folder / "calm", market.url, calm_box.smtp_port)
            asked("once", "--config", str(calm))
            expected, letters = cases(calm), len(calm_box.messages)
        stormy = write_demo(folder / "stormy", market.url, box.smtp_port)
        survived = 0
        for _ in range(kills):
            process = subprocess.Popen([*COMMAND, "once", "--config", str(stormy), "--json"])
            try:
                process.wait(timeout=chance.uniform(0.5, LONGEST_S))
                survived += 1
            except subprocess.TimeoutExpired:
                kill(process)
        asked("once", "--config", str(stormy))
        found = cases(stormy)
        copies = Counter((mail["To"], mail["Message-ID"]) for mail in box.messages)
        twice = told_twice(box.messages)
        lines = asked("alerts", "outbox", "--config", str(stormy))
    wrong = expected ^ found
    print(f"seed {seed}: {kills} kills, {survived} passes ended before theirs")
    print(
        f"cases    expected {len(expected)}, after the kills {len(found)}, different {len(wrong)}"
    )
    print(f"letters  expected {letters}, different ones delivered {len(copies)}")
    repeated = sum(copies.values()) - len(copies)
    print(f"         repeated deliveries under the same Message-ID {repeated}")
    print(f"         cases told twice under another Message-ID {len(twice)}")
    print(f"outbox   {dict(Counter(line['state'] for line in lines))}")
    return int(bool(wrong or twice or len(copies) != letters))


def told_twice(mails: list[EmailMessage]) -> list[tuple[str, str]]:
    """Receivers and cases with more than one Message-ID."""
    ids = defaultdict(set)
    for mail in mails:
        ids[mail["To"], mail["Subject"].partition("]")[0]].add(mail["Message-ID"])
    return [key for key, found in ids.items() if len(found) > 1]


if __name__ == "__main__":
    sys.exit(main())
