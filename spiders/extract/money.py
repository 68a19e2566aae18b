"""Amounts of money in text: which number, which sign, one price or a range.

Layer: spiders.extract, pure.
Flow: visible text and price strings of structured data -> Money -> price choosing.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from spiders.extract.currency import THREE_DECIMALS, is_sign, meanings, sign_pattern

LARGEST: Final = Decimal(10) ** 12
"""No offer costs more; longer digit strings are numbers of something else."""

_GAP: Final = r"[\s\x01]{0,4}"
NUMBER: Final = (
    r"\d{1,3}(?:[\s\x01]?[.,'’][\s\x01]?\d{2,3})+(?:[\s\x01]?[.,](?:\s?\x01)?\d{1,4})?(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[\s\x01]?[.,](?:\s?\x01)?\d{1,4})?(?!\d)"
    r"|\d{1,12}[\s\x01]?[.,](?:\s?\x01)?\d{1,20}(?!\d)"
    r"|\d{1,12}(?!\d)"
    r"|[.,]\d{1,4}(?!\d)"
)
_SIGN: Final = sign_pattern()
_LATIN: Final = r"A-Za-zÀ-ÿĀ-žА-яёЁ"
_CODE: Final = "[A-Za-z]{3}"
_BETWEEN: Final = frozenset(" \t\n\r\x01\u00a0\u202f\u2009\u2007:")
_BEFORE_NUMBER: Final = _BETWEEN | {".", "-"}
_LETTER: Final = r"[^ \t\n\r\x01\x02\u00a0\u202f\u2009\u2007()\[\]|/;,<>\"\d²³¹]"
_LAST_WORD: Final = re.compile(rf"{_LETTER}++\Z")
_FIRST_WORD: Final = re.compile(rf"{_LETTER}{{1,9}}+")
_SHUT: Final = frozenset(("", *'\x02()[]|/;<>"'))
"""What ends the reach of a number at once: edges of blocks, brackets, the end of the text."""
_DOLLAR_LANDS: Final = re.compile(
    r"(?<![A-Za-z])(US|AU|CA|C|A|HK|NZ|SG|NT|MX|CDN|AUD|CAD|USD)[ \u00a0]\Z"
)
_LONGEST_SIGN: Final = 9
_RUN: Final = re.compile(r"\d[\d.,]*")
_NUMBER: Final = re.compile(rf"(?<!\d)(?:{NUMBER})")
_TO: Final = re.compile(
    r"(?i)[\s\x01\x02]{0,12}(?:-|–|—|~|～|to|bis|à|al?|až|до|hasta|até)[\s\x01\x02]{0,12}"
    rf"(?:{_SIGN}|{_CODE})?{_GAP}({NUMBER})(?:{_GAP}(?:{_SIGN})(?![{_LATIN}]))?"
)
_POINT_SIGNS: Final = frozenset("\x01€£₤")
_SIGN_AS_POINT: Final = re.compile(
    r"\x01?([€£₤])(?:\x01?|[ \u00a0](?=\d\d[\s\x01]*(?:\Z|\x02|(?i:dont|ttc|ht)\b)))"
    r"(\d\d)(?![\d.,]|[\s\x01]?[€£₤])"
)
"""39€99: the sign stands where the point would."""
_NO_MONEY: Final = re.compile(r"[ \u00a0]?%|[-/]\d")
_DATE: Final = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?![\d.])")
_SPACES: Final = re.compile(r"[\s\x01'’\u00a0\u202f\u2009]")


@dataclass(frozen=True, slots=True)
class Money:
    """One amount as written, or a range of two.

    sign: the sign or word beside it, None when bare; start, end: place. high: upper end.
    """

    amount: Decimal
    sign: str | None
    start: int
    end: int
    high: Decimal | None = None


def read_amount(written: str, *, three_decimals: bool = False) -> Decimal | None:
    """One number as written in any locale -> its value; None when it is no number.

    The last of "." and "," is the decimal sign when both occur; one sign alone before exactly three
    digits groups thousands, unless the number begins with 0 or the currency has a thousand parts.
    """
    digits = _SPACES.sub("", written)
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        decimal, group = (".", ",") if digits.rfind(".") > digits.rfind(",") else (",", ".")
        if digits.count(decimal) > 1:
            decimal, group = "", decimal
            digits = digits.replace(".", "").replace(",", "")
        digits = digits.replace(group, "").replace(decimal or "\0", ".")
    elif dots + commas:
        digits = _one_sign(digits, "." if dots else ",", three_decimals=three_decimals)
    try:
        amount = Decimal(digits)
    except InvalidOperation:
        return None
    return amount if amount < LARGEST else None


def _one_sign(digits: str, sign: str, *, three_decimals: bool) -> str:
    whole, _, rest = digits.partition(sign)
    if sign in rest:  # 1.144.000; the last group may still be a fraction: 1,234,56
        groups = rest.split(sign)
        if len(groups[-1]) == 3 or len(groups[-1]) > 4:
            return digits.replace(sign, "")
        return digits[: digits.rfind(sign)].replace(sign, "") + "." + groups[-1]
    grouped = len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if grouped and not three_decimals:
        return whole + rest
    return f"{whole or '0'}.{rest}"


def find_money(text: str, *, bare: bool = False) -> Iterator[Money]:
    r"""Amounts in a text, in order, each with the sign that stands beside it.

    bare: give numbers without any sign too. Edges of inline tags (\x01) may stand inside.
    """
    done = 0
    for match in _numbers(text, signed=not bare):
        if match.start() < done:
            continue
        found = _parted_by_sign(text, match) or _money_at(text, match, done, bare=bare)
        if found is not None:
            done = found.end
            yield found


def _parted_by_sign(text: str, match: re.Match[str]) -> Money | None:
    """An amount whose sign stands where the point would."""
    end = match.end()
    split = _SIGN_AS_POINT.match(text, end) if text[end : end + 1] in _POINT_SIGNS else None
    whole = match.group()
    if split is None or not whole.isdigit():
        return None
    return Money(Decimal(f"{whole}.{split.group(2)}"), split.group(1), match.start(), split.end())


def _money_at(text: str, match: re.Match[str], done: int, *, bare: bool) -> Money | None:
    """The amount that a number is, with the sign beside it; None for a number of anything else."""
    whole = match.group()
    sign, start, end = _sign_beside(text, *match.span(), done)
    if sign == "R" and whole.isdigit():  # R30 is a lamp; R 30.00 is money
        sign, (start, end) = None, match.span()
    if sign is None and (not bare or _is_no_money(text, match)):
        return None
    three = bool(sign) and bool(THREE_DECIMALS.intersection(meanings(sign or "")))
    amount = read_amount(whole, three_decimals=three)
    if amount is None:
        return None
    high, end = _upper_end(text, end, amount)
    return Money(amount, sign, start, end, high)


def _is_no_money(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number without a sign is a share or a date."""
    start, end = match.span()
    if start > 1 and text[start - 1] in "-/" and text[start - 2].isdigit():
        return True
    return bool(_NO_MONEY.match(text, end) or _DATE.match(text, start))


def _numbers(text: str, *, signed: bool) -> Iterator[re.Match[str]]:
    """Numbers in order; runs of digits are sought first, as one class of letters is found fast.

    signed: those that stand alone, so that no sign can be theirs, are left out.
    """
    for run in _RUN.finditer(text):
        at, end = run.span()
        if at and text[at - 1] in ".,":  # .99, but Rs.750.30
            at -= run.group().isdigit()
        if signed and text[at - 1 : at] in _SHUT and text[end : end + 1] in _SHUT:
            continue  # nothing stands beside it
        while at < end:
            match = _NUMBER.match(text, at)
            if match is None:
                at += 1
            else:
                yield match
                at = match.end()


def _upper_end(text: str, end: int, low: Decimal) -> tuple[Decimal | None, int]:
    upper = _TO.match(text, end, end + 60)
    high = read_amount(upper.group(1)) if upper else None
    if upper is None or high is None or not low < high <= low * 50:
        return None, end
    return high, upper.end()


def _sign_beside(text: str, start: int, end: int, floor: int) -> tuple[str | None, int, int]:
    sign, begin = _sign_before(text, start, max(floor, start - 18))
    if sign is not None:
        return sign, begin, end
    sign, stop = _sign_after(text, end)
    return sign, start, stop if sign is not None else end


def _sign_before(text: str, start: int, floor: int) -> tuple[str | None, int]:
    """The longest sign that ends right before a number, gaps skipped."""
    end = start
    while end > floor and start - end < 8 and text[end - 1] in _BEFORE_NUMBER:
        end -= 1
    word = _LAST_WORD.search(text[max(floor, end - _LONGEST_SIGN) : end])
    if word is None:
        return None, start
    first = end - len(word.group())
    sign, at = _sign_ending(
        word.group(),
        dotted=end < start and text[end] == ".",
        torn=first > 0 and text[first - 1].isalpha(),
    )
    return _with_land(text, sign, first + at, floor) if sign else (None, start)


@functools.lru_cache(maxsize=16_384)
def _sign_ending(word: str, *, dotted: bool, torn: bool) -> tuple[str | None, int]:
    """The longest sign that a word ends with, and where in the word it begins.

    dotted: a point follows the word. torn: the word is the end of a longer one.
    """
    longest_only = _is_plain_word(word)
    for at in range(1 if longest_only else len(word)):
        inside = word[at - 1].isalpha() if at else torn
        if inside and word[at].isalpha():
            continue
        if is_sign(word[at:]):
            return word[at:], at
        if dotted and is_sign(word[at:] + "."):
            return word[at:] + ".", at
    return None, 0


def _with_land(text: str, sign: str, at: int, floor: int) -> tuple[str, int]:
    """A sign at a place, and "US $" as one: the dollar's land stands before it."""
    land = _DOLLAR_LANDS.search(text, max(floor, at - 5), at) if sign == "$" else None
    return (f"{land.group(1)}$", land.start()) if land else (sign, at)


def _sign_after(text: str, end: int) -> tuple[str | None, int]:
    """The longest sign that begins right after a number; ",-" for no cents may stand between."""
    first = whole = _skip_gap(text, end)
    if text[first : first + 2] in {",-", ".-", ",–", ".–", ",—"}:
        first += 3 if text[first + 2 : first + 3] == "-" else 2
        first = _skip_gap(text, first)
    word = _FIRST_WORD.match(text, first)
    if word is not None:
        following = text[word.end() : word.end() + 1]
        sign = _sign_beginning(word.group(), following.isdigit(), following.isalpha())
        if sign is not None:
            return sign, first + len(sign)
    if first > whole:  # 399,- says that it is money, not which
        return ",-", first
    return None, end


@functools.lru_cache(maxsize=16_384)
def _sign_beginning(word: str, before_number: bool, torn: bool) -> str | None:  # noqa: FBT001
    """The longest sign that a word begins with.

    before_number: a digit follows the word. torn: the word is the beginning of a longer one.
    """
    shortest = len(word) - 1 if _is_plain_word(word) else 0
    for at in range(len(word), shortest, -1):
        sign, whole = word[:at], at == len(word)
        if whole and before_number:  # "10 $10.50": the sign is the next number's
            continue
        inside = torn if whole else word[at].isalpha()
        if (not (sign[-1].isalpha() and inside) or sign[-1] > "\u2e7f") and is_sign(sign):
            return sign
    return None


def _is_plain_word(word: str) -> bool:
    """Tell whether a word is of Latin letters alone: then no part of it is a sign by itself."""
    return word.isascii() and word.isalpha()


def _skip_gap(text: str, at: int) -> int:
    end = min(at + 5, len(text))
    while at < end and text[at] in _BETWEEN:
        at += 1
    return at
