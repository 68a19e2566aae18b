"""Every address for programs, asked what a machine makes up of the description (schemathesis).

    python bench/api.py [--examples N] [--seed N]

Goal: 0 failures: no answer of a status, a kind or a shape that was not promised, nothing invalid
taken, nothing valid refused, no failure of the server, no address without its token. All phases of
schemathesis run (examples, coverage, fuzzing, stateful) over HTTP on loopback against the real
application; its clock runs ten times as fast, so that no pace of a token ends the run.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import schemathesis

from monitor.domain.token import Scope
from monitor.store.database import SqlStore, open_store
from monitor.web.api.listings import MEDIA_TYPE
from monitor.web.api.tokens import Wish, make_token
from monitor.web.desk import Desk
from tests.monitor.web.api.test_more import sealed
from tests.monitor.web.conftest import OFFICER, HandClock, desk_over, served
from tests.monitor.web.made import opened, pictured

ROOT = Path(__file__).resolve().parents[1]
CASES = 40
FASTER = 10


@dataclass
class FastClock(HandClock):
    """A clock of which a second is a tenth of one."""

    began: datetime = field(default_factory=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        """The time by this clock."""
        return self.began + FASTER * (datetime.now(UTC) - self.began)


@schemathesis.serializer(MEDIA_TYPE)
def as_lines(context: Any, value: Any) -> bytes:  # noqa: ANN401 - the library's signature
    """Lines of JSON, and what is none."""
    del context
    if isinstance(value, bytes):
        return value
    rows = value if isinstance(value, list) else [value]
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def main() -> int:
    """Serve, ask, print; 1 where something failed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--examples", type=int, default=100)
    asked.add_argument("--seed", type=int, default=20261123)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/desk.db")
        desk = furnished(store, Path(folder))
        with closing(store), served(desk):
            told = ask(desk, Path(folder), wanted.examples, wanted.seed)
    return judge(told)


def furnished(store: SqlStore, folder: Path) -> Desk:
    """A desk with cases of every shape."""
    desk = desk_over(store, folder, FastClock())
    numbers = [opened(desk, str(n), points=n).number for n in range(CASES)]
    pictured(desk)
    sealed(desk, numbers[0])
    return desk


def ask(desk: Desk, folder: Path, examples: int, seed: int) -> str:
    """What schemathesis prints."""
    wish = Wish(name="bench", scopes=tuple(Scope), days=400, by="bench")
    _, secret = make_token(desk.store, OFFICER, wish, desk.clock.now())
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run"),
        f"{desk.public_url}/api/v1/openapi.json",
        *("--header", f"Authorization: Bearer {secret}"),
        *("--seed", str(seed), "--max-examples", str(examples), "--no-color"),
    ]
    paths = os.pathsep.join((str(ROOT), str(ROOT / "bench")))
    own = {**os.environ, "SCHEMATHESIS_HOOKS": "api", "PYTHONPATH": paths}
    ran = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False)
    print(ran.stdout, ran.stderr, sep="\n")
    return ran.stdout


def judge(told: str) -> int:
    """The figures beside the goal."""
    generated = re.search(r"(\d+) generated", told)
    selected = re.search(r"Tested: (\d+)", told)
    failed = re.search(r"(\d+) unique failures?", told)
    if generated is None or selected is None:
        print("schemathesis did not come to its end: goal missed")
        return 1
    failures = int(failed[1]) if failed else 0
    print(f"{selected[1]} operations, {generated[1]} requests: {failures} failures (goal 0)")
    return 1 if failures or " passed" not in told else 0


if __name__ == "__main__":
    sys.exit(main())
