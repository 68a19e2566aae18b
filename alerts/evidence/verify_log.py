"""The evidence log at hand: is it the one that was signed, and does it know this bundle?"""

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from alerts.evidence.check import Check, Claim, Outcome
from alerts.evidence.known_log import KnownLog
from alerts.evidence.notes import LogProof, PublicKey, signers
from alerts.evidence.trust import Trust
from monitor.domain.capture import LogEntry
from monitor.domain.checkpoint import Checkpoint


def log_checks(
    trust: Trust, index: int | None, leaf: bytes, proof: LogProof | None
) -> Iterator[Check]:
    """Checks of the log at hand against itself, a bundle's entry and its proof.

    index: of the entry, None = not known. leaf: its bytes. proof: that lies beside the bundle.
    """
    log = trust.log
    if log is None:
        return
    if log.fault:
        yield _check("log", Outcome.FAILED, log.fault)
        return
    told = (
        f"{log.size} entries" if log.note is None else f"{log.size} entries, as the checkpoint has"
    )
    yield _check("log", Outcome.PASSED, f"{told}; its root is {_short(log.tree.root())}")
    if index is None:
        return
    found = log.entry(index)
    if found is None:
        outcome = Outcome.FAILED if log.live else Outcome.INCOMPLETE
        because = f"it ends with {log.size} entries, before entry {index} that seals this bundle"
        yield _check("log_entry", outcome, because)
        return
    same = found.body.encode() == leaf
    because = f"entry {index} says {'the same' if same else 'something else than is told here'}"
    yield _check("log_entry", Outcome.PASSED if same else Outcome.FAILED, because)
    if proof is not None:
        yield _fork_check(log, proof.checkpoint)


def against_check(
    trust: Trust, keys: Sequence[PublicKey], beside: Checkpoint | None
) -> Iterator[Check]:
    """Whether the log at hand, or the checkpoint beside a bundle, grew out of an older one."""
    if trust.against is None:
        return
    try:
        old = Checkpoint.read(trust.against)
        signed = bool(signers(trust.against, keys))
    except ValueError as error:
        yield _check("against", Outcome.UNREADABLE, f"the older checkpoint: {error}")
        return
    if keys and not signed:
        because = "the older checkpoint is signed by none of the pinned keys"
        yield _check("against", Outcome.UNREADABLE, because)
        return
    yield _grown_check(old, trust.log, beside)


def presence_checks(log: KnownLog | None, is_there: Callable[[str], bool]) -> Iterator[Check]:
    """Logged bundles that are gone: by a tombstone in the log, or lost.

    is_there: whether a store of evidence has a bundle under a path. One where no logged path leads
    to a file is no store of this log and is not asked for any.
    """
    if log is None or log.fault:
        return
    graves = {told["path"]: log.tombstone(told) for told in log.bundles()}
    there = {path for path in graves if is_there(path)}
    lost = [path for path, grave in graves.items() if grave is None and path not in there]
    if lost and not there:
        return
    for path in lost:
        because = f"{path} is logged and is not in the folder: no tombstone in the log speaks of it"
        yield _check("presence", Outcome.FAILED, because)
    buried = [(path, grave) for path, grave in graves.items() if grave]
    yield from (_grave_check(path, grave, is_there=path in there) for path, grave in buried)
    if graves and not lost:
        because = f"all {len(there)} logged bundles are there that were not deleted"
        yield _check("presence", Outcome.PASSED, because)


def entry_fault(
    told: Mapping[str, Any], digest: str | None, size: int | None, capture: Mapping[str, Any]
) -> str | None:
    """What an entry says otherwise than the file and its capture.json (empty = not trusted).

    digest and size None: the file is not at hand.
    """
    if digest is not None and told["sha256"] != digest:
        return "names another digest: this is not the file that was sealed"
    if size is not None and told.get("size", size) != size:
        return "names another size"
    odd = [
        key
        for key in ("page_kind", "started_at", "ended_at", "missing")
        if key in told and key in capture and told[key] != capture[key]
    ]
    return f"disagrees with capture.json on {', '.join(odd)}" if odd else None


def _fork_check(log: KnownLog, checkpoint: Checkpoint) -> Check:
    if checkpoint.size > log.size:
        outcome = Outcome.FAILED if log.live else Outcome.INCOMPLETE
        because = f"it ends before the {checkpoint.size} entries of the bundle's checkpoint"
        return _check("fork", outcome, because)
    if log.tree.root(checkpoint.size) != checkpoint.root:
        because = f"the bundle's checkpoint is of another log: its {checkpoint.size} entries differ"
        return _check("fork", Outcome.FAILED, because)
    because = f"its first {checkpoint.size} entries make the root of the bundle's checkpoint"
    return _check("fork", Outcome.PASSED, because)


def _grown_check(old: Checkpoint, log: KnownLog | None, beside: Checkpoint | None) -> Check:
    newer = Checkpoint.read(log.note) if log and log.note and not log.fault else beside
    if newer is not None and newer.origin != old.origin:
        because = f"the older checkpoint is of the log {old.origin}, this is {newer.origin}"
        return _check("against", Outcome.FAILED, because)
    if log is not None and not log.fault:
        if old.size > log.size:
            because = f"the log had {old.size} entries and now has {log.size}: its end was cut off"
            return _check("against", Outcome.FAILED, because)
        same = log.tree.root(old.size) == old.root
        because = f"{'it' if same else 'it did not'} grew out of the one of {old.size} entries"
        return _check("against", Outcome.PASSED if same else Outcome.FAILED, because)
    if beside is not None and beside.size == old.size:
        same = beside.root == old.root
        because = f"both checkpoints are of {old.size} entries and {'agree' if same else 'differ'}"
        return _check("against", Outcome.PASSED if same else Outcome.FAILED, because)
    because = "whether the log grew out of the older checkpoint needs a copy of the log"
    return _check("against", Outcome.INCOMPLETE, because)


def _grave_check(path: str, grave: LogEntry, *, is_there: bool) -> Check:
    told = json.loads(grave.body)
    was = "is still there and was to be deleted" if is_there else "was deleted"
    why = f"by {told.get('by')}: {told.get('because')}"
    return _check(
        "presence", Outcome.NOTED, f"{path} {was}: entry {grave.index} is its tombstone, {why}"
    )


def _short(root: bytes) -> str:
    return base64.b64encode(root).decode()[:12]


def _check(name: str, outcome: Outcome, because: str) -> Check:
    return Check(name=name, claim=Claim.INTEGRITY, outcome=outcome, because=because)
