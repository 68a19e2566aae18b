"""The guarded HTTP client against a real, hostile server."""

import asyncio
import gzip
import time

import pytest

from monitor.domain.errors import EgressRefused, FetchFailed, SourceBusy
from monitor.ports.http import EgressRule
from spiders.fetch.client import GuardedClient
from tests.fixtures.faults import FaultServer

LAB = EgressRule(allow_private_addresses=True)


@pytest.fixture
def client() -> GuardedClient:
    return GuardedClient(
        "Rightswatch/0.1 (+https://bureau.example)",
        "ops@bureau.example",
        within_s=2.0,
        largest_bytes=1 << 20,
    )


def test_a_page_comes_with_its_bytes_and_says_who_asked(
    client: GuardedClient, fault_server: FaultServer
) -> None:
    fault_server.page("/a", "<p>héllo", headers={"X-Twice": "1"})
    page = client.get(f"{fault_server.url}/a?b=c#d", headers={"X-Ours": "yes"}, rule=LAB)
    assert (page.status, page.body) == (200, "<p>héllo".encode())
    assert page.header("x-twice") == "1"
    asked = fault_server.asked[0]
    assert asked.path == "/a?b=c"
    assert asked.headers["host"] == f"127.0.0.1:{fault_server.port}"
    assert asked.headers["user-agent"].startswith("Rightswatch/0.1")
    assert (asked.headers["from"], asked.headers["x-ours"]) == ("ops@bureau.example", "yes")


def test_a_loopback_url_is_refused_without_the_sources_leave(
    client: GuardedClient, fault_server: FaultServer
) -> None:
    with pytest.raises(EgressRefused):
        client.get(fault_server.url)
    assert fault_server.asked == []


def test_the_name_stays_and_the_connection_goes_where_connect_to_says(
    client: GuardedClient, fault_server: FaultServer
) -> None:
    fault_server.page("/", "staged")
    rule = EgressRule(allow_private_addresses=True, connect_to=f"127.0.0.1:{fault_server.port}")
    page = client.get("http://shop.example/", rule=rule)
    assert (page.url, page.body) == ("http://shop.example/", b"staged")
    assert fault_server.asked[0].headers["host"] == "shop.example"


def test_the_address_that_was_checked_is_the_one_connected_to(fault_server: FaultServer) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"]])
    client = GuardedClient("Rightswatch/0.1", resolve=lambda _host: next(answers))
    with pytest.raises(EgressRefused, match="loopback"):
        client.get(f"http://rebind.example:{fault_server.port}/", rule=EgressRule())
    assert fault_server.asked == []


def test_redirects_are_followed_within_the_leave_and_checked_one_by_one(
    client: GuardedClient, fault_server: FaultServer, other_server: FaultServer
) -> None:
    fault_server.redirect("/1", "/2", 301)
    fault_server.redirect("/2", "/3", 307)
    fault_server.page("/3", "there")
    page = client.get(f"{fault_server.url}/1", rule=LAB)
    assert page.body == b"there"
    assert (page.url, page.requested_url) == (f"{fault_server.url}/3", f"{fault_server.url}/1")
    for inner in (
        other_server.url,
        "http://169.254.169.254/",
        "http://[::1]/",
        "file:///etc/passwd",
    ):
        fault_server.redirect("/in", inner)
        with pytest.raises(EgressRefused):
            client.get(f"{fault_server.url}/in", rule=LAB)
    assert other_server.asked == []


def test_a_redirect_loop_ends(client: GuardedClient, fault_server: FaultServer) -> None:
    fault_server.redirect("/loop", "/loop")
    with pytest.raises(FetchFailed, match="redirects more than 5 times"):
        client.get(f"{fault_server.url}/loop", rule=LAB)
    assert len(fault_server.asked) == 6


@pytest.mark.parametrize(
    ("fault", "because"),
    [
        ("large", "larger than"),
        ("bomb", "larger than"),
        ("short", "peer closed connection"),
        ("drip", "within 2 s"),
        ("drip_head", "within 2 s"),
        ("reset", "Error"),
        ("garbage", "Error"),
        ("brotli", "was not asked for"),
        ("halfzip", "ends too early"),
        ("nozip", "cannot be unpacked"),
    ],
)
def test_a_broken_answer_is_a_failed_fetch_with_its_reason(
    client: GuardedClient, fault_server: FaultServer, fault: str, because: str
) -> None:
    fault_server.large("/large", 50)
    fault_server.gzip_bomb("/bomb", 50)
    fault_server.short("/short")
    fault_server.drip("/drip")
    fault_server.drip_head("/drip_head")
    fault_server.reset("/reset")
    fault_server.garbage("/garbage")
    fault_server.page("/brotli", b"x", headers={"Content-Encoding": "br"})
    half = gzip.compress(b"abc" * 1000)[:-20]
    fault_server.page("/halfzip", half, headers={"Content-Encoding": "gzip"})
    fault_server.page("/nozip", b"plain", headers={"Content-Encoding": "gzip"})
    begun = time.monotonic()
    with pytest.raises(FetchFailed, match=because):
        client.get(f"{fault_server.url}/{fault}", rule=LAB)
    assert time.monotonic() - begun < 20.0


def test_a_packed_page_is_unpacked(client: GuardedClient, fault_server: FaultServer) -> None:
    fault_server.page("/z", gzip.compress(b"packed"), headers={"Content-Encoding": "gzip"})
    assert client.get(f"{fault_server.url}/z", rule=LAB).body == b"packed"


def test_a_site_that_asks_for_a_pause_is_busy(
    client: GuardedClient, fault_server: FaultServer
) -> None:
    fault_server.page("/429", status=429, headers={"Retry-After": "7"})
    fault_server.page("/503", status=503, headers={"Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT"})
    with pytest.raises(SourceBusy) as caught:
        client.get(f"{fault_server.url}/429", rule=LAB)
    assert caught.value.retry_after_s == 7.0
    with pytest.raises(SourceBusy) as caught:
        client.get(f"{fault_server.url}/503", rule=LAB)
    assert caught.value.retry_after_s == 86400.0


def test_a_caller_inside_an_event_loop_is_served_too(
    client: GuardedClient, fault_server: FaultServer
) -> None:
    fault_server.page("/", "yes")

    async def call() -> bytes:
        return client.get(fault_server.url, rule=LAB).body

    assert asyncio.run(call()) == b"yes"


def test_a_certificate_nobody_signed_is_no_usable_answer(
    client: GuardedClient, self_signed_server: FaultServer
) -> None:
    self_signed_server.page("/", "secret")
    with pytest.raises(FetchFailed, match="CERTIFICATE_VERIFY_FAILED"):
        client.get(f"https://127.0.0.1:{self_signed_server.port}/", rule=LAB)
    assert self_signed_server.asked == []
