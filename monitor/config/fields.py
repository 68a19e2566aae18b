"""Types of single settings: from the string in the file to the value, with what to write instead.

Every reader takes what the YAML reader gives (str, list, dict or None) and calls `refuse`.

Layer: config.
"""

import functools
import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from ipaddress import ip_address
from typing import Annotated, Any, Final, NoReturn
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from monitor.config import codes
from monitor.config.words import nearest, shown
from monitor.domain.prices import PriceRange
from monitor.domain.rhythm import QuietHours

LINE_MAX: Final = 500
_SPACES: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls, soft hyphen, zero-width space, marks of direction. Joiners stay: Persian needs them.
_INVISIBLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_SECONDS: Final = {"s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}
_FLAGS: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def refuse(problem: str, remedy: str) -> NoReturn:
    """Refuse a value, with what to write instead.

    Raises:
        PydanticCustomError: always; faults turns it into a ConfigFault.
    """
    kind = "refused"
    raise PydanticCustomError(kind, "{problem}", {"problem": problem, "remedy": remedy})


def _text(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    if isinstance(value, list):
        refuse("a list stands where one text belongs", "Write one text, without - or [ ].")
    if isinstance(value, dict):
        refuse("a mapping stands where one text belongs", "Quote a text that holds ': ' or braces.")
    refuse("there is no value", "Write a value, or delete the line.")


def read_line(value: object) -> str:
    """One line of text, 1..500 characters."""
    text = _SPACES.sub(" ", _text(value))
    if strange := _INVISIBLE.search(text):
        problem = f"invisible character U+{ord(strange[0]):04X}"
        refuse(problem, "Write the text on one line, without it.")
    if len(text) > LINE_MAX:
        refuse(f"{len(text)} characters are too many", f"Write at most {LINE_MAX} characters.")
    return text


def read_flag(value: object) -> bool:
    """True or false."""
    text = _text(value)
    if text.lower() not in _FLAGS:
        refuse(f"{shown(text)} is neither true nor false", "Write true or false.")
    return _FLAGS[text.lower()]


def read_whole(value: object) -> int:
    """A whole number, in plain digits."""
    text = _text(value)
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        refuse(f"{shown(text)} is not a whole number", "Write digits only, such as 25.")
    return int(text)


def read_number(value: object) -> float:
    """A decimal number, in plain digits."""
    text = _text(value)
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text):
        refuse(f"{shown(text)} is not a number", "Write digits, such as 2 or 0.5, without a unit.")
    return float(text)


def read_duration(value: object) -> float:
    """A length of time in seconds: 90s, 30m, 6h, 2d, 1w; from 1 s to 366 d."""
    text = _text(value)
    found = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)\s*(s|m|min|h|d|w)", text)
    remedy = "Write a number and a unit: 90s, 30m, 6h, 2d or 1w."
    if found is None:
        digits = re.match(r"[0-9]{1,9}", text)
        if digits and text == digits[0]:
            refuse(f"{shown(text)} has no unit", f"Write {text}m, {text}h or {text}d.")
        refuse(f"{shown(text)} is not a length of time", remedy)
    seconds = float(Decimal(found[1])) * _SECONDS[found[2]]
    if not 1 <= seconds <= 366 * 86400:
        refuse(f"{shown(text)} is out of range", "Write a time from 1s to 366d.")
    return seconds


def read_day(value: object) -> date:
    """A calendar day, ISO 8601."""
    text = _text(value)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        parts = re.fullmatch(r"(\d{4})[./年-](\d{1,2})[./月-](\d{1,2})日?", text, re.ASCII)
        day = f"{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}" if parts else "2015-03-31"
        refuse(f"{shown(text)} is not a date", f"Write year-month-day, such as {day}.")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        refuse(f"{text} is not in the calendar ({error})", "Write a day that exists.")


def read_clock(value: object) -> time:
    """A time of day, 24 hours."""
    text = _text(value)
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", text, re.ASCII)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        refuse(f"{shown(text)} is not a time of day", "Write hours and minutes, such as 08:00.")
    return time(int(found[1]), int(found[2]))


def read_quiet_hours(value: object) -> QuietHours:
    """Two times of day with a hyphen between them."""
    start, _, end = _text(value).partition("-")
    if not end.strip():
        refuse(f"{shown(start)} is no span of the day", "Write both ends, such as 22:00-07:00.")
    hours = QuietHours(start=read_clock(start), end=read_clock(end))
    if hours.start == hours.end:
        refuse("it begins when it ends", "Write two different times, such as 22:00-07:00.")
    return hours


def read_timezone(value: object) -> str:
    """An IANA time zone name."""
    text = _text(value)
    if text in _timezones():
        return text
    near = nearest(text, _timezones())
    remedy = f"Did you mean {near}?" if near else "Write an IANA name, such as Asia/Shanghai."
    refuse(f"there is no time zone {shown(text)}", remedy)


@functools.cache
def _timezones() -> frozenset[str]:
    """Read from disk, about 600 names."""
    return frozenset(available_timezones())


def read_range(value: object) -> PriceRange:
    """A price or two with a hyphen between them, then the currency: 399-1299 CNY, 59 EUR."""
    text = _text(value)
    figure = r"([0-9]{1,9}(?:\.[0-9]{1,2})?)"
    found = re.fullmatch(rf"{figure}(?:\s*-\s*{figure})?\s+([A-Z]{{3}})", text)
    if found is None:
        remedy = "Write the lowest price, a hyphen, the highest, and the currency: 399-1299 CNY."
        refuse(f"{shown(text)} is no range of prices", remedy)
    low, high = Decimal(found[1]), Decimal(found[2]) if found[2] else None
    if low == 0 or (high is not None and high < low):
        refuse(f"{shown(text)} is no range of prices", "Write the lower price first, above 0.")
    return PriceRange(currency=found[3], low=low, high=high)


def read_identifier(value: object) -> str:
    """A name that other settings refer to."""
    text = _text(value)
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", text):
        return text
    offer = re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._")[:64]
    example = f"such as {offer}" if offer else "such as acme-word"
    refuse(f"{shown(text)} cannot be an id", f"Use letters, digits, - _ . (at most 64), {example}.")


def read_pattern(value: object) -> str:
    """An id with shell wildcards: acme-*, *, logo-?."""
    text = _text(value)
    if re.fullmatch(r"[A-Za-z0-9._*?\[\]!-]{1,80}", text):
        return text
    refuse(
        f"{shown(text)} cannot be a pattern over ids",
        "Write an id, with * or ? as wildcards: acme-*.",
    )


def read_email(value: object) -> str:
    """A bare mail address."""
    text = _text(value)
    if len(text) <= 254 and re.fullmatch(r"[^@\s<>(),:;\"\\\[\]]+@[^@\s<>(),:;\"\\\[\]]+", text):
        domain = text.rpartition("@")[2]
        if not (domain.startswith(".") or domain.endswith(".") or ".." in domain):
            return text
    refuse(
        f"{shown(text)} is not a mail address", "Write one bare address: officer@bureau.example."
    )


def read_url(value: object) -> str:
    """An http or https URL without user, password or fragment."""
    text = _text(value)
    remedy = "Write the whole address: https://shop.example/."
    if not text.isprintable() or " " in text:
        refuse("the URL holds a space or an invisible character", remedy)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        refuse(f"{shown(text)} is not a URL ({error})", remedy)
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        refuse(f"{shown(text)} is not an http or https URL", remedy)
    if parts.username is not None or parts.fragment:
        refuse("the URL holds a user name or a #fragment", "Write it without: nothing logs in.")
    return text


def read_domain(value: object) -> str:
    """A host name, lower case."""
    text = _text(value).lower().rstrip(".")
    if "/" in text or ":" in text or "@" in text:
        refuse(f"{shown(text)} is not a bare domain", "Write it without https:// and path.")
    if len(text) > 253 or not re.fullmatch(r"[\w-]+(\.[\w-]+)*", text):
        refuse(f"{shown(text)} is not a domain", "Write a host name, such as acme.example.")
    return text


def read_market(value: object) -> str:
    """A market's host name (with its port, where it has one), or * for every market."""
    text = _text(value)
    if text == "*":
        return text
    host, colon, port = text.partition(":")
    return read_domain(host) + colon + port if port.isdecimal() else read_domain(text)


def read_address(value: object) -> str:
    """address:port, the address a number or name."""
    text = _text(value)
    host, _, port = text.rpartition(":")
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    known = re.fullmatch(r"[A-Za-z0-9.-]+", bare) or _is_ip(bare)
    if not known or not re.fullmatch(r"[0-9]{1,5}", port) or not 1 <= int(port) <= 65535:
        refuse(f"{shown(text)} is not an address and port", "Write both: 127.0.0.1:8100.")
    return text


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def read_variable(value: object) -> str:
    """The name of an environment variable; a key written in its place is not repeated."""
    text = _text(value)
    if re.fullmatch(r"[A-Z_][A-Z0-9_]{0,99}", text):
        return text
    refuse(
        "this is not the name of an environment variable",
        "Write a name in capitals, such as EBAY_CLIENT_SECRET; never the key itself.",
    )


def read_office(value: object) -> str:
    """A WIPO ST.3 code."""
    text = _text(value)
    if text in codes.OFFICES:
        return text
    meant = codes.office_meant(text)
    remedy = f"Did you mean {meant}?" if meant else "Write a two-letter code: CN, US, EM (EUIPO)."
    refuse(f"{shown(text)} is not an office or territory code of WIPO ST.3", remedy)


def _read_code(
    name: str, spell: Callable[[str], str | None], remedy: str
) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _text(value)
        spelled = spell(text)
        if spelled is None:
            refuse(f"{shown(text)} is not {name}", remedy)
        return spelled

    return read


read_group = _read_code(
    "a group of similar goods", codes.similar_group, "Write class and group, four digits: 2501."
)
read_vienna = _read_code("a Vienna code", codes.vienna, "Write pairs of digits: 26.01.03.")
read_locarno = _read_code("a Locarno class", codes.locarno, "Write class and subclass: 09-01.")
read_ipc = _read_code("an IPC symbol", codes.ipc, "Write a symbol such as F04D or F04D 29/22.")


def read_claim(value: object) -> str:
    """The wording of one patent claim, as long as it is (1..100,000 characters)."""
    text = " ".join(_text(value).split())
    if strange := _INVISIBLE.search(text):
        refuse(f"invisible character U+{ord(strange[0]):04X}", "Write the claim without it.")
    if len(text) > 100_000:
        refuse("the claim is too long", "Write one claim an entry.")
    return text


def read_list(value: object) -> object:
    """A list; an empty key is an empty list."""
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return value
    remedy = "Write each entry on a line of its own, after '- '."
    if isinstance(value, str) and len(value) <= LINE_MAX:
        remedy = f"Write [{value}]."
    refuse("a list belongs here", remedy)


def read_queries(value: object) -> tuple[str, ...] | None:
    """`auto` as None, else a list of search words."""
    if value == "auto":
        return None
    if not isinstance(value, list):
        refuse("queries are neither `auto` nor a list", "Write auto, [] or [first query, second].")
    return tuple(read_line(entry) for entry in value)


def _schema(**schema: Any) -> WithJsonSchema:  # noqa: ANN401 - JSON
    return WithJsonSchema(schema)


# YAML editors type a bare 4711 as a number and a bare true as a flag; both are words to us.
_WORDS: Final = {"type": ["string", "number", "boolean"]}

Line = Annotated[str, BeforeValidator(read_line), WithJsonSchema(_WORDS)]
Claim = Annotated[str, BeforeValidator(read_claim), _schema(type="string")]
Flag = Annotated[bool, BeforeValidator(read_flag)]
Whole = Annotated[int, BeforeValidator(read_whole)]
Number = Annotated[float, BeforeValidator(read_number)]
Nice = Annotated[int, Field(ge=1, le=45), BeforeValidator(read_whole)]
Port = Annotated[int, Field(ge=1, le=65535), BeforeValidator(read_whole)]
Duration = Annotated[
    float,
    BeforeValidator(read_duration),
    _schema(type="string", pattern=r"^[0-9]+(\.[0-9]{1,3})?\s*(s|m|min|h|d|w)$", examples=["6h"]),
]
Day = Annotated[date, BeforeValidator(read_day), _schema(type="string", format="date")]
Clock = Annotated[
    time, BeforeValidator(read_clock), _schema(type="string", pattern="^[0-9]{1,2}:[0-9]{2}$")
]
Quiet = Annotated[
    QuietHours,
    BeforeValidator(read_quiet_hours),
    _schema(type="string", pattern="^[0-9]{1,2}:[0-9]{2} *- *[0-9]{1,2}:[0-9]{2}$"),
]
Range = Annotated[
    PriceRange,
    BeforeValidator(read_range),
    _schema(type="string", pattern=r"^[0-9.]+(\s*-\s*[0-9.]+)?\s+[A-Z]{3}$"),
]
Timezone = Annotated[str, BeforeValidator(read_timezone), _schema(type="string")]
Identifier = Annotated[
    str,
    BeforeValidator(read_identifier),
    _schema(type=["string", "number"], pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"),
]
Pattern = Annotated[
    str,
    BeforeValidator(read_pattern),
    _schema(type=["string", "number"], pattern=r"^[A-Za-z0-9._*?\[\]!-]{1,80}$"),
]
Email = Annotated[str, BeforeValidator(read_email), _schema(type="string", format="email")]
Url = Annotated[str, BeforeValidator(read_url), _schema(type="string", pattern="^https?://")]
Domain = Annotated[str, BeforeValidator(read_domain), _schema(type="string")]
Market = Annotated[str, BeforeValidator(read_market), _schema(type="string")]
Address = Annotated[
    str, BeforeValidator(read_address), _schema(type="string", pattern="^.+:[0-9]{1,5}$")
]
Variable = Annotated[
    str, BeforeValidator(read_variable), _schema(type="string", pattern="^[A-Z_][A-Z0-9_]{0,99}$")
]
Office = Annotated[
    str, BeforeValidator(read_office), _schema(type="string", enum=sorted(codes.OFFICES))
]
Group = Annotated[str, BeforeValidator(read_group), _schema(type=["string", "number"])]
Vienna = Annotated[str, BeforeValidator(read_vienna), _schema(type=["string", "number"])]
Locarno = Annotated[str, BeforeValidator(read_locarno), _schema(type=["string", "number"])]
Ipc = Annotated[str, BeforeValidator(read_ipc), _schema(type="string")]
Queries = Annotated[
    tuple[str, ...] | None,
    BeforeValidator(read_queries),
    _schema(anyOf=[{"const": "auto"}, {"type": "array", "items": _WORDS}]),
]
AsList = BeforeValidator(read_list)
