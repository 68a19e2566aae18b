"""Links in mails: what their reader may do without signing in, signed and with an end.

Layer: alerts.
Flow: MailWriter writes them -> a person or a mail program follows one -> the desk reads it back.
A link is opened by machines too, which look for harm in mails: opening it only shows, and a POST
acts. Source: RFC 8058 (one-click unsubscribe), RFC 2369 (List-Unsubscribe).
"""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from alerts.email.codes import Keys

VALID_FOR: Final = timedelta(days=30)
PATH: Final = "/mail/"
MOST_LETTERS: Final = 2000


class Deed(StrEnum):
    """What a link does."""

    ACKNOWLEDGE = "acknowledge"
    UNSUBSCRIBE = "unsubscribe"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What the reader of a mail asks for. address: whose mail it was; case_number: "" for none."""

    deed: Deed
    address: str
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Writes and reads links. public_url: of the desk, no slash at its end."""

    public_url: str
    keys: Keys = field(repr=False)

    def to(self, errand: Errand, now: datetime) -> str:
        """The link of a mail that is written now; equal errands and times give equal links."""
        until = int((now + VALID_FOR).timestamp())
        told = json.dumps([errand.deed, errand.address, errand.case_number, until])
        content = _written(told.encode())
        return f"{self.public_url}{PATH}{content}.{_signature(self.keys[0], content)}"

    def read(self, token: str, now: datetime) -> Errand | None:
        """What the end of a link asks for; None when it is not ours, or older than 30 days."""
        if len(token) > MOST_LETTERS or not token.isascii():
            return None
        content, _, signature = token.partition(".")
        signed = (_signature(key, content).encode() for key in self.keys)
        if not any(hmac.compare_digest(one, signature.encode()) for one in signed):
            return None
        try:
            deed, address, number, until = json.loads(base64.urlsafe_b64decode(content + "=="))
            if datetime.fromtimestamp(until, UTC) <= now:
                return None
            return Errand(deed=Deed(deed), address=address, case_number=number)
        except (ValueError, TypeError, binascii.Error):  # signed by a later version of us
            return None


def unsubscribe_marks(link: str | None) -> tuple[tuple[str, str], ...]:
    """The headers by which a mail program offers to unsubscribe, with one click where it can."""
    if link is None:
        return ()
    one_click = ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
    return (("List-Unsubscribe", f"<{link}>"), one_click)


def _signature(key: bytes, content: str) -> str:
    return _written(hmac.digest(key, f"link\n{content}".encode(), hashlib.sha256))


def _written(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
