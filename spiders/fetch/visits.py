"""The Visit of one target, made in one way by whoever went there."""

from datetime import UTC, datetime
from typing import Any, Protocol

from monitor.domain.page import Page
from monitor.domain.target import Target, Visit, VisitOutcome


class Undertaken(Protocol):
    """One target on its way. target_id: as in Visit."""

    @property
    def target(self) -> Target: ...  # noqa: D102 - the type says it
    @property
    def target_id(self) -> int | None: ...  # noqa: D102
    @property
    def started_at(self) -> datetime: ...  # noqa: D102


def visit_of(
    went: Undertaken,
    outcome: VisitOutcome,
    because: str | None,
    page: Page | None,
    **more: Any,  # noqa: ANN401 - further fields of the visit
) -> Visit:
    """What came of it, now that it is over. page: what was answered, however little it says."""
    return Visit(
        target_id=went.target_id,
        target=went.target,
        outcome=outcome,
        because=because,
        started_at=went.started_at,
        ended_at=datetime.now(UTC),
        http_status=page.status if page else None,
        body_bytes=len(page.body) if page else 0,
        **more,
    )
