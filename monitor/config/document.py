"""Document: one file as plain values, with the place of every key and value.

Layer: config, standard library only.
Flow: reading makes it of a file's bytes -> the schema reads it -> faults point into it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from monitor.domain.errors import ConfigFault

Value = str | list["Value"] | dict[str, "Value"] | None
Path = tuple[str | int, ...]


class Place(Protocol):
    """Where a text, a list or a mapping begins, counted from 0."""

    @property
    def line(self) -> int: ...  # noqa: D102 - the class says it
    @property
    def column(self) -> int: ...  # noqa: D102


@dataclass(slots=True)
class Spot:
    """A place without anything inside."""

    line: int
    column: int


@dataclass(slots=True)
class Region:
    """The place of a list or mapping, and the places of what is inside it.

    keys: place of each key of a mapping; inner: of each value, by key or index.
    """

    line: int
    column: int
    keys: dict[str, Place]
    inner: dict[str, Place] | list[Place]

    def step(self, name: str | int) -> Place | None:
        """The place one step inside, None where the document does not go."""
        if isinstance(self.inner, dict):
            return self.inner.get(str(name))
        if isinstance(name, int) and name < len(self.inner):
            return self.inner[name]
        return None


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file as plain values. file: its name as shown to people.

    places: gives the place of the whole; asked once, when the first place is wanted.
    """

    file: str
    value: Value
    places: Callable[[], Place] = field(repr=False)

    @cached_property
    def place(self) -> Place:
        """The place of the whole, with all inside it."""
        return self.places()

    def place_of(self, path: Path) -> Place:
        """The place of the value at `path`, or of the innermost value around it."""
        place = self.place
        for name in path:
            inside = place.step(name) if isinstance(place, Region) else None
            if inside is None:
                break
            place = inside
        return place

    def place_of_key(self, path: Path) -> Place:
        """The place of the key that `path` ends with; of the value where there is no such key."""
        around = self.place_of(path[:-1])
        keys = around.keys if isinstance(around, Region) else {}
        return keys.get(str(path[-1])) or self.place_of(path)

    def fault(self, path: Path, problem: str, remedy: str, *, at_key: bool = False) -> ConfigFault:
        """A mistake at `path`."""
        place = self.place_of_key(path) if at_key and path else self.place_of(path)
        return ConfigFault(
            self.file, place.line + 1, place.column + 1, spell(path), problem, remedy
        )


def spell(path: Path) -> str:
    """Write a path as people do: assets[3].nice_classes[0]."""
    text = ""
    for name in path:
        if isinstance(name, int):
            text += f"[{name}]"
        else:
            key = name if name.isprintable() and len(name) <= 60 else "?"
            text += f".{key}" if text else key
    return text
