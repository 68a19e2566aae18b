"""ClaimElementsMatcher: offers whose own words show the elements of a patent claim."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from monitor.domain.asset import Asset, AssetKind
from monitor.domain.chart import ChartRow, ElementStatus
from monitor.domain.listing import Listing, Offer
from monitor.domain.signal import Ground, Signal
from monitor.ports.matcher import Example, Pictures
from rules.patent.chart import chart
from rules.patent.claims import parse_claims
from rules.patent.statements import Statement, statements_of
from rules.patent.wanted import Wanted, wanted_by

KINDS: Final = frozenset({AssetKind.PATENT, AssetKind.UTILITY_MODEL})
"""Kinds of right with claims."""

_LIKELY: Final = 0.4
_LIKELY_OTHERWISE_NAMED: Final = 0.6
_CHARTED: Final = 20
_WORTH_TELLING: Final = 0.5
_SHOWN: Final = 0.8
_NOT_SHOWN: Final = 0.45
_CONTRARY: Final = 0.2

_STOOL: Final = (
    "1. A folding stool comprising a seat, aluminium legs hinged to the seat, and a carrying strap "
    "on the seat."
)


@dataclass(frozen=True, slots=True)
class IndependentClaim:
    """A claim to be practised. subject: key of what it claims ("scooter"). worth: of all terms."""

    asset: str
    name: str
    number: int
    subject: str | None
    wanted: tuple[Wanted, ...]
    weights: Mapping[str, float]
    worth: float


class ClaimIndex:
    """Prepared claims, by the terms they hold."""

    def __init__(self, matcher: str, claims: Sequence[IndependentClaim]) -> None:
        self._matcher = matcher
        self._claims = claims
        self._holding: dict[str, list[int]] = defaultdict(list)
        for place, claim in enumerate(claims):
            for key in claim.weights:
                self._holding[key].append(place)

    def signals(self, offer: Offer, pictures: Pictures) -> Mapping[str, Sequence[Signal]]:
        """Asset id -> the chart of its closest independent claim.

        Cost: linear in the offer's text, then one chart for each of at most 20 likely claims.
        """
        del pictures
        said = statements_of(offer)
        best: dict[str, Signal] = {}
        for claim in self._likely(said):
            signal = self._signal(claim, chart(claim.wanted, said))
            if signal and (claim.asset not in best or signal.score > best[claim.asset].score):
                best[claim.asset] = signal
        return {asset: (signal,) for asset, signal in sorted(best.items())}

    def _likely(self, said: Sequence[Statement]) -> Iterator[IndependentClaim]:
        """Claims much of whose words the offer has, denied or not, the fullest first."""
        spoken = frozenset(term.key for one in said for term in one.terms)
        shares: defaultdict[int, float] = defaultdict(float)
        for key in sorted(spoken):
            for place in self._holding.get(key, ()):
                shares[place] += self._claims[place].weights[key]
        likely = []
        for place, weight in shares.items():
            claim = self._claims[place]
            share = weight / claim.worth
            if share >= (_LIKELY if claim.subject in spoken else _LIKELY_OTHERWISE_NAMED):
                likely.append((-share, place))
        return (self._claims[place] for _, place in sorted(likely)[:_CHARTED])

    def _signal(self, claim: IndependentClaim, rows: Sequence[ChartRow]) -> Signal | None:
        counted = Counter(row.status for row in rows)
        met = counted[ElementStatus.MET] / len(rows)
        if met < _WORTH_TELLING:
            return None
        return Signal(
            matcher=self._matcher,
            ground=Ground.PATENT_CLAIM,
            channel="elements",
            score=round(_score(met, counted, len(rows)), 4),
            field="offer",
            because=_because(claim, rows, counted),
            chart=tuple(rows),
        )


def _score(met: float, counted: Mapping[ElementStatus, int], rows: int) -> float:
    """All elements shown: 0.8 and more, longer claims higher. Never high with one missing."""
    if counted.get(ElementStatus.NOT_MET):
        return _CONTRARY * met
    if counted.get(ElementStatus.UNKNOWN):
        return _NOT_SHOWN * met
    return _SHOWN + 0.15 * (1.0 - 1.0 / rows)


def _because(
    claim: IndependentClaim, rows: Sequence[ChartRow], counted: Mapping[ElementStatus, int]
) -> str:
    head = f"claim {claim.number} of {claim.name!r}: the offer says"
    if counted.get(ElementStatus.MET, 0) == len(rows):
        return f"{head} all {len(rows)} elements"
    said = f"{head} {counted.get(ElementStatus.MET, 0)} of {len(rows)} elements"
    contrary = [row.element for row in rows if row.status is ElementStatus.NOT_MET]
    if contrary:
        return f"{said}, and otherwise on {contrary[0]!r}"
    silent = [row.element for row in rows if row.status is ElementStatus.UNKNOWN]
    return f"{said}, and nothing on {silent[0]!r}"


class ClaimElementsMatcher:
    """Charts each independent claim against title, description, category and variants.

    Literal reading only: no doctrine of equivalents, no drawings. What the offer does not say is
    unknown, and a claim with one unknown element has not been shown to be practised.
    """

    name: ClassVar[str] = "patent.claim_elements/1"

    def prepare(self, assets: Sequence[Asset], pictures: Pictures) -> ClaimIndex:
        """Parse the claims of patents and utility models and pass over the rest."""
        del pictures
        read = [
            (asset, claim.number, wanted_by(claim.elements))
            for asset in assets
            if asset.kind in KINDS
            for claim in parse_claims(asset.claims)
            if not claim.depends
        ]
        spread = Counter(key for _, _, wanted in read for key in _keys(wanted))
        return ClaimIndex(
            self.name,
            [_prepared(*one, spread=spread, claims=len(read)) for one in read if _keys(one[2])],
        )

    def examples(self) -> Sequence[Example]:
        """A stool that has every element, and one that says it does not fold."""
        legs = "Plastic seat, aluminium legs hinged to the seat, carrying strap on the seat."
        return (
            _example("Folding stool", legs, 0.8, 0.95),
            _example("Stool, non-folding", legs.replace("hinged", "bolted"), 0.0, 0.45),
            _example("Garden hose", "20 m, with spray nozzle", 0.0, 0.0),
        )


def _keys(wanted: Sequence[Wanted]) -> set[str]:
    return {key for one in wanted for key in one.weights}


def _prepared(
    asset: Asset,
    number: int,
    wanted: tuple[Wanted, ...],
    *,
    spread: Mapping[str, int],
    claims: int,
) -> IndependentClaim:
    """Terms weighed by how few claims of the register hold them."""
    weights = {key: math.log1p(claims / spread[key]) for key in sorted(_keys(wanted))}
    subject = next((one.head for one in wanted if one.element.is_preamble), None)
    worth = sum(weights.values())
    return IndependentClaim(asset.id, asset.name, number, subject, wanted, weights, worth)


def _example(title: str, description: str, low: float, high: float) -> Example:
    asset = Asset(
        id="stool",
        kind=AssetKind.UTILITY_MODEL,
        holder_id="h",
        title="Folding stool",
        claims=(_STOOL,),
    )
    listing = Listing(market="market.example", listing_id="1")
    offer = Offer(listing=listing, url="https://m.example/1", title=title, description=description)
    return Example(offer=offer, asset=asset, low=low, high=high)
