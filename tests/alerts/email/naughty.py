"""Strings that break mail programs, and mixed Chinese and Latin ones that mail libraries change."""

import random
from collections.abc import Iterator

NAUGHTY = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "Subject\r\nBcc: everybody@bureau.example",
    "two\nlines",
    "tab\tand\vvertical\ffeed",
    "line\u2028separator\u2029paragraph",
    "\ud800 lone surrogate \udfff",
    "\ufeffbyte order mark",
    "\u202eright to left override\u202c",
    "\u2066isolate\u2069 \u200fmark\u200e",
    "N\u200bI\u200bK\u200bE zero width",
    "soft\u00adhyphen",
    "مرحبا بالعالم NORTHWIND",
    "שלום NORTHWIND עולם",
    "Z̗͓͖͖̊ͅa̷̢̛͔͎͔l̵̡̨̛͓̗g̴̢̛̹͓o̶̡̢̗",
    "👩‍👩‍👧‍👦 family, 🏳️‍🌈 flag, 👍🏽 thumb",
    "=?utf-8?q?looks=20encoded?=",
    "=?utf-8?b?bm90IHJlYWxseQ==?= and more",
    "=?",
    "?=",
    "=?=?=?",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--[if gte mso 9]><xml></xml><![endif]-->",
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7} %s %n %d",
    "../../../etc/passwd",
    "'; DROP TABLE cases; --",
    '"quoted" <not@an.address>, (comment)',
    "semi; colon: comma, (paren) [bracket] \\ backslash",
    "cid:picture-1.jpg",
    "--=boundary=",
    ".",
    "..",
    "From the line start",
    "ﷺ" * 30,
    "𝕹𝖔𝖗𝖙𝖍𝖂𝖎𝖓𝖉",
    "ＮＯＲＴＨＷＩＮＤ　全角",
    "ı İ ß ẞ ﬃ ǅ",
    "\U000e0041\U000e0042 tags",
    "\ue000 private \uffff noncharacter \U0010ffff",
    "a" * 5000,
    "好" * 5000,
    "word " * 1000,
    "é" * 998,
    "\u0301" * 500,
    " leading and trailing ",
    "many      spaces",
    "\u3000ideographic\u3000space\u3000",
    "100% = 100 %",
    "_underscore_ =3D =20",
)
PARTS = (
    "NORTHWIND",
    "正品",
    "冲锋衣",
    "a",
    "鞋",
    "iPhone 15 Pro",
    "，",
    "!",
    "3M",
    "防水 防风",
    "—",
    "🧥",
    "№",
)


def mixed(count: int, seed: int = 20260302) -> Iterator[str]:
    """Sentences of Chinese and Latin words; always the same ones."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(count):
        length = chance.randint(1, 22)
        glue = chance.choice((" ", "", " "))
        yield glue.join(chance.choice(PARTS) for _ in range(length))


def nasty(count: int, seed: int = 20260303) -> Iterator[str]:
    """The naughty strings, then pairs of them with a word between."""
    yield from NAUGHTY
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(count - len(NAUGHTY)):
        yield " ".join((
            chance.choice(NAUGHTY)[:60],
            chance.choice(PARTS),
            chance.choice(NAUGHTY)[:60],
        ))
