"""Traces: numbers by which an offer's photographs and words are found again in an index.

Two texts share one of twelve bands of two minima each nearly always when half of their shingles
agree (1 - (1 - .5**2)**12 = .97), and seldom when a tenth does (.11). Candidates are then compared.
"""

from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt

from monitor.domain.listing import Offer
from rules.relisting.words import SHINGLE, body_letters, title_letters

_BANDS: Final = 12
_FOLD: Final = np.uint64(0x1F_FFC7)
_ROWS: Final = 2
_LEAST: Final = 24
"""Letters of title and description together; of fewer, too many offers have all of them."""

_KEYS: Final = np.random.default_rng(2026).integers(
    1, 1 << 63, size=(_BANDS * _ROWS, 1), dtype=np.uint64
) | np.uint64(1)


def traces(offer: Offer) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """64-bit numbers of its photographs, then of its words, each once and in order.

    Photographs are told by the family in `sha256`. Words alike are common where shops write much
    the same, so those of the one kind are looked for apart from those of the other.
    """
    families = {image.sha256 for image in offer.images if image.sha256}
    shown = sorted(_number(f"picture {family}".encode()) for family in families)
    return tuple(shown), tuple(sorted(_bands(title_letters(offer) + body_letters(offer))))


def _bands(run: str) -> set[int]:
    if len(run) < _LEAST:
        return set()
    spread = _hashed(run) * _KEYS
    least = (spread ^ (spread >> np.uint64(29))).min(axis=1).reshape(_BANDS, _ROWS)
    return {_number(b"text %d " % band + row.tobytes()) for band, row in enumerate(least)}


def _hashed(run: str) -> npt.NDArray[np.uint64]:
    """Every four letters of a run as one number: code points, 21 bits each, folded into 64."""
    points = np.frombuffer(run.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    count = len(points) - SHINGLE + 1
    numbers = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE):
        numbers = numbers * _FOLD + points[place : place + count]
    return numbers


def _number(text: bytes) -> int:
    """A signed number, as databases keep them."""
    return int.from_bytes(blake2b(text, digest_size=8).digest(), signed=True)
