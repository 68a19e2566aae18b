"""A copy of the evidence log, read once: entries, tree, the checkpoint that came with it."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from alerts.evidence.log_key import successor
from alerts.evidence.notes import LogProof, PublicKey
from monitor.domain.capture import TOMBSTONE, LogEntry
from monitor.domain.checkpoint import Checkpoint
from monitor.domain.merkle import GrownTree, inclusion_proof

CHAIN_CLOSED = "chain_closed"
GENESIS = "0" * 64


class KnownLog:
    """A log read once, for any number of bundles. entries: whole, from index 0.

    note: the newest checkpoint that came with it. live: this is the installation's own log now, so
    that a bundle it does not know was never logged.
    """

    def __init__(
        self, entries: Sequence[LogEntry], note: str | None = None, *, live: bool = False
    ) -> None:
        self.note = note
        self.live = live
        self._entries = entries
        self.size = len(entries)
        self._sealed: dict[str, list[tuple[LogEntry, dict[str, Any]]]] = {}
        self._graves: dict[tuple[str, str], LogEntry] = {}
        for entry in entries:
            told = sealed_by(entry.body)
            if told:
                self._sealed.setdefault(str(told["capture_id"]), []).append((entry, told))
            elif grave := _buried_by(entry.body):
                self._graves.setdefault(grave, entry)

    @cached_property
    def tree(self) -> GrownTree:
        """The Merkle tree over its entries."""
        return GrownTree([entry.body.encode() for entry in self._entries])

    @cached_property
    def fault(self) -> str | None:
        """What is wrong with its entries and with the checkpoint that came with it."""
        return _entries_fault(self._entries) or _note_fault(self, self.note)

    def keys(self, pinned: Sequence[PublicKey]) -> list[PublicKey]:
        """Pinned keys and those that the log says took their place, signed by both."""
        known = list(pinned)
        for entry in self._entries:
            if '"key_rotated"' in entry.body and (new := successor(_json(entry.body), known)):
                known.append(new)
        return known

    def entry(self, index: int) -> LogEntry | None:
        """One entry; None when the copy ends before."""
        return self._entries[index] if index < self.size else None

    def seals(self, capture_id: str) -> Sequence[tuple[LogEntry, Mapping[str, Any]]]:
        """Entries that seal a capture, with what they say of its bundle."""
        return self._sealed.get(capture_id, [])

    def proof(self, index: int) -> LogProof | None:
        """That an entry stands under the checkpoint that came with the log, if one covers it."""
        if self.note is None or self.fault:
            return None
        size = Checkpoint.read(self.note).size
        if index >= size:
            return None
        hashes = inclusion_proof(index, size, self.tree.fetch)
        return LogProof(index=index, hashes=tuple(hashes), note=self.note)

    def bundles(self) -> Iterator[Mapping[str, Any]]:
        """What is logged of each bundle; its path is relative to the evidence folder."""
        for sealed in self._sealed.values():
            yield from (told for _, told in sealed if "path" in told)

    def tombstone(self, told: Mapping[str, Any]) -> LogEntry | None:
        """The entry that says a logged bundle was deleted, and comes after the one that seals it.

        told: what the log says of the bundle.
        """
        capture_id, sha256 = str(told["capture_id"]), str(told["sha256"])
        grave = self._graves.get((capture_id, sha256))
        since = [e.index for e, one in self._sealed[capture_id] if one["sha256"] == sha256]
        return grave if grave and grave.index > min(since) else None


def read_log(lines: str) -> KnownLog:
    """Read a log kept as JSON Lines: entries with index, body and at; a checkpoint last.

    Logs that were printed before there was a tree hold a chain of digests besides; it is checked.

    Raises:
        ValueError: a line is none of these; the message names the line.
    """
    entries: list[LogEntry] = []
    note: str | None = None
    before = GENESIS
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        try:
            plain = json.loads(line)
            if "checkpoint" in plain:
                note = str(plain["checkpoint"])
                continue
            entries.append(_entry(plain))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            message = f"line {number} is no log entry: {error!r}"
            raise ValueError(message) from error
        before = chained(before, entries[-1].body)
        if plain.get("entry_sha256", before) != before:
            message = f"line {number} breaks the chain of digests: the log was changed"
            raise ValueError(message)
    return KnownLog(entries, note)


def chained(before: str, body: str) -> str:
    """Digest of an entry in the chain that logs had before there was a tree."""
    return hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()


def sealed_by(body: str) -> dict[str, Any] | None:
    """What an entry says of the bundle it seals; None when it seals none."""
    plain = _json(body)
    told = plain.get("bundle", plain) if isinstance(plain, dict) else None
    return told if isinstance(told, dict) and {"capture_id", "sha256"} <= told.keys() else None


def _buried_by(body: str) -> tuple[str, str] | None:
    """Capture and digest of the bundle that an entry is the tombstone of; None = of none."""
    plain = _json(body) if f'"{TOMBSTONE}"' in body else None
    gone = plain.get("gone") if isinstance(plain, dict) and plain.get("type") == TOMBSTONE else None
    if not isinstance(gone, dict) or not {"capture_id", "sha256"} <= gone.keys():
        return None
    return str(gone["capture_id"]), str(gone["sha256"])


def _entry(plain: Mapping[str, Any]) -> LogEntry:
    at = datetime.fromisoformat(plain["at"])
    return LogEntry(index=int(plain["index"]), body=str(plain["body"]), at=at)


def _json(body: str) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _entries_fault(entries: Sequence[LogEntry]) -> str | None:
    before = GENESIS
    for index, entry in enumerate(entries):
        if entry.index != index:
            return f"entry {index} is missing: the next one is {entry.index}"
        if f'"{CHAIN_CLOSED}"' in entry.body and not _closes(entry, before):
            return f"entry {index} closes a chain that the entries before it do not make"
        before = chained(before, entry.body)
    return None


def _closes(entry: LogEntry, head: str) -> bool:
    """Whether an entry that ends the chain there was before the tree names its last digest."""
    told = _json(entry.body)
    if not isinstance(told, dict) or told.get("type") != CHAIN_CLOSED:
        return True  # another entry that has the word in it
    return (told.get("entries"), told.get("head_sha256")) == (entry.index, head)


def _note_fault(log: KnownLog, note: str | None) -> str | None:
    if note is None:
        return None
    try:
        checkpoint = Checkpoint.read(note)
    except ValueError as error:
        return f"the checkpoint that came with it: {error}"
    if checkpoint.size > log.size:
        return f"its checkpoint speaks of {checkpoint.size} entries, and there are {log.size}"
    if log.tree.root(checkpoint.size) != checkpoint.root:
        return f"its entries do not make the root of its checkpoint ({checkpoint.size} entries)"
    return None
