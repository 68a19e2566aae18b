"""Signal and ContextFact: one matcher's measurement, one circumstance of the offer.

Layer: domain, standard library only.
Flow: rules write them -> the decider weighs them -> officers read their `because`.
"""

from dataclasses import dataclass
from enum import StrEnum

from monitor.domain.chart import ChartRow


class Ground(StrEnum):
    """Why an offer may be unlawful."""

    COUNTERFEIT = "counterfeit"
    TRADEMARK_USE = "trademark_use"
    BRAND_ABUSE = "brand_abuse"
    LOOKALIKE_TRADE_DRESS = "lookalike_trade_dress"
    DESIGN = "design"
    PATENT_CLAIM = "patent_claim"
    COPYRIGHT_IMAGE = "copyright_image"
    GRAY_MARKET = "gray_market"
    PASSING_OFF = "passing_off"


class Defence(StrEnum):
    """Why the same offer may be lawful."""

    AUTHORISED_SELLER = "authorised_seller"
    EXHAUSTION = "exhaustion"
    PARALLEL_IMPORT = "parallel_import"
    NOMINATIVE_USE = "nominative_use"
    DESCRIPTIVE_USE = "descriptive_use"
    COMPATIBLE_WITH = "compatible_with"
    SECOND_HAND = "second_hand"
    PRIOR_DESIGN = "prior_design"
    LEGITIMATE_SOURCE = "legitimate_source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a registered picture lies in an offered one. All places are shares of a side, 0 to 1.

    corners: of the registered picture's figure, as (x, y) in the offered picture: left top, right
    top, right bottom, left bottom. pairs: like points, as (x, y) in the figure's frame followed by
    (x, y) in the offered picture, at most 24. figure: where that frame lies in the registered
    picture, left, top, right, bottom; its margin may reach over the edge.
    """

    corners: tuple[tuple[float, float], ...]
    pairs: tuple[tuple[float, float, float, float], ...] = ()
    figure: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)

    def points(self) -> tuple[tuple[tuple[float, float], tuple[float, float]], ...]:
        """Like points: (x, y) in the registered picture and (x, y) in the offered one."""
        left, top, right, bottom = self.figure
        return tuple(
            ((left + a * (right - left), top + b * (bottom - top)), (x, y))
            for a, b, x, y in self.pairs
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One matcher's measurement of one offer against one asset.

    matcher: stable name and number ("text.word_mark/1"); channel: "literal", "shape", "fuzzy",
    "alias", "picture"...; score 0.0..1.0. field: the part of the offer it was read from.
    span: half-open character range in that field's raw text. offered/registered: for pictures, the
    SHA-256 of both; box: where in the offered one, left, top, right, bottom in per mille of its
    width and height. chart: for patent claims, element by element. because: one sentence that
    names both sides.
    """

    matcher: str
    ground: Ground
    channel: str
    score: float
    field: str
    because: str
    span: tuple[int, int] | None = None
    offered: str | None = None
    registered: str | None = None
    placement: Placement | None = None
    box: tuple[int, int, int, int] | None = None
    chart: tuple[ChartRow, ...] = ()

    @property
    def outline(self) -> tuple[tuple[float, float], ...]:
        """Corners of what was found in the offered picture, shares of a side; may be none.

        Those of the figure where it was placed, else those of the box.
        """
        if self.placement and self.placement.corners:
            return self.placement.corners
        if self.box is None:
            return ()
        left, top, right, bottom = (edge / 1000 for edge in self.box)
        return (left, top), (right, top), (right, bottom), (left, bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextFact:
    """One circumstance. value None = unknown, which is neither zero nor neutral.

    defence: the defence it supports when it speaks against a case.
    weight: -1.0..1.0; below zero speaks against, above zero speaks for. gate: True when the fact
    alone forbids an enforceable verdict.
    """

    name: str
    value: bool | float | str | None
    because: str
    weight: float = 0.0
    defence: Defence | None = None
    gate: bool = False
