"""What the guarded client sends with a body: told to one host alone, never repeated elsewhere."""

import pytest

from monitor.domain.errors import EgressRefused, FetchFailed, SourceBusy
from monitor.ports.http import EgressRule
from spiders.fetch.client import GuardedClient
from tests.fixtures.faults import FaultServer
from tests.fixtures.interface import Interface, Told

LAB = EgressRule(allow_private_addresses=True)
SECRET = "a-key-that-nobody-sees"  # noqa: S105 - it opens nothing


@pytest.fixture
def client() -> GuardedClient:
    return GuardedClient("Rightswatch/0.1", within_s=5.0, largest_bytes=1 << 20)


def test_a_body_and_its_headers_arrive_as_they_were_given(
    client: GuardedClient, interface: Interface
) -> None:
    interface.on("POST", "/token", Told({"ok": True}))
    body = b"picture" * 100_000
    page = client.send(
        "POST",
        f"{interface.url}/token?a=b",
        headers={"Authorization": SECRET, "Content-Type": "text/plain"},
        body=body,
        rule=LAB,
    )
    assert (page.status, page.body) == (200, b'{"ok": true}')
    (asked,) = interface.asked
    assert (asked.method, asked.query, asked.body) == ("POST", {"a": "b"}, body)
    assert asked.headers["authorization"] == SECRET
    assert asked.headers["content-type"] == "text/plain"
    assert asked.headers["user-agent"] == "Rightswatch/0.1"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_refused_and_nobody_else_is_told(
    client: GuardedClient, interface: Interface, other_server: FaultServer, status: int
) -> None:
    interface.on("POST", "/token", Told(b"", status, {"Location": other_server.url}))
    with pytest.raises(FetchFailed, match="leads to another address"):
        client.send("POST", f"{interface.url}/token", body=b"x", rule=LAB)
    assert other_server.asked == []


def test_what_is_sent_passes_the_address_policy(
    client: GuardedClient, interface: Interface
) -> None:
    for url in (interface.url, "http://169.254.169.254/", "file:///etc/passwd"):
        with pytest.raises(EgressRefused):
            client.send("POST", url, body=b"x")
    assert interface.asked == []


def test_a_pause_asked_for_is_told(client: GuardedClient, interface: Interface) -> None:
    interface.on("GET", "/", Told(b"", 429, {"Retry-After": "77"}))
    with pytest.raises(SourceBusy) as busy:
        client.send("GET", f"{interface.url}/", rule=LAB)
    assert busy.value.retry_after_s == 77.0


def test_a_header_that_cannot_be_sent_is_not_shown(
    client: GuardedClient, interface: Interface
) -> None:
    with pytest.raises(FetchFailed) as failed:
        client.send("GET", f"{interface.url}/", headers={"Authorization": f"{SECRET}\n"}, rule=LAB)
    assert SECRET not in str(failed.value)
    assert interface.asked == []
