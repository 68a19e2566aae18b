"""Which kind a page is, weighed from what was found on it.

Layer: spiders.extract, pure.
Flow: cascade collects KindClues -> decide -> PageKind and the signals that decided.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from monitor.domain.page import PageKind
from spiders.extract import identity
from spiders.extract.document import Document
from spiders.extract.kinds import Weather
from spiders.extract.prices import BELIEVED, Quote
from spiders.extract.words import PageWords

_SEARCH_URL: Final = re.compile(
    r"(?i)/(?:search|s|sch|suche|recherche|buscar|busca|szukaj|catalogsearch|find|results?|"
    r"wholesale|list|lista|listing|category|categories|categorie|kategorie|c|cat|collections?|"
    r"shop-all|browse|bestsellers|promotion|sale|brands?)(?:[/?.-]|$)"
    r"|[?&](?:q|k|query|keyword|keywords|search|searchtext|_nkw|search_query|wd|s|kw|string|"
    r"text|term)="
)
_SEARCH_TITLE: Final = re.compile(
    r"(?i)\b(?:search results?|results? for|you searched|suchergebnis\w*|résultats?|resultados|"
    r"risultati|wyniki|результаты|поиск)\b|搜索|検索|검색|_淘宝搜索"
)
_BUY_ID: Final = re.compile(
    r"(?i)add.?to.?(?:cart|basket|bag)|addtocart|buy-?(?:now|box|button)|btn-?buy|warenkorb|"
    r"addcart|product-?(?:form|detail|info|essential|page|view)|pdp"
)


_OFFER_URL: Final = re.compile(
    r"(?i)/(?:products?|produkte?|productos?|produits?|prodott[io]|produtos?|tovar|items?|goods|"
    r"artikel|listing|oferta|offer)/[^/?]{3,}|product_?(?:info|detail|display)|carddisplay|"
    r"[?&](?:product|products?_?id|item|item_?id|prod|goods_?id|sku|pid)=[\w-]+"
)


_TALK_URL: Final = re.compile(
    r"(?i)^https?://(?:forum|forums|blog|news|support|help|wiki|community)\.|"
    r"/(?:t|topics?|threads?|forums?|blogs?|articles?|news|posts?|wiki|help|faqs?|pages|support|"
    r"community|viewtopic|showthread|recipes?|reviews?|guides?)(?:[/.?]|$)"
)
_TALK_TYPES: Final = frozenset((
    "article",
    "blogposting",
    "newsarticle",
    "recipe",
    "qapage",
    "discussionforumposting",
    "faqpage",
))


@dataclass(frozen=True, slots=True)
class KindClues:
    """What the readers found, as far as it tells kinds apart.

    known: the URL is an offer of a marketplace. products, listed: structured Products that stand
    alone, or in a list. cards, card_score: the best group of cards. best: heaviest own amount.
    repeats: amounts in the same kind of place as the best one. slug_words: words of the title that
    the URL repeats. price_by_title: an amount, old or not, stands close below the title. told: asks
    the page's state whether it holds a price of what the title names. talks: the
    page calls itself an article, a recipe or the like. pictured: a picture of some
    size, in no link to elsewhere, says the title in its own words. priced: a block called
    price shows one bare number. nameless: only the title tag names anything.
    named_by_address: the title stands in the state's object that the address names.
    """

    document: Document
    words: PageWords
    known: bool
    products: int
    listed: int
    social_type: str
    list_types: bool
    cards: int
    card_score: float
    best: Quote | None
    repeats: int
    buys: int
    title_at: int
    slug_words: int
    price_by_title: bool
    heading_agreed: bool
    has_next: bool
    status: int | None = None
    talks: bool = False
    told: Callable[[], bool] = lambda: False
    pictured: Callable[[], bool] = lambda: False
    priced: Callable[[], bool] = lambda: False
    nameless: bool = False
    named_by_address: bool = False


def says_talk(types: Iterable[str], social_type: str) -> bool:
    """Tell whether structured data calls the page something to read."""
    return bool(_TALK_TYPES.intersection(types)) or social_type in {"article", "blog"}


def decide(clues: KindClues, look: Callable[[], Weather]) -> tuple[PageKind, tuple[str, ...]]:
    """The kind, and the signals that decided where it is none that offers anything.

    look: collects the signals of walls; not called where an amount and more speak for offers.
    """
    listing, search = listing_weight(clues), search_weight(clues)
    offered = max(listing, search)
    failed = (clues.status or 200) >= 400
    if offered < 4.0 or failed or clues.best is None:
        weather = look()
        wall = _wall(weather, offered, failed=failed, priced=clues.best is not None)
        if wall is not None:
            return wall
        if _is_bare(clues, weather):
            return PageKind.SHELL, weather.shell
        if offered < 3.0:
            if _is_told(clues, weather, listing, search):
                return PageKind.LISTING, ()
            return _rest(clues, weather)
    if listing >= 3.0 and listing >= search:
        return PageKind.LISTING, ()
    seller = identity.is_seller_page(clues.document.url)
    return (PageKind.SELLER if seller else PageKind.SEARCH), ()


def is_surely_listing(bare: KindClues) -> bool:
    """Tell whether a page stays one offer whatever its cards and its next link add.

    bare: clues without cards and weighed amounts. From a weight of 6 on these only add to what
    speaks for an offer; what is given to pages that say little ends below it.
    """
    if (bare.status or 200) >= 400:
        return False
    least = listing_weight(bare)
    most = replace(bare, cards=300, card_score=6.0, repeats=9, has_next=True)
    return least >= 6.0 and least >= search_weight(most)


def _wall(
    weather: Weather, offered: float, *, failed: bool, priced: bool
) -> tuple[PageKind, tuple[str, ...]] | None:
    if len(weather.challenge) >= 2:
        return PageKind.CHALLENGE, weather.challenge
    if weather.error and (failed or len(weather.error) >= 2 or offered < 3.0):
        return PageKind.ERROR, weather.error
    asks = "asks for a password" in weather.login
    if asks and "title of a login" in weather.login and (offered < 4.0 or not priced):
        return PageKind.LOGIN, weather.login
    return None


def _is_bare(clues: KindClues, weather: Weather) -> bool:
    """Tell whether an offer's address answers with nothing of the offer: its scripts fetch it."""
    empty = clues.nameless and clues.best is None and not clues.products and not clues.slug_words
    return empty and len(weather.shell) >= 2 and clues.cards < 3 and not clues.told()


def _is_told(clues: KindClues, weather: Weather, listing: float, search: float) -> bool:
    """Tell whether the page's state holds an offer that the visible page shows half or not at all.

    The state is asked last, as reading it costs most.
    """
    named = clues.slug_words >= 3 or clues.named_by_address
    hidden = len(weather.shell) >= 2 or listing >= 1.5 or named
    if not hidden or search >= 2.5 or "asks for a password" in weather.login:
        return False
    return not is_root(clues.document.url) and clues.told()


def _rest(clues: KindClues, weather: Weather) -> tuple[PageKind, tuple[str, ...]]:
    if "asks for a password" in weather.login and len(weather.login) >= 2:
        return PageKind.LOGIN, weather.login
    if "address of a login" in weather.login and len(weather.login) >= 2:
        return PageKind.LOGIN, weather.login
    if len(weather.shell) >= 2:
        return PageKind.SHELL, weather.shell
    if identity.is_seller_page(clues.document.url):
        return PageKind.SELLER, ()
    return PageKind.OTHER, ()


def listing_weight(clues: KindClues) -> float:
    """How much speaks for one offer; 3 is enough where less speaks for a list."""
    weight = _claimed_weight(clues) + _price_weight(clues) + _wording_weight(clues)
    weight += 1.5 * (1 <= clues.buys <= 5)
    weight += 0.75 * bool(_BUY_ID.search("\n".join(clues.document.ids)))
    weight += 1.0 * (clues.heading_agreed and clues.slug_words >= 3) + 1.0 * clues.price_by_title
    if 0.5 <= weight < 3.0 and not clues.known:
        weight += 1.0 * bool(_OFFER_URL.search(clues.document.url))
        weight += 0.75 * _names_price(clues)
    if 1.5 <= weight < 3.0 and clues.pictured():
        weight += 1.0
    if 1.5 <= weight < 3.0 and clues.heading_agreed and clues.priced():
        weight += 1.5
    if not clues.products and not clues.known and clues.buys == 0:
        talks = clues.talks or _TALK_URL.search(clues.document.url)
        weight = min(weight, 2.5) if talks else weight
    return weight - 3.0 * is_root(clues.document.url)


def _claimed_weight(clues: KindClues) -> float:
    """What the address and the structured data claim."""
    weight = 6.0 * clues.known + 3.0 * (1 <= clues.products <= 3)
    weight += 1.5 * (clues.products == 1 and clues.heading_agreed)
    return weight + 2.5 * ("product" in clues.social_type and "group" not in clues.social_type)


def _price_weight(clues: KindClues) -> float:
    """What the heaviest amount adds, where it is the page's own and no row of a list."""
    best = clues.best
    if best is None or best.foreign or clues.repeats >= 4:
        return 0.0
    return 3.0 if best.weight >= BELIEVED else 1.5 if best.weight >= 2 else 0.0


def _wording_weight(clues: KindClues) -> float:
    """What words of selling and labels of the brand around a believed title add."""
    at = clues.title_at
    if at < 0 or not clues.heading_agreed:
        return 0.0
    said = clues.words.count_near("offer", at - 500, at + 2500)
    branded = clues.words.count_near("brand", at - 200, at + 2000)
    return min(2.0, 0.75 * said) + 0.5 * bool(branded)


def _names_price(clues: KindClues) -> bool:
    """Tell whether a label of the price stands below the title, whatever follows it."""
    at, stream = clues.title_at, clues.document.stream
    return at >= 0 and any(
        at < start < at + 2500
        and end - start >= 4
        and stream[end : end + 2].lstrip().startswith(":")
        for start, end in clues.words.places["price"]
    )


def search_weight(clues: KindClues) -> float:
    """How much speaks for a list of offers."""
    weight = 4.0 * (clues.listed >= 4 or clues.products >= 4) + 1.5 * clues.list_types
    weight += 1.0 * clues.has_next
    if clues.cards >= 3 and clues.card_score >= 1.5:
        weight += min(clues.card_score, 3.5) * min(1.0, clues.cards / 8)
    weight += 1.0 * (clues.buys >= 6) + 2.0 * (clues.repeats >= 3)
    many = clues.cards >= 12 and clues.card_score >= 3.0
    weight -= 2.0 * (is_root(clues.document.url) and not many)
    if _SEARCH_URL.search(clues.document.url) and not clues.known:
        weight += 1.5
    if _SEARCH_TITLE.search(clues.document.title):
        weight += 2.0
    weight += min(1.5, 0.75 * len(clues.words.places["lists"]))
    return weight


def asks_for_list(document: Document) -> bool:
    """Tell whether a page's address or title is that of a search or a category."""
    return bool(_SEARCH_URL.search(document.url) or _SEARCH_TITLE.search(document.title))


def is_root(url: str) -> bool:
    """Tell whether a URL is a site's front door."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path in {"", "/", "/index.html", "/index.php"} and not parts.query
