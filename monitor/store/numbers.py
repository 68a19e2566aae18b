"""Numbers for people, made from a row's id: unique, stable and as dense as the ids are."""

import re
from typing import Final

_WRITTEN: Final = re.compile(r"([A-Z]{2})-([0-9]{1,18})", re.IGNORECASE)


def number_of(letters: str, row_id: int) -> str:
    """Two letters and six figures ("RW-000123"); longer from the millionth on."""
    return f"{letters}-{row_id:06d}"


def row_id_of(letters: str, number: str) -> int | None:
    """Row behind a number as people write it ("RW-000123", "rw-123"); None when it is none."""
    written = _WRITTEN.fullmatch(number.strip())
    return int(written[2]) if written and written[1].upper() == letters else None
