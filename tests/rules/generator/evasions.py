"""Types of infringing use: each bends a mark, or names it otherwise, and writes a title with it."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from tests.rules.generator import characters, letters, scripts
from tests.rules.generator.letters import Draw
from tests.rules.generator.stock import LANGUAGES, Mark, carriers, goods, phrases

CHINESE = ("zh-Hans", "zh-Hant")


class Written(NamedTuple):
    """Fields of an offer, and where the use stands: field and half-open raw span."""

    language: str
    fields: Mapping[str, str]
    field: str
    span: tuple[int, int] | None


Make = Callable[[Mark, Draw], Written | None]
Bend = Callable[[str, Draw], str | None]


def carried(mark: Mark, form: str, language: str, draw: Draw) -> Written:
    """A title of the mark's goods with `form` in it."""
    return placed(draw.choice(carriers()[mark.kind, language]), form, language)


def placed(template: str, form: str, language: str) -> Written:
    """`template` with `form` in its place."""
    start = template.index("{}")
    title = template.replace("{}", form)
    return Written(language, {"title": title}, "title", (start, start + len(form)))


def phrased(use: str, mark: Mark, language: str, draw: Draw) -> Written | None:
    """A phrase around the mark as it is written in that language."""
    known = phrases().get((use, language))
    if not known:
        return None
    template = draw.choice(known).replace("{goods}", goods()[mark.kind, language])
    return placed(template, named(mark, language, draw), language)


def named(mark: Mark, language: str, draw: Draw) -> str:
    """The mark as a seller of that language writes it: in Chinese often by its alias."""
    if language in CHINESE and mark.alias and draw.random() < 0.5:
        return mark.alias
    return mark.text


def _latin(bend: Bend, *, shortest: int = 4) -> Make:
    def make(mark: Mark, draw: Draw) -> Written | None:
        if not mark.latin or len(mark.text) < shortest or mark.ordinary:
            return None
        form = bend(mark.text, draw)
        language = draw.choice(LANGUAGES)
        if form is None or form.casefold() == mark.text.casefold():
            return None
        return carried(mark, form, language, draw)

    return make


def _han(bend: Bend) -> Make:
    def make(mark: Mark, draw: Draw) -> Written | None:
        word = mark.alias if mark.latin else mark.text
        form = bend(word, draw) if word else None
        return None if form is None else carried(mark, form, draw.choice(CHINESE), draw)

    return make


def _script(language: str) -> Make:
    def make(mark: Mark, draw: Draw) -> Written | None:
        if not mark.latin or mark.ordinary or mark.names:
            return None
        form = scripts.WRITTEN[language](mark.text, draw)
        return carried(mark, form, language, draw)

    return make


def _name(nick: bool) -> Make:  # noqa: FBT001 - which column
    def make(mark: Mark, draw: Draw) -> Written | None:
        known = [(kind, name) for kind, name in mark.names if (kind == "nick") == nick]
        if not known:
            return None
        kind, name = draw.choice(known)
        language = kind if not nick else "en" if name.isascii() else "zh-Hans"
        return carried(mark, name, language, draw)

    return make


def _phrase(use: str) -> Make:
    def make(mark: Mark, draw: Draw) -> Written | None:
        return phrased(use, mark, draw.choice(LANGUAGES), draw)

    return make


def exact(mark: Mark, draw: Draw) -> Written | None:
    """As registered, in any language."""
    return carried(mark, mark.text, draw.choice(LANGUAGES), draw)


def inflected(mark: Mark, draw: Draw) -> Written | None:
    """Case, plural, brackets, a sign of registration."""
    form = letters.inflected(mark.text, draw)
    return carried(mark, form or mark.text, draw.choice(LANGUAGES), draw) if mark.latin else None


def ordinary_own(mark: Mark, draw: Draw) -> Written | None:
    """A word of the language as the badge of the goods it is registered for."""
    return carried(mark, mark.text, draw.choice(LANGUAGES), draw) if mark.ordinary else None


def listed_alias(mark: Mark, draw: Draw) -> Written | None:
    """The other name that the asset file gives."""
    return carried(mark, mark.alias, draw.choice(CHINESE), draw) if mark.alias else None


def run_on(mark: Mark, draw: Draw) -> Written | None:
    """The mark and the goods as one word."""
    if not mark.latin or mark.ordinary or " " in mark.text:
        return None
    noun = goods()[mark.kind, "en"].replace(" ", "")
    form = mark.text.lower() + noun
    written = carried(mark, form, "en", draw)
    start = written.span[0] if written.span else 0
    return written._replace(span=(start, start + len(mark.text)))


def dominant(mark: Mark, draw: Draw) -> Written | None:
    """Only the part of a mark of several words that buyers remember."""
    part = {"bellino": "Bellino", "lauder": "Lauder"}.get(mark.key)
    return None if part is None else carried(mark, part, draw.choice(LANGUAGES), draw)


def joined(mark: Mark, draw: Draw) -> Written | None:
    """A mark of several words as one."""
    if " " not in mark.text and "-" not in mark.text:
        return None
    form = mark.text.replace(" ", "").replace("-", "")
    return carried(mark, form, draw.choice(LANGUAGES), draw)


def brand_field(mark: Mark, draw: Draw) -> Written | None:
    """Nothing in the title; the mark in the brand field."""
    language = draw.choice(LANGUAGES)
    written = carried(mark, "", language, draw)
    title = " ".join(written.fields["title"].split())
    return Written(language, {"title": title, "brand": mark.text}, "brand", (0, len(mark.text)))


def described(mark: Mark, draw: Draw) -> Written | None:
    """Nothing in the title; the mark in the text below."""
    language = draw.choice(LANGUAGES)
    blank = carried(mark, "", language, draw)
    below = carried(mark, mark.text, language, draw)
    fields = {
        "title": " ".join(blank.fields["title"].split()),
        "description": below.fields["title"],
    }
    return Written(language, fields, "description", below.span)


EVASIONS: Mapping[str, Make] = {
    "exact": exact,
    "case_inflection": inflected,
    "ordinary_word_own_goods": ordinary_own,
    "letters_apart": _latin(letters.apart, shortest=5),
    "split_word": _latin(letters.split, shortest=5),
    "joined_words": joined,
    "run_on_goods": run_on,
    "dominant_part": dominant,
    "masked_letter": _latin(letters.masked, shortest=5),
    "zero_width": _latin(letters.invisible),
    "full_width": _latin(letters.full_width),
    "drawn_letters": _latin(letters.drawn),
    "leet": _latin(letters.digits),
    "letter_groups": _latin(letters.groups, shortest=5),
    "cyrillic_letters": _latin(letters.cyrillic),
    "greek_letters": _latin(letters.greek),
    "armenian_letters": _latin(letters.armenian),
    "extended_latin": _latin(letters.extended),
    "accents": _latin(letters.accents),
    "typo_omission": _latin(letters.omitted, shortest=6),
    "typo_doubling": _latin(letters.doubled),
    "typo_insertion": _latin(letters.inserted, shortest=5),
    "typo_keyboard": _latin(letters.neighbour, shortest=5),
    "transposition": _latin(letters.swapped),
    "latin_sound": _latin(letters.heard, shortest=5),
    "latin_vowels": _latin(letters.vowels, shortest=6),
    "traditional": _han(characters.traditional),
    "han_sound": _han(characters.same_sound),
    "han_dialect": _han(characters.dialect),
    "han_shape": _han(characters.shape),
    "han_signs_between": _han(characters.between),
    "pinyin": _han(characters.pinyin),
    "part_pinyin": _han(characters.part_pinyin),
    **{f"written_in_{language}": _script(language) for language in scripts.WRITTEN},
    "listed_alias": listed_alias,
    "translation_famous": _name(nick=False),
    "nickname": _name(nick=True),
    "copy_words": _phrase("copy"),
    "inspired": _phrase("inspired"),
    "brand_field": brand_field,
    "description_only": described,
}
"""Type -> how it is made; None where it does not fit the mark."""


def made(make: Make, marks: Iterator[Mark], draw: Draw) -> Iterator[tuple[Mark, Written]]:
    """Endless cases of one type; marks it does not fit are passed over."""
    for mark in marks:
        written = make(mark, draw)
        if written is not None:
            yield mark, written
