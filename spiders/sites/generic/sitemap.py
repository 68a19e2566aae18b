"""Sitemaps: plain, gzipped, index or text, read without trusting them. Pure.

Source: sitemaps.org protocol 0.9. Entities are not resolved, sizes are capped.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml import etree

LARGEST_BYTES: Final = 50 * 1024 * 1024
MOST_URLS: Final = 50_000
_ENTRIES: Final = {"url", "sitemap"}


@dataclass(frozen=True, slots=True)
class SitemapReading:
    """URLs of a sitemap file: further sitemaps, and pages."""

    sitemaps: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


def read_sitemap(body: bytes) -> SitemapReading:
    """Read a sitemap as far as it can be read; what is none gives nothing."""
    text = _unpacked(body)
    if text.lstrip()[:1] != b"<":
        lines = (line.strip() for line in text.decode("utf-8", "replace").splitlines())
        pages = [line for line in lines if line.startswith(("http://", "https://"))]
        return SitemapReading(pages=tuple(pages[:MOST_URLS]))
    sitemaps: list[str] = []
    pages = []
    for in_index, url in islice(_locations(text), MOST_URLS):
        (sitemaps if in_index else pages).append(url)
    return SitemapReading(tuple(dict.fromkeys(sitemaps)), tuple(dict.fromkeys(pages)))


def _unpacked(body: bytes) -> bytes:
    """The body unzipped, `LARGEST_BYTES` at most; a broken archive gives what came before."""
    if body[:2] != b"\x1f\x8b":
        return body[:LARGEST_BYTES]
    try:
        return zlib.decompressobj(wbits=31).decompress(body, LARGEST_BYTES)
    except zlib.error:
        return b""


def _locations(text: bytes) -> Iterator[tuple[bool, str]]:
    """(whether it names a sitemap, URL) for each entry, as far as the file is well formed."""
    for element in _closed_elements(text):
        parent, name = element.getparent(), _name(element)
        if name in _ENTRIES:
            element.clear()
        elif name == "loc" and parent is not None and _name(parent) in _ENTRIES:
            url = (element.text or "").strip()
            if url:
                yield _name(parent) == "sitemap", url


def _closed_elements(text: bytes) -> Iterator[etree._Element]:
    """Each element once it is read to its end, so that it may be emptied then."""
    reader = etree.XMLPullParser(
        events=("end",), resolve_entities=False, no_network=True, huge_tree=False, recover=True
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
