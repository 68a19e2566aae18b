"""Registered rights, every version kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.asset import Asset


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetChanges:
    """Ids by what happened to them since the last registration."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


class AssetRows(Protocol):
    """Assets, every version kept; and which assets each source is matched against."""

    def save(self, assets: Sequence[Asset], now: datetime) -> AssetChanges:
        """Make `assets` the registered ones; versions once registered are kept for ever."""
        ...

    def registered(self) -> Sequence[Asset]:
        """The registered assets, current versions, by id."""
        ...

    def version(self, asset_id: str, version: str) -> Asset | None:
        """One version, current or past."""
        ...

    def assign(self, source_id: str, assets_sha256: str) -> bool:
        """Note which set of asset versions a source is matched against; True when it changed."""
        ...
