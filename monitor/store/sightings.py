"""Listings, sellers and their sightings; sightings are also the work of the matchers.

A source has its own chain of sightings of a listing, because it has its own assets to match.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from monitor.domain.listing import Listing, Offer, Sighting
from monitor.ports.store import Lease, StoredSighting
from monitor.store.columns import AnyRow, Utc
from monitor.store.keys import pair_key, text_key
from monitor.store.tables import listings, sellers, sightings
from monitor.store.work import MATCHING, changed_one, insert_into

_KNOWN = (
    select(
        listings.c.id,
        listings.c.sighting_id,
        listings.c.content_sha256,
        listings.c.last_seen_at,
    )
    .where(
        listings.c.listing_key == bindparam("listing_key"),
        listings.c.source_id == bindparam("source_id"),
    )
    .with_for_update()
)
_SAME = select(sightings.c.id).where(
    sightings.c.listing_row == bindparam("listing_row"),
    sightings.c.seen_at == bindparam("seen_at"),
    sightings.c.content_sha256 == bindparam("content_sha256"),
)
_SEEN_AGAIN = (
    update(sightings).where(sightings.c.id == bindparam("row")).values(last_seen_at=bindparam("at"))
)
_MOVE_ON = (
    update(listings)
    .where(listings.c.id == bindparam("row"))
    .values(
        url=bindparam("where"),
        url_key=bindparam("where_key"),
        requested_key=bindparam("asked_key"),
        content_sha256=bindparam("content"),
        sighting_id=bindparam("latest"),
        last_seen_at=bindparam("at"),
    )
)


class SqlSightings:
    """Rows of `listings`, `sellers` and `sightings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, sighting: Sighting) -> tuple[int, bool]:
        """Keep a sighting, once; gives its row and whether the content is new.

        One that arrives late, after a newer one, is kept without becoming the latest.
        """
        content = sighting.offer.content_sha256
        known = self._listing(sighting)
        is_latest = known.last_seen_at is None or sighting.seen_at >= known.last_seen_at
        if known.content_sha256 == content:
            if is_latest:
                self._seen_again(known, sighting, content)
            return known.sighting_id, False
        if not is_latest or known.last_seen_at == sighting.seen_at:
            same = {
                "listing_row": known.id,
                "seen_at": sighting.seen_at,
                "content_sha256": content,
            }
            kept = self._connection.scalar(_SAME, same)
            if kept is not None:
                return kept, False
        sighting_id = self._insert(known.id, sighting, content)
        if is_latest:
            self._move_on(known.id, sighting, content, sighting_id)
        return sighting_id, True

    def claim_for_matching(self, lease: Lease, limit: int) -> Sequence[StoredSighting]:
        """Lease sightings that are due for matching, oldest first."""
        return [
            StoredSighting(id=row.id, sighting=row.body, due_at=row.match_due)
            for row in MATCHING.claim(self._connection, lease, limit)
        ]

    def matched(self, sighting_id: int, owner: str) -> bool:
        """Matching is done."""
        return changed_one(
            self._connection, MATCHING.held(sighting_id, owner).values(match_due=None)
        )

    def rematch(self, source_id: str, now: datetime) -> int:
        """Make the latest sightings of a source due; claims on them end, for they are outdated."""
        latest = select(listings.c.sighting_id).where(listings.c.source_id == source_id)
        due = (
            update(sightings)
            .where(sightings.c.id.in_(latest))
            .values(match_due=now, owner=None, lease_until=None)
        )
        return self._connection.execute(due).rowcount

    def unmatched(self) -> int:
        """Sightings that are due for matching or leased for it."""
        return MATCHING.count(self._connection, MATCHING.waits)

    def get(self, sighting_id: int) -> Sighting:
        """One sighting by row.

        Raises:
            LookupError: there is no such row.
        """
        body = self._connection.scalar(
            select(sightings.c.body).where(sightings.c.id == sighting_id)
        )
        if body is None:
            message = f"there is no sighting {sighting_id}"
            raise LookupError(message)
        sighting: Sighting = body
        return sighting

    def latest(self, source_id: str, listing: Listing) -> Sighting | None:
        """The latest sighting that a source has of a listing."""
        lately = (
            select(sightings.c.body)
            .join(listings, listings.c.sighting_id == sightings.c.id)
            .where(
                listings.c.listing_key == pair_key(listing.market, listing.listing_id),
                listings.c.source_id == source_id,
            )
        )
        return self._connection.scalar(lately)

    def met_last(self, limit: int) -> Sequence[Offer]:
        """Offers as they were last seen, those seen anew first; each listing once."""
        newest = (
            select(sightings.c.body)
            .join(listings, listings.c.sighting_id == sightings.c.id)
            .order_by(sightings.c.id.desc())
            .limit(limit)
        )
        offers = [sighting.offer for sighting in self._connection.scalars(newest)]
        return list({offer.listing: offer for offer in reversed(offers)}.values())[::-1]

    def newest(self, listing: Listing) -> Sighting | None:
        """The latest sighting of a listing by any source."""
        lately = (
            select(sightings.c.body)
            .join(listings, listings.c.sighting_id == sightings.c.id)
            .where(listings.c.listing_key == pair_key(listing.market, listing.listing_id))
            .order_by(listings.c.last_seen_at.desc())
            .limit(1)
        )
        return self._connection.scalar(lately)

    def span(
        self, listing: Listing, source_id: str | None = None
    ) -> tuple[datetime, datetime] | None:
        """When a listing was first and last seen, by one source or any."""
        seen = (
            select(
                func.min(sightings.c.seen_at, type_=Utc).label("first"),
                func.max(listings.c.last_seen_at, type_=Utc).label("last"),
            )
            .join(listings, listings.c.id == sightings.c.listing_row)
            .where(listings.c.listing_key == pair_key(listing.market, listing.listing_id))
        )
        if source_id is not None:
            seen = seen.where(listings.c.source_id == source_id)
        row = self._connection.execute(seen).one()
        return None if row.first is None else (row.first, row.last)

    def rematch_of_seller(self, sighting_id: int, since: datetime, now: datetime) -> int:
        """Make due again what was first seen after a moment of the same seller."""
        one = sightings.alias()
        seller = select(one.c.seller_row).where(one.c.id == sighting_id).scalar_subquery()
        fresh = (
            select(func.max(sightings.c.id))
            .where(sightings.c.seller_row == seller)
            .group_by(sightings.c.listing_row)
            .having(func.min(sightings.c.seen_at, type_=Utc) > since)
        )
        due = update(sightings).where(sightings.c.id.in_(fresh), sightings.c.match_due.is_(None))
        return self._connection.execute(due.values(match_due=now)).rowcount

    def url_of(self, listing: Listing) -> str | None:
        """Where the listing was last seen, by any source."""
        lately = (
            select(listings.c.url)
            .where(listings.c.listing_key == pair_key(listing.market, listing.listing_id))
            .order_by(listings.c.last_seen_at.desc())
            .limit(1)
        )
        return self._connection.scalar(lately)

    def _listing(self, sighting: Sighting) -> AnyRow:
        listing = sighting.offer.listing
        key = {
            "listing_key": pair_key(listing.market, listing.listing_id),
            "source_id": sighting.source_id,
        }
        known = self._connection.execute(_KNOWN, key).first()
        if known is None:
            new = insert_into(self._connection, listings).on_conflict_do_nothing()
            fresh = {"market": listing.market, "listing_id": listing.listing_id}
            self._connection.execute(new, key | fresh)
            known = self._connection.execute(_KNOWN, key).one()
        return known

    def _seen_again(self, known: AnyRow, sighting: Sighting, content: str) -> None:
        row = {"row": known.sighting_id, "at": sighting.seen_at}
        self._connection.execute(_SEEN_AGAIN, row)
        self._move_on(known.id, sighting, content, known.sighting_id)

    def _move_on(self, listing_row: int, sighting: Sighting, content: str, latest: int) -> None:
        url = sighting.offer.url
        asked = sighting.page.requested_url if sighting.page else url
        moved: Mapping[str, Any] = {
            "row": listing_row,
            "where": url,
            "where_key": text_key(url),
            "asked_key": text_key(asked),
            "content": content,
            "latest": latest,
            "at": sighting.seen_at,
        }
        self._connection.execute(_MOVE_ON, moved)

    def _insert(self, listing_row: int, sighting: Sighting, content: str) -> int:
        row = {
            "listing_row": listing_row,
            "source_id": sighting.source_id,
            "seller_row": self._seller(sighting),
            "content_sha256": content,
            "seen_at": sighting.seen_at,
            "last_seen_at": sighting.seen_at,
            "body": sighting,
            "match_due": sighting.seen_at,
        }
        new = insert_into(self._connection, sightings).returning(sightings.c.id)
        return int(self._connection.execute(new, row).scalar_one())

    def _seller(self, sighting: Sighting) -> int | None:
        seller, market = sighting.offer.seller, sighting.offer.listing.market
        if seller is None or seller.key is None:
            return None
        insert_seller = insert_into(self._connection, sellers)
        known = insert_seller.on_conflict_do_update(
            index_elements=["seller_key"], set_={"name": insert_seller.excluded.name}
        ).returning(sellers.c.id)
        row = {
            "seller_key": pair_key(market, seller.key),
            "market": market,
            "market_key": seller.key,
            "name": seller.name,
            "first_seen_at": sighting.seen_at,
        }
        return int(self._connection.execute(known, row).scalar_one())
