"""The browser's way out, spoken to as a browser does."""

import socket
from collections.abc import Iterator

import pytest

from monitor.ports.http import EgressRule
from spiders.fetch.browser.proxy import ForwardProxy
from tests.fixtures.faults import FaultServer


@pytest.fixture
def proxy() -> ForwardProxy:
    names = {"shop.example": ["93.184.215.14"], "inner.example": ["127.0.0.1"]}
    return ForwardProxy(lambda host: names.get(host, []))


@pytest.fixture
def way_out(proxy: ForwardProxy, fault_server: FaultServer) -> Iterator[str]:
    rules = {
        f"127.0.0.1:{fault_server.port}": EgressRule(allow_private_addresses=True),
        "staged.example": EgressRule(
            allow_private_addresses=True, connect_to=f"127.0.0.1:{fault_server.port}"
        ),
    }
    with proxy.serve(rules) as url:
        yield url


def _say(way_out: str, words: bytes) -> bytes:
    port = int(way_out.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(words)
        heard = b""
        while chunk := line.recv(65536):
            heard += chunk
    return heard


def test_a_plain_request_is_forwarded_with_its_path_and_without_proxy_headers(
    way_out: str, fault_server: FaultServer
) -> None:
    fault_server.page("/a?b=c", "from the shop")
    heard = _say(
        way_out,
        f"GET {fault_server.url}/a?b=c HTTP/1.1\r\nHost: lies.example\r\n"
        "Proxy-Connection: keep-alive\r\nProxy-Authorization: secret\r\nX-Kept: 1\r\n\r\n".encode(),
    )
    assert heard.startswith(b"HTTP/1.1 200")
    assert heard.endswith(b"from the shop")
    asked = fault_server.asked[0].headers
    assert asked["host"] == f"127.0.0.1:{fault_server.port}"
    assert asked["x-kept"] == "1"
    assert not any(name.startswith("proxy-") for name in asked)


def test_connect_to_is_applied_by_host_to_requests_and_tunnels(
    way_out: str, fault_server: FaultServer
) -> None:
    fault_server.page("/", "staged")
    plain = _say(way_out, b"GET http://staged.example/ HTTP/1.1\r\nHost: staged.example\r\n\r\n")
    assert plain.endswith(b"staged")
    tunnel = _say(
        way_out,
        b"CONNECT staged.example:443 HTTP/1.1\r\nHost: staged.example:443\r\n\r\n"
        b"GET / HTTP/1.1\r\nHost: staged.example\r\n\r\n",
    )
    assert tunnel.startswith(b"HTTP/1.1 200 Connection established")
    assert tunnel.endswith(b"staged")


def test_it_says_whom_the_browser_spoke_with_and_by_which_addresses(
    proxy: ForwardProxy, way_out: str, fault_server: FaultServer
) -> None:
    fault_server.page("/", "staged")
    for host in ("staged.example", "staged.example", "inner.example"):
        _say(way_out, f"GET http://{host}/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    (spoken,) = proxy.reached
    assert (spoken.host, spoken.addresses) == ("staged.example", ("127.0.0.1",))
    assert (spoken.address, spoken.port) == ("127.0.0.1", fault_server.port)


@pytest.mark.parametrize(
    "line",
    [
        "GET http://127.0.0.1:{port}/ HTTP/1.1",
        "CONNECT 127.0.0.1:{port} HTTP/1.1",
        "GET http://inner.example/ HTTP/1.1",
        "CONNECT inner.example:443 HTTP/1.1",
        "CONNECT [::1]:443 HTTP/1.1",
        "CONNECT [::ffff:127.0.0.1]:443 HTTP/1.1",
        "CONNECT localhost:443 HTTP/1.1",
        "CONNECT 2130706433:443 HTTP/1.1",
        "CONNECT shop.example:22 HTTP/1.1",
        "GET http://169.254.169.254/latest/meta-data/ HTTP/1.1",
        "GET http://user@shop.example/ HTTP/1.1",
        "GET ftp://shop.example/ HTTP/1.1",
        "GET /relative HTTP/1.1",
        "CONNECT update.googleapis.com:443 HTTP/1.1",
        "CONNECT safebrowsing.googleapis.com:443 HTTP/1.1",
    ],
)
def test_what_the_policy_forbids_and_calls_home_are_refused_and_written_down(
    way_out: str, proxy: ForwardProxy, other_server: FaultServer, line: str
) -> None:
    asked = line.format(port=other_server.port)
    heard = _say(way_out, f"{asked}\r\nHost: x\r\n\r\n".encode())
    assert heard.startswith(b"HTTP/1.1 403")
    assert [target for target, _ in proxy.refusals] == [asked.split(" ")[1]]
    assert other_server.asked == []


@pytest.mark.parametrize("words", [b"nonsense\r\n\r\n", b"GET\r\n\r\n", b"\xff\xfe a b\r\n\r\n"])
def test_nonsense_is_answered_and_the_proxy_goes_on(
    way_out: str, fault_server: FaultServer, words: bytes
) -> None:
    assert _say(way_out, words).startswith(b"HTTP/1.1 40")
    fault_server.page("/", "still there")
    assert _say(way_out, f"GET {fault_server.url}/ HTTP/1.1\r\n\r\n".encode()).endswith(b"there")


def test_a_name_that_does_not_resolve_is_a_bad_gateway(way_out: str) -> None:
    assert _say(way_out, b"GET http://gone.example/ HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 502")


def test_a_websocket_goes_through_the_tunnel_both_ways(
    way_out: str, fault_server: FaultServer
) -> None:
    fault_server.page("/ws", "upgraded")
    port = int(way_out.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(f"CONNECT 127.0.0.1:{fault_server.port} HTTP/1.1\r\n\r\n".encode())
        assert line.recv(4096).startswith(b"HTTP/1.1 200")
        line.sendall(b"GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
        heard = b"".join(iter(lambda: line.recv(4096), b""))
        assert heard.endswith(b"upgraded")
    assert fault_server.asked[0].headers["upgrade"] == "websocket"


def test_the_door_closes_with_the_block(proxy: ForwardProxy) -> None:
    with proxy.serve({}) as url:
        port = int(url.rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=2)
