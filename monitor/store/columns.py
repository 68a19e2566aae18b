"""Column types that mean the same on SQLite and PostgreSQL.

A naive time is refused, an enum comes back as itself, hostile text fits into both databases, and
domain values are kept as canonical JSON.
"""

import json
import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Row, Text
from sqlalchemy.types import TypeDecorator

from monitor.domain.codec import canonical_json, from_plain

E = TypeVar("E", bound=StrEnum)
V = TypeVar("V")

AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns a statement names."""

RowId = BigInteger().with_variant(Integer, "sqlite")
"""64-bit row number; SQLite numbers rows by itself only under the name INTEGER."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL refuses NUL, UTF-8 lone surrogates


class Utc(TypeDecorator[datetime]):
    """An instant: aware in, aware UTC out, to the microsecond. SQLite itself drops the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC.

        Raises:
            ValueError: the time is naive, so nobody knows which instant it means.
        """
        if value is None:
            return None
        if value.utcoffset() is None:
            message = f"{value.isoformat()} has no time zone: only aware times are stored"
            raise ValueError(message)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - SQLAlchemy's signature
        """Aware UTC, whatever zone the session is in."""
        if value is None:
            return None
        instant: datetime = value
        return instant.replace(tzinfo=UTC) if dialect.name == "sqlite" else instant.astimezone(UTC)


class Written(TypeDecorator[str]):
    """Text from pages and people; characters that no database takes become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace NUL and lone surrogates."""
        del dialect
        return None if value is None else _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", value)


class Named(TypeDecorator[E], Generic[E]):
    """One of an enum's values, as its word."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """The word; a word that the enum does not know raises ValueError."""
        del dialect
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> E | None:  # noqa: ANN401 - SQLAlchemy's signature
        """The member."""
        del dialect
        return None if value is None else self.kind(value)


class Body(TypeDecorator[V], Generic[V]):
    """A whole domain value as canonical JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[V]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: V | None, dialect: Dialect) -> str | None:
        """Canonical JSON; NUL and lone surrogates stand in it as escapes."""
        del dialect
        return None if value is None else canonical_json(value).decode()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> V | None:  # noqa: ANN401 - SQLAlchemy's signature
        """The domain value, built anew."""
        del dialect
        return None if value is None else from_plain(self.kind, json.loads(value))
