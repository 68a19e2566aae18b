"""The files beside a bundle that tie it to the log and to time, byte for byte.

`ID.entry.json` the leaf of the log · `ID.checkpoint` the signed note that was stamped ·
`ID.tlog-proof` the way from leaf to root · `ID.AUTHORITY.tsr` what each authority answered ·
`log-key.pem` the key that signed · VERIFY.txt, SHA256SUMS.

Layer: evidence, pure.
"""

import re
from typing import Final

from alerts.evidence.instructions import checksums, instructions
from alerts.evidence.notes import LogProof, PublicKey
from monitor.domain.capture import Seal
from monitor.domain.merkle import sides

KEY_NAME: Final = "log-key.pem"
MANUAL: Final = "VERIFY.txt"
SUMS: Final = "SHA256SUMS"
AUTHORITY: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
"""An authority's name, as configured: it becomes part of a file's name."""


def entry_name(capture_id: str) -> str:
    """Of the file that holds the leaf."""
    return f"{capture_id}.entry.json"


def checkpoint_name(capture_id: str) -> str:
    """Of the file that holds the signed checkpoint."""
    return f"{capture_id}.checkpoint"


def proof_name(capture_id: str) -> str:
    """Of the file that holds the proof."""
    return f"{capture_id}.tlog-proof"


def token_name(capture_id: str, authority: str) -> str:
    """Of the file that holds an authority's answer."""
    return f"{capture_id}.{authority}.tsr"


def seal_files(seal: Seal, key: PublicKey) -> dict[str, bytes]:
    """All files of a seal, SHA256SUMS last."""
    capture_id = seal.bundle.capture_id
    proof = LogProof(index=seal.entry.index, hashes=seal.proof, note=seal.checkpoint.note)
    files = {
        entry_name(capture_id): seal.entry.body.encode(),
        checkpoint_name(capture_id): seal.checkpoint.note.encode(),
        proof_name(capture_id): proof.text.encode(),
        KEY_NAME: key.pem,
        **{token_name(capture_id, mark.authority): mark.token for mark in seal.marks},
    }
    manual = instructions(
        capture_id,
        seal.bundle.supplied_by,
        sides=sides(seal.entry.index, seal.checkpoint.size),
        authorities=[mark.authority for mark in seal.marks],
    )
    files[MANUAL] = manual.encode()
    sums = checksums(files, {f"{capture_id}.wacz": seal.bundle.sha256})
    return {**files, SUMS: sums.encode()}
