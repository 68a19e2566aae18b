"""Types of honest use: what nobody should be bothered with."""

from collections.abc import Mapping

from tests.rules.generator.evasions import CHINESE, Make, Written, carried, phrased, placed
from tests.rules.generator.letters import Draw
from tests.rules.generator.stock import KINDS, LANGUAGES, Mark, carriers, lines

_OTHERS = {
    "shoes": "Puma Asics 安踏", "bags": "Samsonite Fossil 百丽", "watches": "Seiko Citizen 飞亚达",
    "headphones": "Sennheiser Edifier 漫步者", "cosmetics": "Vichy Cetaphil 百雀羚",
    "tools": "Ryobi Einhell 东成", "drinks": "Sprite Fanta 北冰洋",
}  # fmt: skip
_FAR = {
    "shoes": "drinks", "bags": "tools", "watches": "cosmetics", "headphones": "drinks",
    "cosmetics": "tools", "tools": "bags", "drinks": "watches",
}  # fmt: skip


def _phrase(use: str) -> Make:
    def make(mark: Mark, draw: Draw) -> Written | None:
        return phrased(use, mark, draw.choice(LANGUAGES), draw)

    return make


def _prepared(use: str) -> Make:
    def make(mark: Mark, draw: Draw) -> Written | None:
        known = [line["title"] for line in lines("near.tsv") if _is(line, mark, use)]
        if not known:
            return None
        title = draw.choice(known)
        language = "zh-Hans" if any("\u4e00" <= sign <= "\u9fff" for sign in title) else "en"
        return Written(language, {"title": title}, "title", None)

    return make


def _is(line: Mapping[str, str], mark: Mark, use: str) -> bool:
    return line["mark"] == mark.key and line["use"] == use


def other_brand(mark: Mark, draw: Draw) -> Written | None:
    """The same goods by another maker."""
    language = draw.choice(LANGUAGES)
    names = _OTHERS[mark.kind].split()
    name = names[-1] if language in CHINESE else draw.choice(names[:-1])
    if name.casefold() == mark.text.casefold():
        return None
    return placed(draw.choice(carriers()[mark.kind, language]), name, language)._replace(span=None)


def no_mark(mark: Mark, draw: Draw) -> Written | None:
    """The same goods, no name at all."""
    language = draw.choice(LANGUAGES)
    title = " ".join(draw.choice(carriers()[mark.kind, language]).replace("{}", " ").split())
    return Written(language, {"title": title}, "title", None)


def far_goods(mark: Mark, draw: Draw) -> Written | None:
    """An ordinary word on goods it is not registered for: another firm's name, as a rule."""
    if not mark.ordinary:
        return None
    language = draw.choice(("en", "de", "fr", "es", "zh-Hans", "zh-Hant"))
    return placed(draw.choice(carriers()[_FAR[mark.kind], language]), mark.text.lower(), language)


def authorised(mark: Mark, draw: Draw) -> Written | None:
    """The holder's own shop sells its goods."""
    written = carried(mark, mark.text, draw.choice(LANGUAGES), draw)
    return written._replace(fields={**written.fields, "seller": "Holder Flagship"})


def other_kind(mark: Mark, draw: Draw) -> Written | None:
    """Nothing of the mark and nothing of its goods."""
    language = draw.choice(LANGUAGES)
    kind = draw.choice([kind for kind in KINDS if kind != mark.kind])
    title = " ".join(draw.choice(carriers()[kind, language]).replace("{}", " ").split())
    return Written(language, {"title": title}, "title", None)


HONEST: Mapping[str, Make] = {
    "compatible": _phrase("compatible"),
    "nominative": _phrase("nominative"),
    "negation": _phrase("negation"),
    "second_hand": _phrase("used"),
    "dictionary_word": _prepared("dictionary"),
    "ordinary_word_far_goods": far_goods,
    "near_word": _prepared("near_word"),
    "substring": _prepared("substring"),
    "other_brand": other_brand,
    "no_mark": no_mark,
    "other_goods": other_kind,
    "authorised": authorised,
}
"""Type -> how it is made."""
