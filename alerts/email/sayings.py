"""Sentences of the rules, told in the reader's language.

Layer: alerts.
Flow: `because` of signals, reasons against and gates -> here -> views. Rules speak English and know
no reader; what a language has no saying for is shown as it was written, and marked so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from alerts.email.clean import clean_line
from alerts.email.words import Words
from monitor.domain.asset import AssetKind
from monitor.domain.signal import Signal
from monitor.domain.verdict import Against

MOST_LETTERS = 2000
AGAINST_SHOWN = 12
NAMES_SHOWN = 24
LOOKED_FOR: Final = "looked for and not found: "
UNKNOWN: Final = "not known: "
TOLD_ELSEWHERE: Final = frozenset({"territory"})
"""What is already a reason against when it was not found."""
ADDS_NOTHING: Final = ": letter for letter"
_IN_CLASS: Final = re.compile(r"(['\"])(?P<word>.*?)\1 \(class (?P<number>\d+)\)(?P<more>, )?")
LISTED: Final = frozenset({"places", "known"})
"""Groups that may hold several codes or numbers; what is quoted there is one name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstView:
    """What speaks against, by name and reason; what was looked for in vain; what nobody knows."""

    reasons: tuple[tuple[str, str], ...]
    looked_for: str | None
    unknown: str | None


def against_view(against: Sequence[Against], words: Words) -> AgainstView:
    """Keep reasons against apart from what was not found and from what is not known."""
    reasons: list[tuple[str, str]] = []
    missed: list[str] = []
    unknown: list[str] = []
    for one in against:
        if one.defence is None and one.because.startswith(LOOKED_FOR):
            missed += _names(one.because.removeprefix(LOOKED_FOR), words)
        elif one.defence is None and one.because.startswith(UNKNOWN):
            unknown += _names(one.because.removeprefix(UNKNOWN), words)
        else:
            name = words.defences[one.defence] if one.defence else words.doubt
            reasons.append((name, told(one.because, words)))
    return AgainstView(
        reasons=tuple(reasons[:AGAINST_SHOWN]),
        looked_for=_listed(words.looked_for, missed, words),
        unknown=_listed(words.unknown, unknown, words),
    )


def measured(signal: Signal, quote: str | None, words: Words) -> str | None:
    """How a signal was measured; None when its channel and the quoted stretch say it already."""
    if quote and signal.channel == "literal" and signal.because.endswith(ADDS_NOTHING):
        return None
    return told(signal.because, words)


def told(sentence: str, words: Words) -> str:
    """One sentence in the reader's language, made fit to be shown; else as it was written."""
    said = say(sentence, words)
    if said is not None:
        return clean_line(said)
    written = clean_line(sentence)
    return words.original.format(text=written) if written else ""


def say(sentence: str, words: Words) -> str | None:
    """The sentence in the reader's language; None when a clause of it has no saying there."""
    if not words.sayings or len(sentence) > MOST_LETTERS:
        return None
    whole = _clause(sentence, words)
    if whole is not None:
        return whole
    clauses = [_clause(clause, words) for clause in sentence.split("; ")]
    if None in clauses:
        return None
    return words.clause_separator.join(clause for clause in clauses if clause)


def _clause(clause: str, words: Words) -> str | None:
    for shape, saying in words.sayings.items():
        match = _compiled(shape).fullmatch(clause)
        if match:
            parts = {name: _part(name, part, words) for name, part in match.groupdict().items()}
            if None not in parts.values():
                return saying.format(**parts)
    return None


def _part(name: str, part: str, words: Words) -> str | None:
    """One group of a clause; None when it should be said in the reader's language and cannot."""
    if name == "how":
        return _clause(part, words)
    if name == "field":
        return words.fields.get(part)
    if name == "kind":
        kinds = {kind.value.replace("_", " "): words.kinds[kind] for kind in AssetKind}
        return kinds.get(part)
    if name == "goods":
        return _IN_CLASS.sub(lambda one: _in_class(one, words), part)
    if len(part) > 1 and part[0] == part[-1] and part[0] in "'\"":
        return words.quoted.format(text=part[1:-1])
    return part.replace(", ", words.list_separator) if name in LISTED else part


def _in_class(one: re.Match[str], words: Words) -> str:
    """Goods with their class, and what parts them from the next ones."""
    goods = words.in_class.format(word=one["word"], number=one["number"])
    return goods + words.list_separator if one["more"] else goods


@lru_cache(maxsize=256)
def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(shape, re.DOTALL)


def _names(listed: str, words: Words) -> list[str]:
    """Circumstances of a list the decider wrote, in the reader's words."""
    names = [name for name in listed[:MOST_LETTERS].split(", ") if name not in TOLD_ELSEWHERE]
    return [words.circumstances.get(name, clean_line(name, 80)) for name in names]


def _listed(pattern: str, names: list[str], words: Words) -> str | None:
    shown = list(dict.fromkeys(name for name in names if name))[:NAMES_SHOWN]
    return pattern.format(names=words.list_separator.join(shown)) if shown else None
