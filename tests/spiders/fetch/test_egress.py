"""The address policy: every known way to make a crawler call inside, and none gets through."""

import ipaddress
import random
from collections.abc import Iterable

import pytest
from ssrfguard import DEFAULT_DENIED

from monitor.domain.errors import EgressRefused, FetchFailed
from monitor.domain.watch import Source
from monitor.ports.http import EgressRule
from spiders.fetch.egress import Destination, EgressPolicy, rules_of, why_refused

INNER_ADDRESSES = (
    "0.0.0.0",  # noqa: S104 - a case, not a binding
    "0.0.0.1",
    "0.255.255.255",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",
    "100.127.255.254",
    "127.0.0.1",
    "127.0.0.2",
    "127.255.255.255",
    "169.254.0.1",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.8",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::2",
    "::7f00:1",
    "::127.0.0.1",
    "::10.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "64:ff9b:1:fffe::10.0.0.1",
    "100::1",
    "100:0:0:1::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:0:7f00:1::",
    "2001:2::1",
    "2001:10::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2002:a9fe:a9fe::",
    "2002:808:808::1",
    "3fff::1",
    "3fff:fff:ffff::1",
    "5f00::1",
    "5f00:ffff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fdff:ffff::1",
    "fe80::1",
    "febf::1",
    "fec0::1",
    "feff::1",
    "ff00::1",
    "ff02::1",
    "ff0e::1",
)

ODD_URLS = (
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://00/",
    "http://127.0.0.1./",
    "http://127.0.0.01/",
    "http://127.0.0.256/",
    "http://1.1.1.1.1/",
    "http://0x/",
    "http://1.2.3.4.0x5/",
    "http://①②⑦.⓪.⓪.①/",
    "http://１２７.０.０.１/",
    "http://127。0。0。1/",
    "http://ｌｏｃａｌｈｏｓｔ/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://localhost.localdomain/",
    "http://metadata.google.internal/",
    "http://metadata/",
    "http://kubernetes.default.svc/",
    "http://router.lan/",
    "http://printer.local/",
    "http://db.intranet/",
    "http://a.onion/",
    "http://1.0.0.127.in-addr.arpa/",
    "http://user@127.0.0.1/",
    "http://user:secret@shop.example/",
    "http://shop.example@127.0.0.1/",
    "http://127.0.0.1@shop.example/",
    "http://shop.example:80@127.0.0.1:80/",
    "http://shop.example#@127.0.0.1:22/".replace("#", "%23"),
    "http://shop.example\\@127.0.0.1/",
    "http:\\\\127.0.0.1\\",
    "http:/\\127.0.0.1/",
    "http://shop.example\t/",
    "http://shop.example\n.internal/",
    "http://shop.example\x00/",
    " http://127.0.0.1/",
    "http://shop.example/a b",
    "http://127.0.0.1%2f@shop.example/",
    "http://%31%32%37.0.0.1/",
    "http://%6c%6f%63alhost/",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[::1%25lo]/",
    "http://[127.0.0.1]/",
    "http://[::1/",
    "http://[::1]x/",
    "http://[v1.127.0.0.1]/",
    "http://::1/",
    "http:///etc/passwd",
    "http://",
    "http://:80/",
    "http://./",
    "http://../",
    "http://.shop.example/",
    "http://shop..example/",
    "http://-shop.example/",
    "http://shop_.-.example/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 200 + "example/",
    "http://shop.example/" + "a" * 5000,
    "http://shop.example:22/",
    "http://shop.example:25/",
    "http://shop.example:6379/",
    "http://shop.example:8080/",
    "http://shop.example:0/",
    "http://shop.example:65536/",
    "http://shop.example:-1/",
    "http://shop.example:8o/",
    "http://shop.example:８０/",
    "http://shop.example:80:80/",
    "https://shop.example:2375/",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "ftp://shop.example/",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "dict://127.0.0.1:11211/stat",
    "ldap://127.0.0.1/",
    "jar:http://shop.example!/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "view-source:http://127.0.0.1/",
    "ws://127.0.0.1/",
    "//127.0.0.1/",
    "/etc/passwd",
    "",
)


def _policy(*answers: str, rules: dict[str, EgressRule] | None = None) -> EgressPolicy:
    return EgressPolicy(rules or {}, lambda _host: answers)


def test_there_are_more_than_a_hundred_cases() -> None:
    assert len(set(INNER_ADDRESSES)) + len(set(ODD_URLS)) >= 160


@pytest.mark.parametrize("address", INNER_ADDRESSES)
def test_an_inner_address_is_refused_as_a_literal(address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(EgressRefused):
        _policy().check_url(f"http://{host}/")


@pytest.mark.parametrize("address", INNER_ADDRESSES)
def test_an_inner_address_is_refused_behind_a_public_name(address: str) -> None:
    policy = _policy("93.184.215.14", address)
    with pytest.raises(EgressRefused):
        policy.destination(policy.check_url("https://shop.example/"))


@pytest.mark.parametrize("url", ODD_URLS)
def test_an_odd_url_is_refused_before_any_name_is_resolved(url: str) -> None:
    with pytest.raises(EgressRefused):
        _policy("93.184.215.14").check_url(url)


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("http://shop.example/", "shop.example", 80),
        ("HTTPS://Shop.Example/a?b#c", "shop.example", 443),
        ("https://shop.example:443/", "shop.example", 443),
        ("https://shop.example./", "shop.example", 443),
        ("http://93.184.215.14/", "93.184.215.14", 80),
        ("http://[2606:2800:220:1::1]/", "2606:2800:220:1::1", 80),
        ("https://bücher.example/", "xn--bcher-kva.example", 443),
        ("https://商店.中国/", "xn--czrs0t.xn--fiqs8s", 443),
        ("https://shop_1.example/", "shop_1.example", 443),
        ("https://1688.com/", "1688.com", 443),
    ],
)
def test_a_public_url_passes_in_one_spelling(url: str, host: str, port: int) -> None:
    endpoint = _policy().check_url(url)
    assert (endpoint.host, endpoint.port) == (host, port)


def test_the_checked_address_is_the_one_given_out() -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    policy = EgressPolicy({}, lambda _host: next(answers))
    endpoint = policy.check_url("http://rebind.example/")
    assert policy.destination(endpoint) == [Destination(address="93.184.215.14", port=80)]
    with pytest.raises(EgressRefused, match="private or loopback"):
        policy.destination(endpoint)


def test_a_name_that_does_not_resolve_is_a_failed_fetch_not_a_refusal() -> None:
    def nobody(_host: str) -> Iterable[str]:
        raise OSError

    for policy in (EgressPolicy({}, nobody), _policy()):
        with pytest.raises(FetchFailed, match="does not resolve"):
            policy.destination(policy.check_url("http://gone.example/"))


def test_a_source_on_a_private_address_may_be_reached_and_nothing_beside_it() -> None:
    source = Source(id="lab", url="http://127.0.0.1:8100/", allow_private_addresses=True)
    policy = EgressPolicy(rules_of(source))
    endpoint = policy.check_url("http://127.0.0.1:8100/a")
    assert policy.destination(endpoint) == [Destination(address="127.0.0.1", port=8100)]
    for url in ("http://127.0.0.1:8101/", "http://127.0.0.1/", "http://127.0.0.2:8100/"):
        with pytest.raises(EgressRefused):
            policy.check_url(url)


def test_private_addresses_once_allowed_open_neither_metadata_nor_multicast() -> None:
    for address in ("169.254.169.254", "fe80::1", "224.0.0.1", "::", "::ffff:10.0.0.1"):
        assert why_refused(address, allow_private=True)
    for address in ("10.1.2.3", "127.0.0.1", "192.168.1.1", "::1", "fd00::1"):
        assert why_refused(address, allow_private=True) is None


def test_connect_to_leads_every_host_to_the_given_place_and_no_other() -> None:
    source = Source(
        id="copy",
        url="https://shop.example/",
        connect_to="127.0.0.1:9000",
        allow_private_addresses=True,
    )
    policy = EgressPolicy(rules_of(source), lambda _host: ["93.184.215.14"])
    for url in ("https://shop.example/a", "https://cdn.example/b", "http://10.0.0.1:22/"):
        found = policy.destination(policy.check_url(url))
        assert found == [Destination(address="127.0.0.1", port=9000)]


@pytest.mark.parametrize("place", ["127.0.0.1:9000", "[::1]:9000", "inner.example:9000"])
def test_connect_to_a_private_place_needs_the_leave_too(place: str) -> None:
    source = Source(id="copy", url="https://shop.example/", connect_to=place)
    policy = EgressPolicy(rules_of(source), lambda _host: ["10.0.0.1"])
    with pytest.raises(EgressRefused):
        policy.destination(policy.check_url("https://shop.example/a"))


def test_a_name_of_a_private_source_counts_with_and_without_www() -> None:
    source = Source(id="lab", url="http://shop.example/", allow_private_addresses=True)
    policy = EgressPolicy(rules_of(source), lambda _host: ["10.0.0.1"])
    for url in ("http://shop.example/", "https://www.shop.example/"):
        assert policy.destination(policy.check_url(url))
    with pytest.raises(EgressRefused):
        policy.destination(policy.check_url("http://cdn.shop.example/"))


def test_a_rule_given_by_hand_holds_for_that_call_only() -> None:
    rule = EgressRule(allow_private_addresses=True)
    policy = _policy()
    assert policy.check_url("http://10.0.0.1:8080/", rule).port == 8080
    with pytest.raises(EgressRefused):
        policy.check_url("http://10.0.0.1:8080/")


def test_no_random_address_passes_that_either_table_calls_inner() -> None:
    draw = random.Random(20261123)  # noqa: S311 - repeatable, not secret
    for _ in range(5000):
        for address in (
            ipaddress.IPv4Address(draw.getrandbits(32)),
            ipaddress.IPv6Address(draw.getrandbits(128)),
            ipaddress.IPv6Address(draw.getrandbits(32)),
            ipaddress.IPv6Address((0x2002 << 112) | draw.getrandbits(112)),
        ):
            if why_refused(str(address)) is None:
                assert address.is_global
                assert not DEFAULT_DENIED.classify(address).blocked
