"""What was sent from a platform account, and whether more notices would break its budget."""

from typing import TYPE_CHECKING

from alerts.notices.budget import PUBLISHED, Forecast, Noticed, forecast, held
from monitor.domain.case import Case, CaseState
from monitor.domain.notice import Gap, NoticeForm, NoticePacket
from monitor.domain.notice_life import Notice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from monitor.bootstrap.wiring import Wiring
    from monitor.domain.signal import Ground
    from monitor.domain.verdict import Verdict
    from monitor.pipeline.records import Registry
    from monitor.ports.store import Transaction
    from rules.decision.calibration import Curve


def registry_of(wiring: "Wiring") -> "Registry":
    """Where what people record of notices and test purchases is kept."""
    from monitor.pipeline.records import Registry

    return Registry(
        store=wiring.store,
        blobs=wiring.blobs,
        notary=wiring.sealing.notary,
        clock=wiring.clock,
    )


def over_budget(
    tx: "Transaction", form: NoticeForm, packets: "Sequence[NoticePacket]", now: "datetime"
) -> Gap | None:
    """Why the holder's account at the form's platform holds these; None when it does not."""
    from rules.decision.calibration import fit

    if form not in PUBLISHED:
        return None
    curves = fit(tx.cases.decided())
    new = {(packet.file.case.id, packet.verdict.asset_id) for packet in packets}
    earlier = [
        one
        for notice, one in _noticed(tx, form, packets[0].holder.id, curves, now)
        if not (notice.is_draft and (notice.case_id, notice.asset_id) in new)  # these very ones
    ]
    batch = [_foretold(packet.file.case, [packet.verdict], curves) for packet in packets]
    return held(form, earlier, batch)


def account_of(
    tx: "Transaction", form: NoticeForm, holder_id: str, now: "datetime"
) -> Forecast | None:
    """How a holder's account stands at a platform that publishes a threshold; else None."""
    from rules.decision.calibration import fit

    if form not in PUBLISHED:
        return None
    noticed = _noticed(tx, form, holder_id, fit(tx.cases.decided()), now)
    return forecast([one for _, one in noticed])


def _noticed(
    tx: "Transaction",
    form: NoticeForm,
    holder_id: str,
    curves: "Mapping[Ground, Curve]",
    now: "datetime",
) -> "list[tuple[Notice, Noticed]]":
    """Notices of this form for this holder within the window of the platform's threshold."""
    since, found = now - PUBLISHED[form].window, []
    for notice in tx.notices.happened(since):
        if notice.form is not form or notice.is_withdrawn or notice.since < since:
            continue
        file = tx.cases.file(notice.case_id)
        if file.case.holder_id == holder_id:
            own = [verdict for verdict in file.verdicts if verdict.asset_id == notice.asset_id]
            found.append((notice, _foretold(file.case, own, curves, notice)))
    return found


def _foretold(
    case: Case,
    verdicts: "Sequence[Verdict]",
    curves: "Mapping[Ground, Curve]",
    notice: Notice | None = None,
) -> Noticed:
    """A notice about the first of these verdicts that has a ground; None = not written yet."""
    best = next((verdict for verdict in verdicts if verdict.grounds), None)
    curve = curves.get(best.grounds[0]) if best else None
    restored = notice is not None and notice.was_restored
    return Noticed(
        chance=curve.probability(best.score) if best and curve else None,
        stands=case.state is CaseState.CONFIRMED and not restored,
        answer=notice.answer if notice else None,
    )
