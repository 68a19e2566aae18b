"""WordMarkMatcher: registered words against what an offer says."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Final

from monitor.domain.asset import Asset, AssetKind
from monitor.domain.listing import Listing, Offer, PictureText
from monitor.domain.signal import Ground, Signal
from monitor.ports.matcher import Example, MatchIndex, Pictures
from rules.language.lexicon import is_common
from rules.language.views import is_han
from rules.text.candidates import candidates
from rules.text.crowd import Use, crowded, strongest
from rules.text.disguise import Spelling
from rules.text.faces import Face
from rules.text.literal import literal
from rules.text.reading import Field, deep_part, fields, han_edges, spellings
from rules.text.register import Part, Register, built
from rules.text.tokens import HAN, WORD, Window
from rules.text.verify import FLOOR, Likeness, verify

_SHORT: Final = 3
_IN_A_CODE: Final = 0.15  # off a short mark with a digit at its side: "MK3"


class WordMarkMatcher:
    """Finds words as registered, disguised, misspelt, heard alike, and their aliases."""

    name: ClassVar[str] = "text.word_mark/1"

    def prepare(self, assets: Iterable[Asset], pictures: Pictures) -> MatchIndex:
        """Index word and combined marks; other kinds of right have no words to look for.

        The assets are read once, one after another, and not kept.
        """
        del pictures  # words need none
        return WordMarkIndex(self.name, [Part(built(assets), frozenset())])

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

    def __init__(self, matcher: str, parts: Sequence[Part]) -> None:
        self._matcher = matcher
        self.parts = tuple(parts)

    @property
    def size(self) -> int:
        """Bytes of the index."""
        arrays = (array for part in self.parts for array in part.register.arrays().values())
        return sum(array.nbytes for array in arrays)

    def updated(self, changed: Iterable[Asset], gone: Iterable[str] = ()) -> "WordMarkIndex":
        """This index with assets added, changed or taken out, without building it again.

        changed: new or as they are now. gone: ids of assets that no longer count. Every update is
        one more pass over each offer: build anew after a few.
        """
        coming = list(changed)
        hidden = {asset.id for asset in coming} | set(gone)
        older = (Part(part.register, part.hidden | hidden) for part in self.parts)
        return WordMarkIndex(self._matcher, [*older, Part(built(coming), frozenset())])

    def signals(self, offer: Offer, pictures: Pictures) -> Mapping[str, Sequence[Signal]]:
        """Asset id -> signals, strongest first.

        Cost: linear in the text; past 2,000 letters of a field only the mark as registered is
        looked for.
        """
        del pictures
        found: dict[str, list[Signal]] = defaultdict(list)
        for field in fields(offer):
            uses = [use for part in self.parts for use in _uses(field, part)]
            for use in strongest(crowded(uses)):
                found[use.asset].append(self._signal(offer, field, use))
        return {
            asset: tuple(sorted(signals, key=lambda signal: -signal.score))
            for asset, signals in sorted(found.items())
        }

    def _signal(self, offer: Offer, field: Field, use: Use) -> Signal:
        span = field.view.span(use.start, use.end)
        raw = field.view.raw[slice(*span)]
        likeness, line = use.likeness, field.printed
        written = f"{use.text!r}" if use.text == use.mark else f"{use.text!r} for {use.mark!r}"
        place = f"the words in picture {line.place + 1} say" if line else f"the {field.name} says"
        return Signal(
            matcher=self._matcher,
            ground=Ground.TRADEMARK_USE,
            channel=likeness.channel,
            score=round(likeness.score * field.factor, 4),
            field=field.name,
            because=f"{place} {raw!r}; the mark is {written}: {likeness.how}",
            span=span,
            offered=_picture(offer, line) if line else None,
            box=line.box if line else None,
        )


def _picture(offer: Offer, line: PictureText) -> str | None:
    """SHA-256 of the picture a line was read from."""
    images = offer.images
    return images[line.place].sha256 if 0 <= line.place < len(images) else None


def _uses(field: Field, part: Part) -> Iterator[Use]:
    register = part.register
    if not register.columns.count:
        return
    yield from _shown(_registered(field, register), part)
    yield from _shown(_disguised(field, register), part)


def _shown(uses: Iterable[Use], part: Part) -> Iterator[Use]:
    return (use for use in uses if use.asset not in part.hidden)


def _disguised(field: Field, register: Register) -> Iterator[Use]:
    """Everything but the exact pass, over the beginning of the field."""
    deep = deep_part(field)
    places = han_edges(deep)
    readings = list(spellings(deep, register.han_lengths, places))
    for kind, reading, face in candidates(readings, places, register):
        likeness = verify(kind, reading, face)
        if likeness is not None:
            window = reading.window
            yield from _use(field, face, likeness, (window.start, window.end))


def _registered(field: Field, register: Register) -> Iterator[Use]:
    """The exact pass over the whole field."""
    edges: frozenset[int] | None = None
    for number, start, end in literal(field, register):
        face = register.columns.face(number)
        if face.kind is None or (face.kind == HAN and len(face.compact) <= 2):
            edges = han_edges(field) if edges is None else edges
            if not _between_words(field, edges, start, end):
                continue
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


def _between_words(field: Field, edges: frozenset[int], start: int, end: int) -> bool:
    """True when no Chinese word reaches over either end: "G家" is not in "G家具城"."""
    text = field.view.text
    starts = start in edges or not is_han(text[start])
    return starts and (end in edges or not is_han(text[end - 1]))


def _use(field: Field, face: Face, likeness: Likeness, place: tuple[int, int]) -> Iterator[Use]:
    hidden = _invisible(field, *place) if likeness.channel in ("literal", "alias") else ""
    if hidden:
        likeness = Likeness("shape", likeness.score - 0.02, f"with {hidden}")
    cased = _cased(field, face, likeness, place)
    if cased is not None and cased.score >= FLOOR:
        yield Use(face.asset_id, face.text, face.mark, cased, *place)


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
        if (
            field.view.raw[high : high + 1].isdigit()
            or field.view.raw[max(0, low - 1) : low].isdigit()
        ):
            score -= _IN_A_CODE
        return Likeness(likeness.channel, score, likeness.how) if len(face.compact) > 1 else None
    if len(face.compact) < _SHORT or is_common(face.compact):
        return None
    return Likeness(likeness.channel, likeness.score - 0.2, likeness.how + ", in other case")
