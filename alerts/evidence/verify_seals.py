"""What lies beside a bundle, checked: sums, entry, proof, signature, tokens."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alerts.evidence.beside import read_beside
from alerts.evidence.check import Check, Claim, Outcome
from alerts.evidence.known_log import KnownLog, sealed_by
from alerts.evidence.notes import LogProof, PublicKey, signers
from alerts.evidence.seals import SUMS, checkpoint_name, entry_name, proof_name
from alerts.evidence.trust import Trust
from alerts.evidence.verify_log import against_check, entry_fault, log_checks
from alerts.evidence.verify_time import time_checks
from monitor.domain.merkle import included

NO_ENTRY = "no entry of a log is at hand: a consistent forgery cannot be told from the original"
NO_KEY = "no key is pinned: who signed the checkpoint cannot be told (--key, or --config)"
LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._-]{0,160})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A bundle to be checked: where it lies, its bytes' digest and size, its capture.json.

    capture: empty when the bundle itself does not hold. members: by name, empty likewise.
    fields_sha256: of its list of fields. digest and size None: a redacted copy is at hand.
    """

    path: Path
    digest: str | None
    size: int | None
    capture: Mapping[str, Any]
    members: Mapping[str, bytes]
    fields_sha256: str | None = None

    @property
    def id(self) -> str:
        """Of the capture, by the file's name."""
        return self.path.stem


def seal_checks(sealed: Sealed, trust: Trust) -> Iterator[Check]:
    """All checks of what ties a bundle to the log and to time."""
    try:
        leaf = read_beside(sealed.path, entry_name(sealed.id))
        proof_text = read_beside(sealed.path, proof_name(sealed.id))
        proof = LogProof.read(proof_text.decode()) if proof_text is not None else None
        if proof is not None:
            _ = proof.checkpoint
    except ValueError as error:
        yield _check(
            "proof", Outcome.FAILED, f"what lies beside the bundle cannot be read: {error}"
        )
        return
    if proof is not None and leaf is None:
        yield _check("entry", Outcome.FAILED, "a proof lies beside the bundle, and not its entry")
        return
    keys = trust.log.keys(trust.keys) if trust.log else list(trust.keys)
    index = proof.index if proof else None
    if leaf is None:
        leaf, index, proof = _from_log(sealed, trust.log)
    yield from _entry_checks(sealed, leaf, trust.log)
    yield from _proof_checks(sealed, leaf, proof)
    yield from _signature_checks(proof, keys)
    yield from log_checks(trust, index, leaf or b"", proof)
    yield from against_check(trust, keys, proof.checkpoint if proof else None)
    yield from time_checks(sealed.path, proof, sealed.capture, sealed.members, trust.roots)


def sums_checks(path: Path, digest: str) -> Iterator[Check]:
    """The checksum file beside it; one that is absent proves and disproves nothing."""
    for attempt in range(2):
        fault = _sums_fault(path, digest)
        if fault is None:
            return
        if not fault or attempt:  # a writer may stand between a new file and its new sum
            break
    outcome = Outcome.FAILED if fault else Outcome.PASSED
    because = fault or "SHA256SUMS agrees with the files it names"
    yield _check("checksums", outcome, because)


def _sums_fault(path: Path, digest: str) -> str | None:
    """What SHA256SUMS says wrongly; "" = nothing; None = it is not there or not about this file."""
    try:
        sums = _sums(path)
    except ValueError as error:
        return f"SHA256SUMS cannot be read: {error}"
    if path.name not in sums:
        about = any(name.startswith(f"{path.stem}.") for name in sums)
        return f"SHA256SUMS speaks of {path.stem} and does not name {path.name}" if about else None
    for name, told in sums.items():
        found = digest if name == path.name else _digest_of(path, name)
        if found != told:
            return f"SHA256SUMS names another digest than {name} has, or it is gone"
    return ""


def _sums(path: Path) -> dict[str, str]:
    """Digests by name; empty when there is no such file.

    Raises:
        ValueError: it is no list of checksums.
    """
    content = read_beside(path, SUMS)
    lines = (content or b"").decode("ascii").split("\n")
    if lines.pop():
        message = "its last line does not end"
        raise ValueError(message)
    named = [match for line in lines if (match := LINE.fullmatch(line))]
    sums = {match[2]: match[1] for match in named}
    if len(sums) != len(lines):
        message = "a line is no checksum, or a file is named twice"
        raise ValueError(message)
    return sums


def _digest_of(path: Path, name: str) -> str | None:
    try:
        content = read_beside(path, name)
    except ValueError:
        return None
    return None if content is None else hashlib.sha256(content).hexdigest()


def _from_log(
    sealed: Sealed, log: KnownLog | None
) -> tuple[bytes | None, int | None, LogProof | None]:
    """Entry and proof of a bundle that has none beside it, out of the log at hand."""
    for entry, _ in log.seals(sealed.id) if log and not log.fault else ():
        return entry.body.encode(), entry.index, log.proof(entry.index) if log else None
    return None, None, None


def _entry_checks(sealed: Sealed, leaf: bytes | None, log: KnownLog | None) -> Iterator[Check]:
    if leaf is None:
        if log is not None and not log.fault:
            because = f"none of the {log.size} entries seals {sealed.id}, or the log is older"
            yield _check("entry", Outcome.FAILED, because)
        else:
            yield _check("entry", Outcome.INCOMPLETE, NO_ENTRY)
        return
    try:
        told = sealed_by(leaf.decode())
    except ValueError:
        told = None
    if told is None or told["capture_id"] != sealed.id:
        yield _check("entry", Outcome.FAILED, "the entry does not speak of this capture")
        return
    fault = _fault(told, sealed)
    named = "this very file" if sealed.digest else "the list of fields that this copy is made of"
    because = f"the entry {fault}" if fault else f"the entry of the log names {named}"
    yield _check("entry", Outcome.FAILED if fault else Outcome.PASSED, because)
    for other, also in log.seals(sealed.id) if log and not log.fault else ():
        if also["sha256"] != told["sha256"]:
            because = f"entry {other.index} of the log seals another file under this name"
            yield _check("entry", Outcome.FAILED, because)


def _fault(told: Mapping[str, Any], sealed: Sealed) -> str | None:
    fault = entry_fault(told, sealed.digest, sealed.size, sealed.capture)
    is_known = sealed.digest is None or sealed.members  # of a bundle that does not hold it is not
    if not fault and is_known and told.get("fields_sha256") != sealed.fields_sha256:
        return "names another list of fields"
    return fault


def _proof_checks(sealed: Sealed, leaf: bytes | None, proof: LogProof | None) -> Iterator[Check]:
    if proof is None or leaf is None:
        because = "no proof is at hand that the entry stands in a signed log"
        yield _check("proof", Outcome.INCOMPLETE, because)
        return
    checkpoint = proof.checkpoint
    if not included(leaf, proof.index, checkpoint.size, proof.hashes, checkpoint.root):
        because = "the proof does not lead from the entry to the root of its checkpoint"
        yield _check("proof", Outcome.FAILED, because)
        return
    beside = None
    try:
        beside = read_beside(sealed.path, checkpoint_name(sealed.id))
    except ValueError as error:
        yield _check("proof", Outcome.FAILED, str(error))
        return
    if beside is not None and beside != proof.note.encode():
        because = "the checkpoint beside the bundle is not the one that the proof ends in"
        yield _check("proof", Outcome.FAILED, because)
        return
    because = f"entry {proof.index} stands in the log {checkpoint.origin} of {checkpoint.size}"
    yield _check("proof", Outcome.PASSED, because)


def _signature_checks(proof: LogProof | None, keys: Sequence[PublicKey]) -> Iterator[Check]:
    if proof is None:
        return
    if not keys:
        yield _check("signature", Outcome.INCOMPLETE, NO_KEY)
        return
    try:
        found = [key for key in signers(proof.note, keys) if key.name == proof.checkpoint.origin]
    except ValueError as error:
        yield _check("signature", Outcome.FAILED, str(error))
        return
    if not found:
        because = "the checkpoint is signed by none of the pinned keys"
        yield _check("signature", Outcome.FAILED, because)
        return
    because = f"the checkpoint is signed by {found[0].name} (key {found[0].id.hex()})"
    yield _check("signature", Outcome.PASSED, because)


def _check(name: str, outcome: Outcome, because: str) -> Check:
    return Check(name=name, claim=Claim.INTEGRITY, outcome=outcome, because=because)
