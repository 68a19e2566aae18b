"""robots.txt by RFC 9309."""

import pytest

from monitor.domain.target import VisitOutcome
from spiders.fetch.crawl.robots import (
    LARGEST_BYTES,
    product_token,
    rules_from_answer,
    rules_unreachable,
)

PAGE = "https://shop.example/product/1"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 301, 302, 308])
def test_no_robots_txt_allows_everything(status: int) -> None:
    rules = rules_from_answer(status, b"User-agent: *\nDisallow: /", "Rightswatch")
    assert rules.why_refused(PAGE) is None


@pytest.mark.parametrize("status", [500, 502, 503, 504, 599, 429])
def test_a_server_in_trouble_forbids_everything(status: int) -> None:
    rules = rules_from_answer(status, b"", "Rightswatch")
    assert str(status) in (rules.why_refused(PAGE) or "")


def test_a_server_out_of_reach_forbids_everything() -> None:
    rules = rules_unreachable(VisitOutcome.FAILED, "the connection broke", "Rightswatch")
    assert "the connection broke" in (rules.why_refused(PAGE) or "")
    assert rules.outcome is VisitOutcome.FAILED


def test_an_origin_the_policy_refuses_is_refused_by_that_name() -> None:
    rules = rules_unreachable(VisitOutcome.POLICY, "10.0.0.1 is private", "Rightswatch")
    assert (rules.outcome, rules.why_refused(PAGE)) == (VisitOutcome.POLICY, "10.0.0.1 is private")


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /product/", False),
        ("User-agent: *\nDisallow: /product/\nAllow: /product/1", True),
        ("User-agent: *\nDisallow: /*/1$", False),
        ("User-agent: *\nDisallow: /product/1$\n", False),
        ("User-agent: *\nDisallow: /product/1?\n", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: rightswatch\nAllow: /", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: RIGHTSWATCH\nDisallow: /", False),
        ("User-agent: GoogleBot\nDisallow: /", True),
        ("User-agent: a\nUser-agent: Rightswatch\nUser-agent: b\nDisallow: /product", False),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("user-agent:*\r\ndisallow:/product", False),
        ("User-agent: *\nDisallow: /pr%6Fduct", False),
        ("<html>not found</html>", True),
        ("\x00\x01\x02", True),
        ("Disallow: /", True),
    ],
)
def test_what_a_file_says_is_kept(text: str, allowed: bool) -> None:  # noqa: FBT001
    rules = rules_from_answer(200, text.encode(), "Rightswatch")
    assert (rules.why_refused(PAGE) is None) is allowed


def test_only_the_first_500_kib_are_read() -> None:
    text = b"#" + b"a" * LARGEST_BYTES + b"\nUser-agent: *\nDisallow: /"
    assert rules_from_answer(200, text, "Rightswatch").why_refused(PAGE) is None


@pytest.mark.parametrize(
    ("wished", "granted"), [("5", 5.0), ("0.5", 0.5), ("86400", 30.0), ("-3", 0.0), ("soon", 0.0)]
)
def test_a_wished_delay_is_granted_up_to_half_a_minute(wished: str, granted: float) -> None:
    text = f"User-agent: *\nCrawl-delay: {wished}\n".encode()
    assert rules_from_answer(200, text, "Rightswatch").delay_s == granted


def test_sitemaps_are_kept_once_each() -> None:
    text = (
        b"Sitemap: https://shop.example/a.xml\nSitemap: https://shop.example/a.xml\nSitemap: /b.xml"
    )
    rules = rules_from_answer(200, text, "Rightswatch")
    assert rules.sitemaps == ("https://shop.example/a.xml", "/b.xml")


def test_our_name_is_the_user_agents_first_word() -> None:
    assert product_token("Rightswatch/0.1 (+https://bureau.example)") == "Rightswatch"
    assert product_token("Rightswatch (+x)") == "Rightswatch"
