"""Bounces: what mail servers report of letters that they had taken.

Layer: alerts, standard library only.
Flow: a mail that came to the return address -> here -> which letter failed, and why.
Source: RFC 3464 (delivery status notifications), RFC 3463 (status codes). Only a report to an
address that we signed is believed: anybody can write a mail that looks like one.
"""

import re
from collections.abc import Iterator, Sequence
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32
from email.utils import getaddresses
from typing import Final

from alerts.email.channel import NOBODY_THERE
from alerts.email.clean import clean_line
from alerts.email.codes import ReturnPath
from monitor.domain.alert import Bounce

MOST_BYTES: Final = 2_000_000
"""More of a report is not read: some servers return the whole letter with it."""
MOST_PARTS: Final = 100
"""A mail of more is no report: parts within parts take the parser ever longer."""
MOST_ADDRESSES: Final = 50
_CAME_TO: Final = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
_STATUS: Final = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")


def read_bounce(
    report: bytes, return_path: ReturnPath, came_to: Sequence[str] = ()
) -> Bounce | None:
    """Read a mail that came to the return address; None when it says of no letter that it failed.

    That is: delays and confirmations of delivery, answers of absent people, other mails, and
    reports to addresses that this installation did not write. came_to: envelope receivers, where
    the mail server tells them; else the headers that servers write them into.

    Never raises, whatever the bytes are; of a mail to another address the head alone is parsed.
    """
    content = report[:MOST_BYTES]
    head = BytesHeaderParser(policy=compat32).parsebytes(content)
    letters = [return_path.letter(address) for address in [*came_to, *_receivers(head)]]
    known = next((letter for letter in letters if letter), None)
    if known is None or content.lower().count(b"boundary") > MOST_PARTS:
        return None
    try:
        mail = BytesParser(policy=compat32).parsebytes(content)
    except RecursionError:  # mails within mails without end
        return None
    for block in _status_blocks(mail):
        if _field(block, "Action").lower() == "failed":
            return _bounce(known, block)
    return None


def _bounce(message_id: str, block: Message) -> Bounce:
    told = _STATUS.search(_field(block, "Status"))
    status = told[0] if told else "5.0.0"
    said = _field(block, "Diagnostic-Code").partition(";")
    because = clean_line(said[2] or said[0], 300) or "the report gives no reason"
    return Bounce(
        message_id=message_id,
        status=status,
        because=because,
        hopeless=bool(NOBODY_THERE.fullmatch(status)),
    )


def _receivers(mail: Message) -> Iterator[str]:
    """Addresses that the mail came to, as its headers say."""
    for name in _CAME_TO:
        written = [str(value)[:2000] for value in mail.get_all(name, [])[:MOST_ADDRESSES]]
        yield from (address for _, address in getaddresses(written)[:MOST_ADDRESSES])


def _status_blocks(mail: Message) -> Iterator[Message]:
    """The groups of fields of a delivery status, one for each receiver that it speaks of."""
    for number, part in enumerate(mail.walk()):
        if number >= MOST_PARTS:
            return
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            yield from (one for one in blocks if isinstance(one, Message))


def _field(block: Message, name: str) -> str:
    return " ".join(str(block.get(name, ""))[:2000].split())
