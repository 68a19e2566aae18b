"""What one element of a claim asks an offer to say: terms with weights, counts, limits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rules.language.views import folded
from rules.patent.claims import ClaimElement
from rules.patent.quantities import Amount, limits
from rules.patent.terms import Term, terms_of

PLACES: Final = frozenset({
    "rear", "front", "side", "edge", "inside", "outside", "bottom", "upper", "lower", "upper_end",
    "lower_end",
})  # fmt: skip
"""Concepts of place: they locate a feature and are none."""
_PLACE: Final = 0.5
_KNOWN: Final = 0.5
_KNOWN_PLACE: Final = 0.2
_HEAD: Final = 2.0
_REFERS: Final = re.compile(
    r"\b(?:the|said)\s+(?:(?!(?:is|are|being|has|have|having|comprises|includes)\b)[a-z-]+\s+){0,2}$"
)
_MEASURES: Final = re.compile(
    r"所述[\u3400-\u9fff]{1,10}?(?=上?设有|内设有|上?带有|为|包括|的|通过|与|可|由|设于)"
)
_NUMBERS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "pair": 2, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
_COUNTED: Final = re.compile(
    r"(?<![\w.])(two|three|four|five|six|seven|eight|nine|ten|twelve|pair(?= of)|[2-9]|1\d|2\d)"
    r"(?: of)?[\s-]+(?=[a-z])"
    r"|(?<![\d.])([两二三四五六七八九十]|[2-9]|1\d|2\d)\s*(?:个|根|条|只|片|叶|块|把|支|组|枚)"
)
_BOTH_SIDES: Final = re.compile(
    r"\b(?:on|at) (?:each|either|both) (?:sides?|ends?)\b|(?:两侧|左右|两端)(?:各|均|都)?"
)
"""Says that there are two of the thing before it, or behind it in Chinese."""
_EACH: Final = re.compile(r"\b(?:each|both|either)(?: of (?:the|its))?\s+(?=[a-z])")
"""Says that there is more than one of the thing that follows at once."""
_NEXT_WORDS: Final = 24
_PARTED: Final = re.compile(r"[,，;；。.:：|]")
_EQUALS: Final = re.compile(r"\s*[为有共x×]?\s*")
_UNCOUNTED: Final = re.compile(
    r"\s*(?:mm|cm|m|g|kg|ml|l|mah|w|v|s|h|degrees?|inch|ft|layers?|way)\b"
)


@dataclass(frozen=True, slots=True)
class Count:
    """At least `number` of what `key` names: a claim that comprises two wheels covers three."""

    key: str
    number: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """What something must be. key: the attribute; of: key of the thing, None = what is claimed.

    groups: any other attribute of one of them, said of the thing, excludes this one.
    """

    key: str
    groups: frozenset[str]
    of: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One element, ready to be looked for.

    weights: key -> 0.2..2.0, how much of the element it is. head: the key whose absence denies the
    element.
    """

    element: ClaimElement
    weights: dict[str, float]
    head: str | None
    attributes: tuple["Attribute", ...]
    counts: tuple[Count, ...]
    limits: tuple[Amount, ...]


def wanted_by(elements: Sequence[ClaimElement]) -> tuple[Wanted, ...]:
    """Read the elements of one claim: what its preamble names is given in the others."""
    given: frozenset[str] = frozenset()
    read: list[Wanted] = []
    for element in elements:
        read.append(wanted_of(element, given))
        if element.is_preamble:
            given |= frozenset(read[-1].weights)
    return tuple(read)


def wanted_of(element: ClaimElement, given: frozenset[str] = frozenset()) -> Wanted:
    """Read one element. given: terms that need not be said of it again ("drinking spout")."""
    text = folded(element.text)
    terms = terms_of(text)
    measured = tuple(limits(text))
    weights: dict[str, float] = {}
    for term in terms:
        weight = _weight(text, term, bool(measured))
        weights[term.key] = max(weight, weights.get(term.key, 0.0))
    head = _head(text, terms, weights)
    for key in given & weights.keys() - {head}:
        weights[key] = min(weights[key], _KNOWN)
    if element.is_preamble and head:
        weights[head] = _HEAD
    attributes = tuple(_attributes(text, terms))
    return Wanted(element, weights, head, attributes, tuple(counts_of(text, terms)), measured)


def _attributes(text: str, terms: Sequence[Term]) -> Iterator[Attribute]:
    """Each with its thing: the noun it stands before, else the last noun before it."""
    for place, term in enumerate(terms):
        if not term.groups:
            continue
        behind = next((other for other in terms[place + 1 :] if not other.groups), None)
        if behind and not _between(text, term, behind, terms).strip(" -\x00"):
            yield Attribute(term.key, term.groups, behind.key)
        else:
            before = [other.key for other in terms[:place] if not other.groups]
            yield Attribute(term.key, term.groups, before[-1] if before else None)


def _between(text: str, first: Term, last: Term, terms: Sequence[Term]) -> str:
    """The text between two terms without the terms that stand there."""
    letters = list(text[first.end : last.start])
    for term in terms:
        if first.end <= term.start and term.end <= last.start:
            letters[term.start - first.end : term.end - first.end] = " " * (term.end - term.start)
    return "".join(letters)


def _weight(text: str, term: Term, beside_limit: bool) -> float:  # noqa: FBT001 - one caller
    referred = _REFERS.search(text[: term.start]) or any(
        found.start() <= term.start < found.end() for found in _MEASURES.finditer(text)
    )
    if referred:
        return _KNOWN_PLACE if beside_limit or term.key in PLACES else _KNOWN
    if term.key in PLACES:
        return _PLACE
    return 1.0


def _head(text: str, terms: Sequence[Term], weights: dict[str, float]) -> str | None:
    """The last full-weight noun of the first noun phrase; of a Han element the last at all."""
    full = [term for term in terms if weights[term.key] >= 1.0 and not term.groups]
    if not full:
        return terms[-1].key if terms else None
    if not text.isascii():
        return full[-1].key
    last = full[0]
    for term in full[1:]:
        if _between(text, last, term, terms).strip(" -"):
            break
        last = term
    return last.key


def counts_of(text: str, terms: Sequence[Term]) -> Iterator[Count]:
    """Numbers of things in a folded text: "eight ribs", 四个机臂, "a hook on each side"."""
    things = [term for term in terms if not term.groups and term.key not in PLACES]
    for found in _COUNTED.finditer(text):
        counted = _counted(text, things, *found.span())
        if counted and not _UNCOUNTED.match(text, found.end()):
            written = found.group(1) or found.group(2)
            yield Count(counted, _NUMBERS.get(written) or int(written))
    yield from _on_both_sides(text, things)
    for found in _EACH.finditer(text):
        yield from (Count(term.key, 2) for term in things if term.start == found.end())


def _on_both_sides(text: str, things: Sequence[Term]) -> Iterator[Count]:
    for found in _BOTH_SIDES.finditer(text):
        before = [term for term in things if term.end <= found.start()]
        after = [term for term in things if term.start >= found.end()]
        near = before[-1:] if found.group().isascii() else after[:1]
        yield from (
            Count(term.key, 2) for term in near if not _PARTED.search(_gap(text, term, found))
        )


def _gap(text: str, term: Term, found: re.Match[str]) -> str:
    return text[min(term.end, found.end()) : max(term.start, found.start())]


def _counted(text: str, things: Sequence[Term], start: int, end: int) -> str | None:
    """The thing a number counts: the next one, or in Chinese the one before 为."""
    after = next((term for term in things if end <= term.start <= end + _NEXT_WORDS), None)
    if after and not _PARTED.search(text[end : after.start]):
        return after.key
    before = next((term for term in reversed(things) if term.end <= start), None)
    return before.key if before and _EQUALS.fullmatch(text[before.end : start]) else None
