"""Queries: what share of disguised offers a shop's own search leads to, and for how many questions.

    .venv/bin/python bench/queries.py [--offers 300] [--seeds 5]

Four invented rights, 300 offers in each of three generated shops: 40 % of them planted, their
names disguised by a seller drawn here, at random and without our tables; the others are honest. A
shop answers a query with its 48 newest offers that fit: all words of it (token), beginnings of
words (prefix), or the whole of it letter for letter (substring). Reached = among the answers to any
of the queries; whether the offer is then recognised is the matchers' affair (bench/text.py).
Peers: the names alone; names and aliases, which is what was asked before; every one-letter slip of
the names (the way of look-alike domain tools). Figures are means over the seeds.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import opencc
from pypinyin import lazy_pinyin

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from monitor.domain.asset import Asset, AssetKind  # noqa: E402 - the path comes first
from monitor.pipeline.queries import asking_of  # noqa: E402

PLANTED = 0.4
A_PASS = 12
ANSWERS = 48
ASSETS = (
    Asset(id="one-word", kind=AssetKind.WORD_MARK, holder_id="h", text="Zarvella",
          aliases=("扎维拉",), nice_classes=(18, 25), goods=("bags",)),
    Asset(id="two-words", kind=AssetKind.WORD_MARK, holder_id="h", text="North Halden",
          nice_classes=(9,), goods=("headphones",)),
    Asset(id="chinese", kind=AssetKind.WORD_MARK, holder_id="h", text="诺德林",
          aliases=("Nordlyn",), nice_classes=(25,), goods=("外套", "jacket")),
    Asset(id="short", kind=AssetKind.WORD_MARK, holder_id="h", text="QV",
          aliases=("Quovento",), nice_classes=(14,), goods=("watch",)),
)  # fmt: skip
GOODS = {
    "one-word": ("bag", "bags", "handbag", "包", "女包", "shoulder bag"),
    "two-words": ("headphones", "earbuds", "headset", "耳机"),
    "chinese": ("外套", "jacket", "T恤", "coat", "卫衣"),
    "short": ("watch", "手表", "wristwatch"),
}
EXTRAS = ("new", "2026", "free shipping", "women", "men", "包邮", "正品质量", "hot sale", "black",
          "large", "时尚", "gift", "size M", "official style", "fast delivery")  # fmt: skip
COPIES = ("replica", "1:1", "AAA", "高仿", "复刻", "mirror quality", "7A", "top quality", "原单",
          "factory direct", "顶级", "dupe", "best version", "A货", "莆田")  # fmt: skip
LEET = {
    "a": "4@",
    "e": "3",
    "i": "1!",
    "o": "0",
    "s": "5$",
    "l": "1|",
    "t": "7",
    "b": "8",
    "z": "2",
}
TWINS = {"a": "аα", "e": "е", "o": "оο", "p": "р", "c": "с", "i": "іı", "h": "һ", "n": "ո",
         "v": "ν", "q": "ԛ", "d": "ԁ", "y": "у"}  # fmt: skip
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
OTHER_NAMES = ("Bellano", "Kestrel", "Marubo", "Vintora", "Ardenne", "Zavala", "Norden", "Halcyon",
               "Northern Light", "诺基", "林德", "Quora", "QVC", "维拉")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """One offer. disguise None = an honest one."""

    title: str
    asset_id: str | None = None
    disguise: str | None = None


def shop(count: int, seed: int) -> list[Listed]:
    """The offers of one shop, the newest first."""
    draw = random.Random(seed)  # noqa: S311 - invented offers
    planted = [_planted(draw) for _ in range(int(count * PLANTED))]
    honest = [_honest(draw) for _ in range(count - len(planted))]
    offers = planted + honest
    draw.shuffle(offers)
    return offers


def _planted(draw: random.Random) -> Listed:
    asset = draw.choice(ASSETS)
    goods = draw.choice(GOODS[asset.id])
    name = draw.choice([asset.text or "", *asset.aliases])
    ways = [way for way, fits in DISGUISES.items() if fits(name, draw) is not None]
    way = draw.choice(ways)
    written = DISGUISES[way](name, draw) or ""
    words = [written, goods, draw.choice(EXTRAS)]
    if way == "name left out" or draw.random() < 0.2:
        words.append(draw.choice(COPIES))
    if draw.random() < 0.4:
        draw.shuffle(words)
    return Listed(" ".join(filter(None, words)), asset.id, way)


def _honest(draw: random.Random) -> Listed:
    goods = draw.choice(GOODS[draw.choice(ASSETS).id])
    words = [draw.choice(OTHER_NAMES), goods, *draw.sample(EXTRAS, 2)]
    if draw.random() < 0.05:
        words.append(draw.choice(("replica of a museum piece", "1:1 scale model", "top quality")))
    return Listed(" ".join(words))


Disguise = Callable[[str, random.Random], str | None]


def _is_latin(name: str) -> bool:
    return name.isascii() and len(name) > 3


def _leet(name: str, draw: random.Random) -> str | None:
    return _swapped(name, LEET, draw)


def _twins(name: str, draw: random.Random) -> str | None:
    return _swapped(name, TWINS, draw)


def _swapped(name: str, table: dict[str, str], draw: random.Random) -> str | None:
    """One to all of the letters that can be, most often one or two."""
    places = [i for i, letter in enumerate(name.lower()) if letter in table]
    if not _is_latin(name) or not places:
        return None
    chosen = draw.sample(places, min(len(places), draw.choice((1, 1, 1, 2, 2, 3, 9))))
    letters = list(name)
    for place in chosen:
        letters[place] = draw.choice(table[name[place].lower()])
    return "".join(letters)


def _typo(name: str, draw: random.Random) -> str | None:
    if not _is_latin(name):
        return None
    place = draw.randrange(1, len(name))
    before, letter, after = name[:place], name[place], name[place + 1 :]
    row = next((row for row in KEYS if letter.lower() in row), letter)
    near = row[max(row.find(letter.lower()) - 1, 0)]
    return draw.choice([
        before + after,
        before + letter + letter + after,
        before[:-1] + letter + before[-1] + after,
        before + near + after,
        before + draw.choice("aeiou") + after,
        before + draw.choice("abcdefghijklmnopqrstuvwxyz") + letter + after,
    ])


def _apart(name: str, draw: random.Random) -> str | None:
    if len(name) < 3:
        return None
    glue = draw.choice((" ", "-", ".", "·", "_"))
    if " " in name:
        return name.replace(" ", draw.choice(("", "", "-", "_")))
    place = draw.randrange(1, len(name))
    return draw.choice([glue.join(name), name[:place] + glue + name[place:]])


def _script(name: str, draw: random.Random) -> str | None:
    if name.isascii():
        wide = "".join(chr(ord(c) + 0xFEE0) if c != " " else " " for c in name)
        return wide if len(name) > 3 else None
    traditional: str = opencc.OpenCC("s2t").convert(name)
    return draw.choice([traditional, "".join(lazy_pinyin(name))])


def _symbols(name: str, draw: random.Random) -> str | None:
    if not _is_latin(name):
        return None
    place = draw.randrange(1, len(name))
    return name[:place] + draw.choice("*°'~|") + name[place:]


DISGUISES: dict[str, Disguise] = {
    "as it is": lambda name, _: name,
    "joined or apart": _apart,
    "digits and signs": _leet,
    "look-alike letters": _twins,
    "misspelt": _typo,
    "other characters": _script,
    "a sign within": _symbols,
    "name left out": lambda *_: "",
}


# -- three ways in which shops search ----------------------------------------------------------


@lru_cache(maxsize=10_000)
def _tokens(text: str) -> list[str]:
    """Words of letters and digits; each Chinese character is a word, as in simple indexes."""
    return re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", text.casefold())


def token(query: str, title: str) -> bool:
    """All words of the query are words of the title."""
    words = set(_tokens(title))
    asked = _tokens(query)
    return bool(asked) and all(word in words for word in asked)


def prefix(query: str, title: str) -> bool:
    """All words of the query begin words of the title."""
    words, asked = _tokens(title), _tokens(query)
    return bool(asked) and all(any(word.startswith(a) for word in words) for a in asked)


def substring(query: str, title: str) -> bool:
    """The query stands in the title letter for letter."""
    return query.casefold() in title.casefold()


Search = Callable[[str, str], bool]
SEARCHES: dict[str, Search] = {"token": token, "prefix": prefix, "substring": substring}


def reached(queries: Sequence[str], offers: Sequence[Listed], search: Search) -> set[int]:
    """Places of the offers that any of the queries leads to."""
    found: set[int] = set()
    for query in queries:
        fits = (place for place, offer in enumerate(offers) if search(query, offer.title))
        found.update(place for place, _ in zip(fits, range(ANSWERS), strict=False))
    return found


# -- who asks what -----------------------------------------------------------------------------


def slips() -> Iterator[str]:
    """Every letter dropped, doubled, swapped with its neighbour or replaced by another."""
    for asset in ASSETS:
        for name in (asset.text or "", *asset.aliases):
            yield name
            if not _is_latin(name):
                continue
            for i in range(len(name)):
                yield name[:i] + name[i + 1 :]
                yield name[: i + 1] + name[i:]
                yield name[:i] + name[i + 1 : i + 2] + name[i] + name[i + 2 :]
                for letter in "abcdefghijklmnopqrstuvwxyz0134579":
                    yield name[:i] + letter + name[i + 1 :]


def askers() -> dict[str, list[str]]:
    """Name -> queries."""
    asking = asking_of(ASSETS, (), A_PASS)
    tail = [query.text for query in asking.tail]
    core = [query.text for query in asking.core]
    names = [asset.text or "" for asset in ASSETS]
    return {
        "names alone": names,
        "names and aliases": [*names, *(a for asset in ASSETS for a in asset.aliases)],
        "ours, first pass": [query.text for query in asking.of_pass(0)],
        "ours, half way": core + tail[: len(tail) // 2],
        f"ours, after {asking.passes} passes": core + tail,
        "every one-letter slip": list(dict.fromkeys(slips())),
    }


def main() -> None:
    """Print shares reached, per shop and per disguise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--offers", type=int, default=300)
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    shops = [shop(options.offers, seed) for seed in range(options.seeds)]
    questions = askers()
    print(f"{options.seeds} shops of {options.offers} offers, {PLANTED:.0%} planted; "
          f"planted offers reached, and honest ones fetched along\n")  # fmt: skip
    head = "".join(f"{name:>20}" for name in SEARCHES)
    print(f"{'':24}{'queries':>8}{head}")
    for asker, queries in questions.items():
        cells = "".join(_cell(queries, shops, search) for search in SEARCHES.values())
        print(f"{asker:24}{len(queries):>8}{cells}")
    print("\nplanted offers reached by token search, per disguise (ours after all passes)\n")
    _by_disguise(shops, questions)


def _cell(queries: Sequence[str], shops: Sequence[list[Listed]], search: Search) -> str:
    planted = found = honest = 0
    for offers in shops:
        hits = reached(queries, offers, search)
        planted += sum(offer.disguise is not None for offer in offers)
        found += sum(offers[place].disguise is not None for place in hits)
        honest += sum(offers[place].disguise is None for place in hits)
    return f"{found / planted:>12.1%} +{honest / len(shops):>6.1f}"


def _by_disguise(shops: Sequence[list[Listed]], questions: dict[str, list[str]]) -> None:
    columns = {name: Counter[str]() for name in questions}
    every = Counter(offer.disguise for offers in shops for offer in offers if offer.disguise)
    for name, queries in questions.items():
        for offers in shops:
            for place in reached(queries, offers, token):
                columns[name][offers[place].disguise or ""] += 1
    shown = [name for name in questions if name != "names alone" and "half" not in name]
    print(f"{'':20}{'offers':>7}" + "".join(f"{name:>24}" for name in shown))
    for disguise, count in sorted(every.items()):
        shares = "".join(f"{columns[name][disguise] / count:>24.0%}" for name in shown)
        print(f"{disguise:20}{count:>7}{shares}")


if __name__ == "__main__":
    main()
