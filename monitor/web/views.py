"""Views: filters of the queue that a person gave a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from fastapi import Response
from fastapi.responses import RedirectResponse

from alerts.email.clean import clean_line
from monitor.ports.store import NamedView, Tally
from monitor.web.asking import Asked, fitting
from monitor.web.showing import refusal
from monitor.web.visit import Fields, Visit
from monitor.web.words import desk_words_for

MOST_VIEWS: Final = 30
NAME_LETTERS: Final = 40
FILTER_LETTERS: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLine:
    """A view as the queue lists it. name: cleaned; key: as it is kept; count: None = not counted.

    A view of one right, one seller or of what is new is counted when it is opened.
    """

    name: str
    key: str
    address: str
    count: int | None
    chosen: bool


def view_lines(
    views: Sequence[NamedView], asked: Asked, counted: Sequence[Tally]
) -> Iterator[ViewLine]:
    """The views of a person. counted: all cases that the person sees, by kind."""
    for view in views:
        filters = _filters(view.filters)
        narrow = filters.asset or filters.seller or filters.new
        yield ViewLine(
            name=clean_line(view.name, NAME_LETTERS),
            key=view.name,
            address=filters.address(),
            count=None if narrow else fitting(filters, counted),
            chosen=filters.address() == asked.address(),
        )


def keep_view(visit: Visit) -> Response:
    """Give the filters of a queue a name; one of that name gets these filters."""
    name = " ".join(visit.form.one("name").split())
    written = visit.form.one("filters")
    if len(written) > FILTER_LETTERS:
        return refusal(visit, 422)
    asked, who = _filters(written), _who(visit)
    if not 1 <= len(name) <= NAME_LETTERS:
        return _back(asked, "unnamed")
    view = NamedView(name=name, filters=asked.address("").removeprefix("?"))
    with visit.desk.store.transaction() as tx:
        known = {one.name for one in tx.desk.views(who)}
        if name not in known and len(known) >= MOST_VIEWS:
            return _back(asked, "too_many")
        tx.desk.keep_view(who, view, visit.now)
    return _back(asked, "replaced" if name in known else "kept")


def drop_view(visit: Visit) -> Response:
    """Forget a view; its cases stay as they are."""
    with visit.desk.store.transaction() as tx:
        tx.desk.drop_view(_who(visit), visit.form.one("name"))
    return _back(_filters(visit.form.one("filters")[:FILTER_LETTERS]), "dropped")


def view_notice(visit: Visit) -> tuple[str, Sequence[str]] | None:
    """What was just done with a view; nothing of it can be undone from the notice."""
    words = desk_words_for(visit.language).queue
    said = words.view_notices.get(visit.asked.one("view"))
    return (said.format(most=MOST_VIEWS, letters=NAME_LETTERS), ()) if said else None


def _filters(written: str) -> Asked:
    return Asked.of(Fields(parse_qsl(written)))


def _who(visit: Visit) -> str:
    return visit.member.email.lower()


def _back(asked: Asked, done: str) -> Response:
    address = asked.address()
    joint = "&" if "?" in address else "?"
    return RedirectResponse(f"{address}{joint}{urlencode({'view': done})}", status_code=303)
