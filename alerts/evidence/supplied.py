"""What the record of a supplied page says of itself: what it is, and what it is not.

An imported sighting was never fetched by this program. Its evidence is the bytes that somebody
handed over, sealed as they came, with a plain statement of who that was.

Layer: evidence, pure.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from monitor.domain.capture import CaptureOrder
from monitor.domain.codec import to_plain
from monitor.domain.supply import Original, Supplied

MEMBER: Final = re.compile(r"supplied/([0-9a-f]{64})\.(warc|html|mhtml|csv|jsonl|txt|bin)")
STATEMENT: Final = (
    "Supplied by {by}, not fetched by this program. The bytes under supplied/ came in on {at} and "
    "are unchanged since then. Who made them, when, and whether the site showed this to others, "
    "rests on the word of whoever supplied them."
)
_ENDINGS: Final = frozenset({"html", "mhtml", "csv", "jsonl"})
_ALIASES: Final = {"htm": "html", "mht": "mhtml", "tsv": "csv", "ndjson": "jsonl"}


def is_visited(order: CaptureOrder) -> bool:
    """Whether a browser goes to look: never at what was supplied, unless somebody asked for it."""
    supplied = order.sighting.supplied
    return supplied is None or supplied.visit


def missing_of(order: CaptureOrder, original: bytes | None) -> list[str]:
    """What the record of a supplied sighting cannot hold, one sentence each."""
    supplied = order.sighting.supplied
    if supplied is None:
        return []
    missing = []
    if not supplied.visit:
        missing.append(
            f"supplied by {supplied.by}, not fetched by this program: there is no screenshot, "
            "DOM or traffic of its own"
        )
    if order.sighting.page is None:
        missing.append("what was supplied is a row of a table, not a page")
    if original is None:
        missing.append("the bytes as they were supplied are no longer kept")
    return missing


def member_name(supplied: Supplied) -> str:
    """Where the bytes as they were supplied lie in the bundle, by their SHA-256."""
    ending = supplied.file.rpartition(".")[2].lower()
    ending = _ALIASES.get(ending, ending)
    if supplied.original is Original.RECORD:
        ending = "warc"
    elif supplied.original is Original.ROW:
        ending = "txt"
    elif ending not in _ENDINGS:
        ending = "bin"
    return f"supplied/{supplied.original_sha256}.{ending}"


def facts(supplied: Supplied, original: bytes | None) -> dict[str, Any]:
    """What capture.json says of a supplied sighting. member: None when its bytes are not kept."""
    plain: dict[str, Any] = to_plain(supplied)
    at = supplied.imported_at.isoformat()
    statement = STATEMENT.format(by=supplied.by, at=at)
    member = None if original is None else member_name(supplied)
    return {**plain, "member": member, "statement": statement}


def disagreement(capture: Mapping[str, Any], sighting: Mapping[str, Any]) -> str | None:
    """What capture.json and listing.json say differently of the supply; None = nothing."""
    told, read = capture.get("supplied"), sighting.get("supplied")
    if not told or not read:
        return None if bool(told) == bool(read) else "one of them knows of no supply"
    odd = [key for key in read if told.get(key) != read[key]]
    return f"they disagree on {', '.join(sorted(odd))}" if odd else None
