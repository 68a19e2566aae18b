"""One right against the offer, as people read it: what speaks for, what against, and the gate.

Layer: alerts.
Flow: Verdict + Words -> VerdictView -> templates of mails and reports.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alerts.email.clean import clean_line
from alerts.email.sayings import AgainstView, against_view, measured, told
from alerts.email.words import Words
from monitor.domain.alert import CaseStory
from monitor.domain.asset import Asset, AssetKind
from monitor.domain.listing import Offer
from monitor.domain.signal import Signal
from monitor.domain.verdict import Grade, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalView:
    """One reason for. what: the phrase for its channel; measured: what that leaves unsaid."""

    ground: str
    what: str
    quote: str | None
    score: str
    measured: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RightView:
    """The registered right: its name and what stands in the register, label by label."""

    id: str
    name: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictView:
    """One right against the offer. support: circumstances for it, beside what was measured."""

    right: RightView
    grade: Grade
    standing: str
    grounds: tuple[str, ...]
    signals: tuple[SignalView, ...]
    support: tuple[str, ...]
    against: AgainstView
    enforceable: bool
    gate: str


def loudest_verdicts(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Best first; verdicts of no concern only when there is no other."""
    loud = [v for v in verdicts if v.grade is not Grade.NONE] or list(verdicts)
    return sorted(loud, key=lambda v: (-v.score, v.asset_id))


def name_of(asset_id: str, story: CaseStory, words: Words) -> str:
    """Its words or its title; a right without either by kind and number; last of all by its id."""
    named = story.asset_names.get(asset_id)
    asset = _asset(asset_id, story)
    if asset and (named or asset.name) == asset.id and not (asset.text or asset.title):
        number = asset.registration_number or asset.application_number or asset.id
        named = words.right_numbered.format(kind=words.kinds[asset.kind], number=number)
    return clean_line(named or (asset.name if asset else asset_id), 80)


def _asset(asset_id: str, story: CaseStory) -> Asset | None:
    return next((asset for asset in story.assets if asset.id == asset_id), None)


def loudest_signals(verdict: Verdict, most: int) -> list[Signal]:
    """The strongest first, in the order in which a view tells them."""
    return sorted(verdict.signals, key=lambda signal: -signal.score)[:most]


def verdict_view(verdict: Verdict, story: CaseStory, words: Words, most: int) -> VerdictView:
    """Tell one verdict in `words`. most: signals that are told, the strongest."""
    offer = story.file.sighting.offer
    loudest = loudest_signals(verdict, most)
    right = _right(verdict.asset_id, story, words)
    against = [replace(a, because=_by_name(a.because, right)) for a in verdict.against]
    return VerdictView(
        right=right,
        grade=verdict.grade,
        standing=words.standing_note.format(
            grade=words.graded[verdict.grade], score=f"{verdict.score:.3f}"
        ),
        grounds=tuple(words.grounds[ground] for ground in verdict.grounds),
        signals=tuple(_signal(signal, offer, words) for signal in loudest),
        support=tuple(told(because, words) for because in verdict.support),
        against=against_view(against, words),
        enforceable=verdict.gate.enforceable,
        gate=told(_by_name(verdict.gate.because, right), words),
    )


def _by_name(because: str, right: RightView) -> str:
    """Rules call a right without a number by its id; people know it by its name."""
    return because.replace(f"the right {right.id} ", f"the right {right.name} ")


def _signal(signal: Signal, offer: Offer, words: Words) -> SignalView:
    pictured = signal.offered is not None or signal.matcher.startswith("image.")
    pattern = words.reason_picture if pictured else words.reason_text
    quote = _quote(signal, offer)
    return SignalView(
        ground=words.grounds[signal.ground],
        what=pattern.format(
            field=words.fields.get(signal.field, clean_line(signal.field, 40)),
            channel=words.channels.get(signal.channel, clean_line(signal.channel, 40)),
        ),
        quote=quote,
        score=words.score.format(score=f"{signal.score:.2f}"),
        measured=measured(signal, quote, words),
    )


def _quote(signal: Signal, offer: Offer) -> str | None:
    """The stretch of the offer a text signal was measured on; None when it names no such field."""
    fields = {
        "title": offer.title,
        "brand": offer.brand,
        "description": offer.description,
        "category": offer.category,
        "seller": offer.seller.name if offer.seller else None,
    }
    text = fields.get(signal.field)
    if text is None or signal.span is None:
        return None
    start, end = signal.span
    stretch = text[max(0, start) : max(0, end)]
    return clean_line(stretch, 80) if stretch.strip() else None


def _right(asset_id: str, story: CaseStory, words: Words) -> RightView:
    asset = _asset(asset_id, story)
    name = name_of(asset_id, story, words)
    return RightView(id=asset_id, name=name, lines=register_lines(asset, words) if asset else ())


def register_lines(asset: Asset, words: Words) -> tuple[tuple[str, str], ...]:
    """What stands in the register of a right, label by label."""
    number = asset.registration_number
    if number is None and asset.application_number is not None:
        number = words.application.format(number=asset.application_number)
    lines = [(words.right_kind, words.kinds[asset.kind])]
    if asset.kind is not AssetKind.COPYRIGHT_WORK or number:  # arises without any register
        lines += [
            (words.office, asset.office or words.not_stated),
            (words.number, number or words.not_stated),
            (words.status, words.statuses[asset.status]),
        ]
    if asset.expiry_date:
        lines.append((words.expires, asset.expiry_date.isoformat()))
    if asset.territories:
        lines.append((words.territories, ", ".join(asset.territories)))
    if asset.nice_classes:
        lines.append((words.classes, ", ".join(str(number) for number in asset.nice_classes)))
    if asset.similar_groups:
        lines.append((words.similar_groups, ", ".join(asset.similar_groups)))
    return tuple((label, clean_line(value, 200)) for label, value in lines)
