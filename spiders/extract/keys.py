"""What the keys of a shop's state mean: price, seller, brand, picture, title; read word by word.

Layer: spiders.extract, pure.

Shops name the same thing `salePrice`, `sale_price`, `currentprice` or `pricing({"store":8})`; what
counts is which words a key is made of.
"""

import functools
import re
from typing import Final

_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_JOINED: Final = re.compile(
    r"price|seller|brand|shop|store|name|title|image|merchant|amount|vendor|company"
)

_ASKED_TEXT: Final = """
sale sales current final sell selling offer special discounted discount activity deal promo
promotion now customer buy our actual today pay
"""
_ASKED: Final = frozenset(_ASKED_TEXT.split())
_PLAIN_TEXT: Final = """
price prices pricing item product sku goods display formatted value raw min minimum low
lowest total incl including with tax info data model amount string str text num number main
listing range default gross net starting start from fen cents cent minor pence in
"""
_PLAIN: Final = frozenset(_PLAIN_TEXT.split())
_FORMER_TEXT: Final = """
regular reg base list retail full basic standard normal unit
"""
_FORMER: Final = frozenset(_FORMER_TEXT.split())
_AMOUNTS_TEXT: Final = """
value amount betrag importe valor montant raw val decimal number gross cent cents in minor text
display formatted string min minimum low lowest from start with tax incl variant price
"""
_AMOUNTS: Final = frozenset(_AMOUNTS_TEXT.split())
_OTHER_TERMS_TEXT: Final = """
card member plus vip prime club subscription bulk group
"""
_OTHER_TERMS: Final = frozenset(_OTHER_TERMS_TEXT.split())
_SELLS: Final = {
    "seller": 5,
    "merchant": 4,
    "shop": 3,
    "store": 3,
    "mall": 3,
    "vendor": 3,
    "retailer": 2,
    "dealer": 2,
    "supplier": 2,
    "company": 2,
    "firm": 2,
    "creator": 1,
    "owner": 1,
    "user": 1,
    "member": 1,
}
_NAMES_TEXT: Final = """
name nick nickname title login username handle display by
"""
_NAMES: Final = frozenset(_NAMES_TEXT.split())
_HOLDS_TEXT: Final = """
info data detail details detailed model profile summary listing marketplace current main primary
offer product best winner selected default
"""
_HOLDS: Final = frozenset(_HOLDS_TEXT.split())
_NOT_NAMES_TEXT: Final = """
id ids url link logo image type code count rating score level location country city phone email
slug domain policy description category key path href status hours address
"""
_NOT_NAMES: Final = frozenset(_NOT_NAMES_TEXT.split())
_NOT_TITLES_TEXT: Final = """
meta seo alt category brand seller shop store merchant vendor company user supplier creator owner
retailer file country city event color colour size option attribute type group class page template
first last state site domain app currency manufacturer designer author layout widget section tab
"""
_NOT_TITLES: Final = frozenset(_NOT_TITLES_TEXT.split())
_NAMED: Final = (
    "displayName",
    "display_name",
    "sellerName",
    "seller_name",
    "shopName",
    "shop_name",
    "storeName",
    "store_name",
    "merchantName",
    "companyName",
    "name",
    "title",
    "label",
    "text",
    "username",
    "userName",
    "login",
    "nickname",
    "nick",
    "handle",
    "loginId",
    "value",
    "short",
    "localized",
)
"""Keys of an object that hold its name, the most telling first."""


@functools.lru_cache(maxsize=20_000)
def words(key: str) -> tuple[str, ...]:
    """Words of a key in lower case; arguments of a query ("price({...})") do not count."""
    found: list[str] = []
    for part in _WORD.findall(key.partition("(")[0]):
        rest, at = part.lower(), 0
        for joint in _JOINED.finditer(rest):
            found += [rest[at : joint.start()], joint.group()]
            at = joint.end()
        found.append(rest[at:])
    plain = ("formatted" if word.startswith("format") else word for word in found)
    return tuple(word for word in plain if word and word != "s")


_PRICES: Final = frozenset((
    *("price", "prices", "pricing", "preis", "precio", "preco", "prix", "prezzo", "prijs", "cena"),
))


@functools.lru_cache(maxsize=20_000)
def price_rank(key: str) -> float:
    """How surely a key names the price that is asked, 0..2; 0 when it names none or another's."""
    said = frozenset(words(key))
    if not said & _PRICES and not said >= {"min", "amount"}:
        return 0.0
    other = said - _PRICES
    if words(key)[-1] == "discount":  # what is taken off
        return 0.0
    if other <= _PLAIN:
        return 1.7 if "default" in other else 1.2 if other else 1.5
    if other & _ASKED and other <= _ASKED | _PLAIN:
        return 2.0
    if other <= _FORMER | _PLAIN:
        return 0.3
    return 0.6 if other <= _OTHER_TERMS | _ASKED | _PLAIN else 0.0


@functools.lru_cache(maxsize=20_000)
def amount_rank(key: str) -> float:
    """The same for keys inside an object that is a price already, where "value" will do."""
    said = frozenset(words(key))
    if said & _ASKED and said <= _ASKED | _PLAIN | _AMOUNTS:
        return 2.0
    if said and said <= _AMOUNTS:
        return 1.2 if said & {"min", "minimum", "low", "lowest", "from", "text", "string"} else 1.5
    return 0.2 if said and said <= _FORMER | _PLAIN else 0.0


def in_minor_units(key: str) -> bool:
    """Tell whether a key says that its number counts cents."""
    return bool({"cent", "cents", "minor", "fen"} & set(words(key)))


@functools.lru_cache(maxsize=20_000)
def is_upper_price(key: str) -> bool:
    """Tell whether a key names the upper end of a price."""
    said = frozenset(words(key))
    return bool(said & {"max", "high", "highest", "maximum"}) and bool(said & {"price", "amount"})


@functools.lru_cache(maxsize=20_000)
def is_currency(key: str) -> bool:
    """Tell whether a key names a currency."""
    said = frozenset(words(key))
    return bool(
        said & {"currency", "waehrung", "moneda", "moeda", "devise", "waluta"}
    ) and said <= {
        *("waehrung", "moneda", "moeda", "devise", "waluta"),
        *("currency", "price", "code", "iso", "id", "symbol", "unit", "default", "sale", "shop"),
    }


@functools.lru_cache(maxsize=20_000)
def seller_rank(key: str) -> int:
    """How surely a key names who sells, 1..5; 0 when it does not."""
    said = words(key)
    if said in {("sold", "by"), ("shop",), ("store",)}:
        return 4 if "sold" in said else 3
    roles = [_SELLS[word] for word in said if word in _SELLS]
    others = {word for word in said if word not in _SELLS}
    if not roles or others & _NOT_NAMES or not others <= _NAMES | _HOLDS | {"catalog", "item"}:
        return 0
    return max(roles)


@functools.lru_cache(maxsize=20_000)
def seller_id_rank(key: str) -> int:
    """How surely a key numbers who sells; a store's number is the one its pages go by."""
    said = words(key)
    if not {"id", "num", "number", "code"} & set(said):
        return 0
    return max((_NUMBERED.get(word, 0) for word in said), default=0)


_NUMBERED: Final = {
    "store": 6,
    "shop": 6,
    "mall": 5,
    "seller": 5,
    "merchant": 4,
    "vendor": 3,
    "supplier": 2,
}


_BRANDS: Final = frozenset((
    *("brand", "manufacturer", "maker", "designer", "designers", "marque", "marca", "marke"),
    *("hersteller", "merk", "marka"),
))


@functools.lru_cache(maxsize=20_000)
def is_brand(key: str) -> bool:
    """Tell whether a key names the brand."""
    said = frozenset(words(key))
    named = said & _BRANDS
    return bool(named) and said - named <= {
        *("name", "title", "label", "primary", "display", "product", "main", "info", "item"),
        *("canonical", "text", "data", "value", "obj", "object", "english", "en", "cn"),
    }


_TITLES: Final = frozenset((
    *("title", "titles", "name", "subject", "headline", "titel", "titulo", "titre", "titolo"),
    *("nombre", "nome", "nom", "bezeichnung", "naam", "navn", "namn", "nazwa"),
))


@functools.lru_cache(maxsize=20_000)
def is_title(key: str) -> bool:
    """Tell whether a key names what is offered."""
    said = words(key)
    if not said or _NOT_TITLES & set(said):
        return False
    return said[-1] in _TITLES or (said[-1] in {"label", "heading"} and "product" in said)


@functools.lru_cache(maxsize=20_000)
def is_image(key: str) -> bool:
    """Tell whether a key holds pictures of what is offered."""
    said = frozenset(words(key))
    return bool(
        said
        & {
            *("image", "images", "img", "imgs", "photo", "photos", "picture", "pictures", "pic"),
            *("pics", "gallery", "media", "albums", "cover", "covers"),
            *("bild", "bilder", "foto", "fotos", "imagen", "imagenes", "imagem", "imagens"),
        }
    ) and not said & {"logo", "icon", "brand", "seller", "shop", "user", "avatar", "banner", "alt"}


@functools.lru_cache(maxsize=20_000)
def is_elsewhere(key: str) -> bool:
    """Tell whether what lies below a key is about other offers, or about no offer."""
    return bool(_ELSEWHERE.search(key))


_ELSEWHERE: Final = re.compile(
    r"(?i)recommend|related|similar|also|sponsor|histor|recent|bundle|review|bread_?crumb|"
    r"navigation|menu|footer|header|shipping|warrant|accessor|cross_?sell|up_?sell|suggest|"
    r"popular|trending|frequently|other_?(?:offer|seller|merchant|product)|carousel|cart|basket|"
    r"installment|financ|delivery|translations?$|filter|facet"
)


def name_in(value: object) -> str | None:
    """The name a value is or holds: a string, or that of an object or the first of a list."""
    for _ in range(3):
        value = _first_named(value)
        if isinstance(value, str):
            return value if value not in {"undefined", "null", "void 0", "None"} else None
    return None


def _first_named(value: object) -> object:
    """Of a list the first; of an object what its most telling key holds."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return next((value[key] for key in _NAMED if value.get(key)), None)
    return value
