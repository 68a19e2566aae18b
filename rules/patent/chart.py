"""The claim chart: each element of a claim beside what the offer says of it.

All-elements rule: an offer that lacks one element does not infringe literally, and one that says
nothing of an element has not been shown to. Source: Art. 7 of the Interpretation (Fa Shi [2009] 21)
of the Supreme People's Court of the PRC; Warner-Jenkinson v. Hilton Davis, 520 U.S. 17 (1997).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from monitor.domain.chart import ChartRow, ElementStatus
from rules.patent.quantities import Amount
from rules.patent.statements import Statement
from rules.patent.terms import Term
from rules.patent.wanted import Attribute, Count, Wanted, counts_of

_ENOUGH: Final = 0.8
_ENOUGH_PREAMBLE: Final = 0.6
_QUOTED: Final = 80
_HAN_WORD: Final = re.compile("[\u3400-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Said:
    """What was found for one condition. statement: where."""

    status: ElementStatus
    because: str
    statement: Statement | None = None


def chart(wanted: Sequence[Wanted], said: Sequence[Statement]) -> list[ChartRow]:
    """One row for each element, in the claim's order."""
    return [_row(one, said) for one in wanted]


def _row(wanted: Wanted, said: Sequence[Statement]) -> ChartRow:
    found = _weakest(_conditions(wanted, said))
    place = found.statement
    return ChartRow(
        claim=wanted.element.claim,
        element=wanted.element.text,
        status=found.status,
        because=found.because,
        field=place.field if place else None,
        span=place.span if place else None,
        box=place.box if place else None,
    )


def _weakest(conditions: Iterator[Said]) -> Said:
    """NOT_MET before UNKNOWN before MET; of equals the first."""
    rank = {ElementStatus.NOT_MET: 0, ElementStatus.UNKNOWN: 1, ElementStatus.MET: 2}
    return min(conditions, key=lambda one: rank[one.status])


def _conditions(wanted: Wanted, said: Sequence[Statement]) -> Iterator[Said]:
    yield _words(wanted, said)
    for count in wanted.counts:
        yield _count(count, said)
    for limit in wanted.limits:
        yield _limit(limit, wanted, said)


def _words(wanted: Wanted, said: Sequence[Statement]) -> Said:
    if not wanted.weights:
        return Said(ElementStatus.UNKNOWN, "no word of the element can be looked for")
    best, share = _closest(wanted, said)
    needed = _ENOUGH_PREAMBLE if wanted.element.is_preamble else _ENOUGH
    contrary = _denied(wanted, said) or _excluded(wanted, said)
    if contrary and not (best and share >= needed and not _concerns(contrary, best)):
        return contrary
    if best and share >= needed:
        return Said(ElementStatus.MET, f"the offer says {_quoted(best)}", best)
    missing = ", ".join(sorted(set(wanted.weights) - (_told(wanted, best) if best else set())))
    return Said(ElementStatus.UNKNOWN, f"nothing is said of: {missing.replace('_', ' ')}")


def _concerns(contrary: Said, best: Statement) -> bool:
    return contrary.statement is best


def _closest(wanted: Wanted, said: Sequence[Statement]) -> tuple[Statement | None, float]:
    """The statement that says most of the element; for a preamble the whole offer together."""
    whole = sum(wanted.weights.values())
    if wanted.element.is_preamble:
        everything = frozenset[str]().union(*(_told(wanted, one) for one in said))
        share = _share(wanted, everything) / whole
        best = max(said, key=lambda one: _share(wanted, _told(wanted, one)), default=None)
        return best, share
    best = max(said, key=lambda one: _share(wanted, _told(wanted, one)), default=None)
    return best, (_share(wanted, _told(wanted, best)) / whole if best else 0.0)


def _told(wanted: Wanted, one: Statement) -> frozenset[str]:
    """Keys that a statement affirms; a Chinese word also where the letters stand run together.

    Cut into words, 折叠杯架放水杯 may lose its 杯架. Not beside a denial, whose reach is unknown.
    """
    if one.denied:
        return one.said
    run_on = (key for key in wanted.weights if _HAN_WORD.fullmatch(key) and key in one.text)
    return one.said.union(run_on)


def _share(wanted: Wanted, keys: frozenset[str]) -> float:
    return sum(weight for key, weight in wanted.weights.items() if key in keys)


def _denied(wanted: Wanted, said: Sequence[Statement]) -> Said | None:
    """A statement that denies the element, or a part of it beside what else it consists of."""
    for one in said:
        lost = one.denied & set(wanted.weights)
        full = {key for key in lost if wanted.weights[key] >= 1.0}
        if full and (wanted.head in lost or one.said & set(wanted.weights)):
            return Said(ElementStatus.NOT_MET, f"the offer denies it: {_quoted(one)}", one)
    return None


def _excluded(wanted: Wanted, said: Sequence[Statement]) -> Said | None:
    """A clause that says of the element's thing what excludes the claimed attribute."""
    for one in said:
        for clause in one.clauses():
            other = _contrary(wanted.attributes, [term for term in clause if not term.denied])
            if other:
                because = f"the offer says {other.replace('_', ' ')}: {_quoted(one)}"
                return Said(ElementStatus.NOT_MET, because, one)
    return None


def _contrary(attributes: Sequence[Attribute], clause: Sequence[Term]) -> str | None:
    keys = {term.key for term in clause}
    for attribute in attributes:
        if attribute.key in keys or (attribute.of is not None and attribute.of not in keys):
            continue
        for term in clause:
            if term.groups & attribute.groups:
                return term.key
    return None


def _count(count: Count, said: Sequence[Statement]) -> Said:
    fewer: Said | None = None
    for one in said:
        for stated in counts_of(one.view.text, one.terms):
            if stated.key != count.key:
                continue
            if stated.number >= count.number:
                return Said(ElementStatus.MET, f"the offer says {_quoted(one)}", one)
            because = f"{stated.number} are said, {count.number} are claimed: {_quoted(one)}"
            fewer = Said(ElementStatus.NOT_MET, because, one)
    thing = count.key.replace("_", " ")
    return fewer or Said(ElementStatus.UNKNOWN, f"nothing is said of how many: {thing}")


def _limit(limit: Amount, wanted: Wanted, said: Sequence[Statement]) -> Said:
    outside: Said | None = None
    about = {key for key, weight in wanted.weights.items() if weight >= 1.0} or set(wanted.weights)
    for one in said:
        if not about & one.said:
            continue
        for amount in one.amounts:
            if amount.dimension != limit.dimension:
                continue
            if amount.meets(limit):
                return Said(ElementStatus.MET, f"the offer says {_quoted(one)}", one)
            because = f"the figure lies outside what is claimed: {_quoted(one)}"
            outside = Said(ElementStatus.NOT_MET, because, one)
    return outside or Said(ElementStatus.UNKNOWN, "no figure is given for the claimed range")


def _quoted(one: Statement) -> str:
    raw = one.raw
    return f'"{raw if len(raw) <= _QUOTED else raw[: _QUOTED - 1] + "…"}"'
