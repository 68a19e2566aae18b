"""Tables and pages of the command line, on standard output."""

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from monitor.cli.progress import table as progress_table
from monitor.domain.capture import EvidenceBundle, LogEntry
from monitor.domain.case import CaseFile
from monitor.domain.listing import Price
from monitor.domain.verdict import Verdict
from monitor.ports.store import OutboxLine, SourceCoverage

OUT = Console()


def clean(text: str | None) -> str:
    """What a stranger wrote, safe for a terminal: no controls, no direction tricks, no markup."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text or "")
    return escape(" ".join(kept.split()))


def price_text(price: Price | None) -> str:
    """Amount, upper end and currency as shown."""
    if price is None:
        return "-"
    high = f"-{price.high}" if price.high is not None else ""
    return f"{price.amount}{high} {price.currency or ''}".strip()


def case_table(files: Sequence[CaseFile]) -> None:
    """One line a case."""
    shown = Table(box=None, pad_edge=False)
    for name in ("case", "grade", "score", "state", "offer", "asset", "price"):
        shown.add_column(name, no_wrap=True)
    shown.add_column("seller", no_wrap=True, overflow="ellipsis", max_width=18)
    shown.add_column("title", no_wrap=True, overflow="ellipsis")
    for file in files:
        case, offer = file.case, file.sighting.offer
        best = max(file.verdicts, key=lambda verdict: verdict.score, default=None)
        shown.add_row(
            case.number,
            case.grade.value,
            f"{best.score:.2f}" if best else "-",
            case.state.value,
            case.live.value,
            best.asset_id if best else "-",
            price_text(offer.price),
            clean(offer.seller.name or offer.seller.id) if offer.seller else "-",
            clean(offer.title),
        )
    OUT.print(shown)


def case_page(
    file: CaseFile, bundles: Sequence[tuple[EvidenceBundle, LogEntry]], evidence: Path
) -> None:
    """Everything an officer reads."""
    case, offer = file.case, file.sighting.offer
    OUT.print(
        f"[bold]{case.number}[/] {case.grade.value}, {case.state.value}; offer {case.live.value}"
    )
    rows = (
        ("title", clean(offer.title)),
        ("price", price_text(offer.price)),
        ("seller", clean(offer.seller.name or offer.seller.id) if offer.seller else "-"),
        ("url", clean(offer.url)),
        ("seen", file.sighting.seen_at.isoformat(timespec="seconds")),
    )
    for name, text in rows:
        OUT.print(f"  {name:8}{text}", highlight=False)
    for verdict in sorted(file.verdicts, key=lambda verdict: -verdict.score):
        _verdict(verdict)
    for bundle, entry in bundles:
        OUT.print(f"[bold]evidence[/] {evidence / bundle.path}", highlight=False)
        OUT.print(f"  sha256 {bundle.sha256}, log entry {entry.index} {entry.entry_sha256}")
        for sentence in bundle.missing:
            OUT.print(f"  missing: {escape(sentence)}")
    OUT.print("[bold]history[/]")
    for event in file.events:
        when = event.at.isoformat(timespec="seconds")
        OUT.print(f"  {when} {event.kind.value} by {clean(event.by)} {clean(event.note)}")


def _verdict(verdict: Verdict) -> None:
    grounds = ", ".join(ground.value for ground in verdict.grounds)
    OUT.print(
        f"[bold]{escape(verdict.asset_id)}[/] {verdict.grade.value} {verdict.score:.3f} {grounds}"
    )
    for signal in verdict.signals:
        OUT.print(f"  for: {clean(signal.because)} ({signal.channel}, {signal.score:.2f})")
    for reason in verdict.against:
        named = f" ({reason.defence.value})" if reason.defence else ""
        OUT.print(f"  against: {clean(reason.because)}{named}")
    word = "enforceable" if verdict.gate.enforceable else "not enforceable"
    OUT.print(f"  right: {word}, {clean(verdict.gate.because)}")


def coverage_table(rows: Sequence[SourceCoverage]) -> None:
    """What was and was not seen."""
    OUT.print(progress_table(rows))
    for row in rows:
        last = row.last_read_at.isoformat(timespec="seconds") if row.last_read_at else "never"
        unseen = ", ".join(f"{k} {n}" for k, n in sorted(row.outcomes.items()) if k != "read")
        OUT.print(f"{row.source_id}: last read {last}; not seen: {unseen or 'nothing refused'}")


def count_table(counts: Mapping[str, Any]) -> None:
    """Names and numbers."""
    for name, count in counts.items():
        if isinstance(count, dict):
            inner = ", ".join(f"{key} {n}" for key, n in count.items()) or "none"
            OUT.print(f"{name}: {inner}")
        else:
            OUT.print(f"{name}: {count}")


def outbox_table(lines: Sequence[OutboxLine]) -> None:
    """One line a letter."""
    shown = Table("state", "to", "subject", "tries", "next or sent", "error")
    for line in lines:
        when = line.sent_at or line.next_try
        shown.add_row(
            line.state.value,
            clean(line.to),
            clean(line.subject),
            str(line.attempts),
            when.isoformat(timespec="seconds") if when else "-",
            clean(line.error),
        )
    OUT.print(shown)


def plan_page(rows: Sequence[Mapping[str, Any]], user_agent: str) -> None:
    """What would be requested."""
    OUT.print(f"requests name themselves {escape(user_agent)}", highlight=False)
    for row in rows:
        plan, seeds, known = row["plan"], row["seeds"], row["known"]
        source = plan.source
        OUT.print(f"[bold]{source.id}[/] {clean(source.url)}", highlight=False)
        OUT.print(f"  robots.txt first; at least {source.min_delay_s:g} s between two requests,")
        OUT.print(f"  at most {source.concurrency} at once, {source.max_pages} pages a batch")
        OUT.print(
            f"  every {plan.every_s / 3600:g} h for {len(plan.asset_ids)} assets, starting with"
        )
        for seed in seeds:
            OUT.print(f"    {seed.kind.value:8} {clean(seed.url)}", highlight=False)
        if plan.queries:
            OUT.print(f"  searching {clean(', '.join(plan.queries))}", highlight=False)
        per_day = sum(visits for _, visits in known.values())
        for kind, (count, visits) in sorted(known.items()):
            OUT.print(f"  known: {count} {kind}, {visits:.1f} visits a day")
        if known:
            OUT.print(f"  together {per_day:.1f} visits a day")
