"""A page parsed once into flat rows: tags, attributes, extents, and one stream of visible text.

Layer: spiders.extract, pure.
Flow: decode gives UTF-8 -> lxml tells its events to a builder -> every reader asks this Document.

No element objects are made: libxml2's events go straight into lists, and a node is its row number.
That costs 0.5 x the bare parse on top of it (median of 84 saved pages) where a walk over lxml's
elements costs 1.0 x; the text under a node is one slice.
"""

import bisect
import itertools
import re
from collections.abc import Iterator
from typing import Any, Final, cast
from urllib.parse import urljoin, urlsplit

from ahocorasick_rs import AhoCorasick
from lxml import etree

from spiders.extract.builder import BLOCK_EDGE, INLINE_EDGE, RowBuilder

_UNSEEN: Final = dict.fromkeys(map(ord, "\u200b\u200e\u200f\ufeff\u2060\u00ad"))
_HIDDEN: Final = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")

_QUOTED_JSON: Final = re.compile(rb"= ?[\"'][{\[]")
"""How JSON begins in an attribute; a page without it has none to be sought."""
_HOOKS: Final = re.compile(rb"data-(?:testid|hook|qaid|test|qa|auto)")
"""Attributes by which shops' own tests find an element; its name where classes are hashed.

One pattern is sought in half the time of its six words.
"""
_LONGEST_NAME: Final = 5_000
"""Letters of a class or an id that are searched for words."""
_HOST_AND_PATH: Final = re.compile(r"//[A-Za-z0-9][A-Za-z0-9.-]*(?:/[\w/.%~=&?+,@()!*$-]*)?")
_NAME_AND_QUERY: Final = re.compile(r"[\w%~-][\w/.%~=&?+,@()!*$-]*")


def clean(text: str | None) -> str:
    """One line: edges of inline tags vanish, all other space becomes one blank."""
    if not text:
        return ""
    text = text.replace(INLINE_EDGE, "").replace(BLOCK_EDGE, " ")
    if not text.isascii():
        text = text.translate(_UNSEEN)
    return " ".join(text.split())


def _join_simple(base: str, href: str) -> str | None:
    """What `urljoin` gives for "name.html" and "//host/name", at a tenth of its cost; else None."""
    if not base.startswith(("https://", "http://")) or href[-1:] == "?":
        return None
    if href[:2] == "//":
        return base[: base.find(":") + 1] + href if _HOST_AND_PATH.fullmatch(href) else None
    folder = base[: base.partition("?")[0].rfind("/") + 1]
    joined = folder + href
    plain = _NAME_AND_QUERY.fullmatch(href) and len(folder) > 8 and "//" not in joined[8:]
    return (
        joined
        if plain and not any(odd in joined for odd in ("///", "/.", "./", "#", ";"))
        else None
    )


def _join(base: str, href: str) -> str:
    """`urljoin` for http(s), "" for anything else; what is absolute already is not taken apart."""
    href = href.strip()
    if href.startswith(("https://", "http://")) and " " not in href and len(href) > 10:
        return href
    if href.startswith(("#", "javascript:", "data:", "mailto:", "tel:")):
        return base if href.startswith("#") and base.startswith("http") else ""
    if href[:1] == "/" and href[1:2] not in "/\\" and "/." not in href and base.startswith("http"):
        return base[: (base + "/").find("/", 8)] + href
    simple = _join_simple(base, href)
    if simple is not None:
        return simple
    try:
        url = urljoin(base, href)
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""


class _Texts:
    """Many short texts, put together so that words are sought in all of them at once."""

    __slots__ = ("_whole",)

    def __init__(self, written: list[str]) -> None:
        self._whole = "\0".join(written).replace("İ", "i").lower()  # as long as it was

    def find(self, words: AhoCorasick, letters: int) -> Iterator[int]:
        """Places of the texts that hold a word in lower case among their first letters."""
        whole, place, done = self._whole, 0, 0
        for _, start, _ in words.find_matches_as_indexes(whole):
            place += whole.count("\0", done, start)
            done = start
            if start < letters or "\0" in whole[start - letters : start]:
                yield place


class Document:
    """Rows of one page. A node is an int; 0 is the root; -1 is none.

    tags, attrs, parents: by node. ends: first node after the subtree. text_from, text_to: extent of
    the node's text in `stream`. scripts: (attributes, text) in order.
    """

    __slots__ = (
        "_addresses",
        "_called",
        "_classes",
        "_hidden",
        "_hooks",
        "_joined",
        "_json_values",
        "_names",
        "_owners",
        "_quotes_json",
        "_starts",
        "attrs",
        "base",
        "by_tag",
        "ends",
        "ids",
        "itemprops",
        "parents",
        "scripts",
        "stream",
        "tags",
        "text_from",
        "text_to",
        "title",
        "truncated",
        "url",
    )

    def __init__(
        self,
        builder: "RowBuilder",
        url: str,
        *,
        quotes_json: bool = True,
        hooks: tuple[str, ...] = (),
    ) -> None:
        self.url = url
        self._quotes_json = quotes_json
        self.tags = builder.tags
        self.attrs = builder.attrs
        self.parents = builder.parents
        self.ends = builder.ends
        self.text_from = builder.text_from
        self.text_to = builder.text_to
        self.by_tag = builder.by_tag
        self.ids = builder.ids
        self.itemprops = builder.itemprops
        self.scripts = builder.scripts
        self.title = clean(builder.title)
        self.truncated = builder.full
        self.stream = "".join(builder.pieces)
        self._starts = builder.piece_starts
        self._owners = builder.piece_owners
        self._names: dict[int, str] = {}
        self._hooks = hooks
        self._joined: dict[str, str] = {}
        self._hidden = {-1: False}
        self._classes: dict[str, list[int]] | None = None
        self._called: _Texts | None = None
        self._json_values: list[str] | None = None
        self._addresses: _Texts | None = None
        builder.release()
        self.base = self._find_base()

    def _find_base(self) -> str:
        for node in self.by_tag.get("base", ()):
            href = self.attrs[node].get("href")
            if href:
                return _join(self.url or "https:", href) or self.url
        return self.url

    def join(self, href: str | None, base: str | None = None) -> str | None:
        """Absolute http(s) URL of a reference on this page; None when it is none."""
        if not href:
            return None
        known = self._joined.get(href) if base is None else None
        if known is None:
            known = _join(base or self.base or "https:", href)
            if base is None:
                self._joined[href] = known
        return known or None

    def nodes(self, tag: str) -> list[int]:
        """Nodes of one of the indexed tags, in order."""
        return self.by_tag.get(tag, [])

    def attr(self, node: int, name: str) -> str:
        """Value of an attribute, "" when absent."""
        return self.attrs[node].get(name) or ""

    def raw(self, node: int) -> str:
        """Visible text below a node, edges included."""
        return self.stream[self.text_from[node] : self.text_to[node]]

    def text(self, node: int, limit: int = 20_000) -> str:
        """Visible text below a node on one line, at most `limit` letters of the stream."""
        start = self.text_from[node]
        return clean(self.stream[start : min(self.text_to[node], start + limit)])

    def name(self, node: int) -> str:
        """Lower-case class and id of a node, and its name in tests: what its author called it."""
        known = self._names.get(node)
        if known is None:
            get = self.attrs[node].get
            known = f"{get('class') or ''} {get('id') or ''}"
            for hook in self._hooks:
                known = f"{known} {get(hook) or ''}"
            known = self._names[node] = known.lower()
        return known

    def ancestors(self, node: int) -> Iterator[int]:
        """Parents from the nearest to the root."""
        node = self.parents[node]
        while node >= 0:
            yield node
            node = self.parents[node]

    def owner(self, offset: int) -> int:
        """Node that directly holds the text at an offset of `stream`."""
        place = bisect.bisect_right(self._starts, offset) - 1
        return self._owners[place] if place >= 0 else 0

    def is_hidden(self, node: int) -> bool:
        """Tell whether the node or one above it is not displayed, by its own style."""
        path = []
        while node not in self._hidden:
            path.append(node)
            attrs = self.attrs[node]
            if attrs and (
                "hidden" in attrs or ("style" in attrs and _HIDDEN.search(attrs["style"]))
            ):
                self._hidden[node] = True
            else:
                node = self.parents[node]
        hidden = self._hidden[node]
        self._hidden.update(dict.fromkeys(path, hidden))
        return hidden

    def within(self, node: int, holder: int) -> bool:
        """Tell whether `node` is `holder` or lies below it."""
        return holder <= node < self.ends[holder]

    def with_class(self, name: str) -> list[int]:
        """Nodes that carry a class, in order; the index by whole attributes is made once."""
        if self._classes is None:
            self._classes = {}
            for node, attrs in enumerate(self.attrs):
                if "class" in attrs:
                    self._classes.setdefault(attrs["class"], []).append(node)
        kinds = (
            nodes for held, nodes in self._classes.items() if name in held and name in held.split()
        )
        return sorted(itertools.chain.from_iterable(kinds))

    def called(self, words: AhoCorasick) -> list[int]:
        """Nodes whose names hold one of some words in lower case, in order.

        All names are put together on first use: a search over them costs less than asking ten.
        """
        if self._called is None:
            keys = ("class", "id", *self._hooks)
            self._called = _Texts([attrs.get(key, "") for key in keys for attrs in self.attrs])
        places = self._called.find(words, _LONGEST_NAME)
        return sorted({place % len(self.attrs) for place in places})

    def json_values(self) -> list[str]:
        """Values of attributes that begin as JSON does, in order; sought on first use."""
        if self._json_values is None:
            self._json_values = [
                value
                for attrs in (self.attrs if self._quotes_json else ())
                for value in attrs.values()
                if len(value) > 20 and value[0] in "{["
            ]
        return self._json_values

    def links_naming(self, words: AhoCorasick, letters: int = 5_000) -> set[int]:
        """Links whose address holds one of some words in lower case: one pass over all of them.

        letters: how much of each address counts.
        """
        links = self.nodes("a")
        if self._addresses is None:
            self._addresses = _Texts([self.attrs[link].get("href", "") for link in links])
        return {links[place] for place in self._addresses.find(words, letters)}

    def by_id(self, name: str) -> int | None:
        """First node with an id."""
        return self.ids.get(name)


def parse(utf8: bytes, url: str) -> Document:
    """Parse a page once. Never raises on any bytes; linear in their number."""
    builder = RowBuilder()
    parser = etree.HTMLParser(
        target=cast("Any", builder),
        encoding="utf-8",
        huge_tree=True,
        recover=True,
        remove_comments=True,
    )
    try:
        etree.fromstring(utf8, parser)  # at once: fed in pieces, every tag is sought twice
    except (etree.LxmlError, ValueError, AssertionError):
        builder.full = True  # what was told before the fault stands
    builder.close()
    hooks = sorted({name.decode() for name in _HOOKS.findall(utf8)})
    quotes_json = _QUOTED_JSON.search(utf8) is not None
    return Document(builder, url, quotes_json=quotes_json, hooks=tuple(hooks))
