"""What a buyer chooses from, as the page shows it: forms, swatches, and shops' tables of variants.

Layer: spiders.extract, pure. Used by `offers`, where no structured data lists variants.
Flow: tables in attributes and scripts, which also tell prices -> selects -> radio buttons -> boxes
of swatches; the first that offers a choice is believed.
"""

import functools
import html
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from ahocorasick_rs import AhoCorasick

from monitor.domain.listing import Price
from spiders.extract.counts import MAX_VARIANT, MAX_VARIANTS, choices
from spiders.extract.document import Document, clean
from spiders.extract.jsonld import amount_of
from spiders.extract.money import find_money
from spiders.extract.scripts import parse_at
from spiders.extract.zones import Zones

_CHOICE: Final = re.compile(
    r"vari(?:ant|ation|ante)|option|product-?select|attribut|swatch|configur|classcategory|eigenschaft|sku|"
    r"size|colou?r|styles?\b|material|finish|scent|flavou?r|pattern|group[_\[]|\bid\[\d|"
    r"grö(?:ß|ss)e|groesse|farbe|taille|couleur|talla|talle|tamanho|tamaño|\bcor\b|taglia|misura|"
    r"colore|maat|kleur|storlek|färg|størrelse|farve|farge|koko\b|väri|rozmiar|kolor|velikost|"
    r"barva|méret|szín|beden|renk|размер|цвет|розмір|колір|サイズ|カラー|種類|尺码|尺寸|规格|颜色|"
    r"顏色|款式|사이즈|컬러|색상|옵션|kích|màu|ukuran|warna"
)
"""Names of controls by which a buyer chooses a variant, in lower case."""
_NO_CHOICE: Final = re.compile(
    r"qty|quantit|menge|anzahl|aantal|cantidad|ilość|ilosc|count|country|state\b|region|province|"
    r"sort|order|currenc|locale|lang|month|year|\bday|page|limit|rating|review|address|"
    r"ship|deliver|zip|postal|search|categor(?!y_id)|payment|wish|store|filter|selling.?plan|"
    r"subscri|purchase.?option|billing|gift|warrant|数量|수량|количеств|login|account|theme"
)
_PROMPT: Final = re.compile(
    r"(?i)^(?:\W*$|\W*-{2,}|\W*(?:please|choose|select|pick|choisi|sélection|elegir|elige|selecc?ion|"
    r"seleziona|scegli|escolh|kies|vælg|välj|velg|valitse|wybierz|vyber|válassz|chọn|pilih)|"
    r".*(?:wählen|auswahl|seçin|выберите|оберіть|選択|选择|選擇|선택))"
)
_SOLD_OUT: Final = re.compile(
    r"(?i)[\s\-–—(\[:]+(?:sold ?out|out of stock|unavailable|ausverkauft|épuisé|agotado|esgotado|"
    r"esaurito|uitverkocht|wyprzedane|slut i lager|нет в наличии|品切れ|売り切れ|缺货|售罄|품절|"
    r"hết hàng|currently unavailable|in stock|auf lager|在庫あり).*$"
)
_NOTE: Final = re.compile(r"(?i)\s*[\[(](?:low stock|only \d+|\d+ left|pre-?order)[^\])]*[\])]$")
_SELECT: Final = re.compile(rb"(?i)<select\b([^>]{0,2000})>")
_LOOKS: Final = re.compile(r"\b(?:class|style|size|on\w+)\s*=\s*(?:\"[^\"]*\"|'[^']*'|\S+)")
_OPTION: Final = re.compile(r"(?is)<option\b([^>]{0,600})>([^<]{0,300})")
_VALUE: Final = re.compile(r"(?i)\bvalue\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_LONGEST_SELECT: Final = 60_000
_MAX_SELECTS: Final = 40
_MAX_ROWS: Final = 200
_REACH_NODES: Final = 2_500
_REACH_BOXES: Final = 1_500
_BOX: Final = re.compile(
    r"swatch|variant(?:s|[-_]+(?:option|list|select|picker)|__)|sku-?prop|sale-?prop|choose-?attr|"
    r"(?:size|colou?r)s?[-_]?(?:list|options?|picker|chooser|selector|swatch)|twister|"
    r"option[-_]?(?:values?|list)|product-?options?|(?:^|[\s_-])variations?(?:$|[\s_-])"
)
_BOX_MARKS: Final = AhoCorasick([
    *("swatch", "variant", "skuprop", "sku-prop", "saleprop", "sale-prop", "chooseattr"),
    *("choose-attr", "size", "color", "colour", "twister", "option", "variation"),
])
"""Parts that the names of such boxes hold, found in one pass."""
_SAID_BY: Final = ("aria-label", "title", "data-value", "data-option-value", "data-name", "alt")
_CHOOSING: Final = re.compile(
    r"(?i)^(?:(?:click to |clique para |clic para |klicken zum )?(?:select|choose|selecionar|"
    r"seleccionar|auswählen)|colou?r|size|farbe|größe|taille|couleur|talla)\b\s*[:：]?\s*|已选中$"
)
_NUMBERS: Final = re.compile(r"\d+(?:[:;_]\d+)+")
_MORE: Final = re.compile(r"(?i)guide|chart|tabelle|help|more|show all|view all|clear|reset|^\W*$")
_TABLES: Final = re.compile(
    r"product[-_]?variations|data-variants?|variants?-json|data-product-json"
)
_TABLE_BYTES: Final = (
    *(b"variations=", b"data-variant", b"variants-json", b"variant-json", b"data-product-json"),
)
_LEAVES: Final = frozenset(("li", "button", "a", "span", "label", "div", "img", "input"))


@dataclass(frozen=True, slots=True)
class Choice:
    """What there is to choose, and what the variants cost, as written: perhaps in cents."""

    names: tuple[str, ...] = ()
    amounts: tuple[Decimal, ...] = ()


def choice_shown(
    document: Document, utf8: bytes, zones: Zones, title: str | None, title_node: int
) -> Choice:
    """What the visible page and the shop's own tables offer to choose from; empty without."""
    tabled = document.json_values() and any(mark in utf8 for mark in _TABLE_BYTES)
    held = _attribute_rows(document, zones, title_node) if tabled else ()
    for rows in itertools.chain(held, _script_rows(document, title)):
        names = choices((_row_name(row, title) for row in rows), title)
        if names:
            return Choice(names, tuple(filter(None, map(_row_amount, rows))))
    names = _of_selects(utf8) if b"<select" in utf8 else ()
    names = names or _of_radios(document, zones, title_node)
    if not names and title_node > 0:
        names = _of_boxes(document, zones, title_node)
    return Choice(names)


def widened(price: Price | None, amounts: tuple[Decimal, ...]) -> Decimal | None:
    """The dearest variant, where the price asked is that of the cheapest; else None.

    amounts: in the unit of the price, or in its hundredths.
    """
    if price is None or price.high is not None or len(amounts) < 2:
        return None
    low, high = min(amounts), max(amounts)
    for unit in (1, 100):
        if low == price.amount * unit and low < high <= low * 20:
            return high / unit
    return None


# -- tables ----------------------------------------------------------------------------------------


def _attribute_rows(
    document: Document, zones: Zones, title_node: int
) -> Iterator[list[dict[str, Any]]]:
    """Tables of variants in attributes, of the block that holds the title before others."""
    held: list[str] = []
    others: list[str] = []
    for node, attrs in enumerate(document.attrs):
        for name, value in attrs.items() if attrs else ():
            if value[:1] in {"[", "{"} and _TABLES.search(name) and not zones.is_foreign(node):
                around = title_node > 0 and document.within(title_node, node)
                (held if around else others).append(value)
    for value in (held or others)[:1]:
        rows = _rows(parse_at(value, 0))
        if rows:
            yield rows


def _script_rows(document: Document, title: str | None) -> Iterator[list[dict[str, Any]]]:
    """Tables of variants in scripts, by the keys that shops' software gives them."""
    for attrs, text in document.scripts:
        if not any(mark in text for mark in ('"public_title"', '"option1"')):
            continue
        if "ld+json" in (attrs.get("type") or ""):
            continue
        at = text.find('"variants":[')
        rows = _rows(parse_at(text, at + 11)) if at >= 0 else []
        if rows and _is_of(rows[0], text, at, title):
            yield rows


def _is_of(row: dict[str, Any], text: str, at: int, title: str | None) -> bool:
    """Tell whether the variants of a script are of the offer called so."""
    if title is None:
        return False
    name = row.get("name")
    if isinstance(name, str):
        return name.casefold().startswith(title.casefold())
    return f'"{title}"' in text[max(0, at - 20_000) : at]


def _rows(found: object) -> list[dict[str, Any]]:
    if isinstance(found, dict):
        found = found.get("variants") or found.get("variations")
    rows = found[:_MAX_ROWS] if isinstance(found, list) else []
    return [row for row in rows if isinstance(row, dict)]


def _row_name(row: dict[str, Any], title: str | None) -> str | None:
    """The options of one variant in order, else what it is called beside the offer."""
    numbered = [row.get(f"option{at}") for at in range(4)]
    attributes = row.get("attributes")
    told = list(attributes.values()) if isinstance(attributes, dict) else numbered
    said = " / ".join(str(part) for part in told if isinstance(part, str | int) and part)
    if said:
        return said
    named = row.get("public_title") or row.get("title") or row.get("name")
    return named if isinstance(named, str) and named != title else None


def _row_amount(row: dict[str, Any]) -> Decimal | None:
    keys = ("display_price", "price_number", "price", "final_price", "amount")
    return next((found for key in keys if (found := amount_of(row.get(key)))), None)


# -- forms -----------------------------------------------------------------------------------------


def _of_selects(utf8: bytes) -> tuple[str, ...]:
    """Options of the selects that choose a variant, those of several one after another.

    A select of one name that comes back is one of a list of offers.
    """
    groups: dict[str, tuple[str, ...]] = {}
    again: dict[str, int] = {}
    for at, match in enumerate(_SELECT.finditer(utf8)):
        if at >= _MAX_SELECTS:
            break
        said = html.unescape(match.group(1).decode("utf-8", "replace")).lower()
        plain = _without_looks(said)
        if _NO_CHOICE.search(plain) or not (_CHOICE.search(plain) or _BOX.search(said)):
            continue
        end = utf8.find(b"</select", match.end(), match.end() + _LONGEST_SELECT)
        names = _options(utf8[match.end() : end].decode("utf-8", "replace")) if end > 0 else ()
        key = "|".join(names)
        again[key] = again.get(key, 0) + 1
        if len(names) > 1 and not _is_count(names):
            groups[key] = names
    if any(number > 2 for number in again.values()):
        return ()
    return _flat(groups.values())


def _without_looks(said: str) -> str:
    """Attributes without those whose words speak of looks and behaviour."""
    return _LOOKS.sub("", said)


def _options(inner: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for attrs, text in _OPTION.findall(inner):
        value = _VALUE.search(attrs)
        empty = value is not None and not any(value.groups())
        name = _plain(clean(html.unescape(text)))
        if name and not empty and not _PROMPT.match(name) and len(name) <= MAX_VARIANT:
            found[name] = None
    return tuple(found)[:MAX_VARIANTS]


def _plain(name: str) -> str:
    """The name of a choice without what it costs or whether it is there."""
    name = _SOLD_OUT.sub("", name[: 4 * MAX_VARIANT])
    name = _NOTE.sub("", name)
    for money in find_money(name):
        if money.start > 0:
            return name[: money.start].rstrip(" -–—+:(（[/,|±＋") or name
        return ""
    return name


def _is_count(names: tuple[str, ...]) -> bool:
    """Tell whether options are 1, 2, 3 ...: how many, not which."""
    return all(name.isdigit() for name in names) and [int(name) for name in names] == list(
        range(int(names[0]), int(names[0]) + len(names))
    )


def _flat(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))[:MAX_VARIANTS]


def _of_radios(document: Document, zones: Zones, title_node: int) -> tuple[str, ...]:
    """What radio buttons of one name call their choices, near the title."""
    radios = [
        node
        for node in document.nodes("input")
        if document.attr(node, "type").lower() == "radio" and _is_near(document, node, title_node)
    ]
    if not radios:
        return ()
    labels = _labels(document)
    groups: dict[str, dict[str, None]] = {}
    for node in radios:
        if _chooses(document, node) and not zones.is_foreign(node):
            name = _radio_name(document, node, labels)
            if name:
                groups.setdefault(document.attr(node, "name"), {})[name] = None
    return _flat(tuple(group) for group in groups.values() if len(group) > 1)


def _labels(document: Document) -> dict[str, int]:
    """Labels by the id of what they name."""
    return {
        attrs["for"]: node
        for node, attrs in enumerate(document.attrs)
        if attrs and "for" in attrs and document.tags[node] == "label"
    }


def _is_near(document: Document, node: int, title_node: int) -> bool:
    return title_node <= 0 or -400 < node - title_node < _REACH_NODES or len(document.tags) < 1_500


def _chooses(document: Document, node: int) -> bool:
    own = f"{document.attr(node, 'name')} {document.name(node)}".lower()
    if _NO_CHOICE.search(document.attr(node, "name").lower()):
        return False
    if _CHOICE.search(own):
        return True
    above = document.parents[node]
    return any(_is_box(document.name(one)) for one in (above, document.parents[above]))


def _radio_name(document: Document, node: int, labels: dict[str, int]) -> str | None:
    label = labels.get(document.attr(node, "id"))
    spoken = document.text(label, 200) if label is not None else ""
    if not spoken and document.tags[document.parents[node]] == "label":
        spoken = document.text(document.parents[node], 200)
    if not spoken and label is not None:
        spoken = document.attr(label, "title")
    value = document.attr(node, "value")
    spoken = _plain(spoken or ("" if value.isdigit() else value))
    return spoken if spoken and len(spoken) <= MAX_VARIANT else None


def _of_boxes(document: Document, zones: Zones, title_node: int) -> tuple[str, ...]:
    """Short names in blocks that their author calls swatches, variants, sizes or the like."""
    groups: list[tuple[str, ...]] = []
    done = 0
    for node in _boxes(document, max(1, title_node - 200), title_node + _REACH_BOXES):
        if node < done or zones.is_foreign(node):
            continue
        names = _box_names(document, node)
        if len(names) > 1 and not _is_count(names):
            groups.append(names)
            done = document.ends[node]
        if len(groups) >= 4:
            break
    return _flat(dict.fromkeys(groups))


def _boxes(document: Document, first: int, last: int) -> list[int]:
    """Nodes whose names are those of a box of choices; all names are looked through in one pass."""
    nodes = (node for node in document.called(_BOX_MARKS) if first <= node < last)
    return [node for node in nodes if _is_box(document.name(node))]


@functools.lru_cache(maxsize=16_384)
def _is_box(name: str) -> bool:
    return bool(_BOX.search(name))


def _box_names(document: Document, box: int) -> tuple[str, ...]:
    """Names of the leaves of a block: each short, none a link to help, at least two of a kind."""
    if document.ends[box] - box > 400:
        return ()
    kinds: dict[str, dict[str, None]] = {}
    for node in range(box + 1, document.ends[box]):
        if document.tags[node] in _LEAVES:
            name = _leaf_name(document, node)
            if name:
                kinds.setdefault(document.tags[node], {})[name] = None
    best = max(kinds.values(), key=len, default={})
    return tuple(name for name in best if sum(other in name for other in best) < 3)


def _leaf_name(document: Document, node: int) -> str | None:
    attrs = document.attrs[node]
    said = (attrs[key] for key in _SAID_BY if attrs and attrs.get(key))
    told = next((text for text in said if not _NUMBERS.fullmatch(text)), None)
    if told is None and document.tags[node] in {"li", "button", "label"}:
        told = document.text(node, 120)
    name = _plain(_CHOOSING.sub("", clean((told or "")[: 4 * MAX_VARIANT])))
    known = 0 < len(name) <= 40 and not _MORE.search(name)
    return name if known and not _NO_CHOICE.fullmatch(name.lower()) else None
