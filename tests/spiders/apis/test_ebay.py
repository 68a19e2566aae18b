"""What is particular about eBay's interface: its login, pictures, sellers, variants."""

import base64
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from monitor.domain.listing import Price
from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from monitor.domain.target import LeasedTarget, Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import Source
from monitor.ports.asker import SearchesPictures
from monitor.ports.spider import KnowsSellers
from spiders.apis.ebay import client
from spiders.apis.ebay.spider import EbayAsker
from spiders.fetch.ask.asking import ask
from spiders.fetch.client import GuardedClient
from spiders.fetch.order import CrawlOrder
from tests.contracts.asker.replicas import CLIENT_ID, CLIENT_SECRET, EBAY, TOKEN, let_in
from tests.fixtures.crawl_child import Folder
from tests.fixtures.interface import Asked, Interface, Told

API = Source(id="api", url="https://api.ebay.com/", site="ebay-api", marketplace="EBAY_DE")


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAB_CLIENT_ID", CLIENT_ID)
    monkeypatch.setenv("LAB_CLIENT_SECRET", CLIENT_SECRET)


def put(blobs: Folder, source: Source, *targets: Target) -> list[Visit]:
    order = CrawlOrder(
        source=source,
        targets=tuple(LeasedTarget(id=n, target=t) for n, t in enumerate(targets, 1)),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=30.0,
        max_pages=50,
        images_per_offer=0,
    )
    visits: list[Visit] = []
    ask(order, EbayAsker(), GuardedClient("Rightswatch/0.1"), blobs, visits.append)
    return visits


def test_it_is_recognised_by_its_host_before_the_page_spider_is() -> None:
    assert EbayAsker().claims("https://api.ebay.com/")
    assert not EbayAsker().claims("https://www.ebay.com/")
    assert isinstance(EbayAsker(), SearchesPictures)
    assert isinstance(EbayAsker(), KnowsSellers)


def test_a_search_asks_for_every_way_of_buying_and_for_short_descriptions() -> None:
    (target,) = EbayAsker().seeds(API, ["Vellorine bag & co"])
    asked = parse_qs(urlsplit(target.url).query)
    assert asked["q"] == ["Vellorine bag & co"]
    assert asked["filter"] == ["buyingOptions:{FIXED_PRICE|AUCTION|BEST_OFFER}"]
    assert "EXTENDED" in asked["fieldgroups"][0]
    assert int(asked["offset"][0]) % int(asked["limit"][0]) == 0


def test_a_token_is_asked_for_once_a_batch_and_sent_with_the_marketplace(
    interface: Interface, tmp_path: Path
) -> None:
    EBAY.open(interface, 0)
    source = replace(EBAY.source(interface), marketplace="EBAY_DE")
    put(Folder(tmp_path), source, *EbayAsker().seeds(source, ["one", "two", "three"]))
    (login,) = interface.of(client.LOGIN)
    pair = base64.b64decode(login.headers["authorization"].removeprefix("Basic ")).decode()
    assert pair == f"{CLIENT_ID}:{CLIENT_SECRET}"
    assert parse_qs(login.body.decode())["grant_type"] == ["client_credentials"]
    searches = interface.of(client.SEARCH)
    assert len(searches) == 3
    for search in searches:
        assert search.headers["authorization"] == f"Bearer {TOKEN}"
        assert search.headers["x-ebay-c-marketplace-id"] == "EBAY_DE"


def test_a_token_withdrawn_before_its_time_is_replaced_once(
    interface: Interface, tmp_path: Path
) -> None:
    EBAY.open(interface, 0)
    answers = iter([Told(EBAY.feed([], 0, 1)), EBAY.refused[401], Told(EBAY.feed([], 0, 1))])
    interface.on("GET", client.SEARCH, lambda _: next(answers))
    source = EBAY.source(interface)
    visits = put(Folder(tmp_path), source, *EbayAsker().seeds(source, ["one", "two"]))
    assert [visit.outcome for visit in visits] == [VisitOutcome.READ] * 2
    assert len(interface.of(client.LOGIN)) == 2


def test_a_token_is_not_used_beyond_its_time(interface: Interface, tmp_path: Path) -> None:
    EBAY.open(interface, 0)
    interface.on("POST", client.LOGIN, Told({"access_token": TOKEN, "expires_in": 0}))
    source = EBAY.source(interface)
    put(Folder(tmp_path), source, *EbayAsker().seeds(source, ["one", "two"]))
    assert len(interface.of(client.LOGIN)) == 2


@pytest.mark.parametrize(
    ("told", "because"),
    [
        (Told({"error": "invalid_client", "error_description": "who are you"}, 401), "who are you"),
        (Told({"expires_in": 7200}), "without a token"),
        (Told({"access_token": "a b\r\nX: y"}), "without a token"),
        (Told(b"<html>", 500), "no JSON"),
    ],
)
def test_a_login_that_fails_says_why(
    interface: Interface, tmp_path: Path, told: Told, because: str
) -> None:
    EBAY.open(interface, 1)
    interface.on("POST", client.LOGIN, told)
    source = EBAY.source(interface)
    visits = put(Folder(tmp_path), source, *EbayAsker().seeds(source, ["one"]))
    assert [visit.outcome for visit in visits] == [VisitOutcome.FAILED]
    assert because in (visits[0].because or "")


def test_a_registered_picture_is_posted_and_its_offers_read_page_by_page(
    interface: Interface, tmp_path: Path
) -> None:
    let_in(interface)
    blobs = Folder(tmp_path)
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400
    source = EBAY.source(interface)
    (target,) = EbayAsker().picture_seeds(source, [blobs.put(picture)])

    def answer(asked: Asked) -> Told:
        start = int(asked.query["offset"])
        shown = [EBAY.entry(n, interface.url) for n in range(start, start + client.A_PAGE)]
        return Told(EBAY.feed(shown, 5_000, start // client.A_PAGE + 1))

    interface.on("POST", client.BY_PICTURE, answer)
    visits = put(blobs, source, target)
    assert len(visits) == 4, "further offers resemble less: 200 are enough"
    asked = interface.of(client.BY_PICTURE)[0]
    assert base64.b64decode(json.loads(asked.body)["image"]) == picture
    assert asked.headers["content-type"] == "application/json"
    assert visits[0].target.url.endswith(f"#picture={blobs.put(picture)}")
    assert sum(len(visit.sightings) for visit in visits) == 200


def test_a_picture_that_is_not_kept_fails_its_question_alone(
    interface: Interface, tmp_path: Path
) -> None:
    EBAY.open(interface, 0)
    source = EBAY.source(interface)
    seeds = [*EbayAsker().picture_seeds(source, ["0" * 64]), *EbayAsker().seeds(source, ["bag"])]
    visits = put(Folder(tmp_path), source, *seeds)
    assert [visit.outcome for visit in visits] == [VisitOutcome.FAILED, VisitOutcome.READ]
    assert interface.of(client.BY_PICTURE) == []


def test_a_sellers_whole_shop_is_asked_for_by_name(interface: Interface, tmp_path: Path) -> None:
    EBAY.open(interface, 2)
    source = EBAY.source(interface)
    target = EbayAsker().seller_target(source, Seller(name="bags_of_kent"))
    assert target is not None
    (visit,) = put(Folder(tmp_path), source, target)
    assert visit.page_kind is PageKind.SELLER
    (asked,) = interface.of(client.SEARCH)
    assert asked.query["filter"].startswith("sellers:{bags_of_kent},buyingOptions:")
    assert asked.query["category_ids"] == "0"


@pytest.mark.parametrize("name", ["a|b", "x}", "two words", "", None])
def test_a_name_that_would_change_the_filter_is_not_asked_for(name: str | None) -> None:
    assert EbayAsker().seller_target(API, Seller(name=name)) is None


def test_an_offer_in_variants_is_asked_for_as_a_group(interface: Interface, tmp_path: Path) -> None:
    let_in(interface)
    error = {"errors": [{"errorId": 11006, "message": "it is a group"}]}
    interface.on("GET", client.ONE, Told(error, 400))
    low, high = EBAY.entry(3, interface.url), EBAY.entry(3, interface.url)
    low["price"] = {"value": "9.90", "currency": "GBP"}
    high["price"] = {"value": "12.00", "currency": "GBP"}
    told = {"items": [high, low, EBAY.entry(4, "")], "commonDescriptions": [{"description": "x"}]}
    interface.on("GET", client.VARIANTS, Told(told))
    source = EBAY.source(interface)
    (visit,) = put(Folder(tmp_path), source, EBAY.about(source, 3))
    (sighting,) = visit.sightings
    price = sighting.offer.price
    assert price is not None
    assert (str(price.amount), str(price.high)) == ("9.90", "12.00")
    assert visit.target.url == EBAY.listing_url(3)


def test_an_offers_own_answer_gives_brand_description_category_and_countries() -> None:
    entry = EBAY.entry(1, "https://img.example") | {
        "brand": "Vellorine",
        "description": "<div>Waxed <b>canvas</b><script>alert(1)</script></div>",
        "categoryPath": "Clothes|Bags",
        "condition": "Pre-owned",
        "shipToLocations": {
            "regionIncluded": [
                {"regionType": "COUNTRY", "regionId": "DE"},
                {"regionType": "WORLD_REGION", "regionId": "EU"},
                {"regionType": "WORLDWIDE", "regionId": "WORLDWIDE"},
            ]
        },
    }
    offer = client.read_offer(entry)
    assert offer is not None
    assert (offer.brand, offer.category, offer.ships_to) == ("Vellorine", "Clothes > Bags", ("DE",))
    assert offer.description == "Waxed canvas"
    assert offer.condition == "used"


def test_an_auction_asks_its_highest_bid() -> None:
    entry = EBAY.bare(1) | {"currentBidPrice": {"value": "0.99", "currency": "USD"}}
    offer = client.read_offer(entry)
    assert offer is not None
    assert offer.price is not None
    assert (str(offer.price.amount), offer.price.currency) == ("0.99", "USD")


def test_a_currency_that_does_not_exist_is_not_taken() -> None:
    entry = EBAY.bare(1) | {"price": {"value": "5", "currency": "XQZ"}}
    offer = client.read_offer(entry)
    assert offer is not None
    assert offer.price == Price(amount=offer.price.amount, currency=None) if offer.price else False


def test_a_page_url_of_another_site_is_replaced_by_ebays_own() -> None:
    offer = client.read_offer(EBAY.bare(1) | {"itemWebUrl": "https://ebay.com.evil.example/itm/1"})
    assert offer is not None
    assert offer.url == f"https://www.ebay.com/itm/{EBAY.listing_id(1)}"


def test_too_many_requests_told_in_words_is_a_pause(interface: Interface, tmp_path: Path) -> None:
    EBAY.tell(interface, Told({"errors": [{"errorId": 2001, "message": "too many"}]}, 400))
    source = EBAY.source(interface)
    (visit,) = put(Folder(tmp_path), source, EBAY.question(source))
    assert (visit.outcome, visit.retry_after_s) == (VisitOutcome.BUSY, 60.0)


def test_a_control_tells_that_the_interface_still_answers(
    interface: Interface, tmp_path: Path
) -> None:
    let_in(interface)
    alive, gone = EBAY.entry(1, interface.url), EBAY.listing_id(2)
    interface.on(
        "GET",
        client.ONE,
        lambda asked: EBAY.gone if asked.query["legacy_item_id"] == gone else Told(alive),
    )
    source = EBAY.source(interface)
    order = CrawlOrder(
        source=source,
        targets=(
            LeasedTarget(
                id=1,
                target=replace(EBAY.about(source, 2), recheck=True),
                control_url=EBAY.listing_url(1),
            ),
        ),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=30.0,
        max_pages=50,
    )
    visits: list[Visit] = []
    blobs = Folder(tmp_path)
    ask(order, EbayAsker(), GuardedClient("Rightswatch/0.1"), blobs, visits.append)
    assert [(v.outcome, v.control_alive) for v in visits] == [(VisitOutcome.GONE, True)]
    assert visits[0].target.kind is TargetKind.LISTING


def test_keys_that_may_not_search_by_picture_still_search_by_words(
    interface: Interface, tmp_path: Path
) -> None:
    EBAY.open(interface, 0)
    interface.on("POST", client.BY_PICTURE, EBAY.refused[403])
    blobs = Folder(tmp_path)
    source = EBAY.source(interface)
    by_picture = EbayAsker().picture_seeds(source, [blobs.put(b"picture")])
    visits = put(blobs, source, *by_picture, *EbayAsker().seeds(source, ["bag"]))
    assert [visit.outcome for visit in visits] == [VisitOutcome.FAILED, VisitOutcome.READ]
    assert "does not let our keys do this" in (visits[0].because or "")
