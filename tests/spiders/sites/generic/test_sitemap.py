"""Sitemaps that cannot be trusted."""

import gzip
import time

import pytest

from spiders.sites.generic.sitemap import read_sitemap

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def _urls(*urls: str) -> bytes:
    entries = "".join(f"<url><loc> {url} </loc><lastmod>2026</lastmod></url>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NS}>{entries}</urlset>'.encode()


def test_pages_are_read_plain_and_packed_once_each() -> None:
    body = _urls(
        "https://shop.example/a", "https://shop.example/b?c=1&amp;d=2", "https://shop.example/a"
    )
    for form in (body, gzip.compress(body)):
        reading = read_sitemap(form)
        assert reading.pages == ("https://shop.example/a", "https://shop.example/b?c=1&d=2")
        assert reading.sitemaps == ()


def test_an_index_gives_further_sitemaps() -> None:
    body = f"<sitemapindex {NS}><sitemap><loc>https://shop.example/1.xml.gz</loc></sitemap></sitemapindex>"
    assert read_sitemap(body.encode()).sitemaps == ("https://shop.example/1.xml.gz",)


def test_a_list_of_lines_is_a_sitemap_too() -> None:
    reading = read_sitemap(b"https://shop.example/a\r\nnonsense\nhttps://shop.example/b\n")
    assert reading.pages == ("https://shop.example/a", "https://shop.example/b")


def test_pictures_of_an_entry_are_no_pages() -> None:
    body = (
        f'<urlset {NS} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>'
        "<loc>https://shop.example/a</loc><image:image><image:loc>https://shop.example/i.jpg"
        "</image:loc></image:image></url></urlset>"
    )
    assert read_sitemap(body.encode()).pages == ("https://shop.example/a",)


def test_what_breaks_off_gives_what_came_before() -> None:
    body = _urls(*(f"https://shop.example/{n}" for n in range(2000)))
    assert 900 < len(read_sitemap(body[: len(body) // 2]).pages) < 1100
    assert len(read_sitemap(gzip.compress(body)[:-100]).pages) > 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x1f\x8b",
        b"\x1f\x8bgarbage",
        b"<html><body><p>Not found</p></body></html>",
        b"<urlset>" + b"<url>" * 100_000,
        gzip.compress(b"<urlset>" + b" " * (300 << 20), 1),
        b"\x00" * 1000,
    ],
    ids=["empty", "stub", "garbage", "html", "deep", "bomb", "zeros"],
)
def test_what_is_no_sitemap_gives_nothing_soon(body: bytes) -> None:
    begun = time.monotonic()
    reading = read_sitemap(body)
    assert (reading.pages, reading.sitemaps) == ((), ())
    assert time.monotonic() - begun < 5


def test_entities_neither_grow_nor_read_files() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<urlset><url><loc>https://shop.example/&c;</loc></url>"
        "<url><loc>https://shop.example/&f;</loc></url></urlset>"
    )
    pages = read_sitemap(bomb.encode()).pages
    assert all("root:" not in page and len(page) < 100 for page in pages)
