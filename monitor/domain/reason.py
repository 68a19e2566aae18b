"""Reason: why a person decided so, in words that are counted.

Layer: domain, standard library only.
Flow: a person chooses one -> it stands first in the note of the Review -> histories tell it again.
"""

from enum import StrEnum
from typing import Final

from monitor.domain.case import CaseState


class Reason(StrEnum):
    """Why somebody decided a case so."""

    COUNTERFEIT = "counterfeit"
    MARK_USED = "mark_used"
    LOOKS_ALIKE = "looks_alike"
    PICTURE_COPIED = "picture_copied"
    INVENTION_USED = "invention_used"
    NOT_ALIKE = "not_alike"
    OTHER_GOODS = "other_goods"
    PLAIN_WORD = "plain_word"
    FITS_ONLY = "fits_only"
    RESOLD = "resold"
    NO_RIGHT_HERE = "no_right_here"
    MISREAD = "misread"
    CONTRACT = "contract"
    OWN_SHOP = "own_shop"


REASONS: Final = {
    CaseState.CONFIRMED: (
        Reason.COUNTERFEIT,
        Reason.MARK_USED,
        Reason.LOOKS_ALIKE,
        Reason.PICTURE_COPIED,
        Reason.INVENTION_USED,
    ),
    CaseState.DISMISSED: (
        Reason.NOT_ALIKE,
        Reason.OTHER_GOODS,
        Reason.PLAIN_WORD,
        Reason.FITS_ONLY,
        Reason.RESOLD,
        Reason.NO_RIGHT_HERE,
        Reason.MISREAD,
    ),
    CaseState.LICENSED: (Reason.CONTRACT, Reason.OWN_SHOP),
    CaseState.OPEN: (),
}
"""Reasons that speak for a decision; none needs one to be taken back."""


def noted(reason: Reason | None, note: str) -> str:
    """The note of a review: the reason's word in brackets, then what the person wrote."""
    words = note.strip()
    return f"[{reason.value}] {words}".strip() if reason else words


def told_reason(note: str) -> tuple[Reason | None, str]:
    """The reason that a note begins with, and the rest of it."""
    word, found, rest = note.removeprefix("[").partition("]")
    if note.startswith("[") and found and word in set(Reason):
        return Reason(word), rest.strip()
    return None, note
