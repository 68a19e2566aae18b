"""An older checkpoint, found in whatever it was kept in: a file of its own, a mail, a copied text.

Layer: evidence, pure.
"""

import email
import re
from email.policy import default
from typing import Final

from monitor.domain.checkpoint import KEY_NAME

LARGEST: Final = 32 * 1024 * 1024
NOTE: Final = re.compile(
    rf"^[ \t>]*({KEY_NAME.pattern})[ \t\r]*\n[ \t>]*(0|[1-9][0-9]{{0,17}})[ \t\r]*\n"
    r"[ \t>]*([A-Za-z0-9+/]{43}=)[ \t\r]*\n(?:[ \t>\r]*\n)+"
    r"((?:[ \t>]*\u2014 [!-~]+ [A-Za-z0-9+/]+=*[ \t\r]*(?:\n|\Z))+)",
    re.MULTILINE,
)


def find_checkpoint(kept: bytes) -> str:
    """The signed note in what somebody kept; quotation marks and spaces around it are no matter.

    Raises:
        ValueError: there is none in it.
    """
    for text in (kept.decode("utf-8", "replace"), _body(kept)):
        found = NOTE.search(text)
        if found:
            lines = [line.strip(" \t\r>") for line in found[4].splitlines()]
            signatures = "".join(f"{line}\n" for line in lines if line)
            return f"{found[1]}\n{found[2]}\n{found[3]}\n\n{signatures}"
    message = "there is no checkpoint in it: origin, size, root, a blank line, a signature"
    raise ValueError(message)


def _body(kept: bytes) -> str:
    """The plain text of a mail; empty when it is none."""
    message = email.message_from_bytes(kept[:LARGEST], policy=default)
    try:
        part = message.get_body(("plain",))
        return str(part.get_content()) if part is not None else ""
    except (LookupError, ValueError, AttributeError, KeyError):
        return ""
