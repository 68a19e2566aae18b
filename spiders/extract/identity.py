"""URL of an offer -> (market, listing_id): the same offer gets the same pair, whatever the URL.

Layer: spiders.extract, pure.
Source: the URL table of docs/reference (what is public about each marketplace).
"""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

_ARCHIVE: Final = re.compile(r"(?i)^https?://web\.archive\.org/web/\d+\w*/(https?:?/.+)$")
_TRACKING: Final = re.compile(
    r"(?i)^(?:utm_\w+|gclid|gbraid|wbraid|dclid|fbclid|msclkid|yclid|twclid|ttclid|igshid|"
    r"mc_[ce]id|_ga|_gl|ref|ref_|refid"
    r"|referrer|source|src|aff\w*|affid|campaign\w*|cmpid|cid|icid|partner|tag|linkcode|"
    r"ascsubtag|spm|scm|pvid|algo_\w+"
    r"|_pos|_psq|_sid|_ss|_fid|_v|pr_prod_strat|pr_rec_p?id|pr_ref_pid|pr_seq|attribute_\w+"
    r"|btsid|ws_ab_test|from|session\w*|sid|phpsessid|jsessionid|osCsid|zenid|token|sessid|"
    r"trk\w*|tracking\w*|clickid|irclickid|srsltid|sourceid"
    r"|page|sort|sortby|order|orderby|dir|limit|per_page|view|mode|start|pos|position|lang|"
    r"language|locale|currency|cur|q|query|keyword|keywords|search|"
    r"cgid|cpath|category|categoryid|catid|cat|seocatid|path|back|return|returnurl|hash|_pgn|"
    r"variant|variation)$"
)
_IDENTIFIES: Final = re.compile(
    r"(?i)^(?:id|pid|p|item|itemid|item_id|product|productid|product_id|products_id|prod|prodid|"
    r"sku|skuid|art|artikel|article|goods_id|goodsid|offerid|num|gid|iid|code|model|upc|ean|"
    r"isbn)$"
)


@dataclass(frozen=True, slots=True)
class Market:
    """One marketplace. hosts: pattern of its hosts; market: its name, or how the host gives it.

    query: parameter that holds the id where the path does not; query_first: even where it does,
    as one path shows the offers of several sellers.
    """

    hosts: re.Pattern[str]
    market: str | Callable[[str], str]
    patterns: tuple[re.Pattern[str], ...]
    query: str | None = None
    query_first: bool = False

    def name_of(self, host: str) -> str:
        """The market a host belongs to."""
        return self.market if isinstance(self.market, str) else self.market(host)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _registrable(brand: str) -> Callable[[str], str]:
    """`www.amazon.co.uk` -> `amazon.co.uk`: what stands from the brand on."""

    def name(host: str) -> str:
        labels = host.split(".")
        return ".".join(labels[labels.index(brand) :]) if brand in labels else host

    return name


def _mercado(host: str) -> str:
    """`articulo.mercadolibre.com.mx` -> `mercadolibre.com.mx`."""
    return host[max(host.find("mercadoli"), 0) :]


MARKETS: Final = (
    Market(
        _pattern(r"(?:^|\.)amazon\.(?:[a-z]{2,3}|com?\.[a-z]{2})$"),
        _registrable("amazon"),
        (
            _pattern(
                r"/(?:dp|gp/product|gp/aw/d|gp/offer-listing|exec/obidos/asin|o/asin|"
                r"product)(?:/product)?/([A-Z0-9]{10})(?:[/?]|$)"
            ),
        ),
    ),
    Market(
        _pattern(r"(?:^|\.)ebay\.(?:[a-z]{2,3}|com?\.[a-z]{2}|com\.[a-z]{2})$"),
        "ebay.com",
        (_pattern(r"/itm/(?:[^/]+/)?(\d{9,15})(?:[/?]|$)"),),
        "item",
    ),
    Market(
        _pattern(r"(?:^|\.)aliexpress\.(?:com|us|ru)$"),
        "aliexpress.com",
        (_pattern(r"/(?:item|i|store/product)/(?:[^/]+/)?(?:\d+_)?(\d{8,20})\.html"),),
    ),
    Market(
        _pattern(r"(?:^|\.)1688\.com$"),
        "1688.com",
        (_pattern(r"/offer/(\d{8,16})\.html"),),
        "offerId",
    ),
    Market(
        _pattern(r"(?:^|\.)alibaba\.com$"),
        "alibaba.com",
        (_pattern(r"/(?:product-detail|product|p-detail)/(?:.*[_-])?(\d{8,20})(?:\.html|$|/)"),),
    ),
    Market(
        _pattern(r"(?:^|\.)(?:taobao|tmall)\.(?:com|hk)$|(?:^|\.)(?:tmall|taobao)\.com\.hk$"),
        "taobao.com",
        (_pattern(r"/(?:i|item)/?(\d{8,16})\.htm"),),
        "id",
    ),
    Market(
        _pattern(r"(?:^|\.)jd\.(?:com|hk)$"),
        "jd.com",
        (_pattern(r"^/(?:product/)?(\d{5,16})\.html"),),
        "sku",
    ),
    Market(_pattern(r"(?:^|\.)(?:yangkeduo|pinduoduo)\.com$"), "pinduoduo.com", (), "goods_id"),
    Market(
        _pattern(r"(?:^|\.)shopee\.(?:[a-z]{2,3}|com?\.[a-z]{2}|com\.[a-z]{2})$"),
        _registrable("shopee"),
        (
            _pattern(r"-i\.(\d+\.\d+)"),
            _pattern(r"/product/(\d+/\d+)"),
        ),
    ),
    Market(
        _pattern(r"(?:^|\.)lazada\.(?:[a-z]{2,3}|com?\.[a-z]{2}|com\.[a-z]{2})$"),
        _registrable("lazada"),
        (_pattern(r"[-/]i(\d+)(?:-s\d+)?\.html"),),
    ),
    Market(
        _pattern(r"(?:^|\.)temu\.com$"),
        "temu.com",
        (_pattern(r"-g-(\d{10,20})\.html"),),
        "goods_id",
    ),
    Market(
        _pattern(r"(?:^|\.)shein\.(?:[a-z]{2,3}|com?\.[a-z]{2}|com\.[a-z]{2})$"),
        "shein.com",
        (_pattern(r"-p-(\d+)(?:-cat-\d+)?\.html"),),
    ),
    Market(_pattern(r"(?:^|\.)etsy\.com$"), "etsy.com", (_pattern(r"/listing/(\d{6,14})"),)),
    Market(
        _pattern(r"(?:^|\.)mercadoli(?:bre|vre)\.(?:com?(?:\.[a-z]{2})?|cl|com)$"),
        _mercado,
        (
            _pattern(r"/up/(M[A-Z]{2}U)-?(\d{6,14})"),
            _pattern(r"/(?:p/)?(M[A-Z]{2})-?(\d{6,14})"),
        ),
    ),
    Market(
        _pattern(r"(?:^|\.)walmart\.(?:com|ca|com\.mx)$"),
        _registrable("walmart"),
        (_pattern(r"/ip/(?:[^/]+/)?([A-Z0-9]{5,14})(?:[/?]|$)"),),
    ),
    Market(
        _pattern(r"^item\.rakuten\.co\.jp$"), "rakuten.co.jp", (_pattern(r"^/([^/]+)/([^/]+)/?$"),)
    ),
    Market(_pattern(r"^(?:(?:www|search)\.)?rakuten\.co\.jp$"), "rakuten.co.jp", ()),
    Market(_pattern(r"(?:^|\.)coupang\.com$"), "coupang.com", (_pattern(r"/vp/products/(\d+)"),)),
    Market(
        _pattern(r"(?:^|\.)ozon\.(?:ru|by|kz)$"),
        "ozon.ru",
        (_pattern(r"/product/(?:[^/]*-)?(\d{5,14})/?$"), _pattern(r"/context/detail/id/(\d+)")),
    ),
    Market(
        _pattern(r"(?:^|\.)wildberries\.(?:ru|by|kz|am|kg|ge|uz)$"),
        "wildberries.ru",
        (_pattern(r"/catalog/(\d+)/detail"),),
    ),
    Market(
        _pattern(r"(?:^|\.)allegro\.(?:pl|cz|sk|hu)$"),
        "allegro.pl",
        (_pattern(r"/(?:oferta|nabidka|produkt|ponuka|ajanlat)/(?:[^/?]*-)?(\d{8,14})"),),
    ),
    Market(
        _pattern(r"(?:^|\.)newegg\.(?:com|ca)$"),
        _registrable("newegg"),
        (_pattern(r"/(?:p|products?)/([A-Z0-9-]{10,20})(?:[/?]|$)"),),
        "Item",
        query_first=True,
    ),
    Market(
        _pattern(r"(?:^|\.)flipkart\.com$"),
        "flipkart.com",
        (_pattern(r"/p/(itm[a-z0-9]{8,})"),),
        "pid",
    ),
    Market(
        _pattern(r"(?:^|\.)facebook\.com$"), "facebook.com", (_pattern(r"/marketplace/item/(\d+)"),)
    ),
    Market(
        _pattern(r"(?:^|\.)bestbuy\.com$"),
        "bestbuy.com",
        (_pattern(r"/(\d{7,8})\.p(?:[/?]|$)"),),
        "skuId",
    ),
    Market(
        _pattern(r"(?:^|\.)target\.com$"), "target.com", (_pattern(r"/A-(\d{6,10})(?:[/?#]|$)"),)
    ),
    Market(
        _pattern(r"(?:^|\.)dhgate\.com$"),
        "dhgate.com",
        (_pattern(r"/product/[^/]+/(\d{6,12})\.html"),),
    ),
    Market(
        _pattern(r"(?:^|\.)wish\.com$"),
        "wish.com",
        (_pattern(r"/product/(?:[^/]*-)?([0-9a-f]{24})"),),
    ),
    Market(
        _pattern(r"(?:^|\.)poshmark\.(?:com|ca)$"),
        "poshmark.com",
        (_pattern(r"/listing/(?:[^/]*-)?([0-9a-f]{24})"),),
    ),
    Market(_pattern(r"(?:^|\.)mercari\.com$"), "mercari.com", (_pattern(r"/(?:us/)?item/(m\d+)"),)),
)


_SELLER_PATH: Final = re.compile(
    r"(?i)/(?:usr|str|store|stores|shop|shops|seller|sellers|sp|profile|vendor|haendler|"
    r"verkaeufer|perfil|tienda|loja|boutique|usuario|uzytkownik|user)(?:[/?.]|$)|"
    r"[?&]seller(?:id)?=|^https?://shop\d+\."
)


def is_marketplace(url: str) -> bool:
    """Tell whether a URL's host is one of the known marketplaces."""
    parts = _split(url)
    return (
        parts is not None and _marketplace((parts.hostname or "").removeprefix("www.")) is not None
    )


def is_seller_page(url: str) -> bool:
    """Tell whether the URL has the shape of a seller's page on a known marketplace."""
    parts = _split(url)
    if parts is None or _marketplace((parts.hostname or "").removeprefix("www.")) is None:
        return False
    return bool(_SELLER_PATH.search(url)) and marketplace_listing(url) is None


def plain_url(url: str) -> str:
    """The URL itself where an archive wraps it, without a fragment; "" when it is no URL."""
    wrapped = _ARCHIVE.match(url)
    if wrapped:
        url = re.sub(r"^(https?):?/+", r"\1://", wrapped.group(1))
    try:
        urlsplit(url)
    except ValueError:
        return ""
    return url.split("#", 1)[0]


def market_of(url: str) -> str | None:
    """The market a URL belongs to: a marketplace's name, else the host without www, port kept."""
    parts = _split(url)
    if parts is None:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    found = _marketplace(host)
    return found.name_of(host) if found else _host_of(parts)


@functools.lru_cache(maxsize=8192)
def marketplace_listing(url: str) -> tuple[str, str] | None:
    """(market, listing_id) when the URL is an offer of a known marketplace."""
    host = url.partition("://")[2].partition("/")[0].lower().removeprefix("www.")
    if "archive.org" not in host and _marketplace(host) is None:
        return None
    parts = _split(url)
    if parts is None:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    market = _marketplace(host)
    return _in_market(market, market.name_of(host), parts) if market else None


def _in_market(market: Market, name: str, parts: SplitResult) -> tuple[str, str] | None:
    path_id, query_id = _path_id(market, name, parts.path), _query_id(market, parts.query)
    chosen = query_id or path_id if market.query_first else path_id or query_id
    return (name, _folded(name, chosen)) if chosen else None


def _path_id(market: Market, name: str, path: str) -> str | None:
    joint = "" if name.startswith("mercadoli") else ":"
    found = next(filter(None, (pattern.search(path) for pattern in market.patterns)), None)
    return joint.join(found.groups()) if found else None


def _query_id(market: Market, query: str) -> str | None:
    if market.query is None or not query:
        return None
    for key, value in parse_qsl(query):
        if key.lower() == market.query.lower() and re.fullmatch(r"[\w-]{4,24}", value):
            return value
    return None


def _folded(market: str, listing_id: str) -> str:
    if market.startswith(("amazon", "newegg", "mercadoli")):
        return listing_id.upper()
    return listing_id.replace("/", ".")


def listing_identity(url: str) -> tuple[str, str] | None:
    """(market, listing_id) of the offer a URL leads to; None when the URL is no http address.

    Marketplaces by their own id; shops by host and the id the URL shows: a query parameter that
    names one, else path and remaining query without tracking, paging and session parameters.
    """
    known = marketplace_listing(url)
    if known:
        return known
    parts = _split(url)
    if parts is None:
        return None
    market = market_of(url) or _host_of(parts)
    return market, _shop_id(parts)


_NUMBERED: Final = (
    re.compile(
        r"(?i)/(?:products?|items?|p|prod|pd|dp|goods|artikel|article|produit|produkt|producto|detail"
        r"|details|tovar|offer|listing)/(\d{3,})(?:/[^/]*)?$"
    ),
    re.compile(r"(?i)-p-(\d{2,})(?:\.\w{3,5})?$"),
    re.compile(r"(?i)/(\d{2,})-[a-z][^/]*\.html?$"),
)
"""Where shop engines show the offer's number beside a name that may change."""

_THROUGH_COLLECTION: Final = re.compile(r"/collections/[^/]+(?=/products/[^/]+$)")
"""Shopify shows an offer under every collection that holds it; its own address has none."""


def _shop_id(parts: SplitResult) -> str:
    for pattern in _NUMBERED:
        number = pattern.search(parts.path.rstrip("/"))
        if number:
            return number.group(1)
    path = re.sub(r"(?i);jsessionid=[^/?]*", "", unquote(parts.path)).rstrip("/") or "/"
    path = _THROUGH_COLLECTION.sub("", path)
    path = (
        re.sub(r"(?i)/(?:index|default)\.(?:html?|php|aspx?|jsp)$", "", path)
        if path.count("/") > 1
        else path
    )
    pairs = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)]
    naming = [(key, value) for key, value in pairs if _IDENTIFIES.match(key)]
    if _is_script(path) and naming:
        pairs = naming + [
            pair
            for pair in pairs
            if pair not in naming and pair[0].lower() in {"main_page", "route", "controller"}
        ]
    query = urlencode(sorted(set(pairs)))
    return f"{path}?{query}" if query else path


def _is_script(path: str) -> bool:
    last = path.rsplit("/", 1)[-1].lower()
    return last == "" or last.endswith((
        ".php",
        ".asp",
        ".aspx",
        ".cfm",
        ".jsp",
        ".do",
        ".cgi",
        ".pl",
    ))


@functools.lru_cache(maxsize=4096)
def _marketplace(host: str) -> Market | None:
    return next((market for market in MARKETS if market.hosts.search(host)), None)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(plain_url(url))
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.hostname else None


def _host_of(parts: SplitResult) -> str:
    host = (parts.hostname or "").removeprefix("www.")
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return host if parts.port in {None, usual} else f"{host}:{parts.port}"
