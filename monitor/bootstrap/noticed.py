"""What was sent from a platform account, and whether one more notice would break its budget."""

from typing import TYPE_CHECKING

from alerts.notices.budget import PUBLISHED, Noticed, held
from monitor.domain.case import Case, CaseEventKind, CaseState
from monitor.domain.notice import Gap, NoticeForm, NoticePacket, read_note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from monitor.domain.signal import Ground
    from monitor.domain.verdict import Verdict
    from monitor.ports.store import Transaction
    from rules.decision.calibration import Curve


def over_budget(
    tx: "Transaction", form: NoticeForm, packet: NoticePacket, now: "datetime"
) -> Gap | None:
    """Why the holder's account at the form's platform holds this notice; None when it does not."""
    from rules.decision.calibration import fit

    if form not in PUBLISHED:
        return None
    curves = fit(tx.cases.decided())
    case = packet.file.case
    earlier = noticed(tx, form, case.holder_id, curves, now)
    others = [one for one in earlier if one.case_number != case.number]
    return held(form, others, [_foretold(case, [packet.verdict], curves)])


def noticed(
    tx: "Transaction",
    form: NoticeForm,
    holder_id: str,
    curves: "Mapping[Ground, Curve]",
    now: "datetime",
) -> "Sequence[Noticed]":
    """Notices of this form for this holder, within the window of the platform's threshold.

    One for each case and asset, however often it was written anew.
    """
    found: dict[tuple[int, str], Noticed] = {}
    since = now - PUBLISHED[form].window
    for event in tx.cases.happened(CaseEventKind.NOTICE_PREPARED, since):
        sent = read_note(event.note)
        if sent is None or sent[0] is not form:
            continue
        file = tx.cases.file(event.case_id)
        if file.case.holder_id == holder_id:
            own = [verdict for verdict in file.verdicts if verdict.asset_id == sent[1]]
            found[event.case_id, sent[1]] = _foretold(file.case, own, curves)
    return tuple(found.values())


def _foretold(
    case: Case, verdicts: "Sequence[Verdict]", curves: "Mapping[Ground, Curve]"
) -> Noticed:
    """A notice about the first of these verdicts that has a ground."""
    best = next((verdict for verdict in verdicts if verdict.grounds), None)
    curve = curves.get(best.grounds[0]) if best else None
    return Noticed(
        case_number=case.number,
        chance=curve.probability(best.score) if best and curve else None,
        stands=case.state is CaseState.CONFIRMED,
    )
