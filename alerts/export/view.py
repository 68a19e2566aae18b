"""What the report's template sees: a dossier in the reader's words, already cleaned.

Layer: alerts. Every string that a stranger wrote passes `clean`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from alerts.email.clean import clean_line
from alerts.email.sayings import told
from alerts.email.times import local_time
from alerts.email.verdict_view import VerdictView, loudest_signals, loudest_verdicts
from alerts.email.view import (
    Amount,
    CaseView,
    Stretch,
    stretches,
    view_of,
)
from alerts.email.words import Words
from alerts.evidence.check import Exit, Outcome, exit_code
from alerts.export.dossier import Dossier, SealedCapture
from alerts.export.pictures import (
    Comparison,
    ReportPicture,
    comparison,
    page_picture,
    shown_pictures,
)
from alerts.export.words import ReportWords
from alerts.notices.clocks import day_in
from alerts.notices.history import SILENT
from alerts.notices.telling import clocks_told, notice_told, purchase_told
from monitor.domain.alert import CaseStory
from monitor.domain.chart import ChartRow
from monitor.domain.page import PageKind
from monitor.domain.verdict import Verdict

ALL: Final = Amount(verdicts=20, signals=40, missing=40)
PICTURES: Final = 6
WORDS_SHOWN: Final = 3_000
CHECKS_SHOWN: Final = 40
BROKEN: Final = frozenset({Exit.TAMPERED, Exit.UNREADABLE})
"""Of a capture that `verify` judged so nothing is proven."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLine:
    """One element of a claim: what the claim says, what the offer says, and what that comes to."""

    claim: int
    element: str
    status: str
    state: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightPart:
    """One right against the offer. view: as mails tell it. registered: pictures of the right."""

    view: VerdictView
    comparisons: tuple[Comparison, ...]
    registered: tuple[ReportPicture, ...]
    chart: tuple[ChartLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturePart:
    """One sealed capture. facts: label and value.

    verdict: how `verify` judged it now; sound: it found no damage; open: outcome and reason of
    each check that did not pass.
    """

    id: str
    facts: tuple[tuple[str, str], ...]
    verdict: str
    sound: bool
    open: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPart:
    """A notice or a test purchase: a line for each step, then one for each period."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report."""

    case: CaseView
    rights: tuple[RightPart, ...]
    offered: tuple[ReportPicture, ...]
    passages: tuple[tuple[str, tuple[Stretch, ...]], ...]
    page: ReportPicture | None
    page_is_cut: bool
    captures: tuple[CapturePart, ...]
    proven: tuple[str, ...]
    unproven: tuple[str, ...]
    withheld: tuple[str, ...]
    notices: tuple[RecordPart, ...]
    purchases: tuple[RecordPart, ...]
    history: tuple[tuple[str, str, str, str], ...]
    written: str
    key: str


def report_view(dossier: Dossier, words: Words, more: ReportWords, timezone: str) -> ReportView:
    """Tell a dossier; times in `timezone` (IANA name)."""
    newest = dossier.captures[0]
    names = {asset.id: asset.name for asset in dossier.assets}
    story = CaseStory(
        file=dossier.file,
        asset_names=names,
        bundle=newest.bundle,
        entry=newest.entry,
        assets=dossier.assets,
    )
    case = view_of(story, words, timezone, amount=ALL)
    loudest = loudest_verdicts(dossier.file.verdicts)[: ALL.verdicts]
    page, is_cut = page_picture(newest.shown("evidence/screenshot.png"))
    told_by = clean_line(dossier.by, 80)
    at = local_time(dossier.written_at, timezone, words)
    return ReportView(
        case=case,
        rights=tuple(
            _right(verdict, view, dossier, words, more)
            for verdict, view in zip(loudest, case.verdicts, strict=True)
        ),
        offered=tuple(shown_pictures(dossier, _offered(dossier))[:PICTURES]),
        passages=tuple(_passages(dossier, loudest, words)),
        page=page,
        page_is_cut=is_cut,
        captures=tuple(_capture(one, words, more, timezone) for one in dossier.captures),
        proven=tuple(_proven(newest, more)),
        unproven=tuple(_unproven(dossier, words, more)),
        withheld=dossier.withheld,
        notices=tuple(_notices(dossier, more)),
        purchases=tuple(_purchases(dossier, more)),
        history=tuple(_history(dossier, words, more, timezone)),
        written=more.written.format(at=at, by=told_by, software=dossier.software),
        key=dossier.key,
    )


def _right(
    verdict: Verdict, view: VerdictView, dossier: Dossier, words: Words, more: ReportWords
) -> RightPart:
    signals = loudest_signals(verdict, ALL.signals)
    compared = (comparison(signal, dossier) for signal in signals if signal.offered)
    charts = chain.from_iterable(signal.chart for signal in signals)
    asset = next((one for one in dossier.assets if one.id == verdict.asset_id), None)
    images = [image.sha256 for image in asset.images] if asset else []
    cited = [signal.registered for signal in signals if signal.registered]
    return RightPart(
        view=view,
        comparisons=tuple(one for one in compared if one)[:PICTURES],
        registered=tuple(shown_pictures(dossier, iter([*cited, *images]))[:PICTURES]),
        chart=tuple(_chart_line(row, words, more) for row in charts),
    )


def _chart_line(row: ChartRow, words: Words, more: ReportWords) -> ChartLine:
    return ChartLine(
        claim=row.claim,
        element=clean_line(row.element, 400),
        status=more.statuses[row.status],
        state=row.status.value,
        because=told(row.because, words),
    )


def _offered(dossier: Dossier) -> Iterator[str]:
    signals = chain.from_iterable(verdict.signals for verdict in dossier.file.verdicts)
    yield from (signal.offered for signal in signals if signal.offered)
    yield from (one.sha256 for one in dossier.file.sighting.offer.images if one.sha256)


def _passages(
    dossier: Dossier, verdicts: list[Verdict], words: Words
) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    """Fields of the offer with what was measured in them marked; the title stands above."""
    offer = dossier.file.sighting.offer
    fields = {
        "brand": offer.brand,
        "category": offer.category,
        "description": offer.description,
    }
    for name, text in fields.items():
        if text and text.strip():
            yield words.fields[name], stretches(text, name, verdicts, WORDS_SHOWN)


def _capture(one: SealedCapture, words: Words, more: ReportWords, timezone: str) -> CapturePart:
    bundle, entry = one.bundle, one.entry
    start, end = (local_time(at, timezone, words) for at in (bundle.started_at, bundle.ended_at))
    facts = [
        (more.taken, start if start == end else f"{start} – {end}"),
        ("SHA-256", bundle.sha256),
        ("", more.size.format(size=f"{bundle.size:,}")),
        (words.evidence_log, f"#{entry.index} · {entry.leaf_sha256}"),
    ]
    if bundle.page_kind:
        facts.insert(1, (more.kind_seen, words.page_kinds[bundle.page_kind]))
    if one.checkpoint:
        at = local_time(one.checkpoint.at, timezone, words)
        facts.append(("", more.checkpoint.format(size=one.checkpoint.size, at=at)))
    stamps = [
        more.stamp.format(authority=mark.authority, at=local_time(mark.at, timezone, words))
        for mark in one.marks
    ]
    facts.append((more.stamped, words.clause_separator.join(stamps) or more.not_stamped))
    code = exit_code(one.checks)
    return CapturePart(
        id=bundle.capture_id,
        facts=tuple(facts),
        verdict=more.verdicts[code],
        sound=code not in BROKEN,
        open=tuple(
            (more.outcomes[check.outcome], told(check.because, words))
            for check in one.checks
            if check.outcome is not Outcome.PASSED
        )[:CHECKS_SHOWN],
    )


def _proven(newest: SealedCapture, more: ReportWords) -> Iterator[str]:
    if exit_code(newest.checks) in BROKEN:
        yield more.proven_nothing
        return
    passed = {check.name for check in newest.checks if check.outcome is Outcome.PASSED}
    if "layout" in passed:
        yield more.proven_whole
    if "redacted" in passed:
        yield more.proven_shown
    if "proof" in passed:
        yield more.proven_logged
    if "time" in passed:
        yield more.proven_stamped
    if newest.bundle.page_kind is not None:
        yield more.proven_seen


def _unproven(dossier: Dossier, words: Words, more: ReportWords) -> Iterator[str]:
    newest, supplied = dossier.captures[0], dossier.file.sighting.supplied
    kind = newest.bundle.page_kind
    if supplied:
        yield more.unproven_supplied.format(by=clean_line(supplied.by, 80))
    if kind not in {None, PageKind.LISTING}:
        yield more.unproven_no_offer.format(kind=words.page_kinds[kind])
    if not newest.marks:
        yield more.unproven_unstamped
    yield more.unproven_origin
    yield more.unproven_machine
    if newest.marks:
        yield more.unproven_time
    yield more.unproven_law


def _notices(dossier: Dossier, more: ReportWords) -> Iterator[RecordPart]:
    for notice in dossier.notices:
        today = day_in(notice.form, dossier.written_at)
        steps = _logged(notice_told(notice, more.records), notice.entries, more)
        periods = (
            more.period.format(clock=line) for line in clocks_told(notice, more.records, today)
        )
        title = f"{notice.number} · {notice.form.value} · {clean_line(notice.asset_id, 80)}"
        yield RecordPart(title=title, lines=(*steps, *periods))


def _purchases(dossier: Dossier, more: ReportWords) -> Iterator[RecordPart]:
    for purchase in dossier.purchases:
        head, *steps = purchase_told(purchase, more.records)
        lines = tuple(_logged(iter(steps), purchase.entries, more))
        yield RecordPart(title=clean_line(head), lines=lines)


def _logged(
    lines: Iterator[str], entries: Sequence[int | None], more: ReportWords
) -> Iterator[str]:
    """Each step with the entry of the log that holds its digest, where there is one."""
    for line, entry in zip(lines, entries, strict=True):
        told = clean_line(line)
        yield told if entry is None else more.logged.format(line=told, entry=entry)


def _history(
    dossier: Dossier, words: Words, more: ReportWords, timezone: str
) -> Iterator[tuple[str, str, str, str]]:
    for event in dossier.file.events:
        is_told = event.kind not in SILENT and not dossier.withheld
        yield (
            local_time(event.at, timezone, words),
            more.events[event.kind],
            clean_line(event.by, 80),
            clean_line(event.note) if is_told else "",
        )
