"""The parser's events to values and places, with an own stack and with limits.

Layer: config. Flow: reading feeds it events -> a Document.
"""

from dataclasses import dataclass, field
from typing import Final

import yaml

from monitor.config.document import Document, Place, Region, Spot, Value
from monitor.config.words import shown
from monitor.domain.errors import ConfigFault, ConfigRefused

MAX_NODES: Final = 400_000
"""Keys and values of one file, aliases counted in full: about 10,000 fully described assets."""

MAX_DEPTH: Final = 32

_PLAIN_TAGS: Final = {
    "!",
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:map",
    "tag:yaml.org,2002:seq",
}


@dataclass(slots=True)
class _Part:
    """A finished value. size: keys and values in it; height: levels in it, 0 for a text."""

    value: Value
    place: Place
    size: int = 1
    height: int = 0


class _Mapping:
    """A mapping that is being read; `key` waits for its value."""

    __slots__ = ("anchor", "height", "key", "keys", "places", "region", "size", "values")

    def __init__(self, event: yaml.MappingStartEvent) -> None:
        place = _place(event)
        self.anchor = event.anchor
        self.key: str | None = None
        self.keys: dict[str, Place] = {}
        self.values: dict[str, Value] = {}
        self.places: dict[str, Place] = {}
        self.region = Region(place.line, place.column, self.keys, self.places)
        self.size, self.height = 1, 1

    def put(self, value: Value, place: Place) -> None:
        """Take the value of the waiting key."""
        key = self.key or ""
        self.values[key] = value
        self.places[key] = place
        self.key = None
        self.size += 2


class _Sequence:
    """A list that is being read."""

    __slots__ = ("anchor", "height", "places", "region", "size", "values")

    def __init__(self, event: yaml.SequenceStartEvent) -> None:
        place = _place(event)
        self.anchor = event.anchor
        self.values: list[Value] = []
        self.places: list[Place] = []
        self.region = Region(place.line, place.column, {}, self.places)
        self.size, self.height = 1, 1

    def put(self, value: Value, place: Place) -> None:
        """Take the next entry."""
        self.values.append(value)
        self.places.append(place)
        self.size += 1


@dataclass(slots=True)
class Tree:
    """Takes parser events, gives values; keeps going after mistakes that do not lead astray.

    quoted: place of the last text in quotation marks, and the line of its end.
    """

    file: str
    faults: list[ConfigFault] = field(default_factory=list)
    quoted: tuple[Place, int] | None = None
    frames: list[_Mapping | _Sequence] = field(default_factory=list)
    anchored: dict[str, _Part] = field(default_factory=dict)
    root: _Part | None = None
    size: int = 0

    def read(self, event: yaml.Event) -> None:
        """Take one event of the parser.

        Raises:
            ConfigRefused: something that cannot be read past.
        """
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(event, _Mapping(event))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(event, _Sequence(event))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            frame = self.frames.pop()
            part = _Part(frame.values, frame.region, frame.size, frame.height)
            self._put(part, frame.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            problem = "a second YAML document begins here"
            remedy = "Keep one document a file: delete the '---', or move the rest to rights.d/."
            raise self._stopped(event, problem, remedy)

    def finish(self) -> Document:
        """The whole document.

        Raises:
            ConfigRefused: the mistakes met on the way, or nothing was there.
        """
        if self.faults:
            raise ConfigRefused(self.faults)
        if self.root is None or self.root.value is None:
            remedy = "`rightswatch init` writes a starter."
            raise ConfigRefused([ConfigFault(self.file, 1, 1, "", "the file is empty", remedy)])
        place = self.root.place
        return Document(file=self.file, value=self.root.value, places=lambda: place)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check(event)
        text: str | None = event.value
        if not text and not event.style:  # quotation marks write an empty text
            text = None
        elif event.style and event.end_mark:
            self.quoted = _place(event), event.end_mark.line
        frame = self.frames[-1] if self.frames else None
        if isinstance(frame, _Mapping) and frame.key is None:
            self._key(event, frame, text or "")
        elif frame is None or event.anchor is not None:
            self._put(_Part(text, _place(event)), event.anchor)
        else:
            frame.put(text, _place(event))

    def _key(self, event: yaml.ScalarEvent, frame: _Mapping, key: str) -> None:
        """Take a mapping's next key."""
        frame.key = key
        if key in frame.keys:
            problem = f"{shown(key)} is written twice; first in line {frame.keys[key].line + 1}"
            self._note(event, problem, "Keep one of the two.")
        else:
            frame.keys[key] = _place(event)

    def _open(
        self,
        event: yaml.MappingStartEvent | yaml.SequenceStartEvent,
        frame: _Mapping | _Sequence,
    ) -> None:
        self._check(event)
        if self._wants_key():
            problem = "a list or mapping stands where a key belongs"
            raise self._stopped(event, problem, "Write 'key: value'.")
        self._check_depth(event, 1)
        self.frames.append(frame)

    def _wants_key(self) -> bool:
        frame = self.frames[-1] if self.frames else None
        return isinstance(frame, _Mapping) and frame.key is None

    def _alias(self, event: yaml.AliasEvent) -> None:
        known = self.anchored.get(event.anchor or "")
        if known is None:
            inside = any(frame.anchor == event.anchor for frame in self.frames)
            because = "refers to what it stands in" if inside else "has no anchor before it"
            problem = f"*{event.anchor} {because}"
            remedy = f"Define &{event.anchor} before it, or quote a text that begins with *."
            raise self._stopped(event, problem, remedy)
        if self._wants_key():
            raise self._stopped(event, "an alias stands where a key belongs", "Write the key out.")
        self.size += known.size
        self._check_size(event)
        self._check_depth(event, known.height)
        self._put(known, None)

    def _put(self, part: _Part, anchor: str | None) -> None:
        """Put a finished value where it belongs."""
        if anchor is not None:
            self.anchored[anchor] = part
        if not self.frames:
            self.root = part
            return
        frame = self.frames[-1]
        frame.put(part.value, part.place)
        frame.size += part.size - 1
        frame.height = max(frame.height, part.height + 1)

    def _check(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Count one key or value, and refuse what would type it."""
        self.size += 1
        if self.size > MAX_NODES:
            self._check_size(event)
        if event.tag is not None and event.tag not in _PLAIN_TAGS:
            problem = f"the tag {shown(event.tag)} is not used here"
            self._note(event, problem, "Write the value without a tag.")

    def _check_size(self, event: yaml.Event) -> None:
        if self.size > MAX_NODES:
            problem = f"more than {MAX_NODES:,} keys and values, aliases counted in full"
            remedy = "Spread the assets over several files in rights.d/."
            raise self._stopped(event, problem, remedy)

    def _check_depth(self, event: yaml.Event, levels: int) -> None:
        if len(self.frames) + levels > MAX_DEPTH:
            problem = f"nested more than {MAX_DEPTH} levels deep"
            remedy = "No setting lies that deep: look for a bracket that is never closed."
            raise self._stopped(event, problem, remedy)

    def _note(self, event: yaml.Event, problem: str, remedy: str) -> None:
        place = _place(event)
        self.faults.append(
            ConfigFault(self.file, place.line + 1, place.column + 1, "", problem, remedy)
        )

    def _stopped(self, event: yaml.Event, problem: str, remedy: str) -> ConfigRefused:
        self._note(event, problem, remedy)
        return ConfigRefused(self.faults)


def _place(event: yaml.Event) -> Place:
    """The parser's own mark, which has line and column."""
    return event.start_mark or Spot(0, 0)
