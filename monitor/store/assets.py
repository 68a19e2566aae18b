"""Assets: every version for ever, and which versions are registered now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, delete, select

from monitor.domain.asset import Asset
from monitor.ports.store import AssetChanges
from monitor.store.tables import asset_versions, assignments, registered_assets
from monitor.store.work import insert_into

SOME_IDS = 500  # ids in one statement; SQLite takes 32,766 parameters


class SqlAssets:
    """Rows of `asset_versions`, `registered_assets` and `assignments`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, assets: Sequence[Asset], now: datetime) -> AssetChanges:
        """Register these and no others; a version once kept is never touched again."""
        wanted = {asset.id: asset for asset in assets}
        versions = {asset.id: asset.version for asset in wanted.values()}
        before = {
            row.asset_id: row.version
            for row in self._connection.execute(
                select(registered_assets.c.asset_id, registered_assets.c.version)
            )
        }
        added = [asset_id for asset_id in versions if asset_id not in before]
        changed = [i for i in versions if i in before and versions[i] != before[i]]
        withdrawn = [asset_id for asset_id in before if asset_id not in versions]
        self._register([(wanted[i], versions[i]) for i in (*added, *changed)], now)
        self._withdraw(withdrawn)
        return AssetChanges(
            added=tuple(sorted(added)),
            changed=tuple(sorted(changed)),
            withdrawn=tuple(sorted(withdrawn)),
        )

    def registered(self) -> Sequence[Asset]:
        """The registered ones, by id."""
        current = and_(
            asset_versions.c.asset_id == registered_assets.c.asset_id,
            asset_versions.c.version == registered_assets.c.version,
        )
        bodies = (
            select(asset_versions.c.body)
            .join(registered_assets, current)
            .order_by(asset_versions.c.asset_id)
        )
        return list(self._connection.scalars(bodies))

    def version(self, asset_id: str, version: str) -> Asset | None:
        """One version, current or past."""
        which = and_(asset_versions.c.asset_id == asset_id, asset_versions.c.version == version)
        return self._connection.scalar(select(asset_versions.c.body).where(which))

    def assign(self, source_id: str, assets_sha256: str) -> bool:
        """Note the set a source is matched against; True when it is another than before."""
        held = assignments.c.assets_sha256
        insert = insert_into(self._connection, assignments)
        change = insert.on_conflict_do_update(
            index_elements=["source_id"],
            set_={"assets_sha256": insert.excluded.assets_sha256},
            where=held != insert.excluded.assets_sha256,
        ).returning(held)
        row = {"source_id": source_id, "assets_sha256": assets_sha256}
        return self._connection.execute(change, row).first() is not None

    def _register(self, versions: Sequence[tuple[Asset, str]], now: datetime) -> None:
        if not versions:
            return
        keep = insert_into(self._connection, asset_versions).on_conflict_do_nothing()
        self._connection.execute(
            keep,
            [
                {"asset_id": asset.id, "version": version, "body": asset, "first_at": now}
                for asset, version in versions
            ],
        )
        insert = insert_into(self._connection, registered_assets)
        current = insert.on_conflict_do_update(
            index_elements=["asset_id"],
            set_={"version": insert.excluded.version, "since": insert.excluded.since},
        )
        self._connection.execute(
            current,
            [{"asset_id": a.id, "version": version, "since": now} for a, version in versions],
        )

    def _withdraw(self, asset_ids: Sequence[str]) -> None:
        for start in range(0, len(asset_ids), SOME_IDS):
            some = registered_assets.c.asset_id.in_(asset_ids[start : start + SOME_IDS])
            self._connection.execute(delete(registered_assets).where(some))
