"""Phrases count only where they reach the mark.

"Case for iPhone" speaks of the iPhone; "Nike shoes for men" does not speak of Nike.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from monitor.domain.signal import ContextFact, Defence
from rules.context.phrases import phrases_of
from rules.context.uses import Use

# "for" speaks of people, seasons and purposes just as often as of what something fits.
_PURPOSES: Final = frozenset([
    "men",
    "women",
    "man",
    "woman",
    "kids",
    "kid",
    "girls",
    "girl",
    "boys",
    "boy",
    "baby",
    "babies",
    "toddler",
    "toddlers",
    "her",
    "him",
    "mom",
    "dad",
    "adult",
    "adults",
    "unisex",
    "lady",
    "ladies",
    "teen",
    "teens",
    "child",
    "children",
    "sale",
    "gift",
    "gifts",
    "running",
    "walking",
    "gym",
    "training",
    "sport",
    "sports",
    "yoga",
    "hiking",
    "camping",
    "travel",
    "home",
    "office",
    "school",
    "party",
    "wedding",
    "daily",
    "everyday",
    "outdoor",
    "outdoors",
    "indoor",
    "winter",
    "summer",
    "spring",
    "autumn",
    "fall",
    "christmas",
    "birthday",
    "beach",
    "work",
    "free",
    "cheap",
    "only",
    "damen",
    "herren",
    "kinder",
    "frauen",
    "manner",
    "homme",
    "hommes",
    "femme",
    "femmes",
    "enfants",
    "hombre",
    "hombres",
    "mujer",
    "mujeres",
    "ninos",
    "mens",
    "womens",
    "dog",
    "dogs",
    "cat",
    "cats",
    "pet",
    "pets",
    "bag",
    "bags",
    "shoes",
    "fans",
    "lovers",
    "football",
    "soccer",
    "basketball",
    "tennis",
    "golf",
    *phrases_of("purpose").split(" / "),
])
_CHINESE_PURPOSES: Final = re.compile(r"[春夏秋冬男女送儿学老婴户运情全四人场季]|ชาย|หญิง|เด็ก")
_STOPS: Final = re.compile(r"[.;|!?。；！？\n\[\]【】]")
_LINKS: Final = frozenset([
    "and",
    "or",
    "with",
    "the",
    "all",
    "your",
    "new",
    "any",
    "most",
    "series",
    "model",
    "models",
    "brand",
    "和",
    "与",
    "及",
    "或",
    "等",
])
_WORD: Final = re.compile(r"[a-z0-9'’+]+|[\u4e00-\u9fff]+|[^\W\d_]+")


def alternatives(words: str) -> str:
    """Patterns, one a line or between " / ", as one group of alternatives."""
    parts = (part.strip() for line in words.splitlines() for part in line.split(" / "))
    return "(?:" + "|".join(part for part in parts if part) + ")"


_FOR_EXAMPLE: Final = re.compile(r"\b(?:e\.\s?g|i\.\s?e|z\.\s?b|p\.\s?ex|incl|z\.b)\.")
"""Full stops that end no sentence."""


def reaches(phrase: re.Pattern[str], before: str, words: int) -> bool:
    """True when only names, models and linking words stand between the phrase and the mark.

    words: how many words may stand between, links not counted.
    """
    before = _FOR_EXAMPLE.sub(" ", before)
    ends = [match.end() for match in phrase.finditer(before)]
    if not ends:
        return False
    gap = before[ends[-1] :]
    if _STOPS.search(gap):
        return False
    between = [word for word in _WORD.findall(gap) if word not in _LINKS]
    purposes = (word in _PURPOSES or _CHINESE_PURPOSES.search(word) for word in between)
    return len(between) <= words and not any(purposes)


_SENTENCE: Final = re.compile(r"[.;|!?。；！？\n\[\]【】]")
_COMMAS: Final = re.compile(r"[,，、/]|\band\b|\bor\b|\by\b|\bund\b|\bet\b|和|及|或")
_MODELS_OF: Final = re.compile(
    r"(?:车型|机型|型号|品牌|设备|手机|电脑)\s*[:：]|(?:models?|devices?|brands?|phones?)\s*[:：]"
    r"|支持|兼容|works with|fits|suitable|compatible|適用|対応|호환|для|compatibles?"
)


def listed(use: Use) -> bool:
    """True for one name of several in a text that says what something is for.

    Three commas or more in the sentence, and a word for fitting before them: names run together in
    a title are keywords for buyers, and no list of what fits.
    """
    if use.signal.field != "description":
        return False
    before = _SENTENCE.split(_FOR_EXAMPLE.sub(" ", use.before))[-1]
    after = _SENTENCE.split(use.after)[0]
    return len(_COMMAS.findall(before + after)) >= 3 and bool(_MODELS_OF.search(before))


_BRACKET: Final = re.compile(r"[(（][^()（）]*$")
_AND_OTHERS: Final = re.compile(
    r"^[^()（）]*(?:\band (?:others|more)\b|\betc\b|u\. ?a\.|\bet autres\b|\by otr[oa]s\b|等)"
)


def named_with_others(use: Use) -> bool:
    """True for one name of a bracket that says there are more: "(Acme, Bolt and others)"."""
    return bool(_BRACKET.search(use.before) and _AND_OTHERS.search(use.after))


def when_all(
    name: str,
    found: Sequence[Use],
    strength: Callable[[Use], float],
    defence: Defence,
    says: str,
) -> Sequence[ContextFact]:
    """A defence holds when it covers every use; it is as strong as over the least covered one."""
    if not found:
        return ()
    least = min(0.0 if use.signal.field == "brand" else strength(use) for use in found)
    if least == 0.0:
        because = f"no phrase {says}"
        return (ContextFact(name=name, value=False, because=because, defence=defence),)
    use = found[0]
    near = f"{use.before[-24:]}[{use.words}]{use.after[:16]}".strip()
    because = f"the {use.signal.field} {says}: …{near}…"
    return (ContextFact(name=name, value=True, because=because, weight=-least, defence=defence),)
