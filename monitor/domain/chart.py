"""ChartRow: one element of a patent claim beside what an offer says of it.

Layer: domain, standard library only.
Flow: rules/patent writes charts -> a Signal carries them -> a person compares.
"""

from dataclasses import dataclass
from enum import StrEnum


class ElementStatus(StrEnum):
    """Whether the offer shows an element. UNKNOWN is silence: never counted as met."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One row of a claim chart.

    claim: number of the claim. element: as the claim words it. field, span: where the offer says
    it, a half-open character range of that field's raw text; None where it says nothing. box: of
    words read in a picture, where in it, as in `PictureText`.
    """

    claim: int
    element: str
    status: ElementStatus
    because: str
    field: str | None = None
    span: tuple[int, int] | None = None
    box: tuple[int, int, int, int] | None = None
