"""The kinds of look-alike names: each takes the name apart in one way and says how.

Layer: spiders.domains, pure.
A name here is one label of ASCII, without ending: "vellorine" of vellorine.example.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import idna

from spiders.domains.letters import (
    LATIN_ALIKE,
    LETTERS,
    NEIGHBOURS,
    PLAIN_ALIKE,
    VOWELS,
    WHOLE_SCRIPTS,
    flipped,
)
from spiders.domains.words import SHOP_WORDS

SHORTEST_MISSPELT: Final = 5
"""Letters; a misspelt shorter name is mostly somebody else's name."""
LONGEST: Final = 63
"""Letters of a label (RFC 1035)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One look-alike name. weight: 0..1, how likely somebody registers it; only its order counts.

    name: ASCII, "xn--" where it stands for other letters. because: what was done, in few words.
    """

    name: str
    kind: str
    weight: float
    because: str


Kind = Callable[[str], Iterator[Change]]


def omissions(name: str) -> Iterator[Change]:
    """One letter left out."""
    for place, letter in enumerate(name):
        yield Change(name[:place] + name[place + 1 :], "omission", 0.8, f"without one {letter}")


def repetitions(name: str) -> Iterator[Change]:
    """One letter twice."""
    for place, letter in enumerate(name):
        yield Change(name[:place] + letter + name[place:], "repetition", 0.75, f"{letter} twice")


def transpositions(name: str) -> Iterator[Change]:
    """Two neighbours swapped."""
    for place, (one, other) in enumerate(pairwise(name)):
        changed = name[:place] + other + one + name[place + 2 :]
        yield Change(changed, "transposition", 0.7, f"{one}{other} as {other}{one}")


def replacements(name: str) -> Iterator[Change]:
    """One letter replaced by the key beside it."""
    for place, letter in enumerate(name):
        for other in NEIGHBOURS.get(letter, ()):
            changed = name[:place] + other + name[place + 1 :]
            yield Change(changed, "replacement", 0.5, f"{other} beside the key {letter}")


def insertions(name: str) -> Iterator[Change]:
    """The key beside a letter struck with it."""
    for place, letter in enumerate(name):
        for other in NEIGHBOURS.get(letter, ()):
            for at in (place, place + 1):
                changed = name[:at] + other + name[at:]
                yield Change(changed, "insertion", 0.3, f"{other} struck with {letter}")


def vowel_swaps(name: str) -> Iterator[Change]:
    """One vowel for another, as it is misheard."""
    for place, letter in enumerate(name):
        for other in VOWELS if letter in VOWELS else "":
            changed = name[:place] + other + name[place + 1 :]
            yield Change(changed, "vowel swap", 0.55, f"{other} for {letter}")


def plain_homoglyphs(name: str) -> Iterator[Change]:
    """Letters that look alike within ASCII, at one place, then at all of them."""
    for written, others in PLAIN_ALIKE.items():
        places = [at for at in range(len(name)) if name.startswith(written, at)]
        for other in others:
            because = f"{other} looks like {written}"
            for at in places:
                changed = name[:at] + other + name[at + len(written) :]
                yield Change(changed, "homoglyph", 0.72, because)
            if len(places) > 1:
                yield Change(name.replace(written, other), "homoglyph", 0.7, because)


def international_homoglyphs(name: str) -> Iterator[Change]:
    """Letters with marks at one place; another script only when it can write the whole name.

    Mixed scripts are left out: registries refuse them, and browsers show them as xn--.
    """
    for place, letter in enumerate(name):
        for rank, other in enumerate(LATIN_ALIKE.get(letter, "")):
            changed = name[:place] + other + name[place + 1 :]
            yield from _encoded(changed, 0.6 - 0.03 * rank, f"{other} for {letter}")
    for script, alike in WHOLE_SCRIPTS.items():
        if name and all(letter in alike for letter in name):
            changed = "".join(alike[letter] for letter in name)
            yield from _encoded(changed, 0.7, f"all letters {script}")


def _encoded(name: str, weight: float, because: str) -> Iterator[Change]:
    try:
        ascii_name = idna.encode(name).decode()
    except idna.IDNAError:
        return
    yield Change(ascii_name, "international homoglyph", weight, f"{because}: {name}")


def bit_flips(name: str) -> Iterator[Change]:
    """One bit flipped, as faulty memory asks for it."""
    for place, letter in enumerate(name):
        for other in flipped(letter):
            changed = name[:place] + other + name[place + 1 :]
            yield Change(changed, "bit flip", 0.22, f"{other} is {letter} with one bit flipped")


def hyphenations(name: str) -> Iterator[Change]:
    """A hyphen between two letters, or the name without those it has."""
    for place in range(1, len(name)):
        yield Change(f"{name[:place]}-{name[place:]}", "hyphenation", 0.45, "with a hyphen")
    if "-" in name:
        yield Change(name.replace("-", ""), "hyphenation", 0.9, "without its hyphens")


def plurals(name: str) -> Iterator[Change]:
    """More than one of it, or one of several."""
    for ending in ("s", "es"):
        yield Change(f"{name}{ending}", "plural", 0.75, f"with {ending}")
    if name.endswith("s"):
        yield Change(name[:-1], "plural", 0.8, "without its s")
    if name.endswith("y"):
        yield Change(f"{name[:-1]}ies", "plural", 0.6, "y as ies")


def additions(name: str) -> Iterator[Change]:
    """One more letter or digit at the end."""
    for letter in LETTERS:
        weight = 0.32 if letter.isdigit() else 0.28
        yield Change(f"{name}{letter}", "addition", weight, f"with {letter} at the end")


def dot_tricks(name: str) -> Iterator[Change]:
    """Dots left out: www, the ending, both glued to the name."""
    for changed in (f"www{name}", f"www-{name}"):
        yield Change(changed, "dot trick", 0.6, "www without its dot")
    for ending in ("com", "cn", "net"):
        for changed in (f"{name}{ending}", f"{name}-{ending}"):
            yield Change(changed, "dot trick", 0.45, f"{ending} without its dot")


def with_words(name: str, goods: tuple[str, ...] = ()) -> Iterator[Change]:
    """A shop's word, or one for the goods, before or behind, with and without a hyphen."""
    ranked = [(word, 0.95 - 0.008 * rank) for rank, word in enumerate(SHOP_WORDS)]
    ranked = [(word, 0.8 - 0.02 * rank) for rank, word in enumerate(goods[:20])] + ranked
    for word, weight in ranked:
        before, behind = (1.0, 0.8) if word in _BEFORE else (0.65, 1.0)
        yield Change(f"{name}{word}", "word", weight * behind, f"{word} behind it")
        yield Change(f"{name}-{word}", "word", weight * behind * 0.9, f"{word} behind it")
        yield Change(f"{word}{name}", "word", weight * before, f"{word} before it")
        yield Change(f"{word}-{name}", "word", weight * before * 0.9, f"{word} before it")


_BEFORE: Final = frozenset({"the", "my", "get", "buy", "best", "new", "go", "cheap"})

KINDS: Final[tuple[Kind, ...]] = (
    omissions,
    repetitions,
    transpositions,
    replacements,
    insertions,
    vowel_swaps,
    plain_homoglyphs,
    international_homoglyphs,
    bit_flips,
    hyphenations,
    plurals,
    additions,
    dot_tricks,
)


def changes(name: str, goods: tuple[str, ...] = ()) -> list[Change]:
    """All look-alikes of a name, each once by its most likely kind, the likeliest first.

    Names of under five letters are not misspelt: words are put beside them, no more.
    goods: words for what is sold under the name, lower-case ASCII.
    """
    found: dict[str, Change] = {}
    kinds = KINDS if len(name) >= SHORTEST_MISSPELT else (dot_tricks, plurals)
    for change in (*(c for kind in kinds for c in kind(name)), *with_words(name, goods)):
        if change.name == name or not _is_label(change.name):
            continue
        known = found.get(change.name)
        if known is None or change.weight > known.weight:
            found[change.name] = change
    return sorted(found.values(), key=lambda change: (-change.weight, change.name))


def _is_label(name: str) -> bool:
    """A host name's label of two letters at least: others cannot be registered."""
    shaped = not (name.startswith("-") or name.endswith("-"))
    hyphens_apart = name[2:4] != "--" or name.startswith("xn--")
    return 2 <= len(name) <= LONGEST and shaped and hyphens_apart
