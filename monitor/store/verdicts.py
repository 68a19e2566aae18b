"""Verdicts: unique by sighting, asset, asset version and decider; the last one reached stands."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from monitor.domain.verdict import Grade, Verdict
from monitor.store.tables import verdicts
from monitor.store.work import insert_into

_SAID_TODAY = ("judged_at", "score", "grade", "body")


def best_grade(filed: Sequence[Verdict]) -> Grade:
    """The loudest grade among verdicts; NONE where there are none."""
    grade = Grade.NONE
    for verdict in filed:
        if verdict.grade.at_least(grade):
            grade = verdict.grade
    return grade


def keep_verdicts(
    connection: Connection,
    sighting_id: int,
    holder_id: str,
    filed: Sequence[Verdict],
    now: datetime,
) -> None:
    """Keep what is new; a verdict that is kept already says what it says today.

    The same asset and decider say something else of the same sighting on another day: a right has
    come into force, or has ended.
    """
    if not filed:
        return
    insert_verdict = insert_into(connection, verdicts)
    keep = insert_verdict.on_conflict_do_update(
        index_elements=["sighting_id", "asset_id", "asset_version", "decider"],
        set_={name: insert_verdict.excluded[name] for name in _SAID_TODAY},
    )
    of_sighting = {"sighting_id": sighting_id, "holder_id": holder_id, "judged_at": now}
    rows = [
        {
            "asset_id": verdict.asset_id,
            "asset_version": verdict.asset_version,
            "decider": verdict.decider,
            "score": verdict.score,
            "grade": verdict.grade,
            "body": verdict,
        }
        for verdict in filed
    ]
    connection.execute(keep, [of_sighting | row for row in rows])


def newest_verdicts(
    connection: Connection, sighting_id: int, holder_id: str
) -> tuple[Verdict, ...]:
    """The verdict last reached per asset, highest score first."""
    newest_last = (
        select(verdicts.c.body)
        .where(verdicts.c.sighting_id == sighting_id, verdicts.c.holder_id == holder_id)
        .order_by(verdicts.c.judged_at, verdicts.c.id)
    )
    newest = {verdict.asset_id: verdict for verdict in connection.scalars(newest_last)}
    return tuple(sorted(newest.values(), key=lambda v: (-v.score, v.asset_id)))
