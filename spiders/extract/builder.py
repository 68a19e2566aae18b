"""Parser target: libxml2's events go straight into flat rows; no element objects are made.

Layer: spiders.extract, pure. Used by `document` alone.
"""

from collections.abc import Mapping
from typing import Final

INLINE_EDGE: Final = "\x01"
"""Stands in the text stream where an inline tag begins or ends."""
BLOCK_EDGE: Final = "\x02"
"""Stands in the text stream where a block begins or ends."""

MAX_NODES: Final = 150_000
"""Elements beyond this are not looked at; the signal "too-many-elements" says so."""

_INLINE_TAGS: Final = """
a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp
small span strike strong sub sup time tt u var wbr meta link input
"""
_INLINE: Final = frozenset(_INLINE_TAGS.split())
_SILENT_TAGS: Final = """
script style noscript template svg iframe option textarea object math title datalist
"""
_SILENT: Final = frozenset(_SILENT_TAGS.split())
_KEPT: Final = frozenset(("script", "title"))
_GROUPED_TAGS: Final = """
a img meta link h1 h2 h3 h4 input button form base source html nav title del s strike
"""
GROUPED: Final = frozenset(_GROUPED_TAGS.split())
_NOTHING: Final[Mapping[str, str]] = {}


class RowBuilder:
    """Parser target: lxml calls start, data, end, close; written for speed, so little is called."""

    __slots__ = (
        "at",
        "attrs",
        "beyond",
        "by_tag",
        "edge",
        "ends",
        "full",
        "ids",
        "itemprops",
        "kept",
        "parents",
        "piece_owners",
        "piece_starts",
        "pieces",
        "scripts",
        "silent",
        "tags",
        "text_from",
        "text_to",
        "title",
        "top",
    )

    def __init__(self) -> None:
        self.tags: list[str] = ["#document"]
        self.attrs: list[Mapping[str, str]] = [_NOTHING]
        self.parents: list[int] = [-1]
        self.ends: list[int] = [0]
        self.text_from: list[int] = [0]
        self.text_to: list[int] = [0]
        self.by_tag: dict[str, list[int]] = {tag: [] for tag in GROUPED}
        self.ids: dict[str, int] = {}
        self.itemprops: list[int] = []
        self.scripts: list[tuple[Mapping[str, str], str]] = []
        self.title: str | None = None
        self.pieces: list[str] = []
        self.piece_starts: list[int] = []
        self.piece_owners: list[int] = []
        self.full = False
        self.beyond = 0
        self.top = 0
        self.at = 0
        self.silent = 0
        self.kept: list[str] | None = None
        self.edge = BLOCK_EDGE

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Begin an element."""
        node = len(self.tags)
        if node >= MAX_NODES:
            self.full = True
            self.beyond += 1
            return
        if self.edge != BLOCK_EDGE:
            self._mark(tag)
        at = self.at
        self.tags.append(tag)
        self.attrs.append(attrs or _NOTHING)  # lxml's own empty mapping is slow to ask
        self.parents.append(self.top)
        self.ends.append(0)
        self.text_from.append(at)
        self.text_to.append(at)
        self.top = node
        if tag in GROUPED:
            self.by_tag[tag].append(node)
        if attrs:
            if "id" in attrs:
                self.ids.setdefault(attrs["id"], node)
            if "itemprop" in attrs:
                self.itemprops.append(node)
        if tag in _SILENT:
            self.silent += 1
            if tag in _KEPT:
                self.kept = []

    def _mark(self, tag: str) -> None:
        """Note the edge of a tag in the stream, once between two texts; a block outweighs."""
        if tag not in _INLINE:
            if self.edge:
                self.pieces[-1] = BLOCK_EDGE
            else:
                self.pieces.append(BLOCK_EDGE)
                self.at += 1
            self.edge = BLOCK_EDGE
        elif not self.edge:
            self.pieces.append(INLINE_EDGE)
            self.at += 1
            self.edge = INLINE_EDGE

    def data(self, text: str) -> None:
        """Take text: to the stream, to a kept script or title, or nowhere."""
        if self.silent:
            if self.kept is not None:
                self.kept.append(text)
        elif text.isspace():
            if self.edge != BLOCK_EDGE:
                self.pieces.append(" ")
                self.at += 1
                self.edge = ""
        elif not self.full:
            self.pieces.append(text)
            self.piece_starts.append(self.at)
            self.piece_owners.append(self.top)
            self.at += len(text)
            self.edge = ""

    def end(self, tag: str) -> None:
        """Finish an element."""
        node = self.top
        if self.beyond or not node:
            self.beyond = max(0, self.beyond - 1)
            return
        self.top = self.parents[node]
        self.ends[node] = len(self.tags)
        self.text_to[node] = self.at
        if self.silent and tag in _SILENT:
            self.silent -= 1
            if self.kept is not None and tag in _KEPT:
                self._keep(tag, node)
        if self.edge != BLOCK_EDGE:
            self._mark(tag)

    def _keep(self, tag: str, node: int) -> None:
        text = "".join(self.kept or ())
        self.kept = None
        if tag == "script":
            self.scripts.append((self.attrs[node], text))
        elif self.title is None and not self.silent:
            self.title = text

    def close(self) -> "RowBuilder":
        """Close what the page left open."""
        node = self.top
        while node >= 0:
            self.ends[node] = len(self.tags)
            self.text_to[node] = self.at
            node = self.parents[node]
        return self

    def release(self) -> None:
        """Let go of all rows: lxml's parser and its target hold each other until a collection."""
        for name in self.__slots__:
            delattr(self, name)
