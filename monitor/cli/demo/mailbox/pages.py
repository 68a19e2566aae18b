"""One mail, made safe to show: headers as text, the HTML part for a sandbox, pictures inside it.

Flow: stored bytes -> views -> Jinja2 templates with autoescape.
"""

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Final, Protocol

import jinja2

from monitor.cli.demo.mailbox.words import WORDS

PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
HEADERS_SHOWN: Final = 60


class Kept(Protocol):
    """A mail as the shelf keeps it."""

    @property
    def number(self) -> int:
        """1 is the oldest."""
        ...

    @property
    def received_at(self) -> datetime:
        """Aware UTC."""
        ...

    @property
    def content(self) -> bytes:
        """As it came."""
        ...

    @property
    def message(self) -> EmailMessage:
        """Parsed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the list. repeat: an earlier mail has the same Message-ID."""

    number: int
    subject: str
    sender: str
    to: str
    received_at: datetime
    size: int
    repeat: bool


def list_page(mails: Sequence[Kept], language: str) -> str:
    """All mails, newest first."""
    seen: set[str] = set()
    rows: list[Row] = []
    for mail in mails:
        message_id = header(mail.message, "Message-ID")
        rows.append(_row(mail, repeat=bool(message_id) and message_id in seen))
        seen.add(message_id)
    rows.reverse()
    repeats = sum(row.repeat for row in rows)
    return _page("list.html", language, rows=rows, repeats=repeats)


def mail_page(mail: Kept, language: str) -> str:
    """One mail: its HTML in a sandbox, its text, its headers."""
    return _page(
        "mail.html",
        language,
        mail=_row(mail, repeat=False),
        text=_body(mail.message, "plain"),
        has_html=_body(mail.message, "html") is not None,
        headers=_headers(mail.message),
        raw_kib=max(1, len(mail.content) // 1024),
    )


def html_part(mail: Kept) -> str | None:
    """The HTML of a mail with its own pictures inside; None when it has none.

    It is shown in a frame without scripts, forms or network; here it only loses what would lead
    the frame elsewhere by itself.
    """
    body = _body(mail.message, "html")
    if body is None:
        return None
    body = re.sub(r"(?i)http-equiv", "data-http-equiv", body)
    for cid, uri in _pictures(mail.message):
        body = body.replace(f"cid:{cid}", uri)
    base = '<base target="_blank">'
    opened, head_found = re.subn(r"(?i)<head>", lambda head: head[0] + base, body, count=1)
    return opened if head_found else base + body


def header(message: EmailMessage, name: str) -> str:
    """A header as one line of text; what cannot be parsed is shown as it stands."""
    try:
        value = str(message.get(name) or "")
    except (ValueError, LookupError, TypeError, AttributeError):  # the parser gives up on some
        raw = {key.lower(): text for key, text in message.raw_items()}
        value = str(raw.get(name.lower(), ""))
    return " ".join(value.encode("utf-8", "replace").decode().split())


def _row(mail: Kept, *, repeat: bool) -> Row:
    return Row(
        number=mail.number,
        subject=header(mail.message, "Subject"),
        sender=header(mail.message, "From"),
        to=header(mail.message, "To"),
        received_at=mail.received_at,
        size=len(mail.content),
        repeat=repeat,
    )


def _headers(message: EmailMessage) -> list[tuple[str, str]]:
    return [(name, header(message, name)) for name in list(message.keys())[:HEADERS_SHOWN]]


def _body(message: EmailMessage, kind: str) -> str | None:
    for part in message.walk():
        if part.get_content_type() == f"text/{kind}" and not part.is_attachment():
            return _decoded(part)
    return None


def _decoded(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        text = content.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        text = content.decode("utf-8", "replace")
    return text.encode("utf-8", "replace").decode()


def _pictures(message: EmailMessage) -> Iterator[tuple[str, str]]:
    """Content-ID and data URI of every inline picture."""
    for part in message.walk():
        cid = header(part, "Content-ID").strip("<>")
        payload = part.get_payload(decode=True)
        kind = part.get_content_type()
        if cid and kind in PICTURES and isinstance(payload, bytes):
            yield cid, f"data:{kind};base64,{base64.b64encode(payload).decode()}"


def _page(name: str, language: str, **seen: object) -> str:
    other = "en" if language == "zh" else "zh"
    return _TEMPLATES.get_template(name).render(
        words=WORDS[language], language=language, other=other, **seen
    )


_TEMPLATES: Final = jinja2.Environment(
    loader=jinja2.PackageLoader("monitor.cli.demo.mailbox"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
