"""Answers packed, cut, misdeclared or bent: each is read, or fails with a sentence, for itself."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import replace

import brotli
import pytest

from monitor.domain.page import PageKind
from monitor.domain.target import Visit, VisitOutcome
from tests.fixtures.crawl_child import Crawled, CrawlInChild
from tests.fixtures.faults import FaultServer, run_fault_server, zstd_packed
from tests.journeys.crawl.shop import offer_page, order_of

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
MIB = 1 << 20


def _deflated_bare(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


def _length(page: bytes, more: int = 0) -> bytes:
    return b"Content-Length: %d\r\n\r\n" % (len(page) + more)


def _pack(server: FaultServer, page: bytes) -> None:
    packed = {
        "br": ("br", brotli.compress(page)),
        "zstd": ("zstd", zstd_packed(page)),
        "deflate": ("deflate", zlib.compress(page)),
        "deflate-bare": ("deflate", _deflated_bare(page)),
        "twice": ("gzip, br", brotli.compress(gzip.compress(page))),
        "x-gzip": ("x-gzip", gzip.compress(page)),
        "capitals": ("GZIP", gzip.compress(page)),
        "unknown": ("snappy", page),
        "charset-as-coding": ("utf-8", page),
        "cut-gzip": ("gzip", gzip.compress(page)[:-8]),
        "more-after-gzip": ("gzip", gzip.compress(page) + b"garbage"),
        "no-br": ("br", page),
        "no-zstd": ("zstd", page),
        "no-deflate": ("deflate", page),
        "fifty-codings": (", ".join(["gzip"] * 50), page),
        "cut-zstd": ("zstd", zstd_packed(page)[:-40]),
        "bomb-br": ("br", brotli.compress(bytes(60 * MIB), quality=5)),
        "bomb-zstd": ("zstd", zstd_packed(bytes(60 * MIB))),
        "bomb-deflate": ("deflate", zlib.compress(bytes(60 * MIB))),
    }
    for name, (coding, body) in packed.items():
        server.page(f"/product/{name}", body, headers={"Content-Encoding": coding})


def _bend(server: FaultServer, page: bytes) -> None:
    many = b"".join(b"X-%d: %s\r\n" % (n, b"a" * 1000) for n in range(2000))
    cookies = b"".join(b"Set-Cookie: c%d=%s; Path=/\r\n" % (n, b"v" * 200) for n in range(100))
    chunk = b"Transfer-Encoding: chunked\r\n\r\n"
    bent = {
        "no-length": OK + b"\r\n" + page,
        "too-short": OK + _length(page, -40) + page,
        "http10": b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page,
        "bare-newlines": OK.replace(b"\r", b"") + _length(page).replace(b"\r", b"") + page,
        "many-headers": OK + many + _length(page) + page,
        "cookies": OK + cookies + _length(page) + page,
        "chunked": OK + chunk + b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page),
        "bad-chunk": OK + chunk + b"zz\r\n" + page,
        "cut-chunk": OK + chunk + b"%x\r\n%s" % (len(page) + 100, page),
        "negative-length": OK + b"Content-Length: -5\r\n\r\n" + page,
        "two-lengths": OK + b"Content-Length: 5\r\n" + _length(page) + page,
        "no-header": OK + b"no colon here\r\n" + _length(page) + page,
        "long-header": OK + b"X-Long: " + b"a" * (2 * MIB) + b"\r\n" + _length(page) + page,
        "no-head": page,
        "status-999": b"HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n",
    }
    for name, answer in bent.items():
        server.raw(f"/product/{name}", answer)
    server.break_off("/product/reset", page[:100], len(page))
    server.page("/product/no-content", status=204)
    chinese = page.replace("€".encode(), b"CNY ").decode().replace("ACME", "皮包 ACME")
    server.page("/product/gbk-as-utf8", chinese.encode("gbk"))
    odd = {"Content-Type": "text/html; charset=x-nonsense"}
    server.page("/product/no-charset", chinese.encode("gbk"), headers=odd)
    server.page("/product/image", page, headers={"Content-Type": "image/jpeg"})
    server.page("/product/nowhere", status=302, headers={"Location": "http://[::1"})
    server.page("/product/script", status=302, headers={"Location": "javascript:alert(1)"})
    server.page("/product/far", status=302, headers={"Location": "/" + "a" * 9000})


READ = (
    *("br", "zstd", "deflate", "deflate-bare", "twice", "x-gzip", "capitals", "unknown"),
    *("charset-as-coding", "cut-gzip", "more-after-gzip"),
    *("no-length", "too-short", "http10", "bare-newlines", "many-headers", "cookies", "chunked"),
    "no-header",
    *("gbk-as-utf8", "no-charset"),
)
LARGER = "larger than allowed when decompressed"
FAILED = {
    "no-br": "cannot be unpacked",
    "no-zstd": "cannot be unpacked",
    "no-deflate": "cannot be unpacked",
    "fifty-codings": "cannot be unpacked",
    "cut-zstd": "answered with nothing",
    "bomb-br": LARGER,
    "bomb-zstd": LARGER,
    "bomb-deflate": LARGER,
    "bad-chunk": "before its announced length",
    "cut-chunk": "before its announced length",
    "reset": "before its announced length",
    "negative-length": "connection broke",
    "two-lengths": "connection broke",
    "long-header": "connection broke",
    "no-head": "connection broke",
    "status-999": "answered 999",
    "no-content": "answered with nothing",
    "nowhere": "no address",
}


@pytest.fixture(scope="module")
def bodies(crawl_in_child: CrawlInChild) -> Iterator[tuple[FaultServer, Crawled]]:
    for server in run_fault_server():
        page = offer_page(server, 1).encode()
        _pack(server, page)
        _bend(server, page)
        order = order_of(server, *server.answers, limit_s=60)
        yield server, crawl_in_child(replace(order, source=replace(order.source, concurrency=4)))


def _visit(bodies: tuple[FaultServer, Crawled], name: str) -> Visit:
    return bodies[1].of(f"{bodies[0].url}/product/{name}")


def test_every_answer_is_one_visit(bodies: tuple[FaultServer, Crawled]) -> None:
    server, crawled = bodies
    assert crawled.exit_code == 0, crawled.errors
    assert len(crawled.visits) == len(server.answers)
    assert "Traceback" not in crawled.errors


@pytest.mark.parametrize("name", READ)
def test_an_answer_a_browser_would_show_is_read(
    bodies: tuple[FaultServer, Crawled], name: str
) -> None:
    visit = _visit(bodies, name)
    (sighting,) = visit.sightings
    assert "ACME bag 1" in sighting.offer.title


@pytest.mark.parametrize(("name", "because"), FAILED.items())
def test_an_answer_nobody_can_read_fails_with_its_reason(
    bodies: tuple[FaultServer, Crawled], name: str, because: str
) -> None:
    visit = _visit(bodies, name)
    assert (visit.outcome, because in (visit.because or "")) == (VisitOutcome.FAILED, True), visit


def test_a_page_that_says_it_is_a_picture_is_no_offer(bodies: tuple[FaultServer, Crawled]) -> None:
    visit = _visit(bodies, "image")
    assert (visit.outcome, visit.page_kind) == (VisitOutcome.READ, PageKind.OTHER)


@pytest.mark.parametrize("name", ["script", "far"])
def test_a_redirect_out_of_the_web_is_refused_in_a_short_sentence(
    bodies: tuple[FaultServer, Crawled], name: str
) -> None:
    visit = _visit(bodies, name)
    assert visit.outcome is VisitOutcome.POLICY
    assert len(visit.because or "") < 400


def test_no_cookie_is_sent_back_and_of_many_headers_few_are_kept(
    bodies: tuple[FaultServer, Crawled],
) -> None:
    assert not [ask for ask in bodies[0].asked if "cookie" in ask.headers]
    (sighting,) = _visit(bodies, "many-headers").sightings
    assert sighting.page is not None
    assert sum(len(name) + len(value) for name, value in sighting.page.headers) <= 64 * 1024
