"""Offered pictures, in families of one photograph each.

A fingerprint is cut into sixteen bands of sixteen bits. Pictures of one photograph have a band in
common: nearly always up to 20 of 256 bits apart, at 31 bits nine times in ten. So a new picture is
compared only with the founders of families that share a band with it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    and_,
    select,
    update,
)

from monitor.domain.listing import Listing
from monitor.domain.network import SellerRef
from monitor.domain.picture import PictureNote, SharedPicture
from monitor.store.columns import AnyRow, RowId, Utc, Written
from monitor.store.keys import pair_key
from monitor.store.tables import index_where, listings, metadata, sellers, sightings
from monitor.store.work import insert_into

SAME_BITS: Final = 31
"""Most bits of 256 between two pictures of one photograph (PDQ's authors; `bench/copies.py`: 80
different photographs are 80 bits apart or more, one encoded anew 10 at most)."""

_BANDS: Final = 16
_MOST_LISTINGS: Final = 2_000  # told of one listing

pictures = Table(
    "pictures",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("fingerprint", LargeBinary),
    Column("family", Text, nullable=False, index=True),
    Column("because", Written),  # why it could not be compared
    Column("first_seen_at", Utc, nullable=False),
    Column("trims", LargeBinary),  # fingerprints with its edges cut off, one after the other
    Column("trims_due", Utc),
)
index_where(pictures.c.trims_due.is_not(None), "ix_pictures_trims_due", pictures.c.trims_due)

picture_bands = Table(  # of founders of families, and of what is trimmed
    "picture_bands",
    metadata,
    Column("band", Integer, primary_key=True),  # number of the band and its sixteen bits
    Column("picture_id", RowId, ForeignKey("pictures.id"), primary_key=True),
)

shown_pictures = Table(
    "shown_pictures",
    metadata,
    Column("listing_row", RowId, ForeignKey("listings.id"), primary_key=True),
    Column("picture_id", RowId, ForeignKey("pictures.id"), primary_key=True),
    Index("ix_shown_pictures_picture_id", "picture_id"),
)

_SHOWN = shown_pictures.join(pictures, pictures.c.id == shown_pictures.c.picture_id).join(
    listings, listings.c.id == shown_pictures.c.listing_row
)
_SOLD = _SHOWN.outerjoin(sightings, sightings.c.id == listings.c.sighting_id).outerjoin(
    sellers, sellers.c.id == sightings.c.seller_row
)


class SqlPictures:
    """Rows of `pictures`, `picture_bands` and `shown_pictures`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(
        self, sighting_id: int, notes: Sequence[PictureNote], at: datetime
    ) -> Mapping[str, str]:
        """Keep what a sighting's pictures are; gives SHA-256 -> family of each."""
        if not notes:
            return {}
        listing = self._connection.scalar(
            select(sightings.c.listing_row).where(sightings.c.id == sighting_id)
        )
        rows = [self._row(note, at) for note in notes]
        show = insert_into(self._connection, shown_pictures).on_conflict_do_nothing()
        shown = [{"listing_row": listing, "picture_id": row.id} for row in rows]
        self._connection.execute(show, shown)
        return {row.sha256: row.family for row in rows}

    def ask_trims(self, listing: Listing, now: datetime) -> None:
        """Make the listing's pictures due that have no trimmed fingerprints yet."""
        key = pair_key(listing.market, listing.listing_id)
        shown = (
            select(shown_pictures.c.picture_id)
            .join(listings, listings.c.id == shown_pictures.c.listing_row)
            .where(listings.c.listing_key == key)
        )
        untold = and_(pictures.c.trims.is_(None), pictures.c.fingerprint.is_not(None))
        due = update(pictures).where(pictures.c.id.in_(shown), untold)
        self._connection.execute(due.values(trims_due=now))

    def trims_due(self, limit: int) -> Sequence[str]:
        """The longest waiting first."""
        due = select(pictures.c.sha256).where(pictures.c.trims_due.is_not(None))
        return self._connection.scalars(due.order_by(pictures.c.trims_due).limit(limit)).all()

    def trimmed(self, sha256: str, marks: Sequence[bytes]) -> None:
        """Keep the fingerprints, and find them by their bands."""
        kept = (
            update(pictures)
            .where(pictures.c.sha256 == sha256)
            .values(trims=b"".join(marks), trims_due=None)
        )
        picture_id = self._connection.scalar(kept.returning(pictures.c.id))
        if picture_id is not None:
            self._keep_bands(picture_id, marks)

    def sharing(self, listing: Listing, most_sellers: int) -> Sequence[SharedPicture]:
        """Other listings that show a photograph of this one, the rarest photograph first."""
        key = pair_key(listing.market, listing.listing_id)
        own = select(pictures.c.family).select_from(_SHOWN).where(listings.c.listing_key == key)
        rows = self._connection.execute(
            select(
                pictures.c.family,
                pictures.c.sha256,
                listings.c.listing_key,
                listings.c.market,
                listings.c.listing_id,
                sellers.c.market.label("seller_market"),
                sellers.c.market_key,
            )
            .select_from(_SOLD)
            .where(pictures.c.family.in_(own))
            .order_by(shown_pictures.c.listing_row.desc())
            .limit(_MOST_LISTINGS)
        ).all()
        owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in rows:
            if row.market_key is not None:
                owners[row.family].add((row.seller_market, row.market_key))
        told = {
            (row.family, row.listing_key): _shared(row, len(owners[row.family]), most_sellers)
            for row in rows
            if row.listing_key != key
        }
        return sorted(
            told.values(),
            key=lambda shared: (
                shared.sellers, shared.family, shared.listing.market, shared.listing.listing_id,
            ),
        )  # fmt: skip

    def families(self, digests: Sequence[str]) -> Mapping[str, str]:
        """SHA-256 -> family, of those that can be compared."""
        known = select(pictures.c.sha256, pictures.c.family).where(
            pictures.c.sha256.in_(digests), pictures.c.because.is_(None)
        )
        return {row.sha256: row.family for row in self._connection.execute(known)}

    def problems(self, listing: Listing) -> Mapping[str, str]:
        """SHA-256 -> why it could not be compared, of the listing's pictures."""
        key = pair_key(listing.market, listing.listing_id)
        told = self._connection.execute(
            select(pictures.c.sha256, pictures.c.because)
            .select_from(_SHOWN)
            .where(listings.c.listing_key == key, pictures.c.because.is_not(None))
            .order_by(pictures.c.sha256)
        )
        return {row.sha256: row.because for row in told}

    def _row(self, note: PictureNote, at: datetime) -> AnyRow:
        known = select(pictures).where(pictures.c.sha256 == note.sha256)
        row = self._connection.execute(known).first()
        if row is not None:
            return row
        family = self._family(note.fingerprint) if note.fingerprint else None
        fresh = {
            "sha256": note.sha256,
            "fingerprint": note.fingerprint,
            "family": family or note.sha256,
            "because": note.because,
            "first_seen_at": at,
        }
        new = insert_into(self._connection, pictures).on_conflict_do_nothing()
        self._connection.execute(new, fresh)
        row = self._connection.execute(known).one()
        if note.fingerprint and row.family == note.sha256:
            self._keep_bands(row.id, [note.fingerprint])
        return row

    def _keep_bands(self, picture_id: int, marks: Sequence[bytes]) -> None:
        """Let a picture be found by all bands of its fingerprints."""
        bands = {band for mark in marks for band in _bands(mark)}
        rows = [{"band": band, "picture_id": picture_id} for band in sorted(bands)]
        if rows:
            keep = insert_into(self._connection, picture_bands).on_conflict_do_nothing()
            self._connection.execute(keep, rows)

    def _family(self, fingerprint: bytes) -> str | None:
        """That of the nearest picture within reach; of equally near ones the first."""
        near = self._connection.execute(
            select(pictures.c.id, pictures.c.family, pictures.c.fingerprint, pictures.c.trims)
            .join(picture_bands, picture_bands.c.picture_id == pictures.c.id)
            .where(picture_bands.c.band.in_(_bands(fingerprint)))
            .distinct()
        ).all()
        ranked = sorted((_apart(fingerprint, row), row.id, row.family) for row in near)
        return ranked[0][2] if ranked and ranked[0][0] <= SAME_BITS else None


def _apart(fingerprint: bytes, row: AnyRow) -> int:
    """Bits to a picture, or to what its edges were cut off."""
    width, whole = len(fingerprint), row.fingerprint + (row.trims or b"")
    marks = (whole[at : at + width] for at in range(0, len(whole), width))
    ours = int.from_bytes(fingerprint)
    return min((ours ^ int.from_bytes(mark)).bit_count() for mark in marks)


def _bands(fingerprint: bytes) -> list[int]:
    """Each band as one number: which it is, then its bits."""
    width = len(fingerprint) // _BANDS
    return [
        number << (8 * width) | int.from_bytes(fingerprint[number * width : (number + 1) * width])
        for number in range(_BANDS)
    ]


def _shared(row: AnyRow, owners: int, most_sellers: int) -> SharedPicture:
    seller = (
        None if row.market_key is None else SellerRef(market=row.seller_market, key=row.market_key)
    )
    return SharedPicture(
        listing=Listing(market=row.market, listing_id=row.listing_id),
        seller=seller,
        family=row.family,
        sha256=row.sha256,
        sellers=owners,
        is_common=owners > most_sellers,
    )
