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


def nearest_few(written: str, allowed: Iterable[str]) -> list[str]:
    """The at most three allowed words of which a part is most like `written`, best first."""
    near = process.extract(
        written,
        sorted(allowed),
        scorer=fuzz.partial_ratio,
        processor=utils.default_process,
        score_cutoff=60,
        limit=3,
    )
    return [word for word, _, _ in near]


def listed(words: Iterable[str]) -> str:
    """a, b and c."""
    *before, last = list(words) or ["nothing"]
    return f"{', '.join(before)} and {last}" if before else last


def shown(text: str, limit: int = 60) -> str:
    """`text` in quotation marks, cut, and with invisible characters as escapes."""
    cut = text if len(text) <= limit else f"{text[:limit]}..."
    return repr(cut)
