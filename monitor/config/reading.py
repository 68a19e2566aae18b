"""YAML bytes to a Document of plain values.

Plain scalars stay strings (`NO`, `012345`, `1e3`, `on`): only the schema knows what a key means, so
only the schema types it. An empty value is None. The C parser's events are read with an own stack:
no recursion, limits are checked before anything is built, and 1.7 MB of events take 0.30 s where
composing nodes takes 1.1 s (5,000 assets, 2 cores).

Layer: config.
Flow: a file's bytes -> Document -> the schema.
"""

import re
from dataclasses import dataclass, field
from typing import Final

import yaml

from monitor.config.document import Document, Place, Value
from monitor.domain.errors import ConfigFault, ConfigRefused

MAX_BYTES: Final = 5_000_000
MAX_NODES: Final = 400_000  # keys and values, aliases counted in full
MAX_DEPTH: Final = 32

_PLAIN_TAGS: Final = {
    "!",
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:map",
    "tag:yaml.org,2002:seq",
}
# YAML 1.1's line separators are here too: editors do not count them as lines.
_UNPRINTABLE: Final = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_document(file: str, content: bytes) -> Document:
    """Read one YAML document.

    Raises:
        ConfigRefused: not YAML, not UTF-8, too large, too deep, empty, or with repeated keys.
    """
    text = _decode(file, content)
    builder = _Builder(file)
    loader = yaml.CSafeLoader(text)
    try:
        while (event := loader.get_event()) is not None:
            builder.read(event)
    except yaml.MarkedYAMLError as error:
        raise ConfigRefused([*builder.faults, _syntax_fault(file, text, error)]) from error
    except yaml.YAMLError as error:
        fault = ConfigFault(file, 1, 1, "", f"not readable as YAML: {error}", "Check the file.")
        raise ConfigRefused([fault]) from error
    finally:
        loader.dispose()
    return builder.finish()


def _decode(file: str, content: bytes) -> str:
    """Bytes to text: UTF-8 with or without byte order mark, no control characters.

    Raises:
        ConfigRefused: with the place of the first byte or character that is none.
    """
    if len(content) > MAX_BYTES:
        raise ConfigRefused([
            _fault(
                file,
                f"{len(content) / 1e6:.1f} MB are too much for one file",
                f"Keep files under {MAX_BYTES / 1e6:.0f} MB: spread assets over rights.d/*.yaml.",
            )
        ])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        raise ConfigRefused([
            _fault(
                file,
                f"byte 0x{content[error.start]:02x} is not UTF-8",
                "Save the file with the encoding UTF-8.",
                _place_after(before),
            )
        ]) from error
    if strange := _UNPRINTABLE.search(text):
        raise ConfigRefused([
            _fault(
                file,
                f"invisible character U+{ord(strange[0]):04X}",
                "Delete it; it was probably pasted in.",
                _place_after(text[: strange.start()]),
            )
        ])
    return text


def _place_after(before: str) -> Place:
    lines = re.split("\r\n|\r|\n", before)
    return Place(len(lines) - 1, len(lines[-1]))


def _fault(file: str, problem: str, remedy: str, place: Place | None = None) -> ConfigFault:
    place = place or Place(0, 0)
    return ConfigFault(file, place.line + 1, place.column + 1, "", problem, remedy)


# The parser's words -> what a person can do about it; first that fits.
_REMEDIES: Final = (
    ("mapping values are not allowed", "Quote a text that holds ': ', or mend the indentation."),
    ("did not find expected key", "Mend the indentation, or quote the text before this place."),
    ("did not find expected '-'", "Begin every entry of the list in the same column, with '- '."),
    ("did not find expected ',' or '}'", "Close the '{' before, or write a ',' between entries."),
    ("did not find expected ',' or ']'", "Close the '[' before, or write a ',' between entries."),
    ("did not find expected node content", "Close the bracket before, or write the value."),
    ("unexpected end of stream", "Close the quotation mark that opens here."),
    ("unknown escape character", r"In double quotes write \\ for \, or use single quotes."),
    ("could not find expected ':'", "Write 'key: value', with ':' and a space."),
    ("cannot start any token", "Quote a text that begins with this character."),
    ("block sequence entries are not allowed", "Begin the list on a line of its own."),
)


def _syntax_fault(file: str, text: str, error: yaml.MarkedYAMLError) -> ConfigFault:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    problem = error.problem or "not readable as YAML"
    lines = text.splitlines()
    if line < len(lines) and "\t" in lines[line][: column + 1]:
        remedy = "Indent with spaces: YAML does not allow tab characters there."
        problem = "tab character in the indentation"
    else:
        remedy = next((cure for words, cure in _REMEDIES if words in problem), "")
    if error.context:
        problem = f"{problem} ({error.context})"
    return ConfigFault(file, line + 1, column + 1, "", problem, remedy or "Mend the YAML here.")


@dataclass(slots=True)
class _Frame:
    """A mapping or sequence that is being read.

    size: keys and values inside, height: levels inside, both with aliases counted in full.
    """

    value: dict[str, Value] | list[Value]
    place: Place
    anchor: str | None
    key: str | None = None
    size: int = 1
    height: int = 1


@dataclass(slots=True)
class _Part:
    """A finished value. height: 0 for a text."""

    value: Value
    place: Place
    size: int = 1
    height: int = 0


@dataclass(slots=True)
class _Builder:
    """Takes parser events, gives values; keeps going after mistakes that do not lead astray."""

    file: str
    faults: list[ConfigFault] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    anchored: dict[str, _Part] = field(default_factory=dict)
    root: tuple[Value, Place] | None = None
    size: int = 0

    def read(self, event: yaml.Event) -> None:
        """Take one event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            place = _place(event, {}, {})
            self._open(event, _Frame({}, place, event.anchor))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(event, _Frame([], _place(event, None, []), event.anchor))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            frame = self.frames.pop()
            self._add(_Part(frame.value, frame.place, frame.size, frame.height), frame.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise self._stop(
                event,
                "a second YAML document begins here",
                "Keep one document a file: delete the '---', or move the rest to rights.d/.",
            )

    def finish(self) -> Document:
        """The whole document.

        Raises:
            ConfigRefused: the mistakes met on the way, or nothing was there.
        """
        if self.faults:
            raise ConfigRefused(self.faults)
        if self.root is None or self.root[0] is None:
            raise ConfigRefused([
                _fault(self.file, "the file is empty", "`rightswatch init` writes a starter.")
            ])
        return Document(file=self.file, value=self.root[0], place=self.root[1])

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check(event)
        text: str = event.value
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.key is None and frame.place.keys is not None:
            self._key(event, frame, frame.place.keys, text)
            return
        empty = not text and event.style is None
        self._add(_Part(None if empty else text, _place(event)), event.anchor)

    def _key(
        self, event: yaml.ScalarEvent, frame: _Frame, keys: dict[str, Place], key: str
    ) -> None:
        """Take a mapping's next key."""
        frame.key = key
        frame.size += 1
        if key in keys:
            first = keys[key].line + 1
            problem = f"`{key}` is written twice; first in line {first}"
            self._note(event, problem, "Keep one of the two.")
        else:
            keys[key] = _place(event)

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, frame: _Frame) -> None:
        self._check(event)
        around = self.frames[-1] if self.frames else None
        if around is not None and isinstance(around.value, dict) and around.key is None:
            raise self._stop(
                event, "a list or mapping stands where a key belongs", "Write 'key: value'."
            )
        self._check_depth(event, 1)
        self.frames.append(frame)

    def _alias(self, event: yaml.AliasEvent) -> None:
        known = self.anchored.get(event.anchor or "")
        if known is None:
            inside = any(frame.anchor == event.anchor for frame in self.frames)
            because = "refers to what it stands in" if inside else "has no anchor before it"
            raise self._stop(
                event,
                f"*{event.anchor} {because}",
                f"Define &{event.anchor} earlier in the file, or quote a text that begins with *.",
            )
        frame = self.frames[-1]
        if isinstance(frame.value, dict) and frame.key is None:
            raise self._stop(event, "an alias stands where a key belongs", "Write the key out.")
        self.size += known.size
        if self.size > MAX_NODES:
            raise self._too_many(event)
        self._check_depth(event, known.height)
        self._add(known, None)

    def _add(self, part: _Part, anchor: str | None) -> None:
        """Put a finished value where it belongs."""
        if anchor is not None:
            self.anchored[anchor] = part
        if not self.frames:
            self.root = (part.value, part.place)
            return
        frame = self.frames[-1]
        frame.size += part.size
        frame.height = max(frame.height, part.height + 1)
        if isinstance(frame.value, dict) and isinstance(frame.place.inner, dict):
            assert frame.key is not None  # noqa: S101 - a key event came before
            frame.value[frame.key] = part.value
            frame.place.inner[frame.key] = part.place
            frame.key = None
        elif isinstance(frame.value, list) and isinstance(frame.place.inner, list):
            frame.value.append(part.value)
            frame.place.inner.append(part.place)

    def _check(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Count one key or value, and refuse what would type it."""
        self.size += 1
        if self.size > MAX_NODES:
            raise self._too_many(event)
        if event.tag is not None and event.tag not in _PLAIN_TAGS:
            self._note(
                event, f"the tag {event.tag} is not used here", "Write the value without a tag."
            )

    def _check_depth(self, event: yaml.Event, levels: int) -> None:
        if len(self.frames) + levels > MAX_DEPTH:
            raise self._stop(
                event,
                f"nested more than {MAX_DEPTH} levels deep",
                "No setting lies that deep: look for a bracket that is never closed.",
            )

    def _too_many(self, event: yaml.Event) -> ConfigRefused:
        return self._stop(
            event,
            f"more than {MAX_NODES:,} keys and values, aliases counted in full",
            "Spread the assets over several files in rights.d/.",
        )

    def _note(self, event: yaml.Event, problem: str, remedy: str) -> None:
        place = _place(event)
        self.faults.append(
            ConfigFault(self.file, place.line + 1, place.column + 1, "", problem, remedy)
        )

    def _stop(self, event: yaml.Event, problem: str, remedy: str) -> ConfigRefused:
        self._note(event, problem, remedy)
        return ConfigRefused(self.faults)


def _place(
    event: yaml.Event,
    keys: dict[str, Place] | None = None,
    inner: dict[str, Place] | list[Place] | None = None,
) -> Place:
    mark = event.start_mark
    assert mark is not None  # noqa: S101 - the C parser marks every event
    return Place(mark.line, mark.column, keys, inner)
