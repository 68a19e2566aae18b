"""The evidence log at hand: is its chain whole, and does it know this bundle?"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from alerts.evidence.check import Check, Claim, Outcome
from monitor.domain.capture import GENESIS, LogEntry

NO_LOG = "no log is at hand: a consistent forgery cannot be told from the original"


def log_checks(
    capture_id: str,
    content: bytes,
    capture: Mapping[str, Any],
    entries: Sequence[LogEntry] | None,
) -> Iterator[Check]:
    """Checks of the chain, and of the entry that seals this capture.

    capture: its capture.json, empty when that cannot be trusted.
    """
    if entries is None:
        yield _check("log", Outcome.INCOMPLETE, NO_LOG)
        return
    fault = chain_fault(entries)
    if fault:
        yield _check("chain", Outcome.FAILED, fault)
        return
    yield _check(
        "chain", Outcome.PASSED, f"{len(entries)} entries, each follows from the one before"
    )
    found = [(entry, told) for entry in entries if (told := _sealed(entry, capture_id))]
    if not found:
        because = f"none of the {len(entries)} entries seals {capture_id}, or the log is older"
        yield _check("entry", Outcome.FAILED, because)
        return
    for entry, told in found:
        fault = _entry_fault(told, content, capture)
        outcome = Outcome.FAILED if fault else Outcome.PASSED
        because = fault or f"names this file; logged at {entry.at.isoformat()}"
        yield _check("entry", outcome, f"entry {entry.index} {because}")


def chain_fault(entries: Sequence[LogEntry]) -> str | None:
    """What is wrong with a log that claims to be whole from its first entry; None = nothing."""
    before = GENESIS
    for index, entry in enumerate(entries):
        if entry.index != index:
            return f"entry {index} is missing: the next one is {entry.index}"
        if entry.previous_sha256 != before:
            return f"entry {index} does not follow from the one before"
        if not entry.holds:
            return f"entry {index} was changed: its digest does not fit"
        before = entry.entry_sha256
    return None


def read_log(lines: str) -> list[LogEntry]:
    """Read a log kept as JSON Lines, an object with the fields of LogEntry a line.

    Raises:
        ValueError: a line is not such an entry; the message names the line.
    """
    entries = []
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        try:
            plain = json.loads(line)
            entries.append(
                LogEntry(
                    index=int(plain["index"]),
                    previous_sha256=str(plain["previous_sha256"]),
                    body=str(plain["body"]),
                    entry_sha256=str(plain["entry_sha256"]),
                    at=datetime.fromisoformat(plain["at"]),
                )
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            message = f"line {number} is no log entry: {error!r}"
            raise ValueError(message) from error
    return entries


def _check(name: str, outcome: Outcome, because: str) -> Check:
    return Check(name=name, claim=Claim.INTEGRITY, outcome=outcome, because=because)


def _sealed(entry: LogEntry, capture_id: str) -> dict[str, Any] | None:
    """What an entry says of the bundle, when it seals this capture."""
    try:
        body = json.loads(entry.body)
    except (ValueError, RecursionError):
        return None
    told = body.get("bundle", body) if isinstance(body, dict) else None
    if isinstance(told, dict) and told.get("capture_id") == capture_id and "sha256" in told:
        return told
    return None


def _entry_fault(told: Mapping[str, Any], content: bytes, capture: Mapping[str, Any]) -> str | None:
    if told["sha256"] != hashlib.sha256(content).hexdigest():
        return "names another digest: this is not the file that was sealed"
    if told.get("size", len(content)) != len(content):
        return "names another size"
    odd = [
        key
        for key in ("page_kind", "started_at", "ended_at", "missing")
        if key in told and key in capture and told[key] != capture[key]
    ]
    return f"disagrees with capture.json on {', '.join(odd)}" if odd else None
