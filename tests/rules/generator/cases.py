"""Labelled cases by seed: offer, register, which mark it is about, label, type and raw span.

    for case in cases(seed=1, each=20): ...

The same seed gives the same cases. Its tables (letters, characters, scripts, *.tsv) are our own and
know nothing of the rules they test: no module under `rules` is imported in this package.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from monitor.domain.asset import Asset, AuthorisedSeller, Holder
from monitor.domain.listing import Offer
from tests.rules.generator.evasions import EVASIONS, Make, Written, made
from tests.rules.generator.honest import HONEST
from tests.rules.generator.stock import Mark, marks
from tests.rules.making import offer

HOLDER = Holder(
    id="h",
    name="Holder",
    authorised_sellers=(AuthorisedSeller(market="*", seller="Holder Flagship"),),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One offer whose label is known. span: half-open, in the raw text of `field`; None: none."""

    kind: str
    language: str
    infringing: bool
    offer: Offer
    asset_id: str
    assets: Sequence[Asset]
    field: str
    span: tuple[int, int] | None


@cache
def register() -> Sequence[Asset]:
    """All marks of the generator as one register."""
    return tuple(mark.asset for mark in marks())


def cases(seed: int, each: int) -> Iterator[Case]:
    """At most `each` different cases of every type, evasions first."""
    yield from _all(EVASIONS, seed, each, infringing=True)
    yield from _all(HONEST, seed, each, infringing=False)


def _all(types: Mapping[str, Make], seed: int, each: int, *, infringing: bool) -> Iterator[Case]:
    for kind, make in types.items():
        draw = random.Random(f"{seed} {kind}")  # noqa: S311 - cases, not secrets
        seen: dict[tuple[str, str], Case] = {}
        for mark, written in islice(made(make, _marks(draw), draw), each * 8):
            case = _case(kind, mark, written, infringing=infringing)
            seen.setdefault((mark.key, repr(written.fields)), case)
            if len(seen) == each:
                break
        yield from seen.values()


def _marks(draw: random.Random) -> Iterator[Mark]:
    for _ in range(400):
        yield from draw.sample(marks(), len(marks()))


def _case(kind: str, mark: Mark, written: Written, *, infringing: bool) -> Case:
    fields = dict(written.fields)
    title = fields.pop("title")
    return Case(
        kind=kind,
        language=written.language,
        infringing=infringing,
        offer=offer(title, **fields),
        asset_id=mark.key,
        assets=register(),
        field=written.field,
        span=written.span,
    )
