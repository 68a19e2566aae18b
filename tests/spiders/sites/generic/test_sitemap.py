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
    assert time.monotonic() - begun < 30


def test_entities_neither_grow_nor_read_files() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<urlset><url><loc>https://shop.example/&c;</loc></url>"
        "<url><loc>https://shop.example/&f;</loc></url></urlset>"
    )
    pages = read_sitemap(bomb.encode()).pages
    assert all("root:" not in page and len(page) < 100 for page in pages)


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_changes_nothing(mark: str) -> None:
    body = "<urlset><url><loc>https://shop.example/包</loc></url></urlset>"
    assert read_sitemap(body.encode(mark)).pages == ("https://shop.example/包",)
    assert read_sitemap("https://shop.example/a\nx".encode(mark)).pages == (
        "https://shop.example/a",
    )


def test_a_feed_is_a_sitemap() -> None:
    rss = """<?xml version="1.0"?><rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel>
    <link>https://shop.example/</link><a:link rel="self" href="https://shop.example/feed"/>
    <item><title>Old</title><link>https://shop.example/old</link>
    <pubDate>Mon, 02 Nov 2026 08:00:00 +0100</pubDate></item>
    <item><title>New</title><link> https://shop.example/new </link><enclosure url="https://x/i.jpg"/>
    <pubDate>Sun, 22 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>"""
    assert read_sitemap(rss.encode()).pages == (
        "https://shop.example/new",
        "https://shop.example/old",
    )
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://shop.example/"/>
    <entry><link rel="enclosure" href="https://shop.example/i.jpg"/>
    <link rel="alternate" href="https://shop.example/a"/><updated>2026-11-01T00:00:00Z</updated></entry>
    <entry><link href="https://shop.example/b"/><updated>2026-11-02T00:00:00Z</updated></entry></feed>"""
    assert read_sitemap(atom.encode()).pages == ("https://shop.example/b", "https://shop.example/a")


def test_the_newest_come_first_and_undated_ones_as_they_are_written() -> None:
    dates = {
        "undated": "",
        "year": "2024",
        "day": "2026-11-20",
        "early": "2026-11-20T23:00:00+08:00",
        "late": "2026-11-20T16:00:00Z",
        "nonsense": "yesterday",
        "impossible": "9999-12-31T23:59:59-23:59",
    }
    body = "".join(
        f"<url><loc>https://shop.example/{name}</loc><lastmod>{date}</lastmod></url>"
        for name, date in dates.items()
    )
    pages = read_sitemap(f"<urlset {NS}>{body}</urlset>".encode()).pages
    assert [page.rpartition("/")[2] for page in pages] == [
        "impossible", "late", "early", "day", "undated", "year", "nonsense",
    ]  # fmt: skip


def test_the_newest_part_of_an_index_comes_first() -> None:
    entry = (
        "<sitemap><loc>https://shop.example/{0}.xml</loc><lastmod>2026-{0}-01</lastmod></sitemap>"
    )
    body = "".join(entry.format(month) for month in ("09", "11", "10"))
    urls = read_sitemap(f"<sitemapindex {NS}>{body}</sitemapindex>".encode()).sitemaps
    assert [url[-6:-4] for url in urls] == ["11", "10", "09"]


def test_pages_in_other_languages_and_videos_of_an_entry_are_no_pages() -> None:
    body = (
        f'<urlset {NS} xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:video="v" xmlns:image="i">'
        "<url><video:video><video:content_loc>https://shop.example/v.mp4</video:content_loc>"
        "</video:video><image:image><image:loc>https://shop.example/i.jpg</image:loc></image:image>"
        '<xhtml:link rel="alternate" hreflang="de" href="https://shop.example/de/a"/>'
        "<loc><![CDATA[https://shop.example/a]]></loc></url></urlset>"
    )
    assert read_sitemap(body.encode()).pages == ("https://shop.example/a",)


def test_a_sitemap_as_large_as_they_may_be_is_read_whole_and_no_larger_one() -> None:
    picture = "<image:image><image:loc>https://shop.example/i.jpg</image:loc></image:image>"
    body = "".join(
        f"<url><loc>https://shop.example/product/{n}</loc>{picture}</url>" for n in range(50_010)
    )
    begun = time.monotonic()
    pages = read_sitemap(f'<urlset {NS} xmlns:image="i">{body}</urlset>'.encode()).pages
    assert len(pages) == 50_000
    assert pages[-1] == "https://shop.example/product/49999"
    assert time.monotonic() - begun < 60
