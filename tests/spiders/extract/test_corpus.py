"""Floors on real saved pages: right fields may grow, they may not shrink."""

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from monitor.domain.listing import PageReading
from monitor.domain.page import PageKind
from spiders.extract import read_page

KINDS = {
    "product": PageKind.LISTING,
    "search": PageKind.SEARCH,
    "home": PageKind.OTHER,
    "shell": PageKind.SHELL,
    "blocked": PageKind.CHALLENGE,
}

HOSTS = {
    "aidingmao": "www.aidingmao.com",
    "alibaba": "www.alibaba.com",
    "aliexpress": "www.aliexpress.com",
    "ebay": "www.ebay.com",
    "jd": "search.jd.com",
    "taobao": "s.taobao.com",
    "walmart": "www.walmart.com",
}
"""Where a page was saved from, for those whose address is not known."""


@cache
def labels(pages: Path) -> tuple[dict[str, Any], ...]:
    lines = (pages / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def reading(pages: Path, file: str, url: str, *, site_adapters: bool) -> PageReading:
    return read_page((pages / file).read_bytes(), url, site_adapters=site_adapters)


def folded(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", (text or "").casefold())


def tally(pages: Path, *, site_adapters: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for label in labels(pages):
        offer = reading(pages, label["file"], label["url"], site_adapters=site_adapters).offer
        if offer is None:
            continue
        price, seller = offer.price, offer.seller
        counts["title"] += folded(label["title"]) in folded(offer.title)
        right = {Decimal(label["price"])} if label["price"] else set()
        right |= {Decimal(alternative[0]) for alternative in label.get("alt") or ()}
        counts["price"] += price is not None and price.amount in right
        counts["currency"] += (
            bool(right) and price is not None and price.currency == label["currency"]
        )
        counts["invented"] += not right and price is not None
        main = offer.images[0].url if offer.images else ""
        counts["image"] += any(key in main for key in label["image_keys"] or ())
        counts["brand"] += bool(label["brand"]) and folded(offer.brand) == folded(label["brand"])
        named = {folded(seller.name), folded(seller.id)} if seller else set()
        counts["seller"] += bool(label["seller"]) and folded(label["seller"]) in named
    return counts


FLOORS = {"title": 61, "price": 55, "currency": 55, "image": 57, "brand": 23, "seller": 13}
GENERIC_FLOORS = {"title": 61, "price": 53, "currency": 54, "image": 55, "brand": 21, "seller": 9}


@pytest.mark.parametrize("site_adapters", [True, False])
def test_fields_of_labelled_pages_stay_right(corpus: Path, *, site_adapters: bool) -> None:
    counts = tally(corpus / "pages", site_adapters=site_adapters)
    floors = FLOORS if site_adapters else GENERIC_FLOORS
    assert {name: counts[name] for name in floors if counts[name] < floors[name]} == {}


def test_no_price_is_invented_where_the_page_shows_none(corpus: Path) -> None:
    assert tally(corpus / "pages", site_adapters=True)["invented"] == 0
    assert tally(corpus / "pages", site_adapters=False)["invented"] == 0


def test_pages_are_told_apart_before_they_are_read(corpus: Path) -> None:
    with (corpus / "pages" / "manifest.tsv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["kind"] in KINDS]
    wrong = []
    for row in rows:
        url = row["url"] or f"https://{HOSTS.get(row['site'], row['site'])}/"
        found = reading(corpus / "pages", row["file"], url, site_adapters=True)
        if found.kind is not KINDS[row["kind"]]:
            wrong.append(row["file"])
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(
    ("file", "least"),
    [
        ("ebay/ebay-search-01.html", 63),
        ("ebay/ebay-search-03.html", 60),
        ("taobao/taobao-search-01.html", 36),
        ("taobao/taobao-search-03.html", 36),
        ("alibaba/alibaba-search-00.html", 15),
        ("alibaba/alibaba-search-01.html", 15),
        ("jd/jd-search-04.html", 60),
        ("aidingmao/aidingmao-search-00.html", 80),
        ("well.ca/well.ca-search-01.html", 60),
        ("juno.co.uk/juno.co.uk-search-01.html", 30),
    ],
)
def test_search_pages_give_their_cards(corpus: Path, file: str, least: int) -> None:
    site = file.split("/", maxsplit=1)[0]
    url = f"https://{HOSTS.get(site, site)}/search?q=x"
    found = reading(corpus / "pages", file, url, site_adapters=True)
    ids = {card.listing_id for card in found.cards if card.listing_id}
    assert found.kind is PageKind.SEARCH
    assert len(ids) >= least


def test_text_destroyed_at_save_time_is_flagged_and_never_matched(corpus: Path) -> None:
    url = "https://detail.tmall.com/item.htm?id=538218798736"
    found = reading(corpus / "pages", "tmall/tmall-product-01.html", url, site_adapters=True)
    assert "text-destroyed" in found.signals
    assert found.offer is not None
    assert found.offer.title is None


def test_one_page_in_two_encodings_reads_the_same(corpus: Path) -> None:
    url = "https://item.jd.com/1020565583.html"
    first = reading(corpus / "pages", "jd/jd-product-00.html", url, site_adapters=True)
    second = reading(corpus / "pages", "jd/jd-product-01.html", url, site_adapters=True)
    assert first.offer is not None
    assert second.offer is not None
    assert first.offer.title == second.offer.title
