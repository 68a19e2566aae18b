"""Did you mean: the nearest of the words that are allowed.

Layer: config.
"""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils


def nearest(written: str, allowed: Iterable[str], at_least: float = 70.0) -> str | None:
    """The allowed word most like `written` (rapidfuzz ratio 0..100), None below `at_least`."""
    near = process.extractOne(
        written,
        sorted(allowed),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=at_least,
    )
    return near[0] if near else None


def listed(words: Iterable[str]) -> str:
    """a, b and c."""
    *before, last = list(words) or ["nothing"]
    return f"{', '.join(before)} and {last}" if before else last
