"""Which languages a source is searched in, told by its host; a host that does not tell gives none.

Source: country-code top-level domains of the IANA root zone, and the languages sold in there.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

_MARKETS: Final = {  # markets whose host ends in .com and yet are of one language
    "1688.com": ("zh",),
    "alibaba.com": ("en", "zh"),
    "aliexpress.com": ("en", "zh"),
    "jd.com": ("zh",),
    "kaola.com": ("zh",),
    "kongfz.com": ("zh",),
    "pinduoduo.com": ("zh",),
    "suning.com": ("zh",),
    "taobao.com": ("zh",),
    "tmall.com": ("zh",),
    "vip.com": ("zh",),
    "xiaohongshu.com": ("zh",),
    "yangkeduo.com": ("zh",),
    "coupang.com": ("ko",),
    "gmarket.com": ("ko",),
    "mercari.com": ("ja", "en"),
    "trendyol.com": ("tr",),
}
_COUNTRIES: Final = {
    "ae": ("ar", "en"), "ar": ("es",), "at": ("de",), "au": ("en",), "be": ("fr", "nl"),
    "br": ("pt",), "by": ("ru",), "ca": ("en", "fr"), "ch": ("de", "fr"), "cl": ("es",),
    "cn": ("zh",), "co": ("en", "es"), "de": ("de",), "eg": ("ar",), "es": ("es",),
    "fr": ("fr",), "hk": ("zh", "en"), "id": ("id",), "ie": ("en",), "in": ("en",),
    "it": ("it",), "jp": ("ja",), "kr": ("ko",), "kz": ("ru",), "mx": ("es",), "my": ("en", "zh"),
    "nl": ("nl",), "nz": ("en",), "pe": ("es",), "ph": ("en",), "pl": ("pl",), "pt": ("pt",),
    "ru": ("ru",), "sa": ("ar",), "sg": ("en", "zh"), "su": ("ru",), "th": ("th",),
    "tr": ("tr",), "tw": ("zh",), "ua": ("ru",), "uk": ("en",), "us": ("en",), "vn": ("vi",),
}  # fmt: skip
_SCRIPTS: Final = {
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "THAI": "th",
}
OTHER_LETTERS: Final = frozenset(_SCRIPTS.values())
"""Languages that are not written in Latin letters."""


def tongues_of(url: str) -> tuple[str, ...]:
    """BCP 47 languages of the market behind a URL, its own first; () when the host tells none."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    for market, tongues in _MARKETS.items():
        if host == market or host.endswith(f".{market}"):
            return tongues
    return _COUNTRIES.get(host.rpartition(".")[2], ())


def written_in(names: Iterable[str]) -> tuple[str, ...]:
    """Languages that the letters of names speak of; Latin letters speak of none."""
    return tuple(dict.fromkeys(tongue for name in names for tongue in _spoken(name)))


@lru_cache(maxsize=10_000)
def _spoken(name: str) -> tuple[str, ...]:
    if name.isascii():
        return ()
    scripts = (unicodedata.name(c, "").partition(" ")[0] for c in name if c.isalpha())
    return tuple(dict.fromkeys(_SCRIPTS[script] for script in scripts if script in _SCRIPTS))


def is_han(text: str) -> bool:
    """Whether a name is written in Chinese characters alone."""
    return bool(text) and all(unicodedata.name(c, "").startswith("CJK") for c in text)
