from datetime import UTC, datetime

import pytest

from alerts.evidence.cdx import Place, index_text, key_before, sort_key


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Shop.example/A/B?x=1&y", "example,shop)/a/b?x=1&y"),
        ("http://shop.example", "example,shop)/"),
        ("https://shop.example:443/", "example,shop)/"),
        ("https://shop.example:8443/", "example,shop:8443)/"),
        ("http://user:secret@shop.example/", "example,shop)/"),
        ("http://127.0.0.1:8100/o", "1,0,0,127:8100)/o"),
        ("http://[::1]/o", "::1)/o"),
        ("http://shop.example:99999/o", "example,shop)/o"),
        ("https://shop.example/a b", "example,shop)/a%20b"),
        ("https://shop.example/a/?b=2&a=1&", "example,shop)/a?&a=1&b=2"),
        ("https://shop.example/a//b/../c/./", "example,shop)/a/c"),
        ("https://shop.example/../a", "example,shop)/../a"),
        ("https://shop.example/%2541%e4%b8%ad?q=%2F", "example,shop)/a%e4%b8%ad?q=/"),
        ("https://%E4%BE%8B%E3%81%88.example/x", "example,xn--r8jz45g)/x"),
        (f"https://{'é' * 70}.example/x", f"example,{'%c3%a9' * 70})/x"),
        ("https://shop.example/a?#f", "example,shop)/a"),
    ],
)
def test_the_key_is_the_customary_one_by_which_replay_finds_a_record(url: str, key: str) -> None:
    assert sort_key(url) == key


def test_bundles_from_before_keep_the_key_they_were_sealed_with() -> None:
    assert key_before("https://www.Shop.example/A?b=2&a=1") == "example,shop,www)/a?b=2&a=1"
    assert key_before("http://127.0.0.1:8100/o") == "127.0.0.1:8100)/o"


def test_lines_are_sorted_by_key_and_time_and_tell_where_the_record_lies() -> None:
    later = datetime(2026, 1, 2, tzinfo=UTC)
    places = [
        Place(
            url=url,
            at=at,
            mime="text/html",
            status=200,
            digest="sha256:00",
            offset=7,
            length=9,
        )
        for url, at in (
            ("http://b.example/", later),
            ("http://a.example/", later),
            ("http://a.example/", later.replace(year=2025)),
        )
    ]
    lines = index_text(places, "data.warc.gz").decode().splitlines()
    assert [line.split(" ")[:2] for line in lines] == [
        ["example,a)/", "20250102000000"],
        ["example,a)/", "20260102000000"],
        ["example,b)/", "20260102000000"],
    ]
    assert '"length": "9", "offset": "7", "filename": "data.warc.gz"' in lines[0]
