"""Groups of similar goods, as the Chinese office keeps them, for goods an officer meets often.

groups.tsv holds code, short names, groups similar beyond their own, and words of goods, written by
hand. Source: the codes of the Table of Similar Goods and Services (类似商品和服务区分表) that the
China National Intellectual Property Administration keeps over the Nice Classification; names and
words are ours. All 124 codes were compared with public lists: 123 of them with one of its 9th to
13th (2026) editions, 0310 with a list of unknown edition alone. The first two digits are the class.
Of the table's notes on goods across groups one is held, of its parts within a group none: what it
leaves open is for a person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from rules.language.views import folded

_MOVED: Final = {"0921": "1011"}
"""Group -> where its goods are since the 13th edition, which came into force on 1 January 2026.

Spectacles left class 9 for class 10. Rights keep the place that they were registered for, so that
both places hold.
"""


@dataclass(frozen=True, slots=True)
class Group:
    """One group. code: four digits; similar: codes of others whose goods are held to be similar."""

    code: str
    english: str
    chinese: str
    similar: frozenset[str]
    words: tuple[str, ...]

    @property
    def nice_class(self) -> int:
        """Its class, 1..45."""
        return int(self.code[:2])

    @property
    def later_class(self) -> int | None:
        """The class that its goods went to in a later edition."""
        moved = _MOVED.get(self.code)
        return int(moved[:2]) if moved else None

    def __str__(self) -> str:
        """As an officer of either language reads it."""
        return f"group {self.code} {self.chinese} {self.english}"


@cache
def groups() -> Mapping[str, Group]:
    """Code -> group, of those that are known here."""
    lines = files(__package__).joinpath("groups.tsv").read_text(encoding="utf-8").splitlines()
    return {(group := _group(line)).code: group for line in lines[1:]}


def _group(line: str) -> Group:
    code, english, chinese, similar, names = line.split("\t")
    return Group(code, english, chinese, frozenset(similar.split()), tuple(names.split()))


@cache
def group_words() -> Mapping[str, Group]:
    """Folded word of goods -> its group."""
    return {
        word: group
        for group in groups().values()
        for name in group.words
        for word in (folded(name), folded(name.replace("-", " ")))
    }


def is_similar(code: str, registered: Iterable[str]) -> bool:
    """True where goods of a group are held to be similar to those of a registered one."""
    known = groups()
    others = known[code].similar if code in known else frozenset()
    return any(
        one in (code, _MOVED.get(code))
        or one in others
        or (one in known and code in known[one].similar)
        for one in registered
    )
