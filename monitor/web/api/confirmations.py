"""Confirmations: what an authority's system follows, from where it last read on."""

from typing import Annotated

from fastapi import Query, Response
from pydantic import Field

from monitor.domain.person import LookKind
from monitor.domain.reason import told_reason
from monitor.domain.review import Confirmation
from monitor.pipeline.story import tell
from monitor.ports.store import Transaction
from monitor.web.api.asked import PageAsked
from monitor.web.api.calls import Calling
from monitor.web.api.cases import case_told
from monitor.web.api.shapes import ConfirmationPage, ConfirmationTold


class ConfirmationsAsked(PageAsked):
    """Cases come whole, so that a page has fewer of them."""

    limit: int = Field(20, ge=1, le=50, description="Most entries of a page.")


def list_confirmations(call: Calling, asked: Annotated[ConfirmationsAsked, Query()]) -> Response:
    """Decisions that made a case a confirmed one, and those that took this back, oldest first.

    Keep `next` and send it as `cursor` the next time: from there on nothing is missed and nothing
    comes twice. A case that is reopened because its goods came back stays in the list; its `state`
    says how it stands.
    """
    last = int(asked.cursor or 0)
    store = call.desk.store
    with store.reading() as tx:
        found = tx.confirmations.after(last, asked.limit + 1, call.holders)
    shown = found[: asked.limit]
    with store.reading() as tx:
        told = tuple(_told(tx, one) for one in shown)
    if told:
        call.note(LookKind.LIST_TAKEN, f"{len(told)} confirmations behind number {last}")
    reached = shown[-1].id if shown else last
    page = ConfirmationPage(
        confirmations=told,
        next=str(reached),
        more=len(found) > len(shown),
    )
    return call.told(page)


def _told(tx: Transaction, one: Confirmation) -> ConfirmationTold:
    reason, note = told_reason(one.note)
    return ConfirmationTold(
        stands=one.stands,
        at=one.at,
        by=one.by,
        reason=reason,
        note=note,
        case=case_told(tell(tx, tx.cases.file(one.case_id))),
    )
