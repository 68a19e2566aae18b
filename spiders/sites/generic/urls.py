"""What a link of an unknown shop leads to, told by its URL and the words around it. Pure.

Listing, category and seller addresses look alike across shop software; baskets, logins, facets and
calendars do too, and are never visited: they cost the site, or change something in it.
"""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, unquote, urldefrag, urlencode, urlsplit, urlunsplit

from monitor.domain.target import TargetKind

LONGEST_URL: Final = 1000
DEEPEST_PATH: Final = 12
MOST_PARAMETERS: Final = 8

_TRACKING: Final = re.compile(
    r"(?i)^(utm_\w+|gclid|fbclid|msclkid|yclid|dclid|mc_[ce]id|_ga|igshid|spm|scm|ref|ref_|"
    r"_pos|_psq|_sid|_ss|_fid|_v|pr_prod_strat|pr_rec_p?id|pr_ref_pid|pr_seq|"
    r"referrer|phpsessid|jsessionid|sid|sessionid|osCsid|zenid|s_kwcid)$"
)
# One view of the same offers in another order, number or dress.
_FACETS: Final = re.compile(
    r"(?i)^(sort\w*|order\w*|dir|limit|per_?page|page_?size|view|view_?mode|display|mode|grid|"
    r"filter.*|f\[.*|price\w*|(min|max)[_-]?price|colou?r|size|rating|availability|in_?stock|"
    r"currency|lang|language|locale|___store|country|date|month|year|day|replytocom|share|print|"
    r"format|product_list_\w+|shopby|facet\w*|q\[.*|attribute\w*|variant\w*|add_?to_?\w+|"
    r"add-to-\w+|remove\w*|action|redirect\w*|return\w*|next|continue|back|token|nonce|_wpnonce)$"
)
# Whole path segments that do something, belong to one visitor, or answer no person.
_ACTS: Final = re.compile(
    r"(?i)add[_-]?to[_-]?(cart|basket|bag|wish-?list|compare)|(shopping[-_]?)?cart|check-?out([-_]\w+)?|kasse|auth|"
    r"carrito|warenkorb|carrello|panier|(my-?|your-?)?account|log-?in|log-?out|log-?off|"
    r"sign-?(in|up|out)(view|form)?|order-?status\w*|registration|forgot\w*|reset-?password|password|wish-?lists?|"
    r"favou?rites?|compare_products|reviews?|(write|add)-?reviews?|unsubscribe|subscribe|"
    r"newsletters?|rss|atom|email-?a?-?friend|tell-?a?-?friend|admin|wp-(admin|login|json)|xmlrpc|"
    r"api|ajax|graphql|cdn-cgi|captcha|dashboard|购物车|登录|注册"
)
# The same where a shop's address begins; deeper down they may be what is sold.
_ACTS_FIRST: Final = re.compile(
    r"(?i)basket|bag|orders?|profile|register|compare|feed|print|share|delete|remove|vote|track|"
    r"tracking|returns?|gift-?cards?"
)
_PLAIN_FIRST: Final = re.compile(
    r"(?i)about(-?us)?|contact(-?us)?|help|faqs?|support|terms\w*|terms-.*|conditions|privacy\w*|"
    r"privacy-.*|cookies?(-policy)?|imprint|impressum|legal|blogs?|news|articles?|press|jobs?|"
    r"careers?|shipping\w*|shipping-.*|delivery|payment\w*|site-?map|stores?-?(finder|locator)|"
    r"locations?|history|affiliates?|investors?|sustainability|size-?guide|guides?|events?|forums?|"
    r"wiki|tags?|author|archives?|comments?|agb|widerruf|datenschutz"
)
# Parameters by which a link does something, and what it then does.
_DOES: Final = re.compile(r"(?i)^(action|act|do|cmd|command|method|task|func|op)$")
_DEED: Final = re.compile(r"(?i)buy|add|remove|delete|cart|basket|bag|order|wish|compare|log|vote")
_DOING: Final = re.compile(r"(?i)^(add_?to_?\w+|add-to-\w+|remove(_\w+)?|buy_?now)$")
_LEADING: Final = re.compile(r"(?i)index\.php|[a-z]{2}([_-][a-z]{2})?|pages?|customer|info")
_ENDING: Final = re.compile(r"(?i)\.(php|html?|aspx?|jsp|do|action)$")
_FILES: Final = re.compile(
    r"(?i)\.(jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|pdf|zip|gz|rar|7z|tar|mp[34]|avi|mov|webm|"
    r"ogg|wav|css|js|mjs|json|xml|txt|csv|xlsx?|docx?|pptx?|woff2?|ttf|eot|apk|exe|dmg)$"
)
_LISTING: Final = re.compile(
    r"(?i)(/(product|products|produkt|produit|producto|prodotto|produto|item|items|itm|goods|"
    r"offer|offers|listing|dp|gp/product|p|pd|sku|detail|details|art|artikel|article-\d+|shp|"
    r"i|t|buy|ware|tovar|товар|商品|product-page)/[^/]*[\w%-]"
    r"|/catalogue/(?!category/)[^/]+_\d+/?$"
    r"|[-_/](p|i|pid|sku|art|prod|product|item|goods)[-_]?\d{2,}(\.\w+)?/?$"
    r"|/(product|goods|item|detail|offer)s?[-_]?\d+(\.\w+)?$|/\d{5,}(\.\w{2,5})?/?$|-\d{4,}\.html?$)"
)
_LISTING_KEYS: Final = re.compile(
    r"(?i)^(product_?id|products_?id|goods_?id|item_?id|id_product|offer_?id|sku|pid|asin|listing)$"
)
_LISTING_ROUTES: Final = re.compile(r"(?i)^(product/product|product_info|detail|goods)$")
_CATEGORY: Final = re.compile(
    r"(?i)/(category|categories|categorie|kategorie|categoria|cat|c|collections?|catalog(ue)?|"
    r"departments?|browse|product-category|product-cat|taxon|taxons|t|shop-by|brands?|"
    r"manufacturers?|marken?|lists?|all|new(-arrivals|-in)?|sale|deals|produkte|shop|store|"
    r"products|goods|items|分类)(/|\.|$)"
)
_CATEGORY_KEYS: Final = re.compile(
    r"(?i)^(category\w*|cat|cat_?id|cid|cPath|path|id_category|collection|manufacturer_id|"
    r"brand|brand_id|department|node)$"
)
_SELLER: Final = re.compile(
    r"(?i)/(sellers?|vendors?|merchants?|storefronts?|usr|seller-profile|str|dealers?|店铺)"
    r"(/[^/?]+|/?\?)"
)
_SELLER_KEYS: Final = re.compile(r"(?i)^(seller\w*|vendor\w*|merchant\w*)$")
_ENTRANCES: Final = re.compile(r"(?i)^(log-?in|sign-?in|sign-?up|auth|accounts?|passport|sso|id)\.")
_CALENDAR: Final = re.compile(r"/(19|20)\d{2}/(0?[1-9]|1[0-2])(/|$)")


def tidy(url: str) -> str:
    """The URL without fragment, tracking and session parameters."""
    parts = urlsplit(urldefrag(url).url)
    path = re.sub(r"(?i);jsessionid=[^/?]*", "", parts.path)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _TRACKING.match(key)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, query, ""))


def is_never_visited(url: str) -> bool:
    """Tell whether a link is left alone: it does something, holds no offers, or is a trap."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    routes = [value for key, value in pairs if key in {"route", "r", "controller"}]
    return (
        parts.scheme not in {"http", "https"}
        or len(url) > LONGEST_URL
        or len(pairs) > MOST_PARAMETERS
        or bool(_ENTRANCES.match(parts.netloc))
        or any(_FACETS.match(key) for key, _ in pairs)
        or any(_is_act(where) for where in (path, *routes))
        or bool(_FILES.search(path))
        or _is_trap(path)
    )


def is_act(url: str) -> bool:
    """Tell whether asking for a URL would put something into a basket or change it otherwise."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    acts = (_DOING.match(key) or (_DOES.match(key) and _DEED.search(v)) for key, v in pairs)
    segments = (_ENDING.sub("", segment) for segment in unquote(parts.path).split("/"))
    return any(acts) or any(_ACTS.fullmatch(segment) for segment in segments)


def _is_act(path: str) -> bool:
    segments = [_ENDING.sub("", segment) for segment in path.split("/") if segment]
    if any(_ACTS.fullmatch(segment) for segment in segments):
        return True
    first = next((segment for segment in segments if not _LEADING.fullmatch(segment)), "")
    return bool(_ACTS_FIRST.fullmatch(first) or _PLAIN_FIRST.fullmatch(first))


def _is_trap(path: str) -> bool:
    segments = [segment for segment in path.split("/") if segment]
    repeats = any(segments.count(segment) > 2 for segment in segments)
    return repeats or len(segments) > DEEPEST_PATH or bool(_CALENDAR.search(path))


def kind_by_url(url: str) -> TargetKind | None:
    """What a URL leads to by its own words; None when they do not tell."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    keys = [key for key, _ in pairs]
    if _has(_LISTING_KEYS, keys) or any(
        key == "route" and _LISTING_ROUTES.match(value) for key, value in pairs
    ):
        return TargetKind.LISTING
    if _SELLER.search(parts.path + ("?" if parts.query else "")) or _has(_SELLER_KEYS, keys):
        return TargetKind.SELLER
    path = unquote(parts.path)
    category = bool(_CATEGORY.search(path)) or _has(_CATEGORY_KEYS, keys)
    if _LISTING.search(path) and not path.rstrip("/").endswith(("/products", "/items")):
        return TargetKind.LISTING
    return TargetKind.CATEGORY if category else None


def _has(pattern: re.Pattern[str], keys: Iterable[str]) -> bool:
    return any(pattern.match(key) for key in keys)
