"""The bytes of a mail: headers that survive, 7-bit bodies, ids made from the key.

Layer: alerts, standard library only.
Flow: subject, text, HTML, thumbnails -> one RFC 5322 message with CRLF and lines of at most 998.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import Any, cast

from alerts.email.clean import clean_header
from alerts.email.pictures import InlinePicture

WORDS_OF_STRANGERS = frozenset({"subject"})
LINKS = frozenset({"list-unsubscribe"})
MARK_LETTERS = 900
"""Of one further header; a line of a mail has 998."""
WITH_ADDRESSES = frozenset({"from", "to"})


class MailPolicy(EmailPolicy):
    """SMTP policy whose subjects and names keep their spaces.

    The standard library's refolding loses or adds spaces between encoded words: 43 of 500 mixed
    Chinese and Latin subjects came back changed; folded by `email.header.Header`, none did.
    """

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:  # noqa: ANN401
        """Keep text of strangers as it is: "=?utf-8?q?..." in a name is a name, not a code."""
        if name.lower() in WORDS_OF_STRANGERS:
            return name, value
        return super().header_store_parse(name, value)

    def fold(self, name: str, value: Any) -> str:  # noqa: ANN401 - as declared by email.policy
        """Fold one header; text of strangers as RFC 2047 words of its own."""
        if name.lower() in WORDS_OF_STRANGERS:
            return f"{name}: {encoded_words(str(value), len(name) + 2)}{self.linesep}"
        if name.lower() in LINKS:  # folded, a link would become an encoded word
            return f"{name}: {value}{self.linesep}"
        people = [_address(one) for one in getattr(value, "addresses", None) or ()]
        if name.lower() in WITH_ADDRESSES and people:
            return f"{name}: {(',' + self.linesep + ' ').join(people)}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:  # noqa: ANN401 - as declared there
        """The same as bytes; everything is ASCII by then."""
        return self.fold(name, value).encode("ascii", "replace")


POLICY = MailPolicy(linesep="\r\n", cte_type="7bit", max_line_length=78, raise_on_defect=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything a message consists of. html: None = it is plain text alone.

    thread: local part of the id its case's messages hang on; None = stands alone.
    marks: further headers, name and value.
    """

    key: str
    instance: str
    sender: Address
    to: str
    to_name: str | None
    subject: str
    text: str
    html: str | None
    pictures: Sequence[InlinePicture]
    language: str
    written_at: datetime
    thread: str | None = None
    marks: Sequence[tuple[str, str]] = ()


def message_id(key: str, instance: str) -> str:
    """The same key gives the same id, on every retry and every machine."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{instance}>"


def compose(draft: Draft) -> bytes:
    """Write the message: alternative(text, related(HTML, pictures)); equal drafts, equal bytes."""
    message = EmailMessage(policy=POLICY)
    _head(message, draft)
    message.set_content(draft.text, cte=_encoding(draft.text))
    if draft.html is not None:
        _add_html(message, draft, draft.html)
    message["Content-Language"] = draft.language  # last: it would go into the first part
    return message.as_bytes(policy=POLICY)


def _add_html(message: EmailMessage, draft: Draft, written: str) -> None:
    message.add_alternative(written, subtype="html", cte=_encoding(written))
    message.set_boundary(_boundary(draft.key, "alternative"))
    html = cast("EmailMessage", message.get_payload(1))
    if draft.pictures:
        for picture in draft.pictures:
            html.add_related(
                picture.thumbnail.content,
                "image",
                "jpeg",
                cid=f"<{picture.cid}>",
                filename=picture.name,
                disposition="inline",
            )
        html.set_boundary(_boundary(draft.key, "related"))


def encoded_words(text: str, taken: int = 0) -> str:
    """One unstructured header value in ASCII, folded at 76; `taken` letters stand before it."""
    if text.isascii() and len(text) + taken <= 76 and "=?" not in text and text.isprintable():
        return text
    return Header(text, "utf-8", maxlinelen=76, header_name=" " * taken).encode(linesep="\r\n")


def sender_address(sender: str) -> Address:
    """Read "Name <local@domain>"; the domain in its ASCII form; rightswatch@localhost for "".

    Raises:
        ValueError: it holds no address, or one with letters beyond ASCII before the "@".
    """
    if not sender.strip():
        return Address("Rightswatch", "rightswatch", "localhost")
    name, spec = parseaddr(sender)
    local, at, domain = spec.rpartition("@")
    if not (at and local.isascii() and local and domain):
        message = f"the sender {sender!r} is no mail address; write alerts@bureau.example"
        raise ValueError(message)
    return Address(clean_header(name) or "Rightswatch", local, ascii_domain(domain))


def ascii_domain(domain: str) -> str:
    """IDNA form of a domain; what cannot be encoded becomes hyphens."""
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return re.sub(r"[^A-Za-z0-9.-]+", "-", domain).strip("-.") or "localhost"


def _head(message: EmailMessage, draft: Draft) -> None:
    message["Date"] = format_datetime(draft.written_at)
    message["Message-ID"] = message_id(draft.key, draft.instance)
    message["From"] = draft.sender
    message["To"] = _receiver(draft.to, draft.to_name)
    message["Subject"] = draft.subject
    if draft.thread:
        root = f"<{draft.thread}@{draft.instance}>"
        message["In-Reply-To"] = root
        message["References"] = root
    message["List-Id"] = f"Rightswatch alerts <alerts.{draft.instance}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    for name, value in draft.marks:
        message[name] = clean_header(value, MARK_LETTERS)


def _receiver(to: str, name: str | None) -> Address | str:
    local, _, domain = to.rpartition("@")
    if not (local.isascii() and local and domain):  # the envelope alone knows the receiver
        return "undisclosed-recipients:;"
    try:
        return Address(clean_header(name or ""), local, ascii_domain(domain))
    except ValueError:
        return "undisclosed-recipients:;"


def _address(address: Address) -> str:
    if not address.display_name:
        return address.addr_spec
    name = address.display_name
    plain = (
        name.isascii() and re.fullmatch(r"[\w !#$%&'*+/=?^`{|}~-]{1,60}", name) and "=?" not in name
    )
    return f"{name if plain else encoded_words(name, 6)} <{address.addr_spec}>"


def _boundary(key: str, part: str) -> str:
    digest = hashlib.sha256(f"{part}\n{key}".encode()).hexdigest()[:40]
    return f"={digest}="


def _encoding(text: str) -> str:
    """Quoted-printable while it stays readable, base64 for text that is mostly not Latin."""
    beyond_ascii_bytes = len(text.encode()) - len(text)
    return "base64" if beyond_ascii_bytes * 3 > len(text) else "quoted-printable"
