"""Bytes of a page -> UTF-8 bytes that one parser setting can read, and what was odd about them.

Layer: spiders.extract, pure.
Flow: fetch or a file gives bytes -> decode settles the encoding -> document parses once.

Order of belief: byte order mark, then whichever of HTTP header, meta declaration and trial decoding
agrees with the bytes. A declaration that the bytes contradict is a signal, not an error.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

MAX_BYTES: Final = 12_000_000
"""Longer pages are cut here; the signal "truncated" says so. No shop page seen comes near."""

_BEYOND: Final = re.compile("[^\\x00-\\x7f]+")
_PIECE: Final = 32_768
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(
    rb"""(?i)<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_\-:.]{2,30})"""
)
_HEADER: Final = re.compile(r"""(?i)charset\s*=\s*["']?\s*([a-z0-9_\-:.]{2,30})""")
_NO_CONTROLS: Final = bytes([*range(9), 0x0B, *range(0x0E, 0x20)])
_EAST_ASIAN: Final = ("gb18030", "big5", "euc_jp", "shift_jis", "euc_kr")
_YEN: Final = re.compile(r"\\(?=\d{1,3}(?:,\d{3})+(?!\d)|\d{2,7}(?=[<\s～（]))")
"""Shift_JIS has its yen sign where other encodings have the backslash."""
_JAPANESE: Final = frozenset(("euc_jp", "shift_jis"))
# WHATWG reads these labels as their supersets, and so do the browsers that made the pages.
_SUPERSETS: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "unicode": "utf-8",
    "utf8": "utf-8",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as UTF-8. encoding: Python's name of what it was; destroyed: text is lost for good."""

    utf8: bytes
    encoding: str
    signals: tuple[str, ...] = ()
    destroyed: bool = False


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Settle the encoding of a page and give it as UTF-8 without control characters.

    content_type: value of the HTTP header, if any. Never raises: bytes that no declaration fits are
    read with U+FFFD in the gaps. `destroyed` when more than one letter in 200 beyond ASCII, and at
    least 20, already are U+FFFD: such text was lost before it reached us and must not be matched.
    """
    signals: list[str] = []
    if len(body) > MAX_BYTES:
        body = body[:MAX_BYTES]
        signals.append("truncated")
    if body.isascii() and _without_bom(body) is None:
        encoding, utf8, text = "utf-8", body, ""  # many pages, and nothing is left to settle
    else:
        encoding, utf8, text = _settle(body, content_type, signals)
    if b"\x00" in utf8 or b"\x01" in utf8 or b"\x02" in utf8:  # the parser's and our own marks
        utf8 = utf8.translate(None, _NO_CONTROLS)
    destroyed = _is_destroyed(text)
    if destroyed:
        signals.append("text-destroyed")
    return Decoded(utf8, encoding, tuple(signals), destroyed)


def _settle(body: bytes, content_type: str | None, signals: list[str]) -> tuple[str, bytes, str]:
    """The encoding, the page in UTF-8, and its text; "" where nothing in it was lost."""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return encoding, *_to_utf8(body[len(bom) :], encoding)
    wide = _without_bom(body)
    if wide is not None:
        return wide, *_to_utf8(body, wide)
    declared = _declarations(body, content_type)
    lost = _lost_in_utf8(body)
    if lost is not None:
        signals += _contradiction(declared, "utf-8")
        return "utf-8", body, body.decode() if lost else ""
    fitting = next((name for name in declared if _decoded(body, name) is not None), None)
    if fitting is not None and fitting != "cp1252":
        return fitting, *_to_utf8(body, fitting)
    if _nearly_utf8(body):
        return "utf-8", *_to_utf8(body, "utf-8")
    guess = fitting or _guess(body) or (None if declared else _guess_by_letters(body))
    guess = guess or (declared[0] if declared else "cp1252")
    signals += _contradiction(declared, guess)
    return guess, *_to_utf8(body, guess)


def _contradiction(declared: list[str], encoding: str) -> list[str]:
    """A signal when the page is written in another encoding than it says first."""
    wrong = declared[:1] not in ([], [encoding])
    return [f"declared {declared[0]}, is {encoding}"] if wrong else []


def _without_bom(body: bytes) -> str | None:
    """UTF-16 that forgot its mark: every other byte of markup is zero."""
    head = body[:400]
    if head.count(0) * 3 < len(head) or len(head) < 16:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _declarations(body: bytes, content_type: str | None) -> list[str]:
    names = _HEADER.findall(content_type or "")
    names += [name.decode("ascii") for name in _DECLARED.findall(body[:4096])]
    known: list[str] = []
    for raw in names:
        name = _SUPERSETS.get(raw.lower(), raw.lower())
        try:
            name = _SUPERSETS.get(codecs.lookup(name).name, codecs.lookup(name).name)
        except LookupError:
            continue
        if name not in known and _is_text_codec(name):
            known.append(name)
    return known


def _is_text_codec(name: str) -> bool:
    """Python also calls hex, zip and rot13 codecs; a page must not choose those."""
    if name.startswith(("utf-7", "utf-16", "utf-32", "idna", "punycode", "unicode", "raw_")):
        return False
    try:
        return b"<a>".decode(name, "replace") == "<a>"
    except (LookupError, ValueError, TypeError):
        return False


def _decoded(body: bytes, encoding: str) -> str | None:
    """The text, None where the bytes are not of this encoding."""
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None


def _lost_in_utf8(body: bytes) -> bool | None:
    """Tell whether a page in UTF-8 holds U+FFFD; None where the bytes are no UTF-8.

    Decoded in pieces that stay in the processor's cache: a whole page costs four times as much.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    lost = False
    try:
        for at in range(0, len(body), _PIECE):
            lost = "\ufffd" in decoder.decode(body[at : at + _PIECE]) or lost
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return lost


def _nearly_utf8(body: bytes) -> bool:
    """Broken here and there, as when a page was cut or an advertisement was glued in."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return broken * 4 < beyond


def _guess(body: bytes) -> str | None:
    """Try the East Asian encodings; take the one whose text looks most like common writing."""
    sample = body[:200_000]
    best, most = None, 0.5
    for encoding in _EAST_ASIAN:
        text = sample.decode(encoding, "ignore")
        lost = len(sample) - len(text.encode(encoding, "ignore"))
        # each kind of letter is judged once, however often it stands there
        beyond = Counter("".join(_BEYOND.findall(text)))
        count = sum(beyond.values())
        if lost * 100 > len(sample) or count < 10:
            continue
        share = sum(times for letter, times in beyond.items() if _is_common(letter)) / count
        kana = sum(times for letter, times in beyond.items() if "\u3040" <= letter <= "\u30ff")
        # kana stand at one place in EUC-JP and GB 2312
        if (kana * 10 > count) != (encoding in _JAPANESE):
            share *= 0.8
        if share > most:
            best, most = encoding, share
    return best


_COMMON_LETTERS: Final = {
    "cp1251": "оеаинтсрвлкмдпу",
    "koi8_r": "оеаинтсрвлкмдпу",
    "cp1253": "αοιετσνηυρπκμλςάίόέή",
    "cp1255": "יוהלארתבשמנדק",
    "cp1256": "اليمنوترسبدفعكه",
    "cp874": "านรอกเงยลมวดทสตะ่้",
}
"""Letters that make up most of a text in the languages of each encoding."""


def _guess_by_letters(body: bytes) -> str | None:
    """Alphabets of one byte a letter, where nothing is declared: by their commonest letters.

    Whole words beyond ASCII set them apart from Western text, which has single accents.
    """
    runs = re.findall(rb"[\x80-\xff]+", body[:200_000])
    beyond = b"".join(runs)
    if len(beyond) < 20 or len(beyond) < 3 * len(runs):
        return None
    best, most = None, 0.6
    for encoding, common in _COMMON_LETTERS.items():
        text = beyond.decode(encoding, "replace")
        share = sum(map(text.count, common)) / len(text)
        if share > most:
            best, most = encoding, share
    return best


def _is_common(letter: str) -> bool:
    """Kana, Hangul, East Asian punctuation, or a Han letter of the first level of JIS/GB 2312."""
    if "\u3000" <= letter <= "\u30ff" or "\uac00" <= letter <= "\ud7a3":
        return True
    try:
        first = letter.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xB0 <= first <= 0xD7


def _to_utf8(body: bytes, encoding: str) -> tuple[bytes, str]:
    text = _decoded(body, encoding)
    if text is None:
        text = body.decode(encoding, "replace")
    if encoding == "cp932":
        text = _YEN.sub("¥", text)
    return text.encode("utf-8", "replace"), text


def _is_destroyed(text: str) -> bool:
    lost = text.count("\ufffd") if "\ufffd" in text else 0  # `in` is the quicker of the two
    if lost < 20:
        return False
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return lost * 200 > beyond
