"""notice_life: what happens to a notice, from its writing to its outcome. Part of review.

Reads: what a person did or received. Writes: a line of the notice's life, a line of the case's
history, an entry of the evidence log, in one transaction. The program itself sends nothing: a named
person releases the notice, sends it, and says so here.
"""

from collections.abc import Sequence

import structlog

from monitor.domain.errors import RecordRefused
from monitor.domain.notice import NoticeForm
from monitor.domain.notice_life import HISTORY, Notice, NoticeEvent, line_of, why_not
from monitor.pipeline.records import Registry
from monitor.ports.store import Transaction

log = structlog.get_logger(__name__)


def prepare(
    registry: Registry, drafts: Sequence[tuple[int, str]], form: NoticeForm, event: NoticeEvent
) -> list[Notice]:
    """Note that notices were written, one for each case and right; all or none.

    drafts: case id and asset id. A notice that nobody has released yet is the same one, written
    anew.

    Raises:
        RecordRefused: the same notice is released, and waits for what comes of it.
    """
    with registry.store.transaction(durable=True) as tx:
        return [
            _append(registry, tx, _draft(tx, case_id, form, asset_id), event)
            for case_id, asset_id in drafts
        ]


def record(registry: Registry, numbers: Sequence[str], event: NoticeEvent) -> list[Notice]:
    """Note what happened next to notices, to all of them or to none.

    Raises:
        RecordRefused: there is no such notice, or this cannot happen to it now.
    """
    with registry.store.transaction(durable=True) as tx:
        notices = [known(tx, number) for number in dict.fromkeys(numbers)]
        for notice in notices:
            because = why_not(notice, event)
            if because:
                raise RecordRefused(notice.number, because)
        return [_append(registry, tx, notice, event) for notice in notices]


def known(tx: Transaction, number: str) -> Notice:
    """The notice of that number.

    Raises:
        RecordRefused: there is none.
    """
    notice = tx.notices.get(number)
    if notice is None:
        raise RecordRefused(number, "there is no such notice; `rightswatch notices list` shows all")
    return notice


def _draft(tx: Transaction, case_id: int, form: NoticeForm, asset_id: str) -> Notice:
    """The unreleased notice about this, or a new one.

    Raises:
        RecordRefused: one about this is under way.
    """
    same = [
        notice
        for notice in tx.notices.of_case(case_id)
        if (notice.form, notice.asset_id) == (form, asset_id) and not notice.is_withdrawn
    ]
    if same and same[-1].is_under_way:
        because = f"the same notice is {same[-1].last.word}: record what came of it, or withdraw it"
        raise RecordRefused(same[-1].number, because)
    if same and same[-1].is_draft:
        return same[-1]
    return tx.notices.open(case_id, form, asset_id)


def _append(registry: Registry, tx: Transaction, notice: Notice, event: NoticeEvent) -> Notice:
    entry = registry.enter(tx, notice.number, len(notice.events), event)
    line = line_of(notice, event)
    tx.cases.add_event(notice.case_id, HISTORY[event.kind], event.at, by=event.by, note=line)
    log.info("notice.recorded", notice=notice.number, step=event.word, by=event.by)
    return tx.notices.add(notice, event, entry)
