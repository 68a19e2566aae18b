"""Any bytes give a reading, soon."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spiders.extract import read_page
from spiders.extract.plain import to_plain_reading

URL = "https://shop.example.com/p/1"
PIECES = [
    b"<div>",
    b"</div>",
    b"<a href='//x/y'>",
    b"</a>",
    b"<h1>",
    b"$12.99",
    "￥3".encode(),
    b"\x00",
    b"\xff\xfe",
    b'<script type="application/ld+json">',
    b'{"@type":"Product","offers":[',
    b"}]",
    b"</script>",
    b"<img src='",
    b"data:,'>",
    b"<meta property='og:title' content='",
    b"&#39;&amp;",
    b"<title>",
    b"<svg><title>",
    b"Add to cart",
    b" itemprop=price content=",
    b"<base href='http://['>",
    b"<link rel=canonical href='",
    b"-->",
    b"<!--",
    b"window.__STATE__={",
    b"price:",
    b"1e999",
    b"Was ",
    b"</",
    b"<input type=password",
    "品牌：".encode(),
    b"1.2.3,4,5",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PIECES) | st.binary(max_size=12), max_size=60), st.text(max_size=30)
)
def test_no_bytes_and_no_url_raise(pieces: list[bytes], url: str) -> None:
    for at in (
        URL,
        url,
        "https://www.amazon.com/dp/B0057OC5O8",
        "https://item.taobao.com/item.htm?id=12345678",
    ):
        to_plain_reading(read_page(b"".join(pieces), at))


HUGE = {
    "nesting": b"<div>" * 200_000,
    "open tags": b"<" * 1_000_000,
    "one attribute": b"<a href='" + b"x" * 1_000_000,
    "many attributes": b"<a " + b"b=c " * 200_000 + b">",
    "digits": b"$" + b"1" * 1_000_000,
    "grouped digits": b"1,234." * 170_000,
    "signs": b"$" * 1_000_000,
    "prices": b"<p>$1.00</p>" * 90_000,
    "links": b"<li><a href=/p/1>Rucksack one</a> $2.00</li>" * 25_000,
    "labels": b"Was Now Price: Brand: Sold by " * 35_000,
    "deep json": b'<script type="application/ld+json">' + b"[" * 500_000 + b"</script>",
    "broken json": b'<script type="application/ld+json">' + b'{"a":' * 200_000 + b"</script>",
    "script braces": b"<script>" + b"x={price:" * 110_000 + b"</script>",
    "spaces": b"<h1>" + b" " * 1_000_000,
    "entities": b"<h1>" + b"&amp;" * 200_000,
    "itemprops": b"<b itemprop=name itemscope itemtype=http://schema.org/Product>" * 16_000,
    "zeros": b"\x00" * 1_000_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_a_megabyte_of_anything_is_read_in_seconds(name: str) -> None:
    begun = time.process_time()
    read_page(HUGE[name], URL)
    assert time.process_time() - begun < 5.0


@pytest.mark.parametrize("url", ["http://[", "http://[::1", "http://a:99999999/", "http:///", "\0"])
def test_an_address_that_is_none_costs_only_itself(url: str) -> None:
    body = b"<title>Brimworth kettle</title><h1>Brimworth kettle</h1><a href='http://[x'>b</a>"
    reading = to_plain_reading(read_page(body, url))
    assert reading["page_kind"] in {"listing", "other"}
