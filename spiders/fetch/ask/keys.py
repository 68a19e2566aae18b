"""The keys of an official interface, read where the configuration says they stand.

Read in the crawl child, at the moment they are needed: no order, row, log or pipe ever holds one.
What they are exchanged for, for some hours, is another matter: ticket.py.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from monitor.domain.errors import KeysRefused
from monitor.domain.watch import Secret, Source
from monitor.ports.asker import Keys

LARGEST_FILE: Final = 4096
_KEY: Final = re.compile(r"[\x21-\x7e]{1,1000}")


def keys_of(source: Source, environment: Mapping[str, str] = os.environ) -> Keys:
    """Both keys of a source.

    Raises:
        KeysRefused: one is not there; the sentence names where it was looked for, never a value.
    """
    told = source.credentials
    if told is None:
        raise KeysRefused(source.host, f"source {source.id} names no `credentials`")
    return Keys(
        client_id=_read(source, "client_id", told.client_id, environment),
        client_secret=_read(source, "client_secret", told.client_secret, environment),
        application_url=told.application_url,
    )


def _read(source: Source, name: str, secret: Secret, environment: Mapping[str, str]) -> str:
    if secret.env:
        written = environment.get(secret.env, "").strip()
        missing = "is not set or empty"
    else:
        written, missing = _from_file(secret.file or "")
    if not written:
        raise KeysRefused(source.host, f"{name} of source {source.id}: {secret} {missing}")
    if not _KEY.fullmatch(written):
        because = f"{name} of source {source.id}: {secret} holds more than one plain key"
        raise KeysRefused(source.host, because)
    return written


def _from_file(path: str) -> tuple[str, str]:
    """The text of a key file, and what to say when it is empty."""
    try:
        file = Path(path)
        if not file.is_file() or file.stat().st_size > LARGEST_FILE:
            return "", "is no small plain file"
        return file.read_text("utf-8").strip(), "is empty"
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        return "", f"cannot be read: {(why or 'no reason told').lower()}"
