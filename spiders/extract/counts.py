"""How many are there, how many were sold, and what a buyer chooses from, as a page shows them.

Layer: spiders.extract, pure. Used by the readers of structured data, state and the visible page.

A number counts only where a word beside it says of what: "12 available", "500+ sold", "库存88件".
Reviews, days, sizes, packs and the field of a form never do.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from ahocorasick_rs import AhoCorasick

from spiders.extract.document import Document
from spiders.extract.fields import tidy
from spiders.extract.zones import Zones

MAX_VARIANTS: Final = 50
"""Variants kept of one offer."""
MAX_VARIANT: Final = 80
"""Letters of one variant; what is longer is no choice but a text."""
MOST: Final = 100_000_000
"""No offer has or sold more; longer numbers are numbers of something else."""
_REACH: Final = 5_000
_TIMES: Final = {
    **dict.fromkeys(("k", "тыс", "тис", "mil", "rb", "ribu", "tsd", "千", "천"), 1_000),
    **dict.fromkeys(("万", "萬", "만", "w"), 10_000),
    **dict.fromkeys(("m", "mio", "jt"), 1_000_000),
}
_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(
    r"(?i)(?<![0-9A-Za-zÀ-ɏЀ-ӿ_$€£¥₹#/–.,-])(?<!\d )"
    r"(\d{1,3}(?:[.,\u00a0\u202f\u2009]\d{3})+(?!\d)|\d{1,9}(?:[.,]\d{1,2})?)"
    r"(?:[\s\x01]?(k|тыс|тис|mil|rb|ribu|tsd|千|천|万|萬|만|w|m|mio|jt)(?![^\W\d_一-鿿])\.?)?"
    r"[\s\x01]?(\+)?"
)
_G: Final = r"[\s\x01]{0,4}"
_END: Final = r"(?=[\s\x01]{60}|[\s\x01]{0,59}(?:[^\w\s\x01]|\d|\Z|and\b|und\b|et\b))(?!-\w)"
_UNIT: Final = (
    r"(?:pieces?|pcs\.?|units?|stück|stk\.?|unités?|unidades?|uds?\.?|pezzi|peças|шт(?:ук)?\.?|szt(?:uk)?\.?|produse|"
    r"ks|db|笔|筆|单|件|個|个|点|台|只|双|개|adet|buah|pcs|chiếc|stuks|items?)"
)
_THERE: Final = re.compile(
    rf"(?i){_G}(?:{_UNIT}{_G})?(?:available|in stock|left(?: in stock)?|remaining|verfügbar|"
    r"auf lager|vorrätig|disponibles?|en stock|en existencia|restantes?|disponíve(?:l|is)|"
    r"em estoque|disponibil[ei]|rimast[ie]|beschikbaar|"
    r"op voorraad|dostępnych|w magazynie|на складе|в наличии|"
    rf"в наявності|skladem|på lager|i lager|varastossa|raktáron|tersisa|mevcut|在庫あり){_END}"
)
_SOLD: Final = re.compile(
    rf"(?i){_G}(?:{_UNIT}{_G})?(?:sold(?!{_G}(?:by|out|separately|per|in|from|as|with|at|individually|"
    r"on|through|via|to)\b)|(?:already )?bought in (?:the )?past month|verkauft(?! von| durch)|"
    r"vendus?(?! par)|vendid[oa]s?(?! por)|vendut[ie](?! da)|verkocht(?! door)|sprzedan(?:ych|o|e)|"
    r"продано|prodáno|solgt(?! av| af)|sålda|satıldı|terjual|đã bán|ขายแล้ว|人付款|人已付款|人收货|"
    r"件?已售|個販売|点販売|개 판매)(?!\w{0,2}[a-zа-я])"
)
_THERE_BEFORE: Final = re.compile(
    rf"(?i)(?:(?:(?:in stock|current stock|available (?:quantity|stock)|"
    r"(?:quantity|qty|stock) available|stock level|stock quantity|units? available|"
    r"lagerbestand|auf lager|verfügbare (?:menge|anzahl)|stock disponible|quantité disponible|"
    r"en stock|cantidad disponible|estoque|"
    r"quantità disponibile|stan magazynowy|остаток|в наличии|stok|kho)"
    rf"{_G}[:：\x02]|nur noch|quedan(?: solo)?|restam|plus que|осталось|залишилось|zostało|"
    r"ultimele|в наличии|в наявності|库存|庫存|还剩|仅剩|剩余|剩餘|残り|在庫数|在庫|재고|수량 남음)"
    rf"{_G}[:：]?[\s\x01\x02]{{0,6}})\Z"
)
_SOLD_BEFORE: Final = re.compile(
    rf"(?i)(?:(?:units sold|total sold|quantity sold|verkauft|vendus|vendidos|sold){_G}[:：]|"
    r"已售出?|月销量?|月銷量?|(?:总|總|累计|累計|历史)?销量|已拼|月成交|成交|販売数|販売実績|판매수|"
    rf"구매수|продано|terjual|đã bán|ขายแล้ว){_G}[:：]?[\s\x01\x02]{{0,6}}\Z"
)
_THERE_STEMS: Final = """
availab beschikbaar disponib disponíve dostępn estoque existencia kho lager left magazyn mevcut
quedan raktár remaining restam restant rimast skladem stock stok tersisa varasto verfügbar voorraad
vorrätig zostało залишилось наличии наявності осталось остаток складе
剩 在庫 库存 庫存 残り 수량 재고 ultimele
"""
_SOLD_STEMS: Final = """
bought prodáno satildi satıldı sold solgt sprzedan såld terjual vendid vendu verkauft verkocht bán
продано ขายแล้ว 付款 已售 月销 月銷 已拼 成交 收货 販売 銷量 销量 구매 판매
"""
_THERE_WORDS: Final = AhoCorasick([*_THERE_STEMS.split(), "nur noch", "plus que"])
_SOLD_WORDS: Final = AhoCorasick(_SOLD_STEMS.split())
"""A part of every word above, in lower case: numbers far from all of them are not looked at."""
_BEFORE_STEM: Final = 48
_BEHIND_STEM: Final = 60
"""Letters between a stem and a number that it may speak of."""
_ALONE: Final = re.compile(rf"(?i){_G}(?:{_UNIT})?{_END}")
Says = Callable[[str, "re.Match[str]"], bool]
_ROUNDED: Final = re.compile(
    r"(?i)(?:more than|over|up to|mehr \w{3}|über|bis zu|plus de|más de|mais de|più di|более|"
    r"больше|ponad|超过|[>≥])[\s\x01]{0,3}\Z"
)


def count_of(written: object) -> int | None:
    """A count of structured data or as written ("1,234", "500+", "1.2万"); None when it is none."""
    if isinstance(written, bool):
        return None
    if isinstance(written, float):
        written = int(written) if written.is_integer() else None
    if isinstance(written, int):
        return written if 0 <= written < MOST else None
    match = _NUMBER.search(written[:60]) if isinstance(written, str) else None
    return _value(match) if match else None


def _value(match: re.Match[str]) -> int | None:
    digits, times = match.group(1), _TIMES.get((match.group(2) or "").lower(), 1)
    whole, _, part = digits.replace(",", ".").rpartition(".")
    if whole and len(part) < 3:
        count = float(f"{whole}.{part}") * times if times > 1 and "." not in whole else -1.0
    else:
        count = float(re.sub(r"\D", "", digits)) * times
    return round(count) if 0 <= count < MOST else None


def quantity_shown(document: Document, zones: Zones, title_node: int) -> int | None:
    """Units that the page says are there; None where it says several numbers or rounds."""
    said = set()
    for match in _numbers(document, zones, title_node, _THERE_WORDS, _says_there):
        before = document.stream[max(0, match.start() - 20) : match.start()]
        said.add(None if match.group(3) or match.group(2) or _ROUNDED.search(before) else match)
    values = {_value(match) if match else None for match in said}
    return values.pop() if len(values) == 1 else None


def sold_shown(document: Document, zones: Zones, title_node: int) -> int | None:
    """Units that the page says were sold, a lower bound where it rounds; of several the first."""
    values = map(_value, _numbers(document, zones, title_node, _SOLD_WORDS, _says_sold))
    return next((value for value in values if value is not None), None)


def _says_there(stream: str, match: re.Match[str]) -> bool:
    return _is_beside(stream, match, _THERE, _THERE_BEFORE)


def _says_sold(stream: str, match: re.Match[str]) -> bool:
    return _is_beside(stream, match, _SOLD, _SOLD_BEFORE)


def _is_beside(
    stream: str, match: re.Match[str], after: re.Pattern[str], before: re.Pattern[str]
) -> bool:
    """Tell whether words of a kind follow a number, or stand before one that nothing follows."""
    if after.match(stream, match.end()):
        return True
    if not _ALONE.match(stream, match.end()):
        return False
    return bool(before.search(stream[max(0, match.start() - 40) : match.start()]))


def _numbers(
    document: Document, zones: Zones, title_node: int, words: AhoCorasick, says: Says
) -> Iterator[re.Match[str]]:
    """Numbers near the title that say something, and are no hidden text nor a neighbour's."""
    if title_node <= 0:
        return
    stream, start = document.stream, document.text_from[title_node]
    for match in _written(stream, document.text_to[title_node], start + _REACH, words):
        if not says(stream, match):
            continue
        node = document.owner(match.start())
        if document.is_hidden(node) or zones.is_foreign(node):
            continue
        if not zones.neighbour_link(node, pictures_only=False, letters=200):
            yield match


def _written(stream: str, start: int, end: int, words: AhoCorasick) -> Iterator[re.Match[str]]:
    """Whole numbers near one of some words, in order: most pages hold none of these."""
    text = stream[start:end].replace("İ", "i").lower()  # the one letter that lower() makes two of
    done = start
    for _, first, last in words.find_matches_as_indexes(text):
        low = max(done, start + first - _BEFORE_STEM)
        for digits in _DIGITS.finditer(stream, low, min(end, start + last + _BEHIND_STEM)):
            match = _NUMBER.match(stream, digits.start(), end) if digits.start() >= done else None
            if match is not None:
                done = match.end()
                yield match


# -- what a buyer chooses from ---------------------------------------------------------------------

_NO_CHOICE: Final = frozenset(("default title", "default", "title", "standard", "none", "n/a"))


def choices(names: Iterable[object], title: str | None = None) -> tuple[str, ...]:
    """Names of variants, each once, without the title they begin with; at most 50 of 80 letters.

    One alone is no choice.
    """
    found: dict[str, None] = {}
    for name in names:
        said = tidy(name, 4 * MAX_VARIANT)
        if said and title and said.casefold().startswith(title.casefold()):
            said = said[len(title) :].strip(" -–—,:|/()[]")
        if said and len(said) <= MAX_VARIANT and said.casefold() not in _NO_CHOICE:
            found[said] = None
        if len(found) >= MAX_VARIANTS:
            break
    return tuple(found) if len(found) > 1 else ()


_VARIANT_KEYS: Final = frozenset((
    *("variants", "skus", "variations", "productvariants", "skulist", "variantlist", "children"),
    *("productvariations", "variantproducts"),
))
_OPTION_KEYS: Final = frozenset((
    *("options", "productoptions", "variationgroups", "variantcriteria", "skuprops", "attributes"),
    *("configurableoptions", "productskupropertylist"),
))
_VALUE_KEYS: Final = (
    *("values", "optionValues", "option_values", "variantList", "value", "skuPropertyValues"),
    *("options", "variations"),
)
_STOCK_KEYS: Final = frozenset((
    *("stock", "inventory", "inventoryquantity", "stockquantity", "quantityavailable", "stockqty"),
    *("availablequantity", "availablestock", "stocklevel", "inventorylevel", "qtyavailable"),
    *("totalstock", "totalavailquantity", "instockquantity", "stockcount", "inventorycount"),
    *("quantityinstock", "qtyinstock", "canbookcount", "totalinventory"),
))
_SOLD_KEYS: Final = frozenset((
    *("sold", "soldcount", "soldquantity", "totalsold", "unitssold", "quantitysold", "sellcount"),
    *("tradecount", "salescount", "historicalsold", "salecount", "soldnum", "totalsoldquantity"),
    *("formattradecount", "salesvolume", "salevolume", "itemssold", "numsold"),
))


def _squeezed(key: object) -> str:
    return "".join(filter(str.isalnum, str(key))).lower()


def _under(node: dict[str, Any], keys: frozenset[str]) -> Iterator[Any]:
    return (value for key, value in node.items() if _squeezed(key) in keys)


def _rows(value: object) -> list[dict[str, Any]]:
    """The objects of a list, also where a graph's edges or nodes stand between."""
    if isinstance(value, dict):
        value = value.get("edges") or value.get("nodes") or list(value.values())
    rows = [row for row in value[:200] if isinstance(row, dict)] if isinstance(value, list) else []
    return [row["node"] if isinstance(row.get("node"), dict) else row for row in rows]


def variants_in(node: dict[str, Any], title: str | None) -> tuple[str, ...]:
    """Variants that an object of state lists, else the values of its options."""
    for value in _under(node, _VARIANT_KEYS):
        found = choices((_variant_name(row) for row in _rows(value)), title)
        if found:
            return found
    values = (
        _value_name(one)
        for value in _under(node, _OPTION_KEYS)
        for row in (_rows(value) if isinstance(value, list) else ())
        for one in _values(row)
    )
    return choices(values, title)


def _values(option: dict[str, Any]) -> list[Any]:
    found: list[Any] = next(
        (option[key] for key in _VALUE_KEYS if isinstance(option.get(key), list)), []
    )
    return list(found[:MAX_VARIANTS])


def _value_name(value: object) -> object:
    if not isinstance(value, dict):
        return value
    keys = ("propertyValueDisplayName", "displayName", "name", "label", "value", "title")
    return next((value[key] for key in keys if isinstance(value.get(key), str)), None)


def _variant_name(row: dict[str, Any]) -> object:
    """The name of one variant, else its options in order ("Black / 42")."""
    numbered = [row.get(f"option{at}") for at in (1, 2, 3)]
    chosen = row.get("selectedOptions") or row.get("optionValues") or row.get("attributes")
    parts = numbered if any(numbered) else chosen
    named = [_value_of(part) for part in parts] if isinstance(parts, list) else []
    told = " / ".join(part for part in named if isinstance(part, str) and part)
    return told or row.get("title") or row.get("name")


def _value_of(part: object) -> object:
    return (part.get("value") or part.get("name")) if isinstance(part, dict) else part


def quantity_in(node: dict[str, Any]) -> int | None:
    """Units in stock by an object's own keys, else the sum where every variant tells its own."""
    own = next((n for n in map(_level, _under(node, _STOCK_KEYS)) if n is not None), None)
    if own is not None:
        return own
    for value in _under(node, _VARIANT_KEYS):
        counts = [next(map(_level, _under(row, _STOCK_KEYS)), None) for row in _rows(value)]
        known = [count for count in counts if count is not None]
        if known and len(known) == len(counts):
            return sum(known)
    return None


def _level(value: object) -> int | None:
    """A level of stock: a number, or an object that holds one; words are none."""
    if isinstance(value, dict):
        value = next(_under(value, _STOCK_KEYS | {"quantity", "value"}), None)
    return count_of(value) if isinstance(value, int | float) else None


def sold_in(node: dict[str, Any]) -> int | None:
    """Units sold by an object's own keys."""
    return next((n for n in map(count_of, _under(node, _SOLD_KEYS)) if n is not None), None)
