"""Tables and pages of the command line, on standard output."""

import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.markup import escape

from monitor.cli.columns import Column, lines, plain
from monitor.cli.progress import table_lines
from monitor.domain.capture import EvidenceBundle, LogEntry
from monitor.domain.case import CaseFile
from monitor.domain.listing import Price
from monitor.domain.severity import Severity
from monitor.domain.verdict import Verdict
from monitor.ports.store import OutboxLine, SourceCoverage

if TYPE_CHECKING:
    from monitor.domain.signal import Ground
    from monitor.pipeline.statistics import Figures, Flow
    from rules.decision.calibration import Curve, Standing

PIPE_WIDTH: Final = 200
"""Cells a line may take where no terminal says how wide it is: into a file or a pipe."""

CASES: Final = (
    Column(name="case"),
    Column(name="grade"),
    Column(name="score", right=True),
    Column(name="harm", right=True, leaves=4),
    Column(name="state"),
    Column(name="offer", leaves=3),
    Column(name="asset", leaves=2),
    Column(name="price"),
    Column(name="seller", leaves=1),
    Column(name="title", flexible=True),
)
LETTERS: Final = (
    Column(name="state"),
    Column(name="tries", right=True),
    Column(name="next or sent, UTC"),
    Column(name="to"),
    Column(name="subject", flexible=True),
)
LONGEST_SELLER: Final = 18


def tell(text: str) -> None:
    """One line with rich's markup on standard output; a terminal folds it, a pipe gets it whole."""
    Console(highlight=False, emoji=False).print(text, soft_wrap=True)


def tell_list(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """A list as wide as the terminal."""
    head, *others = lines(columns, rows, width())
    tell(f"[bold]{escape(head)}[/]")
    for line in others:
        tell(escape(line))


def width() -> int:
    """Cells of a line on standard output."""
    return Console().width if sys.stdout.isatty() else PIPE_WIDTH


def clean(text: str | None) -> str:
    """The same, for `tell`: no markup either."""
    return escape(plain(text))


def price_text(price: Price | None) -> str:
    """Amount, upper end and currency as shown."""
    if price is None:
        return "-"
    high = f"-{price.high}" if price.high is not None else ""
    return f"{price.amount}{high} {price.currency or ''}".strip()


def case_table(files: Sequence[CaseFile], state: str | None = None) -> None:
    """One line a case. state: the only one that was asked for."""
    if not files:
        tell(f"no {state} cases" if state else "no cases yet")
        return
    tell_list(CASES, [_case_row(file) for file in files])


def _case_row(file: CaseFile) -> list[str]:
    case, offer = file.case, file.sighting.offer
    best = file.best
    seller = plain(offer.seller.name or offer.seller.id) if offer.seller else "-"
    return [
        case.number,
        case.grade.value,
        f"{best.score:.2f}" if best else "-",
        str(case.severity.points) if case.severity.because else "-",
        case.state.value,
        case.live.value,
        best.asset_id if best else "-",
        plain(price_text(offer.price)),
        seller if len(seller) <= LONGEST_SELLER else f"{seller[: LONGEST_SELLER - 1]}…",
        plain(offer.title),
    ]


def case_page(
    file: CaseFile,
    bundles: Sequence[tuple[EvidenceBundle, LogEntry]],
    evidence: PurePath,
    curves: "Mapping[Ground, Curve]",
) -> None:
    """Everything an officer reads. curves: of the grounds on which enough was decided."""
    case, offer = file.case, file.sighting.offer
    tell(f"[bold]{case.number}[/] {case.grade.value}, {case.state.value}; offer {case.live.value}")
    rows = (
        ("title", clean(offer.title)),
        ("price", price_text(offer.price)),
        ("seller", clean(offer.seller.name or offer.seller.id) if offer.seller else "-"),
        ("url", clean(offer.url)),
        ("seen", file.sighting.seen_at.isoformat(timespec="seconds")),
        *_harm(file.case.severity),
        *_origin(file),
    )
    for name, text in rows:
        tell(f"  {name:8}{text}")
    for verdict in sorted(file.verdicts, key=lambda verdict: -verdict.score):
        _verdict(verdict)
        curve = curves.get(verdict.grounds[0]) if verdict.grounds else None
        if curve is not None:
            tell(chance_line(curve, verdict.score))
    for bundle, entry in bundles:
        tell(f"[bold]evidence[/] {evidence / bundle.path}")
        tell(f"  sha256 {bundle.sha256}, log entry {entry.index} {entry.leaf_sha256}")
        for sentence in bundle.missing:
            tell(f"  missing: {escape(sentence)}")
    tell("[bold]history[/]")
    for event in file.events:
        when = event.at.isoformat(timespec="seconds")
        tell(f"  {when} {event.kind.value} by {clean(event.by)} {clean(event.note)}")


def _harm(severity: Severity) -> tuple[tuple[str, str], ...]:
    """How much harm the offer may do, where it was weighed."""
    if not severity.because:
        return ()
    return (("harm", f"{severity.points} of 100: {clean(severity.because)}"),)


def _origin(file: CaseFile) -> tuple[tuple[str, str], ...]:
    """Of a supplied offer, who supplied it: this program did not see it."""
    supplied = file.sighting.supplied
    if supplied is None:
        return ()
    came_in = supplied.imported_at.isoformat(timespec="seconds")
    stated = "as the file states" if supplied.stated_at else "when the file came in"
    who = f"supplied by {clean(supplied.by)} in {clean(supplied.file)}, which came in {came_in}"
    return (("", f"{stated}; {who};"), ("", "not fetched by this program"))


def _verdict(verdict: Verdict) -> None:
    grounds = ", ".join(ground.value for ground in verdict.grounds)
    tell(f"[bold]{escape(verdict.asset_id)}[/] {verdict.grade.value} {verdict.score:.3f} {grounds}")
    for signal in verdict.signals:
        tell(f"  for: {clean(signal.because)} ({signal.channel}, {signal.score:.2f})")
    for because in verdict.support:
        tell(f"  for: {clean(because)}")
    for reason in verdict.against:
        named = f" ({reason.defence.value})" if reason.defence else ""
        tell(f"  against: {clean(reason.because)}{named}")
    word = "enforceable" if verdict.gate.enforceable else "not enforceable"
    tell(f"  right: {word}, {clean(verdict.gate.because)}")


def coverage_table(rows: Sequence[SourceCoverage]) -> None:
    """What was and was not seen."""
    if not rows:
        tell("no sources")
        return
    for line in table_lines(rows, width()):
        tell(escape(line))
    for row in rows:
        last = row.last_read_at.isoformat(timespec="seconds") if row.last_read_at else "never"
        unseen = ", ".join(f"{k} {n}" for k, n in sorted(row.outcomes.items()) if k != "read")
        tell(f"{row.source_id}: last read {last}; not seen: {unseen or 'nothing refused'}")
        for remark in row.remarks:
            tell(f"  {clean(remark)}; {row.homes_read} home pages read")


def count_table(counts: Mapping[str, Any]) -> None:
    """Names and numbers."""
    for name, count in counts.items():
        if isinstance(count, dict):
            inner = ", ".join(f"{key} {n}" for key, n in count.items()) or "none"
            tell(f"{name}: {inner}")
        else:
            tell(f"{name}: {count}")


def figure_lines(told: "Figures") -> None:
    """What came of cases as a whole, by rule, ground and market, and how long it took."""
    tell(f"found, of all cases: {_flow(told.whole)}")
    by: tuple[tuple[str, Mapping[str, Flow]], ...] = (
        ("rule", told.rules),
        ("ground", {ground.value: flow for ground, flow in told.grounds.items()}),
        ("market", told.markets),
    )
    for name, flows in by:
        for one, flow in flows.items():
            tell(f"by {name} {clean(one)}: {_flow(flow)}")
    for stretch, spread in told.spreads.items():
        days = f"{spread.median_s / 86_400:.1f} days in the middle"
        most = f"{spread.tenth_s / 86_400:.1f} for nine of ten"
        tell(f"time until {stretch.value}: {days}, {most}, of {spread.cases} cases")


def _flow(flow: "Flow") -> str:
    told = f"{flow.found} found, {flow.confirmed} confirmed, {flow.removed} of them removed"
    share = "" if flow.precision is None else f"; {flow.precision:.0%} of the decided confirmed"
    return told + share


def standing_lines(grounds: "Mapping[Ground, Standing]") -> None:
    """How well scores foretell what people decide, a line a ground."""
    if not grounds:
        tell("calibration: nobody has decided a case yet; scores order offers, no more")
    for ground, one in grounds.items():
        told = f"{one.confirmed} of {one.decisions} decided cases confirmed"
        tell(f"calibration of {ground.value.replace('_', ' ')}: {told}; {_foretold(one)}")


def _foretold(one: "Standing") -> str:
    if one.needed:
        return f"{one.needed} more decisions before a probability is told"
    if one.reliability is None:
        return "too few older decisions to say how good its probabilities are"
    error = f"off by {one.reliability.error:.3f} on the newer half"
    if not one.reliability.drifted:
        return f"probabilities {error}"
    way = "more" if one.reliability.deviation > 0 else "fewer"
    return f"probabilities {error}; lately many {way} are confirmed than foretold: look why"


def chance_line(curve: "Curve", score: float) -> str:
    """What decided cases say of a score."""
    share = round(100 * curve.probability(score))
    return (
        f"  of offers scored so, about {share} % were confirmed ({curve.decisions} decided cases)"
    )


def outbox_table(letters: Sequence[OutboxLine], state: str | None = None) -> None:
    """One line a letter, then what went wrong. state: the only one that was asked for."""
    if not letters:
        tell(f"no letters that are {state}" if state else "no letters")
        return
    tell_list(LETTERS, [_letter_row(letter) for letter in letters])
    for letter in letters:
        if letter.error:
            tell(f"{clean(letter.to)}, {clean(letter.subject)}: {clean(letter.error)}")


def _letter_row(letter: OutboxLine) -> list[str]:
    return [
        letter.state.value,
        str(letter.attempts),
        _minute(letter.sent_at or letter.next_try),
        plain(letter.to),
        plain(letter.subject),
    ]


def _minute(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if moment else "-"
