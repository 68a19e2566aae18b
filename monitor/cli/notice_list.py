"""`rightswatch notices list`, and how notices and test purchases are told of a case."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Final

import typer

from monitor.cli.columns import Column
from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json

if TYPE_CHECKING:
    from alerts.notices.clocks import Clock
    from monitor.bootstrap import Wiring
    from monitor.domain.notice_life import Notice
    from monitor.domain.purchase import Purchase
    from monitor.ports.store import Transaction

NOTICES: Final = (
    Column(name="notice"),
    Column(name="case"),
    Column(name="form"),
    Column(name="asset", leaves=1),
    Column(name="stands"),
    Column(name="since"),
    Column(name="last day"),
    Column(name="days left", right=True),
)
All = Annotated[bool, typer.Option("--all", help="Ended and withdrawn ones too.")]


def list_notices(
    config: Config = DEFAULT_CONFIG, *, every: All = False, as_json: Json = False
) -> None:
    """List notices, those with the nearest last day first, and how each account stands."""
    from monitor.bootstrap import Wiring
    from monitor.cli.tables import clean, tell

    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        now = wiring.clock.now()
        found = tx.notices.happened(datetime.fromtimestamp(0, UTC))
        shown = [notice for notice in found if every or _is_open(notice)]
        cases = {one.case_id: tx.cases.file(one.case_id).case.number for one in shown}
        accounts = list(_accounts(wiring, tx, now))
    shown.sort(key=lambda notice: _urgency(notice, now))
    if as_json:
        print_json([document(notice, now) | {"case": cases[notice.case_id]} for notice in shown])
        return
    if not shown:
        tell("no notices that wait; --all shows the others" if found else "no notices")
    _tell_list(shown, cases, now)
    for line in accounts:
        tell(clean(line))


def _tell_list(notices: "Sequence[Notice]", cases: "Mapping[int, str]", now: datetime) -> None:
    """The notices as a table, and below it whatever is not certain of their periods."""
    from monitor.cli.tables import clean, tell, tell_list

    if notices:
        tell_list(NOTICES, [_row(notice, cases[notice.case_id], now) for notice in notices])
    for notice in notices:
        for line in _doubts(notice, now):
            tell(f"{notice.number}: {clean(line)}")


def document(notice: "Notice", now: datetime) -> dict[str, object]:
    """A notice and its periods, for programs."""
    from alerts.notices.clocks import clocks, day_in

    today = day_in(notice.form, now)
    periods = [{"clock": clock, "days_left": clock.left(today)} for clock in clocks(notice)]
    return {"notice": notice, "stands": notice.last.word, "clocks": periods}


def tell_notices(notices: "Sequence[Notice]", now: datetime) -> None:
    """Each notice of a case with its life and its periods."""
    from alerts.notices.clocks import day_in
    from alerts.notices.telling import ENGLISH, clocks_told, notice_told
    from monitor.cli.tables import clean, tell

    for notice in notices:
        tell(f"[bold]notice[/] {notice.number} {notice.form.value}, {clean(notice.asset_id)}")
        for line, entry in zip(notice_told(notice, ENGLISH), notice.entries, strict=True):
            tell(f"  {clean(line)}{_logged(entry)}")
        for line in clocks_told(notice, ENGLISH, day_in(notice.form, now)):
            tell(f"  period: {clean(line)}")


def tell_purchases(purchases: "Sequence[Purchase]") -> None:
    """Each test purchase of a case with its chain of custody."""
    from alerts.notices.telling import ENGLISH, purchase_told
    from monitor.cli.tables import clean, tell

    for purchase in purchases:
        head, *steps = purchase_told(purchase, ENGLISH)
        tell(f"[bold]test purchase[/] {clean(head)}")
        for line, entry in zip(steps, purchase.entries, strict=True):
            tell(f"  {clean(line)}{_logged(entry)}")


def _logged(entry: int | None) -> str:
    return "" if entry is None else f" (log entry {entry})"


def _is_open(notice: "Notice") -> bool:
    """Whether somebody has something to do about it: it waits, or a period runs."""
    return notice.is_draft or notice.is_under_way or bool(_running(notice))


def _running(notice: "Notice") -> "list[Clock]":
    from alerts.notices.clocks import clocks

    return [clock for clock in clocks(notice) if clock.runs]


def _nearest(notice: "Notice", now: datetime) -> "tuple[Clock, int] | None":
    """The running period with the nearest last day, and the days left of it."""
    from alerts.notices.clocks import day_in

    today = day_in(notice.form, now)
    left = [(clock, clock.left(today) or 0) for clock in _running(notice)]
    return min(left, key=lambda one: one[1], default=None)


def _urgency(notice: "Notice", now: datetime) -> tuple[bool, int, str]:
    nearest = _nearest(notice, now)
    return (nearest is None, nearest[1] if nearest else 0, notice.number)


def _row(notice: "Notice", case: str, now: datetime) -> list[str]:
    from monitor.cli.columns import plain

    nearest = _nearest(notice, now)
    return [
        notice.number,
        case,
        notice.form.value,
        plain(notice.asset_id),
        notice.last.word,
        notice.last.day.isoformat(),
        str(nearest[0].due) if nearest else "-",
        str(nearest[1]) if nearest else "-",
    ]


def _doubts(notice: "Notice", now: datetime) -> "list[str]":
    """Periods of a notice whose last day is not certain, told in full."""
    from alerts.notices.clocks import day_in
    from alerts.notices.telling import ENGLISH, clock_told

    today = day_in(notice.form, now)
    unsure = [clock for clock in _running(notice) if clock.unknown or clock.assumed]
    return [clock_told(clock, ENGLISH, today) for clock in unsure]


def _accounts(wiring: "Wiring", tx: "Transaction", now: datetime) -> "list[str]":
    """How each holder's account stands where a platform publishes a threshold."""
    from alerts.notices.budget import PRIOR, PUBLISHED
    from monitor.bootstrap.noticed import account_of

    lines = []
    for form, threshold in PUBLISHED.items():
        for holder in wiring.settings.holders:
            account = account_of(tx, form, holder.id, now)
            if account is None or account.accepted is None:
                continue
            countered = (
                "too few to tell" if account.countered is None else f"{account.countered:.0%}"
            )
            lines.append(
                f"account of {holder.name} at {form.value}: foretold acceptance "
                f"{account.accepted:.0%} of {account.notices} notices ({account.worth:g} of "
                f"{account.answered} answers accepted, a supposed share counts as {PRIOR}); "
                f"countered {countered}; {threshold.source}"
            )
    return lines
