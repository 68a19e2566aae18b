"""Document: one file as plain values, with the place of every key and value.

Layer: config, standard library only.
Flow: reading makes it of a file's bytes -> the schema reads it -> faults point into it.
"""

from dataclasses import dataclass

from monitor.domain.errors import ConfigFault

Value = str | list["Value"] | dict[str, "Value"] | None
Path = tuple[str | int, ...]


@dataclass(slots=True)
class Place:
    """Where a value begins, counted from 0, and the places of what is inside it.

    keys: place of each key of a mapping; inner: of each value, by key or index.
    """

    line: int
    column: int
    keys: dict[str, "Place"] | None = None
    inner: "dict[str, Place] | list[Place] | None" = None

    def step(self, name: str | int) -> "Place | None":
        """The place one step inside, None where the document does not go."""
        if isinstance(self.inner, dict):
            return self.inner.get(str(name))
        if isinstance(self.inner, list) and isinstance(name, int) and name < len(self.inner):
            return self.inner[name]
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file as plain values. file: its name as shown to people."""

    file: str
    value: Value
    place: Place

    def place_of(self, path: Path) -> Place:
        """The place of the value at `path`, or of the innermost value around it."""
        place = self.place
        for name in path:
            inside = place.step(name)
            if inside is None:
                break
            place = inside
        return place

    def place_of_key(self, path: Path) -> Place:
        """The place of the key that `path` ends with; of the value where there is no such key."""
        around = self.place_of(path[:-1])
        return (around.keys or {}).get(str(path[-1])) or self.place_of(path)

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
        text += f"[{name}]" if isinstance(name, int) else f".{name}" if text else name
    return text
