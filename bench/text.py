"""Word marks at size: our index beside rapidfuzz and Aho-Corasick, in one run.

    .venv/bin/python bench/text.py [--marks 1000 100000 1000000] [--titles 400] [--han]

Registers: the marks of the hand-made sets and of the generator among names drawn with a fixed seed:
70 % coined words, 20 % two words, 5 % three to five, 3 % Chinese, 2 % rare dictionary words; a name
may occur twice, as in a real register. They are made while they are read. With --han all drawn
names are Chinese, made of the words and characters of pypinyin's dictionary: 40 % two characters of
different words, 30 % a word and a character, 25 % two words, 5 % a word as it stands; half in
traditional characters (opencc). Titles: ../shared/corpus/titles.tsv where it is, else the truth
set's; with --han pieces of the generator's Chinese carriers, without marks. Recall and false
positives within that register: hand = truth.tsv and other_marks.tsv, made = the generator
(tests/rules/generator, seed 1); likeness alone (ratios at 85, ours at its floor), before any
context, so honest uses of a mark count as false for every method; a ratio looks at one pair, so its
recall is that of every size. Every line is a process of its own, so that peaks of memory are its
own. Times are process CPU seconds on one core; trust the ratios.
"""

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import cast

import ahocorasick_rs
import opencc
from pypinyin.phrases_dict import phrases_dict
from rapidfuzz import fuzz, process
from spellchecker import SpellChecker

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from monitor.domain.asset import Asset  # noqa: E402 - the path comes first
from monitor.domain.listing import Offer  # noqa: E402
from rules.language.views import fold, folded  # noqa: E402
from rules.text.matcher import WordMarkIndex, WordMarkMatcher  # noqa: E402
from rules.text.tokens import tokens  # noqa: E402
from tests.rules.generator import cases as generator  # noqa: E402
from tests.rules.generator import stock  # noqa: E402
from tests.rules.making import offer, word_mark  # noqa: E402
from tests.rules.truth import ASSETS, rows  # noqa: E402

CUTOFF = 85
METHODS = ("ours", "partial_ratio", "WRatio", "aho-corasick")
BRUTE = 10_000_000  # pairs of title and mark a ratio is given
_ONSETS = (*"bcdfghjklmnprstvwz", "br", "ch", "cl", "dr", "pl", "pr", "sh", "st", "tr")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "oo", "ia")
_CODAS = ("", "", "", "n", "r", "s", "x", "l", "t", "m", "nd", "ck")
_SHARES = (0.70, 0.90, 0.95, 0.98)  # coined, two words, three to five, Chinese; the rest rare words


def register(count: int, seed: int = 7, *, han: bool = False) -> Iterator[Asset]:
    """The marks of all sets and drawn names up to `count`. han: all of these in Chinese."""
    draw = random.Random(seed)  # noqa: S311 - names, not secrets
    known = {asset.id: asset for asset, _, _ in (*others(), *generated())}
    planted = [*ASSETS, *known.values()]
    yield from planted
    for number in range(count - len(planted)):
        yield word_mark(_han(draw) if han else _name(draw), id=f"m{number}")


def _name(draw: random.Random) -> str:
    share = draw.random()
    if share < _SHARES[0]:
        return _coined(draw)
    if share < _SHARES[1]:
        return f"{_coined(draw)} {draw.choice(_rare()) if draw.random() < 0.5 else _coined(draw)}"
    if share < _SHARES[2]:
        return " ".join([
            _coined(draw),
            *(draw.choice(_rare()) for _ in range(draw.choice((2, 3, 4)))),
        ])
    if share < _SHARES[3]:
        return "".join(chr(draw.randrange(0x4E00, 0x9FA5)) for _ in range(draw.choice((2, 3, 4))))
    return draw.choice(_rare()).capitalize()


def _han(draw: random.Random) -> str:
    share = draw.random()
    one, two = draw.choice(_han_words()), draw.choice(_han_words())
    if share < 0.40:
        name = draw.choice(one) + draw.choice(two)
    elif share < 0.70:
        name = one + draw.choice(two)
    else:
        name = one + two if share < 0.95 else one
    return name.translate(_traditional()) if draw.random() < 0.5 else name


@cache
def _han_words() -> Sequence[str]:
    """Words of two characters."""
    return sorted(word for word in phrases_dict if len(word) == 2 and word.isalpha())


@cache
def _traditional() -> dict[int, str]:
    signs = sorted({sign for word in _han_words() for sign in word})
    other = opencc.OpenCC("s2t").convert("\n".join(signs)).split("\n")
    return {ord(sign): old for sign, old in zip(signs, other, strict=True) if len(old) == 1}


def _coined(draw: random.Random) -> str:
    syllables = range(draw.choice((2, 2, 3, 3, 4)))
    parts = (draw.choice(_ONSETS) + draw.choice(_VOWELS) + draw.choice(_CODAS) for _ in syllables)
    return "".join(parts).capitalize()


@cache
def _rare() -> Sequence[str]:
    """English words between common and unknown."""
    words = SpellChecker(language="en", distance=1).word_frequency.dictionary
    return sorted(word for word, count in words.items() if 200 <= count < 2000 and word.isascii())


@cache
def others() -> Sequence[tuple[Asset, bool, Offer]]:
    """The second set: mark, whether infringing, offer."""
    path = ROOT / "tests" / "rules" / "other_marks.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            (
                word_mark(line["mark"], id="other " + line["mark"]),
                line["use"] == "infringing",
                offer(line["title"]),
            )
            for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


@cache
def generated() -> Sequence[tuple[Asset, bool, Offer]]:
    """The generator's cases."""
    marks = {asset.id: replace(asset, id="made " + asset.id) for asset in generator.register()}
    every = generator.cases(1, 12)
    return [(marks[case.asset_id], case.infringing, case.offer) for case in every]


@cache
def hand() -> Sequence[tuple[Asset, bool, Offer]]:
    """Both hand-made sets."""
    known = {asset.id: asset for asset in ASSETS}
    truth = [(known[r.asset], r.infringing, r.offer) for r in rows()]
    return [*truth, *others()]


def han_titles(limit: int) -> list[str]:
    """Chinese titles without a mark: six pieces of the generator's carriers each."""
    lines = [
        line.replace("{}", "")
        for (_, language), every in stock.carriers().items()
        if language in ("zh-Hans", "zh-Hant")
        for line in every
    ]
    pieces = sorted({piece for line in lines for piece in line.split()})
    draw = random.Random(1)  # noqa: S311 - titles, not secrets
    return [" ".join(draw.sample(pieces, 6)) for _ in range(limit)]


def titles(limit: int) -> list[str]:
    """Real titles where the corpus is, else the truth set's."""
    kept = ROOT.parent / "shared" / "corpus" / "titles.tsv"
    if not kept.is_file():
        return [row.offer.title or "" for row in rows()][:limit]
    with kept.open(encoding="utf-8", newline="") as lines:
        every = [line["title"] for line in csv.DictReader(lines, delimiter="\t")]
    return random.Random(1).sample(every, min(limit, len(every)))  # noqa: S311


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _found(seen: Callable[[Asset, Offer], bool]) -> dict[str, float]:
    """Shares of infringing and of honest rows in which the row's mark is reported."""
    shares = {}
    for name, cases in (("hand", hand()), ("made", generated())):
        answers: dict[bool, list[bool]] = {True: [], False: []}
        for asset, infringing, row in cases:
            answers[infringing].append(seen(asset, replace(row, seller=None)))
        shares[name + " recall"] = sum(answers[True]) / len(answers[True])
        shares[name + " false"] = sum(answers[False]) / len(answers[False])
    return shares


def _text(row: Offer) -> str:
    return " ".join(filter(None, (row.title, row.brand, row.category, row.description)))


def ours(count: int, stream: Sequence[str], *, han: bool) -> dict[str, float]:
    """Build and use our index."""
    small = WordMarkMatcher().prepare(ASSETS, {})
    small.signals(offer("warm the word lists 热身"), {})
    list(register(1, han=han))  # loads the sets
    making = time.process_time()
    for _ in register(count, han=han):
        pass
    start = time.process_time()
    index = cast(WordMarkIndex, WordMarkMatcher().prepare(register(count, han=han), {}))
    built = (time.process_time() - start) - (start - making)
    peak = _peak_mb()
    start, marks = time.process_time(), 0
    for title in stream:
        marks += len(index.signals(offer(title), {}))
    spent = time.process_time() - start
    return {
        "speed": len(stream) / spent,
        "marks": marks / len(stream),
        "build": built,
        "peak": peak,
        "size": index.size / 1e6,
        **_found(lambda asset, row: asset.id in index.signals(row, {})),
    }


def ratio(name: str, count: int, stream: Sequence[str], *, han: bool) -> dict[str, float]:
    """Use a scorer of rapidfuzz on every mark."""
    scorer = getattr(fuzz, name)
    names = [(asset.text or "").lower() for asset in register(count, han=han)]
    few = stream[: max(4, min(len(stream), BRUTE // count))]
    start, marks = time.process_time(), 0
    for title in few:
        low = title.lower()
        marks += len(process.extract(low, names, scorer=scorer, score_cutoff=CUTOFF, limit=None))
    spent = time.process_time() - start

    def seen(asset: Asset, row: Offer) -> bool:
        low = _text(row).lower()
        texts = (asset.text or "", *asset.aliases)
        return any(scorer(text.lower(), low) >= CUTOFF for text in texts)

    return {
        "speed": len(few) / spent,
        "marks": marks / len(few),
        "peak": _peak_mb(),
        **_found(seen),
    }


def _spaced(text: str) -> str:
    view = fold(text)
    return " " + " ".join(view.text[token.start : token.end] for token in tokens(view)) + " "


def literal(count: int, stream: Sequence[str], *, han: bool) -> dict[str, float]:
    """Use Aho-Corasick alone on whole words of the folded text."""
    folded("warm 热身")
    list(register(1, han=han))  # loads the sets
    start = time.process_time()
    for _ in register(count, han=han):
        pass
    making = time.process_time() - start
    start = time.process_time()
    owners: list[str] = []
    patterns: list[str] = []
    for asset in register(count, han=han):
        for text in (asset.text or "", *asset.aliases):
            spaced = _spaced(text)
            patterns.append(spaced if spaced.isascii() else spaced.strip())
            owners.append(asset.id)
    automaton = ahocorasick_rs.AhoCorasick(
        patterns, implementation=ahocorasick_rs.Implementation.ContiguousNFA
    )
    built = time.process_time() - start - making

    def marks_in(title: str) -> set[str]:
        every = automaton.find_matches_as_indexes(_spaced(title), overlapping=True)
        return {owners[number] for number, _, _ in every}

    start = time.process_time()
    marks = sum(len(marks_in(title)) for title in stream)
    spent = time.process_time() - start
    return {
        "speed": len(stream) / spent,
        "marks": marks / len(stream),
        "build": built,
        "peak": _peak_mb(),
        **_found(lambda asset, row: asset.id in marks_in(_text(row))),
    }


def measured(method: str, count: int, limit: int, *, han: bool) -> dict[str, float]:
    """One line of the table."""
    stream = han_titles(limit) if han else titles(limit)
    if method == "ours":
        return ours(count, stream, han=han)
    if method == "aho-corasick":
        return literal(count, stream, han=han)
    return ratio(method, count, stream, han=han)


def main() -> None:
    """Print one table."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--marks", type=int, nargs="+", default=[1_000, 100_000])
    asked.add_argument("--titles", type=int, default=400)
    asked.add_argument("--methods", nargs="+", default=METHODS, choices=METHODS)
    asked.add_argument("--han", action="store_true", help="a Chinese register and Chinese titles")
    asked.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        method, count = options.methods[0], options.marks[0]
        print(json.dumps(measured(method, count, options.titles, han=options.han)))
        return
    stream = han_titles(options.titles) if options.han else titles(options.titles)
    print(f"{len(stream)} titles of {sum(map(len, stream)) / len(stream):.0f} letters on average;")
    print(f"{len(hand())} rows by hand, {len(generated())} made")
    shares = ("hand recall", "hand false", "made recall", "made false")
    columns = ("speed", "marks", "build", "peak", "size", *shares)
    units = ("titles/s", "marks/title", "build s", "peak MB", "index MB", *shares)
    print("   marks | method        | " + " | ".join(units))
    for count in options.marks:
        for method in options.methods:
            command = [sys.executable, __file__, "--one", "--methods", method]
            command += ["--marks", str(count), "--titles", str(options.titles)]
            command += ["--han"] * options.han
            said = subprocess.run(command, check=True, capture_output=True, text=True)
            line = json.loads(said.stdout)
            shown = [f"{line[name]:.3f}" if name in line else "-" for name in columns]
            told = " | ".join(
                text.rjust(len(unit)) for text, unit in zip(shown, units, strict=True)
            )
            print(f"{count:8} | {method:13} | {told}", flush=True)


if __name__ == "__main__":
    main()
