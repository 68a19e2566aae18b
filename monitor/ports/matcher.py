"""Matcher and Decider: from an offer to a verdict. Pure: no network, clock, disk or database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Signal
from monitor.domain.verdict import Verdict

Pictures = Mapping[str, bytes]
"""SHA-256 (hex) -> bytes of the file."""


class MatchIndex(Protocol):
    """Prepared assets of one matcher."""

    def signals(self, offer: Offer, pictures: Pictures) -> Mapping[str, Sequence[Signal]]:
        """Measure one offer against all prepared assets: asset id -> signals above the floor."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A case a matcher ships to show what it does; run by the contract suite.

    low..high: the range the strongest signal's score must lie in; (0.0, 0.0) = no signal.
    """

    offer: Offer
    asset: Asset
    low: float
    high: float
    pictures: tuple[bytes, ...] = ()


class Matcher(Protocol):
    """Compares offers with one kind of asset."""

    name: ClassVar[str]

    def prepare(self, assets: Sequence[Asset], pictures: Pictures) -> MatchIndex:
        """Index the assets it understands and pass over the rest."""
        ...

    def examples(self) -> Sequence[Example]:
        """At least one that must be found and one that must not."""
        ...


class ContextReader(Protocol):
    """Reads one kind of circumstance: status of the right, seller, territory, phrases, goods."""

    name: ClassVar[str]

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """Circumstances of this offer towards this asset on the day of the sighting."""
        ...


class Decider(Protocol):
    """Weighs signals and circumstances."""

    name: ClassVar[str]

    def decide(
        self, asset: Asset, signals: Sequence[Signal], facts: Sequence[ContextFact]
    ) -> Verdict:
        """One verdict. Deterministic: equal inputs give an equal verdict."""
        ...
