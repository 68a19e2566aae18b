"""Pictures of the offer: which one is the main one, and the largest form of each.

Layer: spiders.extract, pure.
"""

import bisect
import functools
import json
import re
from typing import Final

from spiders.extract.document import Document
from spiders.extract.fields import MAX_IMAGES
from spiders.extract.titles import share, tokens
from spiders.extract.zones import Zones

_BEST_FIRST: Final = (
    "data-old-hires",
    "data-zoom-image",
    "data-zoom",
    "data-large-img-url",
    "data-large",
    "data-large_image",
    "data-full",
    "data-high-res-src",
    "data-image-large-src",
    "data-original",
    "data-src",
    "data-lazy-src",
    "data-lazy",
    "data-ks-lazyload",
    "data-lazyload",
    "data-lazy-img",
    "data-url",
    "data-img",
    "data-image",
    "data-origin",
)
_ZOOMED: Final = frozenset(_BEST_FIRST[:9])
_RANKS: Final = {name: rank for rank, name in enumerate(_BEST_FIRST)}
_NOT_OFFER: Final = re.compile(
    r"(?i)logo|sprite|icon|banner|pixel|spacer|blank|placeholder|loading|loader|transparent|1x1|"
    r"badge|button|btn|arrow|flag|payment|visa|paypal|captcha|avatar|star|rating|social|"
    r"facebook|twitter|pinterest|/ads?/|doubleclick|beacon|s\.gif|tracking|noimage|no[-_]image|"
    r"qrcode|sizechart|(?:^|/)bg[-_]"
)
_MAIN: Final = re.compile(
    r"main|primary|hero|zoom|large|big|gallery|featured|product-?(?:img|image|photo|pic)|"
    r"prod-?im|detail|landing|magic|cloud|j_img|photo|active|current|produkt|default|goods|bigimg"
)
_FILE: Final = re.compile(r"(?i)\.(?:jpe?g|png|webp|avif|gif|bmp)(?:$|[?#!_@])")
_SIZES: Final = (
    # Amazon: ._AC_SX679_. and its chains, any letters between the underscores.
    (
        re.compile(
            r"(?i)(//[^/]*(?:media-amazon|ssl-images-amazon|"
            r"images-amazon)\.[^/]+/images/\w/[^./]+)\.[^/]*?\.(jpg|jpeg|png|gif|webp)$"
        ),
        r"\1.\2",
    ),
    # Alibaba group: name.jpg_400x400q90.jpg_.webp, name.jpg_Q75.jpg, name_!!12-0-item.jpg_.webp
    (
        re.compile(
            r"(?i)(//[^/]*(?:alicdn|tbcdn|taobaocdn|aliimg|aliexpress-media)\.[^/]+/.+?\.(?:jpg|"
            r"jpeg|png|gif|webp|ss2))_[^/]*$"
        ),
        r"\1",
    ),
    (
        re.compile(r"(?i)(//[^/]*alicdn\.[^/]+/.+?)\.(?:summ|search|\d{2,4}x\d{2,4})\.(jpg|png)$"),
        r"\1.\2",
    ),
    # eBay: s-l300.jpg, s-l64.webp; the older ~~_12.JPG is already one size
    (re.compile(r"(?i)(//[^/]*ebayimg\.com/.+?/)s-l\d+\.(\w+)$"), r"\1s-l1600.\2"),
    # Shopify: name_300x300.jpg, name_medium.jpg, crops
    (
        re.compile(
            r"(?i)(//(?:cdn\.shopify\.com|[^/]+/cdn/shop)/.+?)_(?:pico|icon|thumb|small|compact|"
            r"medium|large|grande|\d+x\d*|x\d+)(?:_crop_\w+)?(?:@\dx)?\.(jpe?g|png|webp|gif)"
        ),
        r"\1.\2",
    ),
    # JD: /n5/, /n7/, /s450x450_jfs/
    (re.compile(r"(?i)(//img\d*\.360buyimg\.com/)n\d+/(?:s\d+x\d+_)?"), r"\1n0/"),
    # Etsy: il_340x270.123 -> il_fullxfull.123
    (re.compile(r"(?i)(//i\.etsystatic\.com/.+?/il_)\d+x(?:\d+|N)(\.)"), r"\1fullxfull\2"),
    # Walmart and others of the same image server: a query that only scales
    (re.compile(r"(?i)(//i\d?\.walmartimages\.com/[^?]+)\?.*$"), r"\1"),
    # Rakuten thumbnails
    (
        re.compile(r"(?i)//thumbnail\.image\.rakuten\.co\.jp/@0_mall/([^?]+)\?.*$"),
        r"//image.rakuten.co.jp/\1",
    ),
    # Lazada and Flipkart scale in the path
    (re.compile(r"(?i)(//rukminim?\d\.flixcart\.com/image)/\d+/\d+/"), r"\1/832/832/"),
    # Mercado Libre: D_Q_NP_2X_..., -I.jpg (small) -> -O.jpg
    (re.compile(r"(?i)(//http2\.mlstatic\.com/D_)(?:Q_)?(NP_.+)-[A-Z]\.(jpg|webp)$"), r"\1\2-O.\3"),
)


_SCALED: Final = re.compile(
    r"(?i)amazon|alicdn|tbcdn|taobaocdn|aliimg|aliexpress|ebayimg|shop|360buyimg|etsystatic|walmart"
    r"|rakuten|flixcart|mlstatic"
)


def canonical(url: str) -> str:
    """The largest form of a picture's URL, where the image server is known; else unchanged."""
    if not _SCALED.search(url):
        return url
    for pattern, largest in _SIZES:
        changed = pattern.sub(largest, url)
        if changed != url:
            return changed
    return url


def sources(document: Document, node: int) -> list[str]:
    """URLs one img may stand for, largest first; data: URIs are left out."""
    attrs = document.attrs[node]
    found: list[str] = []
    best = [(rank, attrs[name]) for name in attrs if (rank := _RANKS.get(name)) is not None]
    found += [url for _, url in sorted(best) if url]
    dynamic = attrs.get("data-a-dynamic-image")
    if dynamic:
        found += _by_area(dynamic)
    for name in _SETS:
        if attrs.get(name):
            found += _largest(attrs[name])
    if attrs.get("src"):
        found.append(attrs["src"])
    usable = [url for url in found if _usable(url)]
    return usable or _of_picture(document, node)


def _of_picture(document: Document, node: int) -> list[str]:
    """What the sources beside an img stand for, where the img itself holds none."""
    holder = document.parents[node]
    if holder < 0 or document.tags[holder] != "picture":
        return []
    sources = document.nodes("source")
    low, high = bisect.bisect(sources, holder), bisect.bisect(sources, document.ends[holder])
    written = (document.attr(at, name) for at in sources[low:high] for name in _SETS)
    return [url for one in written if one for url in _largest(one) if _usable(url)]


_SETS: Final = ("srcset", "data-srcset", "data-lazy-srcset")
_BACKGROUND: Final = re.compile(r"(?i)background(?:-image)?\s*:[^;]*?url\(\s*['\"]?([^'\")]+)")
_BEHIND: Final = ("data-bg", "data-background", "data-background-image", "data-bgset", "style")


def backgrounds(document: Document, title_node: int) -> list[str]:
    """Pictures that stand behind blocks near the title, where the page has no img for them."""
    found = []
    for node in range(max(1, title_node - 250), min(title_node + 250, len(document.tags))):
        attrs = document.attrs[node]
        written = next((attrs[name] for name in _BEHIND if name in attrs), None) if attrs else None
        if not written or not _names_main(document.name(node)):
            continue
        match = _BACKGROUND.search(written)
        url = match.group(1) if match else written
        if _FILE.search(url) and _usable(url) and not _is_ornament(url[-160:]):
            found.append(url)
    return found


def _usable(url: str) -> bool:
    return (
        4 < len(url) < 2000
        and not url.lstrip().lower().startswith(("data:", "javascript:", "about:", "blob:"))
        and "{" not in url
    )


def _by_area(written: str) -> list[str]:
    try:
        sizes = json.loads(written[:50_000])
        pairs = [(size[0] * size[1], url) for url, size in sizes.items()]
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError):
        return []
    return [url for _, url in sorted(pairs, reverse=True)]


def _largest(srcset: str) -> list[str]:
    choices: list[tuple[float, str]] = []
    for entry in re.split(r",\s+|,(?=https?:|//)", srcset[:20_000].strip()):
        url, _, size = entry.strip().partition(" ")
        digits = re.sub(r"[^\d.]", "", size)
        try:
            choices.append((float(digits or 0), url))
        except ValueError:
            continue
    return [url for _, url in sorted(choices, key=lambda choice: -choice[0])][:1]


def visible_images(
    document: Document, zones: Zones, title: str | None, title_node: int
) -> list[str]:
    """Pictures of the visible page that look like the offer's own, likeliest first."""
    named = tokens(title) if title else set()
    weighed: list[tuple[float, int, str]] = []
    for order, node in enumerate(document.nodes("img")[:200]):
        level, href = _link_around(document, node)
        leads_away = bool(href) and zones.is_elsewhere(href) and not _is_enlarged(document, node)
        if leads_away and not _is_named(document, node, named):
            continue
        urls = sources(document, node)
        if not urls:
            continue
        weight = _weigh(document, zones, node, named, title_node) - 4.0 * leads_away
        if href and level <= 2 and _FILE.search(href) and _usable(href):  # as zoom links do
            urls.insert(0, href)
            weight += 1.5
        if _is_ornament(urls[0].rsplit("//", 1)[-1][-160:]):
            weight -= 4.0
        weighed.append((weight, -order, urls[0]))
    weighed.sort(reverse=True)
    likely = [url for weight, _, url in weighed if weight >= 1.5][:MAX_IMAGES]
    likely = likely or [url for weight, _, url in weighed[:1] if weight >= 0.7]
    return likely or (backgrounds(document, title_node) if title_node > 0 else [])


@functools.lru_cache(maxsize=20_000)
def _names_main(name: str) -> bool:
    return bool(_MAIN.search(name))


@functools.lru_cache(maxsize=20_000)
def _is_ornament(tail: str) -> bool:
    return bool(_NOT_OFFER.search(tail))


def _weigh(document: Document, zones: Zones, node: int, named: set[str], title_node: int) -> float:
    attrs = document.attrs[node]
    weight = 0.0
    said = attrs.get("alt") or attrs.get("title")
    if named and said:
        weight += 3.0 * share(named, tokens(said))
    weight += 2.0 * _stands_in_main(document, node)
    if attrs.get("itemprop") == "image":
        weight += 3.0
    if not _ZOOMED.isdisjoint(attrs):
        weight += 2.0
    weight += _size(attrs.get("width"), attrs.get("height"))
    if title_node > 0:
        away = abs(node - title_node)
        weight += 1.5 * max(0.0, 1 - away / 400) - 1.0 * (away > 600)
    if zones.is_foreign(node):
        weight -= 3.0
    if _names_ornament(document.name(node)):
        weight -= 3.0
    return weight


_ORNAMENT: Final = re.compile(r"logo|icon|sprite|badge|sticker|avatar|(?:^|[\s_-])flag")
_ENLARGED: Final = re.compile(r"zoom|booth|main-?im|main-?pic|big-?im|big-?pic|hero|lightbox")


def _is_enlarged(document: Document, node: int) -> bool:
    """Tell whether a picture's names say that its link only shows it larger."""
    above = document.parents[node]
    return _names_enlarged(document.name(node)) or _names_enlarged(document.name(above))


@functools.lru_cache(maxsize=20_000)
def _names_enlarged(name: str) -> bool:
    return bool(_ENLARGED.search(name))


@functools.lru_cache(maxsize=20_000)
def _names_ornament(name: str) -> bool:
    return bool(_ORNAMENT.search(name))


def _is_named(document: Document, node: int, named: set[str]) -> bool:
    """Tell whether a picture's own words are the offer's title."""
    alt = document.attr(node, "alt")
    return len(alt) > 3 and share(named, tokens(alt)) >= 0.7


def shows(document: Document, zones: Zones, title: str) -> bool:
    """Tell whether a picture that leads nowhere else says the title in its own words."""
    named = tokens(title)
    return any(
        _is_named(document, node, named)
        and not zones.is_foreign(node)
        and not zones.is_elsewhere(_link_around(document, node)[1])
        for node in document.nodes("img")[:100]
    )


def _stands_in_main(document: Document, node: int) -> bool:
    """Tell whether a picture or one of the four holders above is called a main one."""
    for _ in range(5):
        if _names_main(document.name(node)):
            return True
        node = document.parents[node]
        if node < 0:
            break
    return False


def _size(width: str | None, height: str | None) -> float:
    longest = max(_pixels(width), _pixels(height))
    if longest == 0:
        return 0.0
    return -3.0 if longest < 60 else -1.0 if longest < 120 else 2.0 if longest >= 200 else 0.0


def _pixels(written: str | None) -> int:
    digits = (written or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0


def _link_around(document: Document, node: int) -> tuple[int, str]:
    """The nearest link of four holders: how far above, and its address; "" when there is none."""
    tags, parents = document.tags, document.parents
    for level in range(4):
        node = parents[node]
        if node <= 0:
            break
        if tags[node] == "a":
            return level, document.attrs[node].get("href", "")
    return -1, ""
