"""Lists: a view of the queue as a file, for tables and for programs."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from fastapi import Response

from monitor.domain.codec import canonical_json
from monitor.domain.person import Look, LookKind
from monitor.ports.store import QueueLine
from monitor.web.asking import Asked
from monitor.web.visit import Visit

MOST_LINES: Final = 5_000
COLUMNS: Final = (
    "number", "grade", "state", "live", "harm", "right", "title", "price", "market", "listing_id",
    "seller", "holder", "opened_at",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Full-width ones too: some spreadsheets of East Asia run them."""


def as_csv(visit: Visit) -> Response:
    """The view as a table; what a spreadsheet would run begins with an apostrophe."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(COLUMNS)
    for line in _lines(visit):
        writer.writerow([_safe(str(value)) for value in _told(line).values()])
    content = "\ufeff" + sink.getvalue()  # so that spreadsheets read it as UTF-8
    return _file(content.encode(), "text/csv; charset=utf-8", "cases.csv")


def as_json(visit: Visit) -> Response:
    """The view as a JSON document."""
    lines = [_told(line) for line in _lines(visit)]
    return _file(canonical_json(lines), "application/json", "cases.json")


def _lines(visit: Visit) -> Sequence[QueueLine]:
    """The first lines of the view; who took which is written down before they leave."""
    asked, person = Asked.of(visit.asked), visit.member
    with visit.desk.store.transaction(durable=True) as tx:
        known = tx.desk.last_visit(person.email.lower())
        view = asked.address(visit.path)
        tx.desk.note(Look(by=person.email, at=visit.now, kind=LookKind.LIST_TAKEN, what=view))
    with visit.desk.store.reading() as tx:
        query = asked.query(person, known[1] if known else None)
        return tx.queue.page(replace(query, limit=MOST_LINES))


def _told(line: QueueLine) -> dict[str, Any]:
    case = line.case
    values = (
        case.number,
        case.grade.value,
        case.state.value,
        case.live.value,
        case.severity.points,
        line.asset,
        line.title or "",
        line.price or "",
        case.listing.market,
        case.listing.listing_id,
        line.seller_name or "",
        case.holder_id,
        case.opened_at.isoformat(),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _file(content: bytes, kind: str, name: str) -> Response:
    shown = f'attachment; filename="{name}"'
    return Response(content, media_type=kind, headers={"content-disposition": shown})
