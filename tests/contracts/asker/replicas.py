"""Each interface as a replica on loopback: shapes written by us after its public description.

Goods, shops and keys are invented.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.domain.target import Target, TargetKind
from monitor.domain.watch import Credentials, Secret, Source
from monitor.ports.asker import Asker
from spiders.apis.ebay import client as ebay
from spiders.apis.ebay.spider import EbayAsker
from spiders.apis.rakuten.spider import RakutenAsker
from tests.fixtures.interface import Asked, Interface, Told

CLIENT_ID = "id-of-nobody-4711"
CLIENT_SECRET = "secret-of-nobody-0815"  # noqa: S105 - it opens nothing
TOKEN = "token-of-nobody-" + "x" * 40
KEYS = Credentials(
    client_id=Secret(env="LAB_CLIENT_ID"),
    client_secret=Secret(env="LAB_CLIENT_SECRET"),
    application_url="https://bureau.example/watch",
)
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """One interface. entry: number and the interface's own URL -> a full offer; bare: as little
    as tells which offer it is; feed: entries, of how many, page number -> an answer.

    price: the decimal that `entry` asks, as the offer must say it.
    """

    asker: Asker
    search: str
    one: str
    a_page: int
    price: str
    entry: Callable[[int, str], Plain]
    bare: Callable[[int], Plain]
    feed: Callable[[Sequence[Plain], int, int], Plain]
    root: Callable[[Interface], str]
    page_number: Callable[[Asked], int]
    listing_url: Callable[[int], str]
    listing_id: Callable[[int], str]
    one_answer: Callable[[Plain], Plain]
    gone: Told
    error: Told
    refused: dict[int, Told]

    def source(self, interface: Interface, min_delay_s: float = 0.0) -> Source:
        """A source that asks the replica."""
        return Source(
            id="lab",
            url=self.root(interface),
            site=self.asker.name,
            allow_private_addresses=True,
            min_delay_s=min_delay_s,
            credentials=KEYS,
        )

    def question(self, source: Source, query: str = "ACME bag") -> Target:
        """The first search."""
        return next(iter(self.asker.seeds(source, [query])))

    def about(self, source: Source, number: int) -> Target:
        """The question a recheck puts: the page of an offer."""
        return Target(source_id=source.id, url=self.listing_url(number), kind=TargetKind.LISTING)

    def open(self, interface: Interface, offers: int) -> None:
        """Let keys in and answer searches from a stock of that many offers."""
        let_in(interface)
        stock = [self.entry(number, interface.url) for number in range(offers)]

        def answer(asked: Asked) -> Told:
            page = self.page_number(asked)
            shown = stock[(page - 1) * self.a_page : page * self.a_page]
            return Told(self.feed(shown, offers, page))

        interface.on("GET", self.search, answer)

    def tell(self, interface: Interface, told: Told) -> None:
        """Let keys in and answer every search alike."""
        let_in(interface)
        interface.on("GET", self.search, told)


def let_in(interface: Interface) -> None:
    """Answer the login that eBay has; others never ask for it."""
    token = {"access_token": TOKEN, "expires_in": 7200, "token_type": "Application Access Token"}
    interface.on("POST", ebay.LOGIN, Told(token))
    picture = Told(b"\x89PNG\r\n\x1a\n" + b"\0" * 64, headers={"Content-Type": "image/png"})
    for number in range(200):
        interface.on("GET", f"/img/{number}.png", picture)


def _ebay_entry(number: int, url: str) -> Plain:
    return {
        "itemId": f"v1|{_ebay_number(number)}|0",
        "legacyItemId": _ebay_number(number),
        "title": f"Vellorine travel bag {number}",
        "price": {"value": "1234.50", "currency": "GBP"},
        "condition": "New",
        "conditionId": "1000",
        "image": {"imageUrl": f"{url}/img/{number}.png"},
        "additionalImages": [{"imageUrl": f"{url}/img/more.png"}],
        "seller": {"username": "bags_of_kent", "feedbackPercentage": "99.1", "feedbackScore": 12},
        "itemWebUrl": f"https://www.ebay.co.uk/itm/{_ebay_number(number)}?hash=abc&amdata=x",
        "shortDescription": "A bag of waxed canvas.",
        "categories": [{"categoryId": "169291", "categoryName": "Women's Bags"}],
    }


def _ebay_number(number: int) -> str:
    return f"{302_000_000_000 + number}"


def _ebay_feed(shown: Sequence[Plain], total: int, page: int) -> Plain:
    offset = (page - 1) * ebay.A_PAGE
    told: Plain = {"href": "x", "total": total, "limit": ebay.A_PAGE, "offset": offset}
    return {**told, **({"itemSummaries": list(shown)} if shown else {})}


def _ebay_error(status: int, number: int, message: str) -> Told:
    error = {
        "errorId": number,
        "domain": "API_BROWSE",
        "category": "REQUEST",
        "message": message,
        "longMessage": message,
    }
    return Told({"errors": [error]}, status)


EBAY = Replica(
    asker=EbayAsker(),
    search=ebay.SEARCH,
    one=ebay.ONE,
    a_page=ebay.A_PAGE,
    price="1234.50",
    entry=_ebay_entry,
    bare=lambda number: {"itemId": f"v1|{_ebay_number(number)}|0"},
    feed=_ebay_feed,
    root=lambda interface: f"{interface.url}/",
    page_number=lambda asked: int(asked.query["offset"]) // ebay.A_PAGE + 1,
    listing_url=lambda number: f"https://www.ebay.co.uk/itm/{_ebay_number(number)}",
    listing_id=_ebay_number,
    one_answer=lambda entry: entry,
    gone=_ebay_error(404, 11001, "there is no such offer"),
    error=_ebay_error(400, 12001, "the query is too short"),
    refused={
        401: _ebay_error(401, 1001, "the token is not valid"),
        403: _ebay_error(403, 1100, "the keys lack a right"),
    },
)


def _rakuten_entry(number: int, url: str) -> Plain:
    return {
        "itemName": f"ヴェロリン 旅行かばん {number}",
        "itemPrice": 19800,
        "itemCode": f"kaban-ya:{10_000_000 + number}",
        "itemUrl": f"https://item.rakuten.co.jp/kaban-ya/bag-{number}/?rafcid=wsc_i_is_4711",
        "itemCaption": "帆布の<b>かばん</b>です。<script>x()</script>",
        "shopCode": "kaban-ya",
        "shopName": "かばん屋",
        "mediumImageUrls": [f"{url}/img/{number}.png?_ex=128x128", f"{url}/img/more.png"],
        "availability": 1,
    }


def _rakuten_feed(shown: Sequence[Plain], total: int, page: int) -> Plain:
    pages = -(-total // 30)
    return {
        "count": total,
        "page": page,
        "hits": 30,
        "pageCount": pages,
        "Items": list(shown),
    }


def _rakuten_error(status: int, name: str, reason: str) -> Told:
    return Told({"error": name, "error_description": reason}, status)


_PATH = "/ichibams/api/IchibaItem/Search/20260701"
RAKUTEN = Replica(
    asker=RakutenAsker(),
    search=_PATH,
    one=_PATH,
    a_page=30,
    price="19800",
    entry=_rakuten_entry,
    bare=lambda number: {"itemUrl": f"https://item.rakuten.co.jp/kaban-ya/bag-{number}/"},
    feed=_rakuten_feed,
    root=lambda interface: f"{interface.url}{_PATH}",
    page_number=lambda asked: int(asked.query["page"]),
    listing_url=lambda n: (
        f"https://item.rakuten.co.jp/kaban-ya/bag-{n}/#code=kaban-ya:{10_000_000 + n}"
    ),
    listing_id=lambda number: f"kaban-ya:bag-{number}",
    one_answer=lambda entry: _rakuten_feed([entry], 1, 1),
    gone=_rakuten_error(404, "not_found", "not found"),
    error=_rakuten_error(400, "wrong_parameter", "keyword is not valid"),
    refused={
        400: _rakuten_error(400, "wrong_parameter", "specify valid applicationId"),
        403: Told({"errors": {"errorCode": 403, "errorMessage": "REFERRER_MISSING"}}, 403),
    },
)
