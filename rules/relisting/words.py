"""What an offer's words say of the goods, in letters alone, so that two offers can be compared.

Prices, sizes, telephone numbers and dates change from one listing to the next; letters stay.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from monitor.domain.listing import Offer

SHINGLE: Final = 4
"""Letters of one shingle."""
_READ: Final = 6_000
_TITLE: Final = 500


@lru_cache(maxsize=4_096)
def letters(text: str, most: int = _READ) -> str:
    """Letters of a text, folded, nothing between them. Figures and signs are left out."""
    folded = unicodedata.normalize("NFKC", text[:most]).casefold()
    return "".join(filter(str.isalpha, folded))


def title_letters(offer: Offer) -> str:
    """Letters of the title."""
    return letters(offer.title or "", _TITLE)


def body_letters(offer: Offer) -> str:
    """Letters of the description."""
    return letters(offer.description or "")


def shingles(run: str) -> frozenset[str]:
    """Every stretch of four letters; the whole where there are fewer, none where there are none."""
    if len(run) <= SHINGLE:
        return frozenset((run,)) if run else frozenset()
    return frozenset(run[at : at + SHINGLE] for at in range(len(run) - SHINGLE + 1))


def likeness(one: str, other: str) -> float:
    """Of the shingles of the shorter run, the share that the other has too, 0.0..1.0.

    So a sentence more about delivery makes no other text. Counted against the longer run where
    that has more than twice as many: a few words taken from a long text are not that text.
    """
    left, right = sorted((shingles(one), shingles(other)), key=len)
    if not left:
        return 0.0
    return len(left & right) / max(len(left), len(right) / 2)
