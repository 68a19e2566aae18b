"""Microdata: itemprop attributes, with or without the itemscope that should hold them.

Layer: spiders.extract, pure.
Source: WHATWG HTML, Microdata; schema.org and the older data-vocabulary.org names.
"""

import bisect
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from spiders.extract.document import Document
from spiders.extract.fields import MAX_DESCRIPTION, MAX_IMAGES, Fields, seller_of, tidy
from spiders.extract.jsonld import amount_of
from spiders.extract.money import find_money
from spiders.extract.vocabulary import CONDITIONS

_PRODUCT: Final = re.compile(
    r"(?i)(?:schema\.org|data-vocabulary\.org)/(?:product|individualproduct|book|vehicle|car)\b"
)
_ELSEWHERE: Final = re.compile(
    r"(?i)/(?:review|person|breadcrumb|listitem|rating|aggregaterating|webpage|wpheader|website)\b"
)
T = TypeVar("T")
Props = Mapping[str, Sequence[int]]
_RELATED: Final = frozenset(("isrelatedto", "issimilarto", "isaccessoryorsparepartfor"))


class Microdata:
    """The itemprops of one page, sorted by the product they describe.

    products: nodes that carry a Product itemtype, outermost only. stray: itemprops below none.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self.products: list[int] = []
        self._props: dict[int, dict[str, list[int]]] = {}
        self._scopes: dict[int, tuple[int, bool]] = {}
        for node in document.itemprops:
            self._file(node)
        self.products = sorted(set(self.products))

    def _file(self, node: int) -> None:
        """Put one itemprop under its outermost product; -1 when it lies below none."""
        holder, elsewhere = self._scope(self._document.parents[node])
        attrs = self._document.attrs[node]
        if _PRODUCT.search(attrs.get("itemtype") or "") and holder < 0:
            holder = node
        if holder >= 0 and holder not in self._props:
            self.products.append(holder)
            self._props[holder] = {}
        if elsewhere or _RELATED.intersection(attrs["itemprop"].lower().split()):
            return
        for name in attrs["itemprop"].lower().split():
            self._props.setdefault(holder, {}).setdefault(name, []).append(node)

    def _scope(self, node: int) -> tuple[int, bool]:
        """Outermost product that holds a node (-1: none), and whether it speaks of something else.

        Remembered per node, so that deep nesting costs each element once.
        """
        path = []
        while node >= 0 and node not in self._scopes:
            path.append(node)
            node = self._document.parents[node]
        scope = self._scopes[node] if node >= 0 else (-1, False)
        for one in reversed(path):
            scope = self._scopes[one] = self._entered(one, *scope)
        return scope

    def _entered(self, node: int, holder: int, elsewhere: bool) -> tuple[int, bool]:  # noqa: FBT001
        """The scope inside a node, from the scope around it."""
        attrs = self._document.attrs[node]
        typed = attrs.get("itemtype")
        if typed and holder < 0 and _PRODUCT.search(typed):
            return node, False
        if typed and _ELSEWHERE.search(typed):
            return holder, True
        return holder, elsewhere or attrs.get("itemprop", "").lower() in _RELATED

    def fields(self, product: int = -1) -> Fields:
        """What the itemprops of one product claim; -1 = those that no scope holds."""
        props = self._props.get(product, {})
        fields = Fields("microdata")
        fields.title = self._first(props, "name", lambda node: tidy(self._value(node)), product)
        fields.brand = self._first(props, "brand", self._brand) or self._first(
            props, "manufacturer", self._brand
        )
        fields.description = self._first(
            props, "description", lambda node: tidy(self._value(node), MAX_DESCRIPTION)
        )
        for node in props.get("image", ())[:MAX_IMAGES]:
            fields.images += self._image(node)
        fields.seller = self._first(
            props, "seller", lambda node: seller_of(tidy(self._inner_name(node), 120))
        )
        fields.category = self._first(props, "category", lambda node: tidy(self._value(node)))
        fields.condition = self._first(props, "itemcondition", self._condition)
        self._read_price(props, fields)
        return fields

    def _first(
        self, props: Props, name: str, read: Callable[[int], T | None], scope: int = -1
    ) -> T | None:
        for node in props.get(name, ()):
            if name == "name" and self._is_of_inner_scope(node, scope):
                continue
            value = read(node)
            if value:
                return value
        return None

    def _is_of_inner_scope(self, node: int, scope: int) -> bool:
        """A name below brand, seller or manufacturer is theirs, not the product's."""
        for above in self._document.ancestors(node):
            if above == scope:
                return False
            if (
                "itemprop" in self._document.attrs[above]
                and "itemscope" in self._document.attrs[above]
            ):
                return True
        return False

    def _value(self, node: int) -> str | None:
        attrs = self._document.attrs[node]
        for name in ("content", "datetime"):
            if attrs.get(name):
                return attrs[name]
        tag = self._document.tags[node]
        if tag in {"link", "meta"}:
            return attrs.get("href")
        return self._document.raw(node) or attrs.get("value")

    def _inner_name(self, node: int) -> str | None:
        """Value of an itemprop that may be a scope of its own with a name inside."""
        document = self._document
        low = bisect.bisect_right(document.itemprops, node)
        for inner in document.itemprops[low : low + 40]:
            if inner >= document.ends[node]:
                break
            if document.attrs[inner]["itemprop"] == "name":
                return self._value(inner)
        return self._value(node)

    def _brand(self, node: int) -> str | None:
        name = tidy(self._inner_name(node), 120)
        if name:
            return None if name.startswith(("http://", "https://")) else name
        document = self._document
        for inner in document.nodes("img"):
            if node <= inner < document.ends[node]:
                return tidy(document.attr(inner, "alt") or document.attr(inner, "title"), 120)
        return None

    def _condition(self, node: int) -> str | None:
        value = self._document.attr(node, "href") or self._value(node) or ""
        return CONDITIONS.get(value.rsplit("/", 1)[-1].strip().lower().replace("condition", ""))

    def _image(self, node: int) -> list[str]:
        attrs = self._document.attrs[node]
        found = [
            attrs.get(name) for name in ("content", "data-src", "data-original", "src", "href")
        ]
        urls = [url for url in found if url and not url.startswith("data:")]
        if urls or self._document.tags[node] == "img":
            return urls[:2]
        document = self._document
        for inner in document.nodes("img"):
            if node < inner < document.ends[node] and document.attr(inner, "src"):
                return [document.attr(inner, "src")]
        return []

    def _read_price(self, props: Props, fields: Fields) -> None:
        fields.currency = self._first(
            props, "pricecurrency", lambda node: tidy(self._value(node), 12)
        )
        for name in ("price", "lowprice"):
            if any(self._read_amount(node, fields) for node in props.get(name, ())):
                fields.high = self._high(props, fields.amount) if name == "lowprice" else None
                return

    def _high(self, props: Props, low: Decimal | None) -> Decimal | None:
        """The upper end of a range, where it is above the lower one."""
        highs = props.get("highprice", ())
        high = amount_of(self._value(highs[0])) if highs else None
        return high if high and low and high > low else None

    def _read_amount(self, node: int, fields: Fields) -> bool:
        written = self._document.attr(node, "content")
        amount = amount_of(written) if written else None
        if amount is None:
            text = self._document.raw(node)[:200]
            money = next(find_money(text), None) or next(find_money(text, bare=True), None)
            if money is None:
                return False
            amount = money.amount
            fields.currency = fields.currency or money.sign
        if amount <= 0:
            return False
        fields.amount = amount
        return True
