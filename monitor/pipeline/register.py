"""register: make the configured assets the registered ones, and re-match what they may concern.

Reads: configuration. Writes: asset versions; what each source is matched against; sightings that
are due for matching again, because an asset, a watch or a matcher changed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.domain.asset import Asset
from monitor.domain.codec import fingerprint
from monitor.domain.watch import Source, Watch
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
    versions: Mapping[str, str] = {asset.id: asset.version for asset in assets}
    with store.transaction() as tx:
        changes = tx.assets.save(assets, now)
        for source_id, asset_ids in watched_assets(watches).items():
            against = [(asset_id, versions[asset_id]) for asset_id in asset_ids]
            if tx.assets.assign(source_id, fingerprint((against, tuple(methods)))):
                tx.sightings.rematch(source_id)
        tx.targets.retire([source.id for source in sources if source.is_visited])
    return changes
