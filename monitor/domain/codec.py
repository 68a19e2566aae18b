"""Domain values to plain JSON and back, and one fingerprint for all.

One mechanism for database columns, child processes and evidence, so that a value means the same
everywhere. Decimals are strings, times ISO 8601 with zone, enums their value, tuples lists.

Layer: domain, standard library only.
"""

import dataclasses
import functools
import hashlib
import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any, TypeVar

T = TypeVar("T")
Read = Callable[[Any], Any]


_PLAIN = (str, int, float)
_MANY = (tuple, list, frozenset, set)


def to_plain(value: Any) -> Any:  # noqa: ANN401 - any domain value
    """Turn a domain value into dict, list, str, int, float, bool or None.

    Raises:
        TypeError: the value is of a type that has no plain form.
    """
    if value is None or isinstance(value, _PLAIN):
        return value.value if isinstance(value, Enum) else value
    names = _field_names(value.__class__)
    if names is not None:
        return {name: to_plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): to_plain(entry) for key, entry in value.items()}
    if isinstance(value, _MANY):
        return _listed(value)
    return _written(value)


@functools.cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    """Names of a dataclass's fields; None for a type that is none."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(field.name for field in dataclasses.fields(kind))


def _listed(entries: Iterable[Any]) -> list[Any]:
    """Each entry in plain form; a set is put in order, so that it always reads the same."""
    in_order = sorted(entries) if isinstance(entries, frozenset | set) else entries
    return [to_plain(entry) for entry in in_order]


def _written(value: object) -> str:
    """A value that is one text in plain form.

    Raises:
        TypeError: the value is of a type that has no plain form.
    """
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | PurePath):
        return str(value)
    message = f"{type(value).__name__} has no plain form"
    raise TypeError(message)


def from_plain(kind: type[T], plain: Any) -> T:  # noqa: ANN401 - any JSON value
    """Build a domain value of type `kind` from its plain form; absent fields take defaults."""
    return typing.cast("T", _reader(typing.cast("Any", kind))(plain))


def canonical_json(value: Any) -> bytes:  # noqa: ANN401 - any domain value
    """UTF-8 JSON with sorted keys and no spaces: the same value gives the same bytes.

    Source: the canonical form of RFC 8785 for the values used here (no floats outside 0..1e15).
    """
    plain = to_plain(value)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")  # a lone surrogate becomes its JSON escape


def fingerprint(value: Any) -> str:  # noqa: ANN401 - any domain value
    """Hex SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


@functools.cache
def _reader(kind: Any) -> Read:  # noqa: ANN401 - a type form
    origin = typing.get_origin(kind)
    if origin in {types.UnionType, typing.Union}:
        return _union_reader(typing.get_args(kind))
    if origin is tuple:
        return _tuple_reader(typing.get_args(kind))
    if origin is dict:
        read_entry = _reader(typing.get_args(kind)[1])
        return lambda plain: {key: read_entry(entry) for key, entry in plain.items()}
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(typing.cast("type", kind))
    return _scalar_reader(kind)


def _scalar_reader(kind: Any) -> Read:  # noqa: ANN401 - a type form
    if isinstance(kind, type) and issubclass(kind, Enum | Decimal | PurePath):
        return kind
    if kind in {datetime, date, time}:
        return typing.cast("Read", kind.fromisoformat)
    return lambda plain: plain


def _union_reader(arms: tuple[Any, ...]) -> Read:
    some = [arm for arm in arms if arm is not type(None)]
    if len(some) > 1:  # plain scalars only: bool | float | str
        return lambda plain: plain
    read = _reader(some[0])
    return lambda plain: None if plain is None else read(plain)


def _tuple_reader(arms: tuple[Any, ...]) -> Read:
    if len(arms) == 2 and arms[1] is Ellipsis:
        read = _reader(arms[0])
        return lambda plain: tuple(read(entry) for entry in plain)
    readers = [_reader(arm) for arm in arms]
    return lambda plain: tuple(read(entry) for read, entry in zip(readers, plain, strict=True))


def _dataclass_reader(kind: type) -> Read:
    hints = typing.get_type_hints(kind)
    readers = {f.name: _reader(hints[f.name]) for f in dataclasses.fields(kind)}

    def read(plain: Mapping[str, Any]) -> Any:  # noqa: ANN401 - an instance of `kind`
        return kind(**{n: readers[n](entry) for n, entry in plain.items() if n in readers})

    return read
