"""A database of the first version, upgraded by a program that is killed on the way."""

import json
import subprocess
import sys
from pathlib import Path

from monitor.domain.case import CaseState
from monitor.domain.review import Review
from monitor.store.backup.snapshot import copy_sqlite, snapshot_of_file
from monitor.store.database import open_store
from monitor.store.engines import engine_for
from monitor.store.schema import SCHEMA_VERSION, downgrade
from tests.contracts.store.made import NOON, bundle, lease, news, open_case

FIRST = "0001"
ROOT = Path(__file__).resolve().parents[3]
KILLS = 4


def of_the_first_version(path: Path) -> Path:
    """A database with cases, reviews, letters to write and a log, as the first tables held them."""
    store = open_store(f"sqlite:///{path}")
    with store.transaction() as tx:
        for number in range(5):
            case = open_case(tx, str(number))
            news(tx, case)
            tx.captures.order(f"{case.number}-1", case.id, case.sighting_id, NOON)
            judgement = Review(
                case_number=case.number, decision=CaseState.CONFIRMED, by="li", at=NOON
            )
            tx.cases.review(judgement)
            tx.captures.claim(lease(), 1)
            kept = bundle(f"{case.number}-1")
            tx.captures.sealed(kept, tx.log.append({"bundle": kept}, NOON).index, "one")
    store.close()
    engine = engine_for(f"sqlite:///{path}")
    downgrade(engine, FIRST)
    engine.dispose()
    alone = path.with_name("alone.db")
    copy_sqlite(path, alone)  # in one file
    return alone


def test_an_upgrade_killed_at_any_step_is_undone_and_the_next_start_completes_it(
    tmp_path: Path,
) -> None:
    old = of_the_first_version(tmp_path / "old.db")
    before = snapshot_of_file(old)
    assert before.schema == FIRST
    assert before.tables["cases"].rows == 5
    words = (sys.executable, "-m", "tests.monitor.store.upgraded")
    command = [*words, str(old), str(tmp_path), str(KILLS)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    kills = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    assert len({kill["step"] for kill in kills}) == KILLS
    assert {kill["version"] for kill in kills} == {FIRST}, "the last one at the very commit"
    for kill in kills:
        path = tmp_path / kill["file"]
        open_store(f"sqlite:///{path}").close()
        assert snapshot_of_file(path.with_name(f"{path.name}.version-{FIRST}")) == before
        found = snapshot_of_file(path)
        assert found.schema == SCHEMA_VERSION, kill
        for table in ("cases", "reviews", "case_events", "verdicts", "listings", "sellers"):
            assert found.tables[table].rows == before.tables[table].rows, (kill, table)
        assert found.bundles == before.bundles
