"""What is followed in one batch, and where traps end."""

from datetime import UTC, datetime

import pytest

from monitor.domain.target import Target, TargetKind
from monitor.domain.watch import Source
from spiders.fetch.crawl.batch import MOST_VARIANTS, BatchFrontier, Step, at_one_address, secured
from spiders.fetch.order import CrawlOrder
from tests.fixtures.crawl_child import lease

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HOME = "https://shop.example"


def _batch(
    *leased: str, max_pages: int = 100, max_depth: int = 3, lately: tuple[Target, ...] = ()
) -> BatchFrontier:
    return BatchFrontier(
        CrawlOrder(
            source=Source(id="s", url=f"{HOME}/", max_depth=max_depth),
            targets=tuple(lease("s", *leased)),
            user_agent="Rightswatch/0.1",
            contact="",
            time_limit_s=60,
            max_pages=max_pages,
            visited_lately=lately,
        )
    )


def _found(path: str, kind: TargetKind = TargetKind.CATEGORY, depth: int = 1) -> Target:
    return Target(source_id="s", url=f"{HOME}{path}", kind=kind, depth=depth)


def _urls(
    batch: BatchFrontier,
    *found: Target,
    next_url: str | None = None,
    of: Target | None = None,
) -> list[str]:
    page = Step(target=of or _found("/"), url=f"{HOME}/", started_at=NOW)
    return [step.url.removeprefix(HOME) for step in batch.followed(page, found, next_url, NOW)]


def test_offers_wait_for_their_own_lease() -> None:
    offer = _found("/product/1", TargetKind.LISTING)
    assert _urls(_batch(), offer, _found("/a"), _found("/s", TargetKind.SELLER)) == ["/a", "/s"]


def test_nothing_is_visited_twice() -> None:
    batch = _batch(f"{HOME}/a")
    assert len(list(batch.leased(NOW))) == 1
    assert _urls(batch, _found("/a"), _found("/b"), _found("/b")) == ["/b"]
    assert _urls(batch, _found("/b")) == []


def test_a_page_visited_lately_is_followed_again_only_from_nearer_the_seed() -> None:
    batch = _batch(f"{HOME}/a", lately=(_found("/a"), _found("/b", depth=2), _found("/b", depth=3)))
    assert len(list(batch.leased(NOW))) == 1
    assert _urls(batch, _found("/b", depth=2), _found("/c", depth=2)) == ["/c"]
    assert _urls(batch, _found("/b", depth=1)) == ["/b"]


def test_the_page_budget_counts_leased_and_followed_together() -> None:
    batch = _batch(f"{HOME}/1", f"{HOME}/2", max_pages=4)
    assert len(list(batch.leased(NOW))) == 2
    assert _urls(batch, _found("/a"), _found("/b"), _found("/c")) == ["/a", "/b"]


def test_leased_targets_beyond_the_budget_are_left() -> None:
    assert len(list(_batch(*(f"{HOME}/{n}" for n in range(9)), max_pages=3).leased(NOW))) == 3


def test_too_deep_and_foreign_targets_are_left() -> None:
    other = Target(source_id="other", url=f"{HOME}/x", kind=TargetKind.CATEGORY)
    assert _urls(_batch(max_depth=2), _found("/a", depth=3), _found("/b", depth=2), other) == ["/b"]


def test_a_next_page_without_new_offers_ends_the_chain() -> None:
    batch = _batch()
    offers = [_found(f"/product/{n}", TargetKind.LISTING) for n in range(3)]
    following = f"{HOME}/bags?page=2"
    assert _urls(batch, *offers, _found("/bags?page=2"), next_url=following) == ["/bags?page=2"]
    following = f"{HOME}/bags?page=3"
    assert _urls(batch, *offers, _found("/bags?page=3"), next_url=following) == []


def test_a_search_is_read_on_though_another_one_brought_the_same_first_offers() -> None:
    batch = _batch()
    offers = [_found(f"/product/{n}", TargetKind.LISTING) for n in range(3)]
    for query in ("acme", "acme+bag"):
        first, second, third = (
            _found(f"/s?q={query}{page}", TargetKind.SEARCH) for page in ("", "&page=2", "&page=3")
        )
        assert _urls(batch, *offers, second, next_url=second.url, of=first)
        assert _urls(batch, *offers, third, next_url=third.url, of=second) == []


def test_a_facet_explosion_ends_and_paging_does_not_count() -> None:
    batch = _batch(max_pages=1000)
    facets = [_found(f"/bags?facet{n}=1") for n in range(200)]
    assert len(_urls(batch, *facets)) == MOST_VARIANTS
    for page in range(2, 60):
        offer = _found(f"/product/{page}", TargetKind.LISTING)
        following = _found(f"/bags?page={page}")
        assert _urls(batch, offer, following, next_url=following.url)


def test_searches_on_one_page_differ_by_their_query() -> None:
    one, other = f"{HOME}/#rightswatch-search=a", f"{HOME}/#rightswatch-search=b"
    targets = [Target(source_id="s", url=url, kind=TargetKind.SEARCH) for url in (one, other)]
    assert _urls(_batch(), *targets) == ["/", "/"]


def test_a_page_linked_over_http_and_https_is_one_page() -> None:
    found = [
        _found("/a"),
        Target(source_id="s", url="http://shop.example/a", kind=TargetKind.SEARCH),
    ]
    assert [target.url for target in at_one_address(reversed(found), f"{HOME}/")] == [f"{HOME}/a"]
    batch = _batch()
    assert _urls(batch, _found("/b")) == ["/b"]
    plain = Target(source_id="s", url="http://shop.example/b", kind=TargetKind.CATEGORY)
    assert _urls(batch, plain) == []


def test_leases_of_one_page_over_http_and_https_ask_for_it_once() -> None:
    batch = _batch("http://shop.example/a", f"{HOME}/a", "http://other.example/a")
    urls = [step.url for step in batch.leased(NOW)]
    assert urls == [f"{HOME}/a", f"{HOME}/a", "http://other.example/a"]


@pytest.mark.parametrize(
    ("url", "near", "expected"),
    [
        ("http://shop.example/a", "https://shop.example/", "https://shop.example/a"),
        ("http://www.shop.example/a", "https://shop.example/", "https://www.shop.example/a"),
        ("http://shop.example/a", "http://shop.example/", "http://shop.example/a"),
        ("http://shop.example:8080/a", "https://shop.example/", "http://shop.example:8080/a"),
        ("http://127.0.0.1:80/a", "https://127.0.0.1/", "http://127.0.0.1:80/a"),
        ("http://else.example/a", "https://shop.example/", "http://else.example/a"),
        ("ftp://shop.example/a", "https://shop.example/", "ftp://shop.example/a"),
        ("http://[::1", "https://shop.example/", "http://[::1"),
        ("http://[bad", "https://shop.example/", "http://[bad"),
    ],
)
def test_an_address_is_taken_over_tls_where_its_host_is_known_to_speak_it(
    url: str, near: str, expected: str
) -> None:
    assert secured(url, near) == expected
