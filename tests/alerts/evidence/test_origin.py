"""Facts that support the origin of a page: noted, never proof."""

from typing import Any

import pytest

from alerts.evidence.check import Claim, Outcome
from alerts.evidence.origin import LISTING, TEXT, origin_checks
from monitor.domain.codec import canonical_json

TLS = {"issuer": "Example CA", "chain_sha256": ["a", "b"], "scts": 2}


def facts(visit: dict[str, Any], title: str | None, text: str) -> list[str]:
    members = {LISTING: canonical_json({"offer": {"title": title}}), TEXT: text.encode()}
    checks = list(origin_checks({"visit": {"hosts": [], **visit}}, members))
    assert {(check.claim, check.outcome) for check in checks} == {(Claim.ORIGIN, Outcome.NOTED)}
    return [check.because for check in checks]


@pytest.mark.parametrize(
    ("url", "tls", "told"),
    [
        ("https://shop.example/1", {"shop.example": TLS}, "a certificate of Example CA"),
        ("https://shop.example/1", {"other.example": TLS}, "of shop.example was not kept"),
        ("http://shop.example/1", {}, "the page came without TLS"),
    ],
)
def test_the_connection_of_the_page_itself_is_told(
    url: str, tls: dict[str, object], told: str
) -> None:
    connection, _ = facts({"final_url": url, "tls": tls}, "ACME pump", "ACME\n pump, blue")
    assert told in connection


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("ACME pump", "Buy: ACME\n pump, blue", "stands in the page"),
        ("ACME pump", "sold out", "does not stand in the page"),
        (None, "sold out", "read no title"),
    ],
)
def test_crawl_and_browser_are_held_against_each_other(
    title: str | None, text: str, told: str
) -> None:
    assert told in facts({"final_url": "http://shop.example/1"}, title, text)[-1]
