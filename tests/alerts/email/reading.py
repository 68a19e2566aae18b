"""A second pair of eyes: mails read by a parser that shares no code with the one that wrote."""

from dataclasses import dataclass

from fast_mail_parser import parse_email


@dataclass(frozen=True)
class Reading:
    """What the other parser saw."""

    subject: str
    text: str
    html: str
    headers: dict[str, list[str]]
    pictures: list[bytes]


def read(content: bytes) -> Reading:
    seen = parse_email(content)
    return Reading(
        subject=seen.subject,
        text="".join(seen.text_plain),
        html="".join(seen.text_html),
        headers=seen.headers,
        pictures=[part.content for part in seen.attachments],
    )


def lines(content: bytes) -> list[bytes]:
    """The lines of a mail; fails on a line end that is not CRLF."""
    assert content.endswith(b"\r\n")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert b"\n" not in content.replace(b"\r\n", b"")
    return content.split(b"\r\n")
