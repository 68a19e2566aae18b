"""What lies beside a bundle: its checksums, and how a stranger checks it with stock tools."""

import hashlib
from collections.abc import Mapping

TEXT = """HOW TO CHECK THIS EVIDENCE WITHOUT RIGHTSWATCH
==============================================

Tools: a shell with sha256sum (coreutils), unzip, gzip. Optional: `pip install warcio`.
Run the commands in the folder that holds this file.

1. Are the files as they were sealed?
       sha256sum -c SHA256SUMS

2. Does the bundle agree with its own table of contents?
       unzip -tq {id}.wacz
       unzip -p {id}.wacz datapackage.json | sha256sum
       unzip -p {id}.wacz datapackage-digest.json
   The second and third command show the same digest. `datapackage.json` lists the SHA-256 of
   every member; any one is checked by
       unzip -p {id}.wacz evidence/screenshot.png | sha256sum

3. Is the recorded traffic whole?
       unzip -p {id}.wacz archive/data.warc.gz > data.warc.gz
       gzip -t data.warc.gz && warcio check -v data.warc.gz

4. Was the bundle in the evidence log, unchanged, since it was sealed?
   Ask for the log of the installation (one JSON object a line). The entry of this capture names
   the digest that step 1 printed. Each entry holds
       entry_sha256 = SHA-256( previous_sha256 + line feed + body )
   so that no earlier entry can be changed, dropped or swapped without changing all later ones.
   `rightswatch verify --log LOG {id}.wacz` does all four steps.

WHAT THIS DOES NOT PROVE
Checksums beside a file prove that it was not damaged, not who made it: a forger can rewrite both.
The log ties the bundle to its place in the sequence of all evidence, as far as a copy of the log
is held by somebody else. The times are those of the recording machine's clock; no independent
time stamp is attached yet. That the web server really sent these bytes rests on the word of the
recording installation; the recorded traffic, the page and the picture can be held against each
other. Cookies and tokens were replaced by tags that begin with "redacted-".
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


def instructions(capture_id: str, supplied_by: str | None = None) -> str:
    """Text of VERIFY.txt. supplied_by: who handed the page over; None = it was fetched."""
    more = SUPPLIED.format(by=supplied_by) if supplied_by else ""
    return TEXT.format(id=capture_id) + more


def checksums(files: Mapping[str, bytes]) -> str:
    """Text of SHA256SUMS, as `sha256sum -c` reads it."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
