"""Claims and offers of claims.toml, and their charts."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from monitor.domain.asset import Asset, AssetKind
from monitor.domain.chart import ChartRow, ElementStatus
from monitor.domain.listing import Offer
from rules.patent.chart import chart
from rules.patent.claims import parse_claims
from rules.patent.statements import statements_of
from rules.patent.wanted import wanted_by
from tests.rules.making import offer


@dataclass(frozen=True)
class ClaimCase:
    """One claim with three offers. fails: how the near one does."""

    id: str
    claim: str
    practises: Offer
    near: Offer
    unrelated: Offer
    fails: ElementStatus

    @property
    def asset(self) -> Asset:
        """The claim as a registered patent."""
        return Asset(
            id=self.id, kind=AssetKind.PATENT, holder_id="h", title=self.id, claims=(self.claim,)
        )


@cache
def cases() -> tuple[ClaimCase, ...]:
    """All of claims.toml."""
    text = Path(__file__).with_name("claims.toml").read_text(encoding="utf-8")
    return tuple(
        ClaimCase(
            case["id"],
            case["claim"],
            said(case["practises"]),
            said(case["near"]),
            said(case["unrelated"]),
            ElementStatus(case["fails"]),
        )
        for case in tomllib.loads(text)["case"]
    )


def said(words: str) -> Offer:
    """An offer of "title | description"."""
    title, _, description = words.partition(" | ")
    return offer(title, description=description)


def charted(claim: str, words: str | Offer) -> list[ChartRow]:
    """The chart of the first independent claim."""
    first = next(one for one in parse_claims((claim,)) if not one.depends)
    spoken = statements_of(said(words) if isinstance(words, str) else words)
    return chart(wanted_by(first.elements), spoken)


def overall(rows: Sequence[ChartRow]) -> ElementStatus:
    """NOT_MET if one row is, else UNKNOWN if one is, else MET."""
    found = {row.status for row in rows}
    for status in (ElementStatus.NOT_MET, ElementStatus.UNKNOWN):
        if status in found:
            return status
    return ElementStatus.MET
