"""What the interfaces' answers have in common: JSON that nobody vouches for.

Pure. Every reader gives None for what is absent, of another type or absurd: a field is never
guessed, and no answer, however hostile, raises anything but the errors named.
"""

import json
import re
from decimal import Decimal
from typing import Any, Final, NoReturn
from urllib.parse import urlsplit

from lxml import etree, html

from monitor.domain.errors import FetchFailed
from monitor.domain.page import Page

LONGEST_TEXT: Final = 20_000
LONGEST_URL: Final = 2_000
PAUSE_S: Final = 60.0
"""After "too many requests" in words, without a Retry-After."""

_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Controls, halves of pairs and non-characters: no database or page takes them all."""
_PLAIN_AMOUNT: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?", re.ASCII)

Plain = dict[str, Any]


def read_object(page: Page) -> Plain:
    """The JSON object of an answer; numbers with a point are exact decimals.

    Raises:
        FetchFailed: it is none.
    """
    try:
        told = json.loads(page.body, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise FetchFailed(page.url, f"the answer is no JSON ({_what_it_is(page)})") from error
    if not isinstance(told, dict):
        raise FetchFailed(page.url, f"the answer is a {type(told).__name__}, no object")
    return told


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _what_it_is(page: Page) -> str:
    """The answer in a few words: its type as told, or that it is empty, a page, or broken off."""
    start = page.body[:200].lstrip().lower()
    if not start:
        return f"empty, status {page.status}"
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        return f"a page, status {page.status}"
    return f"broken, {len(page.body)} bytes, status {page.status}"


def entries(value: object) -> list[Plain]:
    """The objects of a list; whatever else stands in it is left out."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def inner(value: object) -> Plain:
    """An object, empty when there is none."""
    return value if isinstance(value, dict) else {}


def text(value: object, most: int = LONGEST_TEXT) -> str | None:
    """One line of text without outer space and controls, at most so many characters."""
    if not isinstance(value, str):
        return None
    return " ".join(_UNPRINTABLE.sub(" ", value[: most * 2]).split())[:most] or None


def whole(value: object) -> int | None:
    """A whole number from 0 on, as number or digits; a flag is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value, re.ASCII):
        return int(value)
    return value if isinstance(value, int) and 0 <= value < 10**9 else None


def amount(value: object) -> Decimal | None:
    """A price as written: digits with at most four behind the point; exact, never negative."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    if isinstance(value, int) and not 0 <= value < 10**12:
        return None
    written = str(value).strip()
    return Decimal(written) if _PLAIN_AMOUNT.fullmatch(written) else None


def address(value: object) -> str | None:
    """An http or https URL."""
    written = text(value, LONGEST_URL)
    try:
        parts = urlsplit(written or "")
    except ValueError:
        return None
    return written if parts.scheme in {"http", "https"} and parts.hostname else None


def words_of(markup: object) -> str | None:
    """The words of a description that may hold HTML; scripts and styles are left out."""
    if not isinstance(markup, str):
        return None
    if "<" not in markup:
        return text(markup)
    try:
        tree = html.fromstring(markup[:500_000])
        etree.strip_elements(tree, "script", "style", with_tail=False)
        return text(" ".join(str(piece) for piece in tree.itertext()))
    except (etree.LxmlError, ValueError, RecursionError):
        return None
