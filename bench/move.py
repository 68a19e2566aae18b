"""Moving a large SQLite database to PostgreSQL: seconds, CPU, and memory as rows grow.

    make bench-move                                   100,000 and 1,000,000 visits
    .venv/bin/python bench/move.py --rows 50000,500000

A real PostgreSQL server is started in a folder of its own, as for the tests. Each size is moved by
a process of its own; its peak memory is the kernel's. Goal: the largest takes at most 1.1 times the
memory of the smallest.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from monitor.runtime.logs import configure_logs
from monitor.store.database import open_store
from monitor.store.engines import engine_for
from monitor.store.moving import move
from tests.fixtures.postgres import running_server

GOAL = 1.1
VISITS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
INSERT INTO visits (source_id, url, kind, recheck, outcome, started_at, ended_at, http_status,
                    page_kind, body_bytes)
SELECT 'source-' || (i % 50), 'https://shop-' || (i % 5000) || '.example/offer/' || i, 'listing', 0,
       'read', '2026-11-23 12:00:00.000000', '2026-11-23 12:00:01.250000', 200, 'listing', 48000 + i
FROM n
"""


def filled(path: Path, rows: int) -> str:
    """A database with so many visits."""
    url = f"sqlite:///{path}"
    open_store(url).close()
    engine = engine_for(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(VISITS.format(rows=rows))
    engine.dispose()
    return url


def run_one(source: str, target: str) -> None:
    """In a process of its own: move, print seconds, CPU and peak memory."""
    wall, cpu = time.monotonic(), time.process_time()
    tables = move(source, target, datetime.now(UTC), lambda *_: None)
    spent = {"wall_s": time.monotonic() - wall, "cpu_s": time.process_time() - cpu}
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps(spent | {"peak_mb": peak_mb, "rows": sum(t.rows for t in tables.values())}))


def main() -> int:
    """Move each size; exit code 1 when memory grows with the rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", default="100000,1000000")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        run_one(*asked.run)
        return 0
    configure_logs(verbose=False)
    peaks = []
    with tempfile.TemporaryDirectory() as folder, running_server() as server:
        print(f"{'rows':>10} {'wall s':>8} {'CPU s':>8} {'us CPU a row':>13} {'peak MB':>8}")
        for number, rows in enumerate(int(one) for one in asked.rows.split(",")):
            source = filled(Path(folder, f"{number}.db"), rows)
            target = server.create(f"bench_{number}")
            command = [sys.executable, __file__, "--run", source, target]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
            told = json.loads(done.stdout)
            peaks.append(told["peak_mb"])
            each = 1e6 * told["cpu_s"] / told["rows"]
            print(
                f"{told['rows']:10} {told['wall_s']:8.1f} {told['cpu_s']:8.1f} {each:13.1f}"
                f" {told['peak_mb']:8.1f}"
            )
    print(f"peak memory, most rows / fewest: {peaks[-1] / peaks[0]:.2f} (goal at most {GOAL})")
    return int(peaks[-1] > GOAL * peaks[0])


if __name__ == "__main__":
    sys.exit(main())
