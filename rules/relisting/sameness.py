"""Whether an offer is an earlier one that came back: the declared list, and what it comes to.

Points are log-odds, added and turned into a score by the logistic function, as verdicts are. The
list is hand-set and checked by bench/relisting.py on offers that were written before it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from monitor.domain.listing import Offer
from monitor.domain.relisting import GoodsEdge, OfferPair, Sameness, Shared
from monitor.domain.signal import Signal
from rules.context.resale import resold_because
from rules.network.links import MOST_SELLERS, rarity, weight
from rules.relisting.words import body_letters, likeness, title_letters

METHOD: Final = "relisting.points/2"


@dataclass(frozen=True, slots=True)
class Weight:
    """One entry. points: log-odds at full strength; a rarity or a likeness, 0..1, scales them."""

    name: str
    points: float
    why: str


START: Final = Weight("start", -6.0, "most offers that have something in common are two offers")
PHOTOGRAPH: Final = Weight("photograph", 6.5, "a photograph that nobody else shows")
BORROWED: Final = Weight("borrowed", 4.0, "the holder's own photograph: honest shops show it too")
TEXT: Final = Weight("text", 6.5, "title and description in the same words")
SAME_SELLER: Final = Weight("same seller", 2.0, "who offered it once offers it again")
LINKED_SELLER: Final = Weight("linked seller", 3.0, "sellers that share a contact or a firm")
OTHER_GOODS: Final = Weight("other goods", -2.5, "the same people sell other goods as well")
RESALE: Final = Weight("resale", -3.5, "the new one is second-hand: a buyer may be selling it")
DEARER: Final = Weight("dearer", -3.0, "another seller asks much more, as for the genuine one")

WEIGHTS: Final = (
    START, PHOTOGRAPH, BORROWED, TEXT, SAME_SELLER, LINKED_SELLER, OTHER_GOODS, RESALE, DEARER,
)  # fmt: skip

_BESIDE: Final = 0.35
"""Strength of a photograph that leads neither offer: a size chart, a card of the shop."""
_LED_ONCE: Final = 0.95
_TITLE_ALONE: Final = 24
_BODY: Final = 60
"""Letters from which a title says which goods by itself, and from which a description counts."""
_TIMES_DEARER: Final = Decimal("2.5")
_COPIES: Final = frozenset({"image.copied_photo/1", "image.reference/1"})


def copied_pictures(signals: Sequence[Signal]) -> frozenset[str]:
    """SHA-256 of offered pictures that are the holder's own, as matchers found."""
    return frozenset(s.offered for s in signals if s.offered and s.matcher in _COPIES)


def compare(pair: OfferPair) -> Sameness:
    """Weigh what two offers have in common, and what speaks against their being one.

    The same goods from a score of 0.5 on, and never without a photograph or words in common.
    """
    edges = [edge for edge in (_photograph(pair), _text(pair)) if edge]
    if not edges:
        return Sameness(score=_logistic(START.points), is_same=False, method=METHOD, edges=())
    edges += [edge for edge in (_same_seller(pair), _contact(pair)) if edge]
    doubts = list(_doubts(pair, edges))
    points = START.points + sum(edge.points for edge in edges) + sum(w.points for w, _ in doubts)
    score = _logistic(points)
    return Sameness(
        score=round(score, 4),
        is_same=score >= 0.5,
        method=METHOD,
        edges=tuple(sorted(edges, key=lambda edge: -edge.points)),
        against=tuple(because for _, because in doubts),
    )


def _logistic(points: float) -> float:
    return 1.0 / (1.0 + math.exp(-points))


def _photograph(pair: OfferPair) -> GoodsEdge | None:
    """The most telling photograph in common."""
    edges = [_shown(pair, family, place) for family, place in _places(pair).items()]
    return max(edges, key=lambda edge: edge.points, default=None)


def _leads(pair: OfferPair) -> bool:
    """Whether a photograph in common leads one of them: a size chart stands beside other goods."""
    return any(place > _BESIDE for place in _places(pair).values())


def _places(pair: OfferPair) -> dict[str, float]:
    """Family of each photograph in common -> what the places it has are worth."""
    old, new = (
        {image.sha256: place for place, image in reversed([*enumerate(offer.images)])}
        for offer in (pair.old, pair.new)
    )
    both = [family for family in old if family and family in new]
    many = len(both) >= 2 and 2 * len(both) >= min(len(old), len(new))
    return {family: _place(old[family], new[family], many=many) for family in both}


def _place(old: int, new: int, *, many: bool) -> float:
    if old == new == 0:
        return 1.0
    return _LED_ONCE if many or 0 in {old, new} else _BESIDE


def _shown(pair: OfferPair, family: str, place: float) -> GoodsEdge:
    sellers = _sellers(pair.shown_by.get(family, 0))
    own = family in pair.borrowed
    full = BORROWED.points if own else PHOTOGRAPH.points
    whose = "the holder's own photograph" if own else "the same photograph"
    return GoodsEdge(
        shared=Shared.PICTURE,
        points=round(full * place * rarity(sellers), 2),
        because=f"both show {whose} {family[:12]}, {_shown_by(sellers)}",
        sellers=sellers,
    )


def _shown_by(sellers: int) -> str:
    others = sellers - 2
    if others <= 0:
        return "which nobody else shows"
    return f"which {sellers} sellers show"


def _sellers(others: int) -> int:
    """How many in all; the exact number of very many is nobody's concern."""
    return min(others + 2, MOST_SELLERS + 1)


def _text(pair: OfferPair) -> GoodsEdge | None:
    """Words in common; of short descriptions the title alone counts."""
    titles = likeness(title_letters(pair.old), title_letters(pair.new))
    old, new = body_letters(pair.old), body_letters(pair.new)
    if min(len(old), len(new)) >= _BODY:
        share = _ramp(likeness(old, new), 0.4, 0.85) * (0.25 + 0.75 * _ramp(titles, 0.4, 0.85))
        said = f"{likeness(old, new):.0%} of the description and {titles:.0%} of the title agree"
    else:
        short = min(len(title_letters(offer)) for offer in (pair.old, pair.new))
        share = 0.65 * _ramp(titles, 0.7, 0.95) if short >= _TITLE_ALONE else 0.0
        said = f"{titles:.0%} of the title agrees"
    sellers = _sellers(pair.told_by)
    points = round(TEXT.points * share * rarity(sellers), 2)
    if points <= 0:
        return None
    return GoodsEdge(shared=Shared.TEXT, points=points, because=said, sellers=sellers)


def _ramp(share: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (share - low) / (high - low)))


def _is_same_seller(pair: OfferPair) -> bool:
    old, new = pair.old.seller, pair.new.seller
    same = bool(old and new and old.key and old.key == new.key)
    return same and pair.old.listing.market == pair.new.listing.market


def _same_seller(pair: OfferPair) -> GoodsEdge | None:
    if not _is_same_seller(pair) or pair.new.seller is None:
        return None
    name = pair.new.seller.name or pair.new.seller.id
    because = f"both are of the seller {name!r}"
    return GoodsEdge(shared=Shared.SELLER, points=SAME_SELLER.points, because=because)


def _contact(pair: OfferPair) -> GoodsEdge | None:
    if not pair.link or _is_same_seller(pair):
        return None
    way = ", then ".join(f"{edge.kind.value} {edge.shown}" for edge in pair.link)
    return GoodsEdge(
        shared=Shared.CONTACT,
        points=round(LINKED_SELLER.points * weight(pair.link), 2),
        because=f"their sellers share {way}",
        sellers=max(edge.sellers for edge in pair.link),
    )


def _doubts(pair: OfferPair, edges: list[GoodsEdge]) -> Iterator[tuple[Weight, str]]:
    kinds = {edge.shared for edge in edges}
    if not _leads(pair) and kinds & {Shared.SELLER, Shared.CONTACT}:
        titles = likeness(title_letters(pair.old), title_letters(pair.new))
        if titles < 0.9 and _pictured(pair.old) and _pictured(pair.new):
            yield OTHER_GOODS, "the leading pictures and the title are others"
    resold = resold_because(pair.new)
    if resold and not resold_because(pair.old):
        yield RESALE, resold
    if _is_dearer(pair.old, pair.new) and not _is_same_seller(pair):
        yield DEARER, "it costs more than twice as much as the first one did"


def _pictured(offer: Offer) -> bool:
    return any(image.sha256 for image in offer.images)


def _is_dearer(old: Offer, new: Offer) -> bool:
    if old.price is None or new.price is None or old.price.currency != new.price.currency:
        return False
    return 0 < old.price.amount * _TIMES_DEARER <= new.price.amount
