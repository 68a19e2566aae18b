"""Phrases in many languages, as plain words: what stands before a mark, what after, what anywhere.

phrases.tsv is written by us from the usage of marketplaces. Words of scripts that part words by
blanks are bounded at both ends; Chinese, Japanese, Korean, Thai and Devanagari run on.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Final

from rules.language.views import folded

_RUN_ON: Final = re.compile("[\u0900-\u0dff\u0e00-\u0eff\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_OPEN: Final = "…"


@cache
def phrases_of(use: str) -> str:
    """Phrases of one use in phrases.tsv, parted by " / "; "" where there are none."""
    lines = files(__package__).joinpath("phrases.tsv").read_text(encoding="utf-8").splitlines()
    parted = (line.split("\t", 1) for line in lines[1:])
    return " / ".join(phrases for kind, phrases in parted if kind == use)


def _said(use: str) -> str:
    return plain(phrases_of(use))


def plain(phrases: str) -> str:
    """Alternatives of a pattern over folded text; longer phrases first."""
    words = {part.strip() for line in phrases.splitlines() for part in line.split(" / ")}
    ordered = sorted(words - {""}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_bounded(word) for word in ordered) + ")"


def _bounded(phrase: str) -> str:
    parts = phrase.split(_OPEN)
    body = r"\w*".join(r"\s+".join(map(re.escape, folded(part).split(" "))) for part in parts)
    if _RUN_ON.search(folded(phrase)):
        return body
    return rf"\b{body}" + ("" if phrase.endswith(_OPEN) else r"\b")


@cache
def fits_before() -> re.Pattern[str]:
    """Words before what the goods fit."""
    return re.compile(_said("fits_before"))


@cache
def meant_for() -> re.Pattern[str]:
    """Words for "for": of what it fits, but of people and seasons too."""
    return re.compile(_said("for"))


@cache
def fits_after() -> re.Pattern[str]:
    """The same, where they follow at once or behind a model's name."""
    model = r"[a-z0-9][\w.+\-]{0,11}|手机|电脑|系列|model[eo]?|シリーズ|시리즈|모델|موديل|/|,|、"
    behind = rf"(?:{_said('fits_after')}|用(?=[\s\u3000]))"
    return re.compile(rf"^(?:[\s\-]*(?:{model})){{0,4}}[\s\-]*{behind}")


@cache
def denies_before() -> re.Pattern[str]:
    """Words that deny what follows at once."""
    return re.compile(_said("denies_before") + r"[\s\-]*$")


@cache
def denies_after() -> re.Pattern[str]:
    """Words that deny what stands before them."""
    return re.compile(r"^[\s\-]*" + _said("denies_after"))


@cache
def about_before() -> re.Pattern[str]:
    """Words that make what follows the subject of a story or of a repair."""
    return re.compile(_said("about_before") + r"[\s\-]*(?:the|an?|la|le|el|o|die|das)?\s*$")


@cache
def about_after() -> re.Pattern[str]:
    """Words that make what stands before them the subject of a story or of a repair."""
    return re.compile(r"^['’]?s?[\s\-]*" + _said("about_after"))


@cache
def resold() -> re.Pattern[str]:
    """Words of resale, anywhere in a title."""
    return re.compile(_said("resold"))


@cache
def about_somebody() -> re.Pattern[str]:
    """Kinds of books that are about a person or a firm."""
    return re.compile(_said("about_somebody"))


@cache
def printed() -> re.Pattern[str]:
    """Words for books."""
    return re.compile(_said("printed") + r"|\bbook\b(?! ?(?:tote|bag|cover|case|end|style))")


@cache
def recorded() -> re.Pattern[str]:
    """Words for records and films."""
    return re.compile(_said("recorded"))


@cache
def third_party() -> re.Pattern[str]:
    """Words that say a part is not the maker's own."""
    return re.compile(_said("third_party"))


@cache
def not_inside() -> re.Pattern[str]:
    """Words that say the maker's goods are not in the offer."""
    return re.compile(_said("not_inside"))


@cache
def emptied() -> re.Pattern[str]:
    """Words for what the maker's goods once came in."""
    return re.compile(_said("empty"))


@cache
def likened() -> re.Pattern[str]:
    """Words that set other goods beside what follows."""
    return re.compile(_said("likened") + r"[\s\-]*(?:the|a|an|der|die|das|le|la|el|il|o)?\s*$")


@cache
def made_of() -> re.Pattern[str]:
    """Words that name what follows as a part or ingredient."""
    return re.compile(_said("made_of") + r"[\s\-]*(?:the|genuine|original|real|echte[mnr]?)?\s*$")


@cache
def served() -> re.Pattern[str]:
    """Words for mending what the buyer has."""
    return re.compile(_said("served"))


@cache
def motif() -> re.Pattern[str]:
    """Words that follow what is only drawn on the goods."""
    return re.compile(r"^[\s\-]*" + _said("motif"))


@cache
def shelf() -> re.Pattern[str]:
    """Words of a category for what only fits the goods of a mark."""
    return re.compile(_said("shelf"))


@cache
def made_at() -> re.Pattern[str]:
    """Words that make what follows the place where something was made."""
    return re.compile(_said("made_at") + r"\s*$")


@cache
def part_after() -> re.Pattern[str]:
    """Words for a part or material that what stands before them is the name of."""
    return re.compile(r"^[\s\-®™]*" + _said("part_after"))


@cache
def joke() -> re.Pattern[str]:
    """Words that say the whole offer is a joke."""
    return re.compile(_said("joke"))


@cache
def colour_after() -> re.Pattern[str]:
    """The rest of the name of a colour, up to the sign that closes a quotation."""
    return re.compile(r"^\s?" + _said("colour") + r"\s?[\"'”’»」]")
