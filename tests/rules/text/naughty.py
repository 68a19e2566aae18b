"""Strings that break programs, made from kinds of trouble; all our own."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

_CONTROLS = (*range(0x20), 0x7F, 0x80, 0x85, 0x9F, 0xAD)
_INVISIBLE = (
    0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0xFEFF, 0x180E, 0x034F, 0x115F, 0x3164, 0xFFA0, 0x2800,
)  # fmt: skip
_BIDI = (0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069)
_SPACES = (0xA0, 0x1680, 0x2003, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_EDGES = (
    0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xE000, 0xF8FF, 0xFDD0, 0xFFF9, 0xFFFD, 0xFFFE, 0xFFFF, 0x1FFFE,
    0xE0001, 0xE007F, 0xF0000, 0x10FFFD, 0x10FFFF,
)  # fmt: skip
_STACKED = (0x0300, 0x0338, 0x0489, 0x05B0, 0x0651, 0x0E38, 0x0E4D, 0x1AB0, 0x20E3, 0x3099, 0xFE0F)
_SWELLING = "ﷺﷻﬃĳǆŉΐև㍿㋿℻⅓ⅻ㈱㊙ẞİıſͅ"
_SCRIPTS = (
    "नाइकी", "ไนกี้", "নাইকি", "நைக்", "నైక్", "ನೈಕ್", "നൈക്ക്", "නයික්",
    "ໄນກີ", "နိုက်", "ནའི་ཀི", "ნაიკი",
    "Նայքի", "ናይኪ", "ᠨᠠᠶᠢᠺᠢ", "ᏂᎦ", "ᓇᐃᑭ", "𐌽𐌰𐌹𐌺", "𒉌", "𓀀𓂀", "ﾅｲｷ",
    "ㄋㄞㄎㄜ", "䶮龘𠜎𪚥", "나이키", "ナイキ",
)  # fmt: skip
_EMOJI = (
    "👩‍👩‍👧‍👦", "🏳️‍🌈", "👨🏿‍🦰", "🇨🇳🇺🇸🇨", "1️⃣2️⃣#️⃣", "🫠🪿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "❤️‍🔥", "☆★✗✔", "👍🏻👍🏼👍🏽👍🏾👍🏿",
)  # fmt: skip
_NUMBERS = (
    "0", "-0", "NaN", "Infinity", "-1e309", "1e400", "0x7fffffffffffffff",
    "9" * 400, "١٢٣٤", "１２３",
    "²³¹", "½⅔", "1.7976931348623159e308", "00000", "1_000", "1,000.00.0",
    "Ⅻ", "〇一二三",
)  # fmt: skip
_CODE = (
    "'; DROP TABLE assets; --", "' OR '1'='1", '" OR ""="',
    "1;SELECT pg_sleep(9)", "%27%20OR%201",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "javascript:alert(1)", "&lt;b&gt;",
    "<![CDATA[<]]>", "<!--", "]]>",
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]>', "</title>",
    "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{%for a in b%}",
    "{0.__class__}", "%s%n%x", "%",
    "$(touch x)", "`id`", "| cat /etc/hosts", "../../../etc/passwd",
    "C:\\CON\\NUL", "\\\\x\\y", "a\0b",
    "__proto__", "constructor", "undefined", "null", "None", "true", "[]",
    "{}", "=1+1", "@SUM(1)",
    "(?:a+)+$", "[a-z", "(", "\\", "(?P<x>", "*" * 50, "a{99999}",
    ".*" * 30, "^(a|a)*$",
)  # fmt: skip
_LONG = (
    "a", "A ", "a-", "a.", "1a", "aA", "ab*", "$", "*", "#", "@!", "N1ke",
    "nikeshoes", "i l 1 ", "耐", "耐克",
    "耐*", "ナ", "ー", "ﾞ", "나", "ن", "ـ", "न्", "ก้", "Ж", "оo", "ꓐ", "卂",
    "👩‍", "🅝", "ß", "İ", "ﷺ", "\u0301",
    "\u3099", "\ud800", "\u202e", "\n", "\t", " ", "\0",
)  # fmt: skip


@cache
def kinds() -> Mapping[str, Sequence[str]]:
    """Kind of trouble -> strings; more than two hundred in all."""
    return {
        "control": [f"NI{chr(code)}KE" for code in _CONTROLS],
        "invisible": [f"N{chr(code)}I{chr(code)}KE" for code in _INVISIBLE],
        "bidi": [f"{chr(code)}EKIN {chr(code)}NIKE" for code in _BIDI],
        "space": [f"N{chr(code)}I{chr(code)}K{chr(code)}E" for code in _SPACES],
        "edge of Unicode": [f"{chr(code)}NIKE{chr(code)}" for code in _EDGES],
        "combining storm": ["".join(sign + chr(code) * 60 for sign in "NIKE") for code in _STACKED],
        "swelling": [sign * 40 for sign in _SWELLING],
        "script": list(_SCRIPTS),
        "emoji": [*_EMOJI, *(f"NIKE{sign * 20}" for sign in _EMOJI)],
        "number": list(_NUMBERS),
        "code": list(_CODE),
        "long": list(_long()),
    }


def _long() -> Iterator[str]:
    """One sign or syllable over and over, with a mark at the end."""
    for part in _LONG:
        yield part * (2500 // len(part)) + " NIKE"
