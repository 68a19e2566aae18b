"""The declared list: what counts, how much, and why. The list is the method.

Points are log-odds: they are added, and the sum becomes a score by the logistic function, so that
no score reaches 1 and equal evidence always gives an equal score. /1 is set by hand and checked
against tests/rules/truth.tsv; /2 begins there and is fitted on complete offers (`bench/fit.py`).
"""

from dataclasses import dataclass, replace
from typing import Final

ALERT: Final = 0.8
"""From here an officer is told at once."""
REVIEW: Final = 0.5
"""From here an officer may look."""


@dataclass(frozen=True, slots=True)
class Weight:
    """One entry. points: log-odds at full strength (a fact's own weight, 0..1, scales them)."""

    name: str
    points: float
    why: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a matcher's score becomes points: slope x (score - middle)."""

    matcher: str
    slope: float
    middle: float
    why: str


# A logo seen inside a photo is for a person to look at: its scores stay under .83, so that alone it
# reaches .78. They are on the scale of whole pictures, by a curve counted on other pictures
# (rules/image/tails.py); the goods under it may be lawfully sold.
LIKENESSES: Final = (
    Likeness("text.word_mark/1", 11.0, 0.70, "the closest stretch of text to the mark"),
    Likeness("image.reference/1", 14.0, 0.74, "the closest picture to a registered one"),
    Likeness("image.logo_in_photo/2", 14.0, 0.74, "a registered logo seen inside a photo"),
    Likeness("image.copied_photo/1", 10.0, 0.70, "a photograph of the holder, whole or in part"),
    Likeness(
        "design.views/1", 6.0, 0.58, "a registered view, line by line, for a person to compare"
    ),
    Likeness("patent.claim_elements/1", 8.0, 0.60, "the elements of a claim that the offer says"),
)

MARKS_ONLY: Final = frozenset({
    "context.intent/1", "context.compatible_with/1", "context.negation/1", "context.nominative/1",
    "context.dictionary_word/1", "context.other_brand/1", "context.goods/1",
})  # fmt: skip
"""Circumstances of the use of a name: an invention is practised, a design copied and a photograph
taken under any name, for any goods."""

AGREEMENT: Final = Weight("agreement", 0.3, "another field or channel shows the mark as well")
AGREEMENTS: Final = 3

WEIGHTS: Final = (
    Weight("context.right_status/1", 1.0, "the right is opposed"),
    Weight("context.intent/1", 2.5, "words of the counterfeit trade stand in the offer"),
    Weight("context.compatible_with/1", 4.0, "the text says what it fits, not who made it"),
    Weight("context.negation/1", 4.0, "the text denies being of the brand"),
    Weight("context.nominative/1", 4.0, "the mark names somebody else's goods, as it may"),
    Weight("context.dictionary_word/1", 4.0, "the mark is used as the ordinary word it also is"),
    Weight("context.second_hand/1", 4.0, "the goods are resold, not made"),
    Weight("context.other_brand/1", 2.4, "the page names another maker"),
    Weight("context.goods/1", 2.2, "the goods are those the mark is registered for, or far from"),
    Weight("context.design_class/1", 2.2, "the goods are of the design's product class, or far"),
    Weight("context.prior_design/1", 3.0, "a design known before is as near"),
    Weight("context.territory/1", 1.0, "where the offer is directed"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A declared list under its name. What was judged by a name is judged so for ever.

    gated: share of the score that stays behind a closed gate. agreements: how many further ways
    of showing the mark count at most. marks_only: circumstances that count for marks alone.
    undefended: circumstances that speak for a case only where no defence was found.
    """

    name: str
    alert: float
    review: float
    gated: float
    likenesses: tuple[Likeness, ...]
    weights: tuple[Weight, ...]
    agreement: Weight
    agreements: int
    marks_only: frozenset[str]
    undefended: frozenset[str] = frozenset()


FIRST: Final = Model(
    name="decision.first/1",
    alert=ALERT,
    review=REVIEW,
    gated=0.4,
    likenesses=LIKENESSES,
    weights=WEIGHTS,
    agreement=AGREEMENT,
    agreements=AGREEMENTS,
    marks_only=MARKS_ONLY,
)

TRADE: Final = (
    Weight("context.price/1", 1.0, "far below what the holder's goods cost new"),
    Weight("context.market_price/1", 0.6, "far below what others ask for such goods"),
    Weight("context.quantity/1", 0.6, "more of them than a private person has"),
    Weight("context.seller_history/1", 1.2, "what people decided of the seller's other offers"),
)
"""Circumstances of the trade: of two offers as like, the one nobody could sell at that price."""

LAW: Final = (
    Weight("context.exhaustion/1", 3.0, "where the goods were first sold, by the law of the place"),
    Weight("context.public/1", 2.0, "the public there cannot read the sign"),
)
"""Circumstances that one law knows and another does not (rules/context/laws.py)."""

PRICES: Final = frozenset(weight.name for weight in TRADE[:3])
"""What fits the holder's goods, or is used, has other prices and quantities than they have."""

OTHER_MAKER: Final = Weight("context.other_brand/1", 2.5, "the page names another maker")
"""Not fitted: on complete offers alone it came to 4.2, which hid marks that a title shows in full
under somebody else's brand from people too (3 of 16 of real pages, tests/journeys/test_corpus.py).
A brand field is the seller's word; it may spare an alert, and not the look of a person."""

HAND_SET: Final = (
    *(OTHER_MAKER if one.name == OTHER_MAKER.name else one for one in WEIGHTS),
    *TRADE,
    *LAW,
)
"""From where fitting starts, and to where it is held."""

FITTED: Final = {
    "context.intent/1": 2.8,
    "context.compatible_with/1": 5.4,
    "context.negation/1": 4.5,
    "context.nominative/1": 5.3,
    "context.dictionary_word/1": 5.1,
    "context.second_hand/1": 6.0,
    "context.goods/1": 2.7,
    "context.price/1": 1.1,
    "context.quantity/1": 1.0,
}
"""Points fitted on the truth set; the rest it says nothing of. With the other maker fitted too, the
log loss on each part that was left out fell: .146 to .090, .200 to .131, .179 to .105, .242 to .134
nats an offer (`bench/fit.py`). What was fitted on the first three parts stands: the fourth would
move goods to 3.7, by groups of similar goods that no other part tells of, and the rest little."""

SECOND: Final = replace(
    FIRST,
    name="decision.first/2",
    weights=tuple(replace(one, points=FITTED.get(one.name, one.points)) for one in HAND_SET),
    marks_only=MARKS_ONLY | {weight.name for weight in (*TRADE, *LAW)},
    undefended=PRICES,
)
