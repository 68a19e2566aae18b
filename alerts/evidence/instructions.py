"""What lies beside a bundle: its checksums, and how a stranger checks it with stock tools."""

import hashlib
from collections.abc import Mapping, Sequence

HEAD = """HOW TO CHECK THIS EVIDENCE WITHOUT RIGHTSWATCH
==============================================

Tools: a shell with sha256sum and base64 (coreutils), openssl 1.1.1 or later, unzip, gzip.
Copy this folder to a place where you may write, and run the commands in it.

1. Are the files as they were sealed?
       sha256sum -c SHA256SUMS
"""

SEALED = """
2. Does the evidence log know this very file?
       grep -q "$({named} | cut -c1-64)" {id}.entry.json && echo "it names the file"
   {id}.entry.json is the entry of the log, byte for byte. The log is a Merkle tree (RFC 6962);
   the next command computes its root from the entry and the hashes in {id}.tlog-proof.
   It must print the third line of {id}.checkpoint.
       [ "$({walk})" = "$(sed -n 3p {id}.checkpoint)" ] && echo "the entry stands in the log"

3. Was the checkpoint signed by the key of the installation?
       {pkeyutl}
   A forger can enclose a key of his own: compare log-key.pem with the key that the installation
   made known (`rightswatch log key`) or that you noted earlier.
"""

NAMED_FILE = "sha256sum < {id}.wacz"
NAMED_COPY = "unzip -p {id}.redacted.zip fields.json | sha256sum"
PKEYUTL = (
    "head -n 3 {id}.checkpoint > text;"
    " tail -n 1 {id}.checkpoint | cut -d' ' -f3 | base64 -d | tail -c 64 > signature;"
    " openssl pkeyutl -verify -pubin -inkey log-key.pem -rawin -in text -sigfile signature"
)
WALK = (
    "tail -n +3 {id}.tlog-proof | {{ {{ printf '\\000'; cat {id}.entry.json; }} |"
    " openssl dgst -sha256 -binary > root;{steps} base64 < root; }}"
)
STEPS = (
    " for side in {sides}; do read -r hash; if [ $side = L ];"
    " then {{ printf '\\001'; echo $hash | base64 -d; cat root; }};"
    " else {{ printf '\\001'; cat root; echo $hash | base64 -d; }}; fi |"
    " openssl dgst -sha256 -binary > next; mv next root; done;"
)

STAMPED = """
4. When did the checkpoint stand at the latest? An independent authority says so (RFC 3161):
{commands}
   ROOT.pem is the root certificate of the authority, which you fetch from it or from somebody you
   trust, never from this folder. The time is shown by
       openssl ts -reply -in {token} -text
"""

UNSTAMPED = """
4. No independent time stamp covers this bundle yet. It is asked for until it is there.
"""

UNSEALED = """
The bundle is not in the evidence log yet: its entry, proof and time stamp are written beside it.
"""

INSIDE = """
WHAT IS INSIDE
       unzip -tq {id}.wacz
       unzip -p {id}.wacz datapackage.json | sha256sum
       unzip -p {id}.wacz datapackage-digest.json
   The second and third command show the same digest. `datapackage.json` lists the SHA-256 of
   every member; any one is checked by
       unzip -p {id}.wacz evidence/screenshot.png | sha256sum
   The recorded traffic is in a standard web archive (WARC 1.1), which many tools can replay:
       unzip -p {id}.wacz archive/data.warc.gz > data.warc.gz
       gzip -t data.warc.gz
   `warcio check -v data.warc.gz` (pip install warcio) recomputes its digests. With Rightswatch,
   `rightswatch verify {id}.wacz --key KEY --root ROOT.pem` does all of this and more, offline.

WHAT THIS DOES NOT PROVE
Checksums beside a file prove that it was not damaged, not who made it: a forger can rewrite both.
The log ties the bundle to its place in the sequence of all evidence; its key, and checkpoints of
it in other hands, keep the installation itself from rewriting it. A time stamp proves that the
bundle existed at that time, not that it is true. That the web server really sent these bytes rests
on the word of the recording installation; the recorded traffic, the page and the picture can be
held against each other. Cookies and tokens were replaced by tags that begin with "redacted-".
"""

REDACTED = """
WHAT IS INSIDE
This is a redacted copy: fields were left out, and what remains still leads to the entry above.
`fields.json` is the list of salted digests of all fields, as it was sealed; `shown.json` holds the
fields that are shown, each with its salt, and the salts of the files under parts/. The digest of a
field is the SHA-256 of its salt, its name, a zero byte and its content. For example:
       unzip -p {id}.redacted.zip shown.json
       unzip -p {id}.redacted.zip fields.json
       {{ echo SALT | base64 -d; printf 'evidence/text.txt\\000';
       unzip -p {id}.redacted.zip parts/evidence/text.txt; }} |
       openssl dgst -sha256 -binary | base64
   `rightswatch verify {id}.redacted.zip --key KEY --root ROOT.pem` does so for every field, and
   names those that were withheld.

WHAT THIS DOES NOT PROVE
What was withheld is neither proven nor disproven by this copy. That the web server really sent what
is shown rests on the word of the recording installation. A time stamp proves that the bundle
existed at that time, not that it is true.
"""

SUPPLIED = """
THIS PAGE WAS SUPPLIED, NOT FETCHED
The offer in this bundle was handed over by: {by}
Rightswatch did not fetch it and saw no web server send it. Under supplied/ lie the bytes as they
came in, unchanged; evidence/capture.json says under "supplied" from which file, with which
SHA-256, when it came in and when the file itself states that it was captured. For a record of a
larger web archive the member is that record, byte for byte. `archive/data.warc.gz` repeats the page
for replay. Nothing under supplied/ was redacted.
"""


def instructions(
    capture_id: str,
    supplied_by: str | None = None,
    *,
    sides: str | None = None,
    authorities: Sequence[str] = (),
    redacted: bool = False,
) -> str:
    """Text of VERIFY.txt. supplied_by: who handed the page over; None = it was fetched.

    sides: of each hash of the proof whether it stands left or right; None = no seal is there yet.
    authorities: whose tokens lie beside the bundle. redacted: of a redacted copy.
    """
    named = NAMED_COPY if redacted else NAMED_FILE
    parts = [HEAD, UNSEALED] if sides is None else [HEAD, _sealed(capture_id, sides, named)]
    if sides is not None:
        parts.append(_stamped(capture_id, authorities) if authorities else UNSTAMPED)
    more = SUPPLIED.format(by=supplied_by) if supplied_by else ""
    inside = REDACTED if redacted else INSIDE
    return "".join(parts) + inside.format(id=capture_id) + more


def checksums(files: Mapping[str, bytes], known: Mapping[str, str] | None = None) -> str:
    """Text of SHA256SUMS, as `sha256sum -c` reads it. known: digests of files not at hand."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    digests.update(known or {})
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def _sealed(capture_id: str, sides: str, named: str) -> str:
    steps = STEPS.format(sides=" ".join(sides)) if sides else ""
    walk, pkeyutl = WALK.format(id=capture_id, steps=steps), PKEYUTL.format(id=capture_id)
    command = named.format(id=capture_id)
    return SEALED.format(id=capture_id, named=command, walk=walk, pkeyutl=pkeyutl)


def _stamped(capture_id: str, authorities: Sequence[str]) -> str:
    tokens = [f"{capture_id}.{name}.tsr" for name in authorities]
    commands = [
        f"       openssl ts -verify -data {capture_id}.checkpoint -in {token} -CAfile ROOT.pem"
        for token in tokens
    ]
    return STAMPED.format(commands="\n".join(commands), token=tokens[0])
