"""Redacted copies: a bundle without some of its fields, whose other fields still verify.

A copy holds the sealed list of field digests, and each field that is shown with its salt. Seals
beside it are those of the bundle. What a withheld field says is withheld wherever it is repeated.

Layer: evidence, pure.
"""

import base64
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from alerts.evidence.container import pack, unpack
from alerts.evidence.fields import FIELDS_NAME, SEED_NAME, SPLIT, field_names, fields, salt
from monitor.domain.codec import canonical_json

ENDING: Final = ".redacted.zip"
SCHEMA: Final = "rightswatch/redacted/1"
SHOWN_NAME: Final = "shown.json"
LIST_NAME: Final = "fields.json"
PARTS: Final = "parts/"
OPEN: Final = ("pictures/", "time/")
"""What shows no whole page: it stays unless it is named."""
BREAKS: Final = re.compile(r"[\x00-\x1f\x7f\"'\\\ud800-\udfff]+")
TELLING: Final = 4
"""Letters from which on a withheld text is looked for in other fields; Chinese from half of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedCopy:
    """A copy and what it withholds. withheld, shown: paths of fields, sorted."""

    content: bytes
    withheld: tuple[str, ...]
    shown: tuple[str, ...]


def redacted(bundle: bytes, words: Iterable[str], kept: Iterable[str] = ()) -> RedactedCopy:
    """Make a copy without the fields that are named.

    words: "seller" is every field of that name with all below it; a path names one field. Members
    that show the whole page (picture, DOM, text, traffic) go with them, unless `kept` names them:
    what was kept of them is for the caller to look through.

    Raises:
        ValueError: a word names no field, or the bundle was sealed without a list of fields.
        EvidenceBroken: it is no bundle.
    """
    members = unpack(bundle)
    if FIELDS_NAME not in members:
        message = "the bundle was sealed without a list of fields: no part of it can be withheld"
        raise ValueError(message)
    inner = {name: body for name, body in members.items() if not name.startswith("datapackage")}
    found = dict(fields(inner))
    withheld = _withheld(found, list(words), frozenset(kept))
    shown = {path: value for path, value in found.items() if path not in withheld}
    return RedactedCopy(
        content=_packed(shown, inner), withheld=tuple(sorted(withheld)), shown=tuple(sorted(shown))
    )


def _withheld(found: Mapping[str, bytes], words: list[str], kept: frozenset[str]) -> set[str]:
    for word in kept - found.keys():
        message = f"{word!r} names no part of the bundle that could be kept"
        raise ValueError(message)
    withheld = {path for word in words for path in _named(word, found)}
    told = {path: value for path, value in found.items() if "#" in path}
    if words:
        whole = {path for path in found.keys() - told.keys() if not path.startswith(OPEN)}
        withheld |= whole - kept
    texts = {text for path in withheld & told.keys() for text in _texts(told[path])}
    return withheld | {path for path, value in told.items() if _repeats(value, texts)}


def _named(word: str, found: Mapping[str, bytes]) -> set[str]:
    named = {path for path in found if _names(word, path)}
    if not named:
        message = f"{word!r} names no field of the bundle"
        raise ValueError(message)
    return named


def _names(word: str, path: str) -> bool:
    if word == path:
        return True
    _, split, pointer = path.partition("#")
    return bool(split) and word in pointer.split("/")


def _texts(value: bytes) -> set[str]:
    """Texts in a field that tell something, in lower case; "shop" does, "CN" does not.

    They are parted where a quotation of them may be written otherwise: at controls and quotes.
    """
    found: set[str] = set()
    waiting = [json.loads(value)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            pieces = (piece.strip() for piece in BREAKS.split(one.casefold()))
            found |= {piece for piece in pieces if _tells(piece)}
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found


def _tells(text: str) -> bool:
    wide = sum(ord(letter) > 0x2E7F for letter in text)
    return len(text) + wide >= TELLING


def _repeats(value: bytes, texts: set[str]) -> bool:
    written = value.decode("utf-8", "replace").casefold()
    return any(text in written for text in texts)


def _packed(shown: Mapping[str, bytes], inner: Mapping[str, bytes]) -> bytes:
    seed, member_of = inner[SEED_NAME], {path: name for name, path in field_names(inner).items()}
    told: dict[str, Any] = {"schema": SCHEMA, "fields": {}, "parts": {}}
    files: dict[str, bytes] = {LIST_NAME: inner[FIELDS_NAME]}
    for path, value in shown.items():
        salted = base64.b64encode(salt(seed, path)).decode()
        if SPLIT.match(path):
            told["fields"][path] = {"salt": salted, "value": json.loads(value)}
        else:
            told["parts"][path] = salted
            files[PARTS + path] = inner[member_of[path]]
    files[SHOWN_NAME] = canonical_json(told)
    return pack({name: files[name] for name in sorted(files)})
