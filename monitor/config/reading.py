"""YAML bytes to a Document of plain values.

Plain scalars stay strings (`NO`, `012345`, `1e3`, `on`): only the schema knows what a key means, so
only the schema types it. An empty value is None. The C parser's events are read with an own stack:
no recursion, limits are checked before anything is built, and the events of 5,000 assets take a
third of the time that PyYAML's node tree takes (`python bench/config.py`).

Layer: config.
Flow: a file's bytes -> Document -> the schema.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import yaml

from monitor.config.document import Document, Place, Spot
from monitor.config.tree import Tree
from monitor.config.written import read_written
from monitor.domain.errors import ConfigFault, ConfigRefused

MAX_BYTES: Final = 5_000_000

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
    written = read_written(text)
    if written is None:
        return _parsed(file, text)
    return Document(file=file, value=written, places=lambda: _place(file, text))


def _place(file: str, text: str) -> Place:
    with collector_at_rest():
        return _parsed(file, text).place


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No garbage collection inside: it would walk 400,000 live values again and again in vain.

    Measured once for 5,000 assets: 0.75 s of CPU without it, 1.2 s with it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _parsed(file: str, text: str) -> Document:
    """The same by the parser, for files of any hand.

    Raises:
        ConfigRefused: see above.
    """
    tree = Tree(file)
    loader = yaml.CSafeLoader(text)
    try:
        while (event := loader.get_event()) is not None:
            tree.read(event)
    except yaml.MarkedYAMLError as error:
        fault = _syntax_fault(file, text, error, tree.quoted)
        raise ConfigRefused([*tree.faults, fault]) from error
    except yaml.YAMLError as error:
        fault = ConfigFault(file, 1, 1, "", f"not readable as YAML: {error}", "Check the file.")
        raise ConfigRefused([fault]) from error
    finally:
        loader.dispose()
    return tree.finish()


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
    return Spot(len(lines) - 1, len(lines[-1]))


def _fault(file: str, problem: str, remedy: str, place: Place | None = None) -> ConfigFault:
    place = place or Spot(0, 0)
    return ConfigFault(file, place.line + 1, place.column + 1, "", problem, remedy)


# The parser's words -> what a person can do about it; first that fits.
_REMEDIES: Final = (
    ("mapping values are not allowed", "Quote a text that holds ': ', or mend the indentation."),
    ("did not find expected key", "Mend the indentation, or quote the text before this place."),
    ("did not find expected '-'", "Mend the indentation: entries begin in one column with '- '."),
    ("did not find expected ',' or '}'", "Close the '{' before, or write a ',' between entries."),
    ("did not find expected ',' or ']'", "Close the '[' before, or write a ',' between entries."),
    ("did not find expected node content", "Close the bracket before, or write the value."),
    ("unknown escape character", r"In double quotes write \\ for \, or use single quotes."),
    ("could not find expected ':'", "Write 'key: value', with ':' and a space."),
    ("cannot start any token", "Quote a text that begins with this character."),
    ("block sequence entries are not allowed", "Begin the list on a line of its own."),
)


def _syntax_fault(
    file: str, text: str, error: yaml.MarkedYAMLError, quoted: tuple[Place, int] | None
) -> ConfigFault:
    """Where the parser stopped, and what to do. quoted: last quoted text, and its last line."""
    problem = error.problem or "not readable as YAML"
    begun, mark = error.context_mark, error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    if line < len(lines) and "\t" in lines[line][: column + 1]:
        remedy = "Indent with spaces: YAML does not allow tab characters there."
        return _fault(file, "tab character in the indentation", remedy, Spot(line, column))
    if begun and "unexpected end of stream" in problem:
        quoted = Spot(begun.line, begun.column), line
    if quoted and quoted[0].line < quoted[1] == line:
        remedy = "Close the quotation mark that opens here."
        return _fault(file, f"quoted text that goes on to line {line + 1}", remedy, quoted[0])
    remedy = next((cure for words, cure in _REMEDIES if words in problem), "Mend the YAML.")
    if error.context and begun and begun is not mark:
        problem += f" ({error.context} that begins at {begun.line + 1}:{begun.column + 1})"
    return _fault(file, problem, remedy, Spot(line, column))
