"""What sellers of copies write, by language, the most telling words first.

Sources: English "1:1", "AAA" and "replica" are what LegitScript ("Understanding the Coded
Terminology of Counterfeit Goods in E-commerce") saw most; "super copy" and "N class" of Japan are
explained in dealers' warnings (brandbank.co.jp); the Chinese words are those that the rule of
intent reads in offers; réplica, replika, реплика are the trade's own loan of "replica". That
sellers move from the name to goods alone once the name is watched is Red Points' finding ("How
counterfeiters manipulate keywords to evade brand protection").

Weak words stand at the end of a list: 同款, 平替, "inspired" are also said by honest sellers of
something else, and 原单 or 尾货 by sellers of surplus. They widen a search; they judge nobody.
"""

from typing import Final

WORDS: Final = {
    "en": ("replica", "1:1", "AAA", "mirror quality", "dupe", "super copy", "inspired"),
    "zh": ("高仿", "复刻", "精仿", "A货", "1:1", "原单", "尾货", "平替", "同款"),
    "ja": ("スーパーコピー", "レプリカ", "N級", "コピー", "風"),
    "ko": ("레플리카", "미러급", "이미테이션", "스타일"),
    "de": ("replika", "imitat", "nachbildung"),
    "fr": ("réplique", "imitation"),
    "es": ("réplica", "imitación", "clon"),
    "pt": ("réplica", "primeira linha", "imitação"),
    "it": ("replica", "imitazione"),
    "ru": ("реплика", "копия", "люкс копия"),
    "pl": ("replika", "podróbka"),
    "nl": ("replica", "namaak"),
    "tr": ("replika", "A kalite"),
    "ar": ("تقليد", "كوبي"),
    "th": ("งานมิลเลอร์", "เกรดพรีเมี่ยม"),
    "vi": ("rep 1:1", "super fake"),
    "id": ("replika", "kw super", "mirror quality"),
}
WEAK: Final = frozenset({
    "inspired",
    "dupe",
    "同款",
    "平替",
    "原单",
    "尾货",
    "風",
    "스타일",
    "コピー",
    "копия",
})


def words_in(tongues: tuple[str, ...]) -> tuple[str, ...]:
    """Words of several languages, taking turns by how telling they are; each once."""
    lists = [WORDS[tongue] for tongue in tongues if tongue in WORDS]
    longest = max(map(len, lists), default=0)
    turns = [words[rank] for rank in range(longest) for words in lists if rank < len(words)]
    return tuple(dict.fromkeys(turns))
