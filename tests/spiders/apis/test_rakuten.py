"""What is particular about Rakuten's interface: its keys, words, codes and two ways of listing."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from monitor.domain.errors import FetchFailed, KeysRefused
from monitor.domain.page import Page
from monitor.domain.seller import Seller
from monitor.domain.watch import Source
from monitor.ports.asker import Admission, Keys, SearchesPictures
from spiders.apis.rakuten import client
from spiders.apis.rakuten.spider import RakutenAsker
from tests.contracts.asker.replicas import RAKUTEN

ROOT = "https://openapi.rakuten.co.jp/ichibams/api/IchibaItem/Search/20260701"
API = Source(id="api", url=ROOT, site="rakuten-api")


def answered(status: int) -> Page:
    return Page(
        url=ROOT,
        requested_url=ROOT,
        status=status,
        headers=(),
        body=b"{}",
        fetched_at=datetime(2026, 11, 23, tzinfo=UTC),
    )


def test_it_is_recognised_by_host_and_path_in_any_version() -> None:
    assert RakutenAsker().claims(ROOT)
    assert RakutenAsker().claims(ROOT.replace("20260701", "20990101"))
    assert not RakutenAsker().claims("https://item.rakuten.co.jp/kaban-ya/bag-1/")
    assert not isinstance(RakutenAsker(), SearchesPictures)


def test_a_search_keeps_the_version_of_the_source_and_asks_for_full_pages() -> None:
    (target,) = RakutenAsker().seeds(API, ["ヴェロリン かばん"])
    assert target.url.startswith(f"{ROOT}?")
    asked = parse_qs(urlsplit(target.url).query)
    assert (asked["keyword"], asked["hits"], asked["page"]) == (
        ["ヴェロリン かばん"],
        ["30"],
        ["1"],
    )
    assert asked["availability"] == ["0"], "what is sold out was offered too"


def test_words_of_one_letter_are_left_out_for_the_interface_refuses_them() -> None:
    urls = [target.url for target in RakutenAsker().seeds(API, ["A Vellorine 2", "X", "Vellorine"])]
    assert [parse_qs(urlsplit(url).query)["keyword"] for url in urls] == [["Vellorine"]]


def test_the_registered_address_is_told_with_the_keys() -> None:
    keys = Keys(
        client_id="number",
        client_secret="key",  # noqa: S106 - it opens nothing
        application_url="https://a.example/b",
    )
    admission = RakutenAsker().login(API, keys)
    assert isinstance(admission, Admission)
    assert admission.query == {"applicationId": "number"}
    assert admission.headers == {
        "accessKey": "key",
        "Referer": "https://a.example/b",
        "Origin": "https://a.example",
    }
    assert "key" not in repr(admission)
    assert "number" not in repr(keys)


def test_both_ways_of_listing_give_the_same_offer() -> None:
    flat = RAKUTEN.entry(1, "https://img.example")
    urls = [{"imageUrl": url} for url in flat["mediumImageUrls"]]
    wrapped = {"Item": {**flat, "mediumImageUrls": urls}}
    (one,) = client.found_offers({"Items": [flat]})
    assert client.found_offers({"Items": [wrapped]}) == (one,)
    assert client.found_offers({"items": [flat]}) == (one,)
    assert [image.url for image in one.images] == [
        "https://img.example/img/1.png",
        "https://img.example/img/more.png",
    ]
    assert one.description == "帆布の かばん です。"
    assert one.seller == Seller(id="kaban-ya", name="かばん屋")


def test_an_offer_keeps_its_code_so_that_it_can_be_asked_for_again() -> None:
    (offer,) = client.found_offers({"Items": [RAKUTEN.entry(1, "")]})
    target = replace(RAKUTEN.about(API, 1), url=offer.url)
    asked = parse_qs(urlsplit(RakutenAsker().question(target, API, None).url).query)
    assert asked["itemCode"] == ["kaban-ya:10000001"]


def test_an_offer_without_a_code_cannot_be_asked_for() -> None:
    target = replace(RAKUTEN.about(API, 1), url="https://item.rakuten.co.jp/kaban-ya/bag-1/")
    with pytest.raises(FetchFailed, match="keeps none"):
        RakutenAsker().question(target, API, None)


def test_a_shop_is_asked_for_by_its_code_alone() -> None:
    target = RakutenAsker().seller_target(API, Seller(id="kaban-ya", name="かばん屋"))
    assert target is not None
    asked = parse_qs(urlsplit(target.url).query)
    assert asked["shopCode"] == ["kaban-ya"]
    assert "keyword" not in asked
    assert RakutenAsker().seller_target(API, Seller(name="かばん屋")) is None


def test_a_retired_version_is_told_as_such() -> None:
    page = answered(400)
    told = {"error": "wrong_parameter", "error_description": "API Configuration not found"}
    with pytest.raises(FetchFailed, match="version at the end of the source's url is retired"):
        client.nothing_found(page, told)


def test_an_address_that_is_not_allowed_is_a_matter_of_keys() -> None:
    told = {"errors": {"errorCode": 403, "errorMessage": "CLIENT_IP_NOT_ALLOWED"}}
    with pytest.raises(KeysRefused, match=r"not from here.*CLIENT_IP_NOT_ALLOWED"):
        client.nothing_found(answered(403), told)
