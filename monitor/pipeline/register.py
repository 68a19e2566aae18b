"""register: make the configured assets the registered ones, and re-match what they may concern.

Reads: configuration. Writes: asset versions; what each source is matched against; sightings that
are due for matching again, because an asset, a watch or a matcher changed, or because the day has
come on which a right begins or ends.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from monitor.domain.asset import Asset
from monitor.domain.codec import fingerprint
from monitor.domain.watch import Source, Watch
from monitor.ports.clock import Clock
from monitor.ports.store import AssetChanges, Store


def watched_assets(watches: Sequence[Watch]) -> dict[str, tuple[str, ...]]:
    """Source id -> ids of the assets that some watch looks for there, sorted."""
    ids: dict[str, set[str]] = {}
    for watch in watches:
        ids.setdefault(watch.source_id, set()).update(watch.asset_ids)
    return {source_id: tuple(sorted(found)) for source_id, found in ids.items()}


def register(
    store: Store,
    *,
    assets: Sequence[Asset],
    sources: Sequence[Source],
    watches: Sequence[Watch],
    methods: Sequence[str],
    now: datetime,
) -> AssetChanges:
    """Register in one transaction; doing it again with the same configuration changes nothing.

    methods: names of the matchers and of the decider; a new number re-matches everything.
    """
    versions: Mapping[str, str] = {asset.id: _standing(asset, now) for asset in assets}
    with store.transaction() as tx:
        changes = tx.assets.save(assets, now)
        for source_id, asset_ids in watched_assets(watches).items():
            against = [(asset_id, versions[asset_id]) for asset_id in asset_ids]
            if tx.assets.assign(source_id, fingerprint((against, tuple(methods)))):
                tx.sightings.rematch(source_id, now)
        tx.targets.retire([source.id for source in sources if source.is_visited])
    return changes


def _standing(asset: Asset, now: datetime) -> str:
    """The asset's version, marked while its dates keep it from being in force."""
    return asset.version if asset.runs_on(now.date()) else f"{asset.version} not running"


class DayOfRights:
    """Registers again on each day on which a right begins or ends; asked on others it does nothing.

    So a long-running daemon matches a right that comes into force against all it has seen.
    """

    def __init__(
        self, assets: Sequence[Asset], again: Callable[[], AssetChanges], clock: Clock
    ) -> None:
        self._assets = assets
        self._again = again
        self._clock = clock
        self._day = clock.now().date()

    def __call__(self) -> int:
        """How many rights have begun or ended since it was last asked."""
        before, today = self._day, self._clock.now().date()
        if today == before:
            return 0
        turned = sum(asset.runs_on(before) != asset.runs_on(today) for asset in self._assets)
        if turned:
            self._again()
        self._day = today
        return turned
