"""Packed answers: whole ones at once, all others as Scrapy takes them, never more than allowed."""

import gzip
import zlib

import pytest
from scrapy.utils._compression import _DecompressionMaxSizeExceeded

from spiders.fetch.crawl.unpacking import Unpacking, unpacked

PAGE = b"<p>offer</p>" * 5000
PACKED = gzip.compress(PAGE)
MOST = 100_000


@pytest.mark.parametrize("name", [b"gzip", b"x-gzip"])
def test_a_whole_member_is_what_was_packed(name: bytes) -> None:
    assert unpacked(PACKED, MOST) == PAGE
    assert Unpacking._decode(PACKED, name, MOST) == PAGE


@pytest.mark.parametrize(
    ("body", "held"),
    [(PACKED + PACKED, PAGE + PAGE), (PACKED + b"\0" * 9, PAGE), (PACKED + b"junk", PAGE)],
    ids=["two members", "padded", "junk behind"],
)
def test_what_goes_on_behind_the_first_member_is_read_as_scrapy_reads_it(
    body: bytes, held: bytes
) -> None:
    assert unpacked(body, 10 * MOST) is None
    assert Unpacking._decode(body, b"gzip", 10 * MOST) == held


def test_what_was_cut_short_gives_what_there_is() -> None:
    assert PAGE.startswith(Unpacking._decode(PACKED[:-20], b"gzip", MOST))


def test_exactly_as_much_as_allowed_is_read_and_a_byte_more_is_refused() -> None:
    assert unpacked(PACKED, len(PAGE)) == PAGE
    assert unpacked(PACKED, len(PAGE) - 1) is None
    with pytest.raises(_DecompressionMaxSizeExceeded):
        Unpacking._decode(PACKED, b"gzip", len(PAGE) - 1)


def test_other_packings_are_scrapys() -> None:
    assert Unpacking._decode(zlib.compress(PAGE), b"deflate", MOST) == PAGE
