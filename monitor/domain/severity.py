"""Severity: how much harm an offer may do, apart from how like it is.

Layer: domain, standard library only.
Flow: rules read it off an offer -> a Case carries it -> lists and letters put the gravest first.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """points: 0..100, orders cases of one grade. because: what it rests on, parted by "; ".

    What a page does not say adds nothing, so that points are the least that is known.
    """

    points: int
    because: str


NOT_WEIGHED: Final = Severity(points=0, because="")
"""Of cases filed before harm was weighed, until their offer is seen again."""
