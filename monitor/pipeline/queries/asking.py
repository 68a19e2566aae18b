"""What one source is asked: the core in every pass, and a tail of wordings that take turns."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from math import ceil
from typing import Final

from monitor.domain.asset import Asset
from monitor.pipeline.queries import imitation, spelling
from monitor.pipeline.queries.goods import goods_of
from monitor.pipeline.queries.nouns import Query, QueryKind
from monitor.pipeline.queries.tongues import is_han, written_in
from monitor.pipeline.queries.turns import in_turns

MOST_A_TAIL: Final = 60
"""Wordings in the tail of one asset."""
MOST_WORDS: Final = 5
"""Words of a title that are searched for: more and no shop finds anything."""
LONGEST: Final = 80
"""Letters of a query; sites cut longer ones off."""
MOST_WITH_GOODS: Final = 3
MOST_IMITATIONS: Final = 6
MOST_STRONG: Final = 2
MOST_ALONE: Final = 4
MOST_PLAIN: Final = 3
"""Goods that a plain or short name is asked with in every pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """core: asked in every pass. tail: takes turns, `most` of it a pass; `most` 0 = never."""

    core: tuple[Query, ...] = ()
    tail: tuple[Query, ...] = ()
    most: int = 0

    @property
    def passes(self) -> int:
        """Passes after which every wording of the tail was asked once; 0 without a tail."""
        return ceil(len(self.tail) / self.most) if self.most else 0

    def of_pass(self, number: int) -> tuple[Query, ...]:
        """The core and this pass's part of the tail; any `passes` passes in a row ask it all."""
        if len(self.tail) <= self.most:
            return self.core + (self.tail if self.most else ())
        start = number * self.most % len(self.tail)
        return self.core + (self.tail + self.tail)[start : start + self.most]

    def joined(self, other: "Asking") -> "Asking":
        """Both as one, each wording once; a wording that is core anywhere is core."""
        core = _each_once([*self.core, *other.core])
        tail = _each_once([*core, *self.tail, *other.tail])[len(core) :]
        return Asking(core=core, tail=tail, most=self.most + other.most)


def given(words: Sequence[str]) -> Asking:
    """Words of the configuration, asked in every pass."""
    because = "the configuration asks for it"
    queries = [Query(text=word, kind=QueryKind.GIVEN, because=because) for word in words]
    return Asking(core=_each_once(queries))


def asking_of(assets: Sequence[Asset], tongues: tuple[str, ...], most: int) -> Asking:
    """Queries for assets on a source.

    tongues: the source's languages; () = English and those the asset's own letters speak of.
    most: wordings of the tail a pass; names and aliases come on top.
    """
    cores, tails = [], []
    for asset in assets:
        words = _Words(asset, tongues)
        cores.append(list(words.core()))
        tails.append(list(islice(words.tail(), MOST_A_TAIL)) if most else [])
    core = _each_once(chain.from_iterable(cores))
    tail = _each_once([*core, *in_turns(tails)])[len(core) :]
    return Asking(core=core, tail=tail, most=most)


class _Words:
    """The wordings for one asset."""

    def __init__(self, asset: Asset, tongues: tuple[str, ...]) -> None:
        self._asset = asset
        self._names = tuple(dict.fromkeys(n.strip() for n in (asset.text or "", *asset.aliases)))
        self._names = tuple(name for name in self._names if name)
        self._tongues = tongues or tuple(dict.fromkeys(("en", *written_in(self._names))))
        self._goods = goods_of(asset, self._tongues)
        self._imitation = imitation.words_in(self._tongues)

    def core(self) -> Iterator[Query]:
        """Names as they are; a plain or short one only with goods, where goods are known."""
        for name in self._names:
            kind = QueryKind.NAME if name == self._asset.text else QueryKind.ALIAS
            called = "its name" if kind is QueryKind.NAME else "another name of it"
            if not self._is_plain(name):
                yield self._query(name, kind, called)
            elif self._goods:
                for goods in self._goods[:MOST_PLAIN]:
                    because = f"{called} says little alone, so with the goods {goods}"
                    yield self._query(f"{name} {goods}", QueryKind.NAME_AND_GOODS, because)
            else:
                because = f"{called}; it says little alone, and no goods are known to go with it"
                yield self._query(name, kind, because)
        if not self._names and self._title():
            yield self._query(self._title(), QueryKind.TITLE, "its title")

    def tail(self) -> Iterator[Query]:
        """Everything else, the kinds taking turns, the likeliest of each first."""
        firm = [name for name in self._names if not self._is_plain(name)]
        plain = [name for name in self._names if self._is_plain(name)]
        titled = [self._title()] if self._title() and not self._names else []
        return in_turns([
            self._spelt(firm, spelling.spacings, QueryKind.SPACING),
            self._spelt(firm, spelling.scripts, QueryKind.SCRIPT),
            self._spelt(firm, spelling.misspellings, QueryKind.MISSPELLING),
            self._spelt(firm, spelling.disguises, QueryKind.DISGUISE),
            self._with_imitation(firm),
            self._with_goods([*plain, *titled], self._goods),
            self._with_goods(firm, self._goods[:MOST_WITH_GOODS]),
            self._nameless(),
        ])

    def _with_goods(self, names: Sequence[str], every: Sequence[str]) -> Iterator[Query]:
        for name, goods in _pairs(names, every):
            because = f"{name} with the goods {goods}"
            yield self._query(f"{name} {goods}", QueryKind.NAME_AND_GOODS, because)

    def _with_imitation(self, names: Sequence[str]) -> Iterator[Query]:
        for name, word in _pairs(names, self._imitation[:MOST_IMITATIONS]):
            yield self._query(f"{name} {word}", QueryKind.IMITATION, _speaks(name, word))

    def _spelt(
        self,
        names: Sequence[str],
        ways: Callable[[str], Iterator[spelling.Spelling]],
        kind: QueryKind,
    ) -> Iterator[Query]:
        return in_turns([self._spellings(name, ways, kind) for name in names])

    def _spellings(
        self, name: str, ways: Callable[[str], Iterator[spelling.Spelling]], kind: QueryKind
    ) -> Iterator[Query]:
        for text, done in ways(name):
            yield self._query(text, kind, f"{name} {done}")

    def _nameless(self) -> Iterator[Query]:
        """The strongest words for copies, with goods and alone; goods alone for want of a name."""
        if not self._names:
            for goods in self._asset.goods[:MOST_PLAIN]:
                because = f"its goods {goods}; it has no words of its own"
                yield self._query(goods, QueryKind.GOODS, because)
        strong = [word for word in self._imitation if word not in imitation.WEAK]
        for goods, word in _pairs(self._goods[:MOST_PLAIN], strong[:MOST_STRONG]):
            because = f"offers that hide the name: {_speaks(f'the goods {goods}', word)}"
            yield self._query(f"{goods} {word}", QueryKind.GOODS_AND_IMITATION, because)
        for word in strong[:MOST_ALONE] if self._goods else ():
            because = f"offers that hide name and goods: {_speaks('an offer', word)}"
            yield self._query(word, QueryKind.IMITATION, because)

    def _title(self) -> str:
        return " ".join((self._asset.title or "").split()[:MOST_WORDS])

    def _is_plain(self, name: str) -> bool:
        letters = sum(letter.isalnum() for letter in name)
        short = letters <= 1 if is_han(name) else letters <= 2
        return short or (self._asset.dictionary_word and name == self._asset.text)

    def _query(self, text: str, kind: QueryKind, because: str) -> Query:
        wide = kind is QueryKind.SCRIPT  # its wide space must stay
        shown = text.strip() if wide else " ".join(text.split())
        return Query(text=shown, kind=kind, because=because, asset_id=self._asset.id)


def _speaks(what: str, word: str) -> str:
    weak = ", a word that honest sellers use too" if word in imitation.WEAK else ""
    return f"{what} with {word}, as sellers of copies write{weak}"


def _pairs(firsts: Sequence[str], seconds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every pair that one seller may write; a Chinese name goes with no English word."""
    for second in seconds:
        for first in firsts:
            spoken = set(written_in([first]))
            if not spoken or spoken & set(written_in([second])) or not _has_letters(second):
                yield first, second


def _has_letters(word: str) -> bool:
    return any(letter.isalpha() for letter in word)


def _each_once(queries: Iterable[Query]) -> tuple[Query, ...]:
    """One query for each wording, case apart; what is too long for a search is left out."""
    once: dict[str, Query] = {}
    for query in queries:
        if query.text and len(query.text) <= LONGEST:
            once.setdefault(query.text.casefold(), query)
    return tuple(once.values())
