"""Strings of strangers, made fit to be shown: no control, no hidden order, no flood.

Layer: alerts, standard library only.
Flow: a page's title, seller or URL -> here -> headers and templates of a mail.
"""

import unicodedata
from urllib.parse import quote, urlsplit

HEADER_LETTERS = 180
MARKS_IN_A_ROW = 3
JOINERS = frozenset("\u200c\u200d")
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def clean_header(text: str, letters: int = HEADER_LETTERS) -> str:
    """Make one header line of any string, at most `letters` characters long.

    Control, format and surrogate characters go (Unicode Cc, Cf, Cs; so no CR, LF, NUL and no
    direction marks), every run of white space becomes one space.
    """
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or not _hidden(c))
    return shorten(_calm_marks(" ".join(kept.split())), letters)


def clean_line(text: str, letters: int = 400) -> str:
    """Make one line to read of any string; what is hidden in it becomes visible.

    Zero-width and direction characters are how brand names are disguised, so they are shown as
    "‹U+200B›" instead of dropped. Joiners stay where a script or an emoji needs them.
    """
    return shorten(show(text).strip(), letters)


def show(text: str) -> str:
    """Like `clean_line`, but of any length and with the spaces at both ends kept."""
    shown: list[str] = []
    before = ""
    for letter in _calm_marks(text):
        if letter.isspace():
            shown.append("" if before.isspace() else " ")
        elif letter in JOINERS and _wants_joiner(before):
            shown.append(letter)
        elif unicodedata.category(letter) == "Cf":
            shown.append(f"‹U+{ord(letter):04X}›")
        elif not _hidden(letter):
            shown.append(letter)
        before = letter
    return "".join(shown)


def shorten(text: str, letters: int) -> str:
    """Cut to `letters` characters, the last of them an ellipsis, never before a combining mark."""
    if len(text) <= letters:
        return text
    end = letters - 1
    while end > 1 and unicodedata.combining(text[end]):
        end -= 1
    return text[:end].rstrip() + "…"


def isolate(text: str) -> str:
    """Keep right-to-left text from moving its neighbours in plain text (FSI ... PDI)."""
    if any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in text):
        return f"\u2068{text}\u2069"
    return text


def web_link(url: str) -> str | None:
    """Give the URL in ASCII when a mail may link to it: http or https, with a host; else None."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or _odd(host):
        return None
    if any(unicodedata.category(letter) == "Cc" for letter in url):
        return None
    return quote(url, safe="%/:?#[]@!$&'()*+,;=~-._", errors="replace")


def _odd(host: str) -> bool:
    return any(c.isspace() or unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in host)


def _hidden(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs"}


def _wants_joiner(before: str) -> bool:
    """True after an emoji and within the scripts that spell with joiners (Arabic .. Indic)."""
    if not before:
        return False
    emoji = unicodedata.category(before) in {"So", "Sk", "Mn"}
    return emoji or 0x0600 <= ord(before) <= 0x1CFF


def _calm_marks(text: str) -> str:
    """Drop combining marks beyond three in a row: they would cover the lines above and below."""
    if text.isascii():
        return text
    calm: list[str] = []
    row = 0
    for letter in text:
        row = row + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if row <= MARKS_IN_A_ROW:
            calm.append(letter)
    return "".join(calm)
