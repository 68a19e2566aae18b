"""What the templates see: a case in the reader's words and time zone, already cleaned.

Layer: alerts.
Flow: CaseStory + Words -> CaseView -> templates. Every string that a stranger wrote passes `clean`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from alerts.email.clean import clean_line, show, web_link
from alerts.email.pictures import PicturePair
from alerts.email.returned import returned_notes
from alerts.email.sayings import told
from alerts.email.times import local_time
from alerts.email.verdict_view import VerdictView, loudest_verdicts, name_of, verdict_view
from alerts.email.words import Words
from monitor.domain.alert import CaseStory
from monitor.domain.case import Case, CaseEventKind, CaseState, LiveState
from monitor.domain.listing import Offer, Price, Sighting
from monitor.domain.page import PageKind
from monitor.domain.severity import Severity
from monitor.domain.verdict import Grade, Verdict

TITLE_LETTERS = 400
URL_LETTERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How much of a case is told at most: verdicts, signals of each, parts that are missing."""

    verdicts: int = 3
    signals: int = 6
    missing: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of a title. marked: a signal was measured on it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """The seal, or why there is none. lines: label and value; notes: what the reader must know."""

    lines: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    path: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case as a mail tells it.

    link: an http(s) URL or None; url: the same, or whatever the page gave, as text only.
    """

    number: str
    grade: Grade
    graded: str
    mark: str
    market: str
    intro: str
    title: tuple[Stretch, ...]
    price: str
    seller: str
    harm: str
    url: str
    link: str | None
    host: str
    seen_at: str
    verdicts: tuple[VerdictView, ...]
    more_verdicts: int
    evidence: EvidenceView
    notes: tuple[str, ...]
    pairs: tuple[PicturePair, ...]
    left_out: int
    opened_at: datetime


def view_of(
    story: CaseStory,
    words: Words,
    timezone: str,
    pairs: tuple[PicturePair, ...] = (),
    left_out: int = 0,
    amount: Amount = Amount(),
) -> CaseView:
    """Tell one case in `words`, times in `timezone` (IANA name; UTC when it is unknown)."""
    case, sighting = story.file.case, story.file.sighting
    offer = sighting.offer
    verdicts = loudest_verdicts(story.file.verdicts)
    names = [name_of(v.asset_id, story, words) for v in verdicts] or [words.not_stated]
    mark = with_more(words.more_marks, "mark", names)
    market = clean_line(case.listing.market, 80)
    link = web_link(offer.url)
    return CaseView(
        number=clean_line(case.number, 40),
        grade=case.grade,
        graded=words.graded[case.grade],
        mark=mark,
        market=market,
        intro=_intro(story, words).format(mark=mark, market=market, grade=words.graded[case.grade]),
        title=_stretches(offer, verdicts, words),
        price=_price(offer.price, words),
        seller=_seller(offer, words),
        harm=_harm(case.severity, words),
        url=clean_line(offer.url, URL_LETTERS),
        link=link,
        host=clean_line(case.listing.market if link is None else _host(link), 80),
        seen_at=_seen_at(sighting, timezone, words),
        verdicts=tuple(
            verdict_view(v, story, words, amount.signals) for v in verdicts[: amount.verdicts]
        ),
        more_verdicts=max(0, len(verdicts) - amount.verdicts),
        evidence=_evidence(story, words, timezone, amount.missing),
        notes=(*_notes(case, words), *returned_notes(story, words, timezone)),
        pairs=pairs,
        left_out=left_out,
        opened_at=case.opened_at,
    )


def with_more(pattern: str, key: str, names: list[str]) -> str:
    """Give the first name and say how many others there are; `key` is its place in `pattern`."""
    distinct = list(dict.fromkeys(names))
    if len(distinct) == 1:
        return distinct[0]
    counted = {"count": len(distinct) - 1, "total": len(distinct)}
    return pattern.format(**{key: distinct[0]}, **counted)


def _intro(story: CaseStory, words: Words) -> str:
    turns = {CaseEventKind.OPENED, CaseEventKind.RAISED}
    last = [event.kind for event in story.file.events if event.kind in turns][-1:]
    return words.intro_raised if last == [CaseEventKind.RAISED] else words.intro_one


def _stretches(offer: Offer, verdicts: list[Verdict], words: Words) -> tuple[Stretch, ...]:
    title = offer.title or ""
    if not title[:TITLE_LETTERS].strip():
        return (Stretch(text=words.no_title, marked=False),)
    return stretches(title, "title", verdicts, TITLE_LETTERS)


def stretches(
    whole: str, field: str, verdicts: Sequence[Verdict], letters: int
) -> tuple[Stretch, ...]:
    """Runs of the first letters of one field, those marked that a signal was measured on."""
    text = whole[:letters]
    marked = [False] * len(text)
    for signal in (s for verdict in verdicts for s in verdict.signals):
        if signal.field == field and signal.span:
            start, end = (max(0, min(edge, len(text))) for edge in signal.span)
            marked[start:end] = [True] * max(0, end - start)
    edges = [0, *(n for n in range(1, len(text)) if marked[n] != marked[n - 1]), len(text)]
    runs = pairwise(edges)
    shown = [Stretch(text=show(text[a:b]), marked=marked[a]) for a, b in runs]
    if len(whole) > letters:
        shown.append(Stretch(text="…", marked=False))
    return tuple(shown)


def _price(price: Price | None, words: Words) -> str:
    if price is None:
        return words.price_unknown
    amount = f"{price.amount:,f}"
    if price.high is not None and price.high != price.amount:
        amount += f" – {price.high:,f}"
    return f"{amount} {clean_line(price.currency, 8) if price.currency else words.currency_unknown}"


def _seller(offer: Offer, words: Words) -> str:
    if offer.seller is None or not (offer.seller.name or offer.seller.id):
        return words.not_stated
    shown = [clean_line(part, 120) for part in (offer.seller.name, offer.seller.id) if part]
    return " · ".join(dict.fromkeys(shown))


def _harm(severity: Severity, words: Words) -> str:
    """How much harm the offer may do; "" where it was not weighed."""
    if not severity.because:
        return ""
    because = told(severity.because, words)
    return words.harm_told.format(points=severity.points, because=because)


def _host(link: str) -> str:
    return link.split("/", 3)[2].rpartition("@")[2]


def _evidence(story: CaseStory, words: Words, timezone: str, most: int) -> EvidenceView:
    bundle, entry = story.bundle, story.entry
    lines: list[tuple[str, str]] = []
    notes: list[str] = []
    if bundle is None:
        notes.append(words.evidence_not_sealed)
    else:
        lines.append((words.evidence_bundle, f"sha256:{clean_line(bundle.sha256, 64)}"))
        supplied = story.file.sighting.supplied
        if supplied is not None:
            notes.append(words.evidence_supplied.format(by=clean_line(supplied.by, 80)))
        if bundle.page_kind is None and supplied is None:
            notes.append(words.evidence_no_browser)
        elif bundle.page_kind not in {None, PageKind.LISTING}:
            kind = words.page_kinds[bundle.page_kind]
            notes.append(words.evidence_not_listing.format(kind=kind))
        notes += [
            words.evidence_missing.format(missing=told(missing, words))
            for missing in bundle.missing[:most]
            if not (supplied and missing.startswith("supplied by "))  # said already
        ]
    if entry is not None:
        lines.append((
            words.evidence_log,
            f"#{entry.index} · {clean_line(entry.leaf_sha256, 64)}",
        ))
        lines.append(("", local_time(entry.at, timezone, words)))
    path = clean_line(bundle.path, 200) if bundle else None
    return EvidenceView(lines=tuple(lines), notes=tuple(notes), path=path)


def _seen_at(sighting: Sighting, timezone: str, words: Words) -> str:
    """When the offer was seen; of a supplied one who says so, for this program did not see it."""
    at, supplied = local_time(sighting.seen_at, timezone, words), sighting.supplied
    if supplied is None:
        return at
    is_stated = supplied.stated_at == sighting.seen_at
    pattern = words.supplied_stated if is_stated else words.supplied_undated
    return pattern.format(at=at, by=clean_line(supplied.by, 80))


def _notes(case: Case, words: Words) -> tuple[str, ...]:
    notes: list[str] = []
    if case.live is not LiveState.LIVE:
        notes.append(f"{words.live}{words.colon}{words.live_states[case.live]}")
    if case.state is not CaseState.OPEN:
        notes.append(f"{words.state}{words.colon}{words.states[case.state]}")
    return tuple(notes)
