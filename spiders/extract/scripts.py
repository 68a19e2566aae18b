"""Objects that a page's scripts and data attributes hold, however they were written there.

Layer: spiders.extract, pure.

A shop hands its state to its own script in many ways: as a JSON script of any type, assigned to a
name, as the argument of a call, as a string of JSON, as the arguments of a function that puts them
into an object (Nuxt 2), as a flat list whose numbers point into itself (Nuxt 3), as the chunks of a
React server stream, or in data attributes. Each becomes plain lists and dicts here.
"""

import bisect
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import chompjs

from spiders.extract.document import Document

MAX_SCRIPT: Final = 3_000_000
"""Letters of one script that are read."""
_MAX_SCRIPTS: Final = 10
_MAX_OBJECTS: Final = 40
_MAX_LOOSE: Final = 30
"""Objects of one page that are read as JavaScript, where JSON does not do."""
_MAX_LOOSE_LETTERS: Final = 1_200_000
_MAX_FAILURES: Final = 300
"""Places of one page that begin like JSON and are none: each costs a look at all before it."""
_LONGEST_LOOSE: Final = 400_000
"""Letters of one object that are read as JavaScript, which costs more than its length says."""
_MAX_ATTRIBUTES: Final = 60
_MAX_FLAT: Final = 20_000

_BEGINS: Final = re.compile(
    r"(?:[=(:,]|return|push)\s*(?=[{\[]\s*(?:[\"'{\[]|[\w$]+\s*:))"
    r"|JSON\.parse\(\s*(?=[\"'])|=\s*(?=[\"'](?:\[?\{|%7[Bb])\\?[\"\w])"
)
_TELLING: Final = re.compile(
    r"rice|eller|shop|store|rand|endor|erchant|icing|[Pp](?:reis|recio|reco|rezzo|rijs)"
)
_FLIGHT: Final = re.compile(r"__next_f\.push\(\s*\[\s*1\s*,\s*(?=\")")
_FUNCTION: Final = re.compile(
    r"__NUXT__\s*=\s*\(?function\s*\(([\w$,\s]*)\)\s*\{[^{}]{0,400}?return\s*(?=\{)"
)
_NAME: Final = re.compile(r"[a-z_$][\w$]*[A-Z_$][\w$]*$")
"""A variable's name that is no plain word."""
_DECLARED: Final = re.compile(
    r"\b(?:var|let|const)\s+([\w$]+)\s*=\s*([\"'])((?:(?!\2)[^\\\n]){1,600})\2\s*;"
)
_DECODER: Final = json.JSONDecoder(strict=False)


def object_after(document: Document, mark: str) -> Any:  # noqa: ANN401 - any JSON value
    """The object that follows a mark in any script; None when there is none that can be read."""
    for _, text in document.scripts:
        at = text.find(mark)
        while at >= 0:
            brace = text.find("{", at + len(mark))
            if 0 <= brace - at - len(mark) < 60:
                found = parse_at(text, brace)
                if found:
                    return found
            at = text.find(mark, at + len(mark))
    return None


def parse_at(text: str, at: int) -> Any:  # noqa: ANN401 - any JSON value
    """The JSON value or JavaScript object that begins at a place; None when it is neither."""
    try:
        return _DECODER.raw_decode(text, at)[0]
    except (ValueError, RecursionError):
        return _loose(text[at : at + MAX_SCRIPT])


def _loose(text: str) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return chompjs.parse_js_object(text)
    except (ValueError, RecursionError):
        return None


class _Budget:
    """What reading one page's scripts may still cost."""

    __slots__ = ("failures", "letters", "tries")

    def __init__(self) -> None:
        self.failures = _MAX_FAILURES
        self.tries = _MAX_LOOSE
        self.letters = _MAX_LOOSE_LETTERS

    def grants(self, letters: int) -> bool:
        """Tell whether another object may be read as JavaScript, and count it."""
        self.tries -= 1
        self.letters -= letters
        return self.tries >= 0 and self.letters >= 0


def objects(document: Document, may_tell: Callable[[str], bool]) -> Iterator[Any]:
    """Objects that speak of prices, sellers or brands: attributes, then scripts, largest first.

    may_tell: asked of a text before it is parsed, which costs a hundred times as much.
    """
    left = _MAX_OBJECTS
    for source in (
        _of_attributes(document, may_tell),
        _of_flight(document),
        _of_scripts(document, may_tell),
    ):
        for found in source:
            yield found
            left -= 1
            if left <= 0:
                return


def _of_scripts(document: Document, may_tell: Callable[[str], bool]) -> Iterator[Any]:
    budget = _Budget()
    for attrs, text in telling_scripts(document):
        if not may_tell(text):
            continue
        if "nuxt" in (attrs.get("id") or "").lower():
            revived = _revived(parse_at(text, 0))
            if revived is not None:
                yield revived
                continue
        yield from _of_function(text)
        yield from _of_script(text, budget)


def telling_scripts(document: Document) -> list[tuple[Any, str]]:
    """Scripts that may speak of an offer, those with most keys first: state before programs.

    Structured data is read elsewhere.
    """
    telling = [
        (attrs, _plain(text[:MAX_SCRIPT]))
        for attrs, text in document.scripts
        if len(text) > 60
        and "ld+json" not in (attrs.get("type") or "")
        and "__next_f.push" not in text[:200]
        and _TELLING.search(text)
    ]
    return sorted(telling, key=lambda script: -_keys(script[1]))[:_MAX_SCRIPTS]


def _plain(script: str) -> str:
    """A state with Angular's own escapes as the JSON it stands for."""
    if "&q;" not in script[:500]:
        return script
    for escape, sign in (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&")):
        script = script.replace(escape, sign)
    return script


def _keys(script: str) -> int:
    return script.count('":') + script.count("':") + script.count('\\":')


def _of_script(script: str, budget: _Budget) -> Iterator[Any]:
    start = len(script) - len(script.lstrip())
    if script[start : start + 1] in {"{", "["}:
        found, end = _at(script, start, budget)
        if found is not None:
            yield found
            return
    tells = [match.start() for match in _TELLING.finditer(script)]
    end = 0
    for match in _BEGINS.finditer(script):
        at = match.end()
        if at < end:
            continue  # inside the one before
        nearest = bisect.bisect_left(tells, at)
        if nearest >= len(tells):
            return
        if budget.failures <= 0:
            return
        if tells[nearest] - at > 60_000:
            continue
        found, end = _at(script, at, budget)
        if found is not None:
            yield _with_names(found, script)


def _with_names(found: Any, script: str) -> Any:  # noqa: ANN401 - any JSON value
    """An object whose values name strings that the same script declares, those put in."""
    if not isinstance(found, dict):
        return found
    names = {value for value in found.values() if isinstance(value, str) and _NAME.match(value)}
    if not names:
        return found
    said = {name: text for name, _, text in _DECLARED.findall(script) if name in names}
    return {
        key: said.get(value, value) if isinstance(value, str) else value
        for key, value in found.items()
    }


def _at(text: str, at: int, budget: _Budget) -> tuple[Any, int]:
    """The value that begins at a place and where it ends; (None, at) when there is none."""
    if budget.failures <= 0:
        return None, at
    try:
        found, end = _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        budget.failures -= 1
        letters = min(len(text) - at, _LONGEST_LOOSE)
        if not budget.grants(letters):
            return None, at
        found, end = _loose(text[at : at + letters]), at
        if isinstance(found, dict | list):
            end = at + _least_length(found)
    if isinstance(found, str):
        found = parse_text(found)
    return (found, end) if _is_state(found) else (None, at)


def _least_length(found: object) -> int:
    """Letters that an object took at least, as chompjs does not tell; the rest is met again."""
    try:
        return 1 + len(repr(found)) // 2
    except RecursionError:
        return 1


def _is_state(found: object) -> bool:
    """Tell whether a value may be state: not a program's table of words or functions."""
    if isinstance(found, dict):
        return bool(found) and not all(
            isinstance(value, str) and value.startswith(("function", "void 0", "!"))
            for value in found.values()
        )
    return isinstance(found, list) and any(isinstance(entry, dict | list) for entry in found)


def parse_text(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """JSON that stands as a string inside other JSON, once or twice; None when it is no object."""
    for _ in range(2):
        text = text.strip()
        if text[:1] not in {"{", "["}:
            return None
        found = parse_at(text, 0)
        if not isinstance(found, str):
            return found
        text = found
    return None


def _of_function(script: str) -> Iterator[Any]:
    """Nuxt 2: the object a function returns, its parameters replaced by what it is called with."""
    match = _FUNCTION.search(script)
    if match is None:
        return
    body = _loose(script[match.end() :])
    call = script.rfind("}(")
    given = _loose("[" + script[call + 2 :].rsplit(")", 1)[0].rstrip(" );") + "]")
    names = [name.strip() for name in match.group(1).split(",")]
    if isinstance(body, dict) and isinstance(given, list):
        yield _filled(body, dict(zip(names, given, strict=False)), 0)


def _filled(node: Any, given: dict[str, Any], depth: int) -> Any:  # noqa: ANN401 - any JSON value
    if depth > 40:
        return None
    if isinstance(node, dict):
        return {key: _filled(value, given, depth + 1) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(value, given, depth + 1) for value in node]
    return given.get(node, node) if isinstance(node, str) and len(node) <= 3 else node


def _revived(flat: object) -> Any:  # noqa: ANN401 - any JSON value
    """Nuxt 3: a list in which every number inside an object or list is the place of the value."""
    if not isinstance(flat, list) or not 1 < len(flat) <= _MAX_FLAT:
        return None
    made: dict[int, Any] = {}
    return [_place(flat, at, made) for at, node in enumerate(flat) if isinstance(node, dict)]


def _place(flat: list[Any], at: object, made: dict[int, Any], depth: int = 0) -> Any:  # noqa: ANN401
    if not isinstance(at, int) or not 0 <= at < len(flat) or depth > 30:
        return None
    if at in made:
        return made[at]
    node = flat[at]
    if isinstance(node, dict):
        made[at] = whole = {}
        whole.update({key: _place(flat, to, made, depth + 1) for key, to in node.items()})
        return whole
    if isinstance(node, list):
        if len(node) == 2 and isinstance(node[0], str):  # ["Ref", 12]: a wrapper of one value
            return _place(flat, node[1], made, depth + 1)
        made[at] = entries = []
        entries += [_place(flat, to, made, depth + 1) for to in node[:500]]
        return entries
    return node


def _of_flight(document: Document) -> Iterator[Any]:
    """The rows of a React server stream that are lists or objects."""
    stream = _flight_stream(document)
    if not _TELLING.search(stream):
        return
    failures = 0
    for row in re.finditer(r"(?m)^[0-9a-f]{1,6}:(?=[\[{])", stream):
        try:
            yield _DECODER.raw_decode(stream, row.end())[0]
        except (ValueError, RecursionError):
            failures += 1
            if failures > _MAX_FAILURES:
                return


def _flight_stream(document: Document) -> str:
    """The text of a React server stream: its chunks in order."""
    chunks: list[str] = []
    for _, text in document.scripts:
        for match in _FLIGHT.finditer(text):
            try:
                chunks.append(_DECODER.raw_decode(text, match.end())[0])
            except ValueError:
                continue
    return "".join(chunks)[:MAX_SCRIPT]


def _of_attributes(document: Document, may_tell: Callable[[str], bool]) -> Iterator[Any]:
    """JSON in data attributes and the properties that templates are given."""
    left = _MAX_ATTRIBUTES
    for text in attribute_texts(document):
        found = parse_at(text, 0) if may_tell(text) else None
        if isinstance(found, dict | list) and found:
            yield _untyped(found)
            left -= 1
        if left <= 0:
            return


def _untyped(node: Any, depth: int = 0) -> Any:  # noqa: ANN401 - any JSON value
    """Properties of an Astro island: each value stands behind the number of its type."""
    if depth == 0 and not (isinstance(node, dict) and all(map(_is_typed, node.values()))):
        return node
    if _is_typed(node) and depth < 30:
        return _untyped(node[1], depth + 1)
    if isinstance(node, dict):
        return {key: _untyped(value, depth + 1) for key, value in node.items()}
    if isinstance(node, list):
        return [_untyped(value, depth + 1) for value in node]
    return node


def _is_typed(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    return isinstance(value[0], int) and 0 <= value[0] <= 11


def attribute_texts(document: Document) -> Iterator[str]:
    """Values of attributes that begin like JSON and speak of prices, sellers or brands."""
    for value in document.json_values():
        if _TELLING.search(value):
            yield value[:500_000]
