"""Sitemaps: plain, gzipped, index, text or feed, read without trusting them. Pure.

Sources: sitemaps.org protocol 0.9, which names RSS 2.0, Atom 1.0 and text files as sitemaps too.
Entities are not resolved, sizes are capped.

`lastmod` orders and never skips: shops write the time of the file's making or forget to write one,
and a price that changed need not be a page that did. So the newest come first, and a batch that
ends early has seen what is new; every page keeps its own rhythm.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Final

from lxml import etree

LARGEST_BYTES: Final = 50 * 1024 * 1024
MOST_URLS: Final = 50_000
_ENTRIES: Final = ("{*}url", "{*}sitemap", "{*}item", "{*}entry")
_DATES: Final = frozenset({"lastmod", "pubDate", "updated", "published", "date"})
_ADDRESSES: Final = {"url": "loc", "sitemap": "loc", "item": "link", "entry": "link"}
_UNDATED: Final = datetime.min.replace(tzinfo=UTC)
_MARKS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class SitemapReading:
    """URLs of a sitemap file, the newest first: further sitemaps, and pages."""

    sitemaps: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One URL; newest: when it changed, as far as the file says."""

    url: str
    newest: datetime
    is_sitemap: bool = False


def read_sitemap(body: bytes) -> SitemapReading:
    """Read a sitemap as far as it can be read; what is none gives nothing."""
    text = _unpacked(body)
    encoding = next((name for mark, name in _MARKS.items() if text.startswith(mark)), "utf-8")
    start = text[:400].decode(encoding, "replace").lstrip()
    if start[:1] != "<":
        lines = (line.strip() for line in text.decode(encoding, "replace").splitlines())
        pages = [line for line in lines if line.startswith(("http://", "https://"))]
        return SitemapReading(pages=tuple(dict.fromkeys(pages[:MOST_URLS])))
    entries = list(islice(_entries(text.lstrip()), MOST_URLS))
    entries.sort(key=lambda entry: entry.newest, reverse=True)  # stable: undated ones as written
    return SitemapReading(
        sitemaps=_each_once(entry for entry in entries if entry.is_sitemap),
        pages=_each_once(entry for entry in entries if not entry.is_sitemap),
    )


def _each_once(entries: Iterable[_Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.url for entry in entries))


def _unpacked(body: bytes) -> bytes:
    """The body unzipped, `LARGEST_BYTES` at most; a broken archive gives what came before."""
    if body[:2] != b"\x1f\x8b":
        return body[:LARGEST_BYTES]
    try:
        return zlib.decompressobj(wbits=31).decompress(body, LARGEST_BYTES)
    except zlib.error:
        return b""


def _entries(text: bytes) -> Iterator[_Entry]:
    """Entries as far as the file is well formed; each is let go once it is read."""
    for element in _closed_elements(text):
        name = _name(element)
        urls = [url for child in element if (url := _address(child, _ADDRESSES[name]))]
        newest = max((_moment(child) for child in element), default=_UNDATED)
        element.clear()
        if urls:
            yield _Entry(urls[0], newest, is_sitemap=name == "sitemap")


def _address(child: etree._Element, name: str) -> str | None:
    """The page's address: text, or the `href` of Atom's link to the page itself."""
    if _name(child) != name:
        return None
    if (href := child.get("href")) is not None:
        return href.strip() if child.get("rel", "alternate") == "alternate" else None
    return (child.text or "").strip() or None


def _moment(child: etree._Element) -> datetime:
    """When the entry changed, aware; W3C datetime or, in feeds, that of mails."""
    if _name(child) not in _DATES:
        return _UNDATED
    written = (child.text or "").strip()[:40]
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(written)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return _UNDATED


def _closed_elements(text: bytes) -> Iterator[etree._Element]:
    """Each entry once it is read to its end, so that it may be emptied then."""
    reader = etree.XMLPullParser(
        events=("end",),
        tag=_ENTRIES,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        recover=True,
    )
    for start in range(0, len(text), 65536):
        try:
            reader.feed(text[start : start + 65536])
        except etree.XMLSyntaxError:
            return
        for _, element in reader.read_events():
            if isinstance(element, etree._Element):  # noqa: SLF001 - lxml has no other name for it
                yield element


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
