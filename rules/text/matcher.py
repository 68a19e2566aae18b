"""WordMarkMatcher: registered words against what an offer says."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import ahocorasick_rs

from monitor.domain.asset import Asset, AssetKind
from monitor.domain.listing import Listing, Offer
from monitor.domain.signal import Ground, Signal
from monitor.ports.matcher import Example, MatchIndex, Pictures
from rules.language.lexicon import is_common
from rules.text.disguise import JOINED, MASKED, Spelling
from rules.text.faces import Face, faces, han_lengths, keys, literal_pattern
from rules.text.glyphs import skeleton
from rules.text.index import KeyTable
from rules.text.reading import Field, deep_part, fields, han_edges, spellings
from rules.text.sounds import coarse, consonants, near, pinyin, romanised, sound
from rules.text.spelling import deletions
from rules.text.tokens import HAN, WORD, Window
from rules.text.verify import FLOOR, Likeness, verify

_USES: Final = 6  # uses of one mark told per field: the first ones
_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class _Use:
    """One place where one face was found."""

    face: Face
    likeness: Likeness
    start: int
    end: int


class WordMarkMatcher:
    """Finds words as registered, disguised, misspelt, heard alike, and their aliases."""

    name: ClassVar[str] = "text.word_mark/1"

    def prepare(self, assets: Sequence[Asset], pictures: Pictures) -> MatchIndex:
        """Index word and combined marks; other kinds of right have no words to look for."""
        del pictures  # words need none
        return WordMarkIndex(self.name, assets)

    def examples(self) -> Sequence[Example]:
        """Found: as registered, disguised, misspelt, by alias. Not found: chance likeness."""
        found = (
            "ＮＯＲＴＨＷＩＮＤ jacket",
            "N0RTHW1ND jacket",
            "Nortwind jacket",
            "北风 外套 正品",
        )
        passed = ("garden hose, 20 m", "a novel about windmills in the north", "")
        return (
            *(_example(title, 0.7, 1.0) for title in found),
            *(_example(title, 0.0, 0.0) for title in passed),
        )


def _example(title: str, low: float, high: float) -> Example:
    asset = Asset(
        id="northwind",
        kind=AssetKind.WORD_MARK,
        holder_id="nw",
        text="NORTHWIND",
        aliases=("北风",),
    )
    listing = Listing(market="market.example", listing_id="1")
    offer = Offer(listing=listing, url="https://market.example/1", title=title)
    return Example(offer=offer, asset=asset, low=low, high=high)


class WordMarkIndex:
    """Prepared word marks. Built once, only read afterwards."""

    def __init__(self, matcher: str, assets: Sequence[Asset]) -> None:
        self._matcher = matcher
        self._faces = [face for number, asset in enumerate(assets) for face in faces(number, asset)]
        self._literals = ahocorasick_rs.AhoCorasick(
            [literal_pattern(face) for face in self._faces],
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )
        self._table = KeyTable()
        for number, face in enumerate(self._faces):
            self._table.add(keys(face), number)
        self._table.freeze()
        self._han_lengths = han_lengths(self._faces)
        self._latin_faces = any(face.latin for face in self._faces)

    def signals(self, offer: Offer, pictures: Pictures) -> Mapping[str, Sequence[Signal]]:
        """Asset id -> signals, strongest first.

        Cost: linear in the text; past 2,000 letters of a field only the mark as registered is
        looked for.
        """
        del pictures
        if not self._faces:
            return {}
        found: dict[str, list[Signal]] = defaultdict(list)
        for field in fields(offer):
            for use in _strongest(list(self._uses(field))):
                found[use.face.asset_id].append(self._signal(field, use))
        return {
            asset: tuple(sorted(signals, key=lambda signal: -signal.score))
            for asset, signals in sorted(found.items())
        }

    def _uses(self, field: Field) -> Iterator[_Use]:
        yield from self._registered(field)
        deep = deep_part(field)
        edges = han_edges(deep)
        candidates: list[Spelling] = []
        wanted: list[str] = []
        for spelling in spellings(deep, self._han_lengths):
            for key in _window_keys(spelling, edges, latin_faces=self._latin_faces):
                candidates.append(spelling)
                wanted.append(key)
        for position, number in self._table.lookup(wanted):
            spelling, face = candidates[position], self._faces[number]
            likeness = verify(wanted[position], spelling, face)
            if likeness is None:
                continue
            window = spelling.window
            yield from _use(field, face, likeness, (window.start, window.end))

    def _registered(self, field: Field) -> Iterator[_Use]:
        """The exact pass over the whole field."""
        text, starts, ends = field.spaced()
        edges: frozenset[int] | None = None
        for number, low, high in self._literals.find_matches_as_indexes(text, overlapping=True):
            face = self._faces[number]
            start = starts[low + (text[low] == " ")]
            end = ends[high - 1 - (text[high - 1] == " ")]
            if face.kind == HAN and len(face.compact) <= 2:
                edges = han_edges(field) if edges is None else edges
                if start not in edges or end not in edges:
                    continue
            yield from self._literal(field, face, start, end)

    def _literal(self, field: Field, face: Face, start: int, end: int) -> Iterator[_Use]:
        window = Window(
            start,
            end,
            face.compact,
            face.kind or WORD,
            len(face.words),
            glued=True,
            letter_by_letter=False,
        )
        likeness = verify("L", Spelling(window, face.compact, ""), face)
        if likeness is not None:
            yield from _use(field, face, likeness, (start, end))

    def _signal(self, field: Field, use: _Use) -> Signal:
        span = field.view.span(use.start, use.end)
        raw = field.view.raw[slice(*span)]
        face, likeness = use.face, use.likeness
        written = f"{face.text!r}" if face.text == face.mark else f"{face.text!r} for {face.mark!r}"
        return Signal(
            matcher=self._matcher,
            ground=Ground.TRADEMARK_USE,
            channel=likeness.channel,
            score=round(likeness.score * field.factor, 4),
            field=field.name,
            because=f"the {field.name} says {raw!r}; the mark is {written}: {likeness.how}",
            span=span,
        )


def _use(field: Field, face: Face, likeness: Likeness, place: tuple[int, int]) -> Iterator[_Use]:
    hidden = _invisible(field, *place) if likeness.channel in ("literal", "alias") else ""
    if hidden:
        likeness = Likeness("shape", likeness.score - 0.02, f"with {hidden}")
    cased = _cased(field, face, likeness, place)
    if cased is not None and cased.score >= FLOOR:
        yield _Use(face, cased, *place)


def _invisible(field: Field, start: int, end: int) -> str:
    """What hides in a stretch that reads as the mark: invisible signs, drawn letters."""
    low, high = field.view.span(start, end)
    raw = field.view.raw[low:high]
    if raw.isascii():
        return ""
    if any(unicodedata.category(sign) == "Cf" for sign in raw):
        return "invisible signs between its letters"
    drawn = any(ord(sign) > 0x1D3FF and ord(sign) < 0x1F200 for sign in raw)
    return "letters drawn as symbols" if drawn else ""


def _cased(field: Field, face: Face, likeness: Likeness, place: tuple[int, int]) -> Likeness | None:
    """Marks of one to three Latin letters are met by chance: they must be written as marks are."""
    if not face.latin or len(face.compact) > _SHORT or likeness.channel == "shape":
        return likeness
    low, high = field.view.span(*place)
    raw = field.view.raw[low:high]
    if raw == face.text or raw.isupper():
        score = likeness.score - 0.03 * (_SHORT + 1 - len(face.compact))
        return Likeness(likeness.channel, score, likeness.how) if len(face.compact) > 1 else None
    if len(face.compact) < _SHORT or is_common(face.compact):
        return None
    return Likeness(likeness.channel, likeness.score - 0.2, likeness.how + ", in other case")


def _window_keys(spelling: Spelling, edges: frozenset[int], *, latin_faces: bool) -> Iterator[str]:
    window, word = spelling.window, spelling.word
    if window.kind == HAN:
        yield from _han_keys(spelling, edges, latin_faces=latin_faces)
        return
    if spelling.how == MASKED:
        yield "D" + "".join(sign for sign in word if sign.isalnum())
        yield f"M{word[0]}{len(word)}"
        return
    yield "L" + word
    if spelling.how == JOINED:
        return
    if not word.isascii():
        if window.kind != WORD or not spelling.how:
            yield "X" + coarse(romanised(word))
        return
    if window.kind != WORD:
        return
    yield "S" + skeleton(word)
    apart = window.letter_by_letter and window.tokens > 1
    if len(word) >= 3 and not apart and window.tokens <= 3:
        yield from _near_keys(window, word)


def _near_keys(window: Window, word: str) -> Iterator[str]:
    """Keys of misspellings and of words that sound alike."""
    yield from ("D" + part for part in deletions(word[:24]))
    if window.glued:
        yield "P" + sound(word)
        yield "X" + coarse(word)
        if len(word) >= 5:
            yield "V" + consonants(word)
    if len(word) >= 7:
        yield "F" + word[:4]
        yield "R" + word[-4:]


def _han_keys(spelling: Spelling, edges: frozenset[int], *, latin_faces: bool) -> Iterator[str]:
    """No Chinese word may reach across the ends of what is taken for a mark."""
    window, word = spelling.window, spelling.word
    if window.start not in edges or window.end not in edges:
        return
    yield "L" + word
    syllables = pinyin(word)
    yield "Y" + "".join(near(syllable) for syllable in syllables)
    if len(word) == 2:
        yield from ("H" + word[0] + "?", "H?" + word[1])
    if len(word) >= 3:
        yield from ("D" + part for part in deletions(word))
    if latin_faces:
        yield "L" + "".join(syllables)


def _strongest(uses: Sequence[_Use]) -> Iterator[_Use]:
    """Per asset, the strongest reading of each place, and no weaker one that overlaps it."""
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    order = sorted(
        uses, key=lambda use: (-use.likeness.score, use.start, use.end, use.likeness.channel)
    )
    for use in order:
        places = taken[use.face.asset]
        if len(places) >= _USES or any(
            use.start < end and start < use.end for start, end in places
        ):
            continue
        places.append((use.start, use.end))
        yield use
