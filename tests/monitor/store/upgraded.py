"""A program that upgrades an old database in processes that are killed, each at another step.

    python -m tests.monitor.store.upgraded OLD FOLDER KILLS

A step is a statement, or a file that is opened, renamed or copied. Prints one JSON line a kill: at
which step, and the version that stood then.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, event

from monitor.store.database import open_store
from monitor.store.engines import engine_for
from monitor.store.schema import version_of

STEPS = {"sqlite3.connect", "os.rename", "shutil.copyfile", "os.remove"}


def main(old: Path, folder: Path, kills: int) -> None:
    """Count the steps of an upgrade that nobody disturbs; then kill others among them."""
    counted = folder / "steps"
    whole = fresh(old, folder, "whole")
    in_a_child(lambda: upgrade(whole, None, counted))
    steps = int(counted.read_text())
    for kill in range(kills):
        step = 1 + kill * (steps - 1) // (kills - 1)
        path = fresh(old, folder, f"killed-{kill}")

        def killed(path: Path = path, step: int = step) -> None:
            upgrade(path, step, counted)

        in_a_child(killed)
        engine = engine_for(f"sqlite:///{path}")
        version = version_of(engine)
        engine.dispose()
        print(json.dumps({"file": path.name, "step": step, "of": steps, "version": version}))  # noqa: T201 - heard by the test


def fresh(old: Path, folder: Path, name: str) -> Path:
    """A copy of the old database."""
    path = folder / f"{name}.db"
    shutil.copy(old, path)
    return path


def upgrade(path: Path, last: int | None, counted: Path) -> None:
    """Open the database, which brings it up to date; die at a step."""
    taken = 0

    def step(*_: object) -> None:
        nonlocal taken
        taken += 1
        if taken == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(name: str, told: object) -> None:
        del told
        if name in STEPS:
            step()

    event.listen(Engine, "after_cursor_execute", step)
    event.listen(Engine, "commit", step)
    sys.addaudithook(heard)
    open_store(f"sqlite:///{path}").close()
    counted.write_text(str(taken))


def in_a_child(work: Callable[[], None]) -> None:
    """Do it in a process of its own."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
