"""The evidence log at hand: is its chain whole, and does it know this bundle?"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from alerts.evidence.check import Check, Claim, Outcome
from monitor.domain.capture import GENESIS, LogEntry

NO_LOG = "no log is at hand: a consistent forgery cannot be told from the original"


class KnownLog:
    """A log read once, for any number of bundles. entries: whole, from index 0.

    fault: what is wrong with its chain; None = nothing.
    """

    def __init__(self, entries: Sequence[LogEntry]) -> None:
        self.fault = chain_fault(entries)
        self.size = len(entries)
        self._sealed: dict[str, list[tuple[LogEntry, dict[str, Any]]]] = {}
        for entry in entries:
            told = _sealed(entry)
            if told:
                self._sealed.setdefault(str(told["capture_id"]), []).append((entry, told))

    def seals(self, capture_id: str) -> Sequence[tuple[LogEntry, Mapping[str, Any]]]:
        """Entries that seal a capture, with what they say of its bundle."""
        return self._sealed.get(capture_id, [])

    def paths(self) -> Iterator[str]:
        """Where the logged bundles lie, relative to the evidence folder."""
        for sealed in self._sealed.values():
            yield from (str(told["path"]) for _, told in sealed if "path" in told)


def log_checks(
    capture_id: str, content: bytes, capture: Mapping[str, Any], log: KnownLog | None
) -> Iterator[Check]:
    """Checks of the chain, and of the entry that seals this capture.

    capture: its capture.json, empty when that cannot be trusted.
    """
    if log is None:
        yield _check("log", Outcome.INCOMPLETE, NO_LOG)
        return
    if log.fault:
        yield _check("chain", Outcome.FAILED, log.fault)
        return
    yield _check("chain", Outcome.PASSED, f"{log.size} entries, each follows from the one before")
    found = log.seals(capture_id)
    if not found:
        because = f"none of the {log.size} entries seals {capture_id}, or the log is older"
        yield _check("entry", Outcome.FAILED, because)
        return
    for entry, told in found:
        fault = _entry_fault(told, content, capture)
        outcome = Outcome.FAILED if fault else Outcome.PASSED
        because = fault or f"names this file; logged at {entry.at.isoformat()}"
        yield _check("entry", outcome, f"entry {entry.index} {because}")


def absent_checks(folder: Path, log: KnownLog | None) -> Iterator[Check]:
    """Bundles that the log knows and the evidence folder lacks.

    A folder where no logged path leads to a file is no evidence folder and is not asked for any.
    """
    paths = list(log.paths()) if log and not log.fault else []
    absent = [path for path in paths if not (folder / path).is_file()]
    if len(absent) == len(paths):
        return
    for path in absent:
        yield _check("presence", Outcome.FAILED, f"{path} is logged and is not in the folder")
    if not absent:
        yield _check("presence", Outcome.PASSED, f"all {len(paths)} logged bundles are there")


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


def _sealed(entry: LogEntry) -> dict[str, Any] | None:
    """What an entry says of the bundle it seals; None when it seals none."""
    try:
        body = json.loads(entry.body)
    except (ValueError, RecursionError):
        return None
    told = body.get("bundle", body) if isinstance(body, dict) else None
    return told if isinstance(told, dict) and {"capture_id", "sha256"} <= told.keys() else None


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
