"""Scores of different methods on one scale: how seldom other pictures reach them.

A tail is -log10 of the share of pictures without any registered mark that reach as much against the
whole gallery: 3 = one in 1,000. Scores of one tail are equal, whichever method measured it.
"""

from typing import Final

import numpy as np

_STRENGTHS: Final = (0.0, 0.048, 0.095, 0.2, 0.27, 0.3, 0.38, 1.0)
_TAILS: Final = (0.5, 1.0, 1.4, 2.0, 2.3, 2.6, 3.0, 6.0)
"""Of `Sight.strength`, counted on 2,400 other pictures against 800 marks (`bench/image.py`); what
lies above 3 is drawn on in a straight line."""

_AT_THREE: Final = 0.77
_MOST: Final = 0.83


def logo_tail(strength: float) -> float:
    """Strength 0..1 of a sight -> its tail."""
    return float(np.interp(strength, _STRENGTHS, _TAILS))


def logo_score(strength: float) -> float:
    """Strength of a sight -> score on the scale of whole pictures, where .77 is a tail of 3.

    Above that it grows ever slower and stays under .83: a logo inside a photo may be on goods that
    are lawfully sold, so alone it is for a person to look at and never an alert.
    """
    tail = logo_tail(strength)
    if tail <= 3:
        return round(max(0.0, _AT_THREE - 0.15 * (3 - tail)), 4)
    return round(_AT_THREE + (_MOST - _AT_THREE) * float(1 - np.exp(3 - tail)), 4)
