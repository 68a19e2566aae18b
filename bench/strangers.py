"""What programs of others say of our bundles: they are installed into an environment of their own.

    make bench-strangers
    .venv/bin/python bench/strangers.py [--unseen 7] [--venv DIRECTORY]

Installs wacz, warcio, fastwarc and sigstore (test-only; some of what they bring is AGPL) into a
throwaway virtual environment and runs them as processes; sha256sum, unzip and openssl are the
machine's. A browser visits every page of bench/evidence_pages.py on a shop on loopback; unseen: so
many bundles more that no browser saw. Secrets are planted in cookies, headers, query strings and
bodies. All are logged, signed, and stamped by two authorities made with `openssl ts`. Goals: every
program accepts every bundle, and no secret is in any file.
"""

import argparse
import gzip
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from alerts.evidence.check import Exit, exit_code
from alerts.evidence.log_key import FileNotary
from alerts.evidence.timestamp import checked
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle
from bench.bundles import SECRET, order_of, recorder_in
from bench.capture import capture_order, recorder_for
from bench.evidence_pages import pages
from monitor.domain.capture import EvidenceBundle, LogEntry, Seal
from monitor.domain.checkpoint import SignedCheckpoint, TimeMark
from monitor.domain.merkle import GrownTree, inclusion_proof
from monitor.runtime.browser import find_browser
from rules.decision.models import deciders
from tests.alerts.evidence.shop import IN_A_HEADER, SESSION, open_shop
from tests.fixtures.authority import Authority, made

PACKAGES = ("wacz==0.6.0", "warcio==1.8.1", "fastwarc==2.0.1", "sigstore==4.5.1")
PLANTED = (SECRET, SESSION, IN_A_HEADER)
FASTWARC = """
import sys
from fastwarc.warc import ArchiveIterator
records = list(ArchiveIterator(open(sys.argv[1], "rb"), verify_digests=True, parse_http=False))
sys.exit(0 if records else 1)
"""
SIGSTORE = """
import base64, sys
from pathlib import Path
from types import SimpleNamespace
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore.errors import VerificationError
leaf, lines = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]).read_text().split("\\n")
gap = lines.index("")
proof = SimpleNamespace(
    log_index=int(lines[1].split()[1]),
    tree_size=int(lines[gap + 2]),
    hashes=[base64.b64decode(line) for line in lines[2:gap]],
    root_hash=base64.b64decode(lines[gap + 3]),
)
def holds(body):
    inner = SimpleNamespace(inclusion_proof=proof, canonicalized_body=body)
    try:
        verify_merkle_inclusion(SimpleNamespace(_inner=inner))
    except VerificationError:
        return False
    return True
sys.exit(0 if holds(leaf) and not holds(leaf + b" ") else 1)
"""
UNZIP = shutil.which("unzip") or "unzip"
Verdicts = Counter[tuple[str, bool]]


def main() -> None:
    """Seal, ask everybody, print one line a program; end with 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--unseen", type=int, default=7)
    parser.add_argument("--venv", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stock = asked.venv or installed(folder / "venv")
        authorities = [made(folder / "rsa", "rsa"), made(folder / "ec", "ec")]
        trust, paths = sealed(folder / "data", authorities, asked.unseen)
        told: Verdicts = Counter()
        for number, path in enumerate(paths):
            seen = number < len(pages())
            wanted = Exit.PROVEN if seen else Exit.INCOMPLETE
            told["rightswatch verify", exit_code(verify_bundle(path, trust)) is wanted] += 1
            for program, fine in strangers(path, stock, authorities):
                told[program, fine] += 1
        for program in dict.fromkeys(program for program, _ in told):
            print(f"{program:44} accepts {told[program, True]:3} of {len(paths)}")
        found = list(leaks(folder / "data" / "evidence"))
    print(f"planted secrets found in {len(found)} files {found[:5] or ''} (goal 0)")
    sys.exit(bool(found or any(not fine for _, fine in told)))


def installed(folder: Path) -> Path:
    """A virtual environment with the programs of others; gives its folder."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *PACKAGES]
    subprocess.run(pip, check=True)
    return folder


def sealed(folder: Path, authorities: Sequence[Authority], unseen: int) -> tuple[Trust, list[Path]]:
    """Bundles in one log, each with all its seals, those of the browser first; whom to trust."""
    bundles = [*visited(folder / "evidence"), *unvisited(folder / "evidence", unseen)]
    notary = FileNotary(folder / "log.key")
    bodies = [{"type": "capture", "v": 2, "bundle": bundle} for bundle in bundles]
    entries = [LogEntry.of(n, body, bundles[n].ended_at) for n, body in enumerate(bodies)]
    tree, size = GrownTree([entry.body.encode() for entry in entries]), len(entries)
    note = notary.sign(size, tree.root())
    by_name = sorted(authorities, key=lambda one: one.root_file.parent.name)
    marks = tuple(_mark(one, note) for one in by_name)
    recorder = recorder_in(folder / "evidence")  # knows the same key, which lies beside its folder
    for bundle, entry in zip(bundles, entries, strict=True):
        proof = tuple(inclusion_proof(entry.index, size, tree.fetch))
        checkpoint = SignedCheckpoint(size=size, note=note, at=bundle.ended_at)
        recorder.attach(
            Seal(bundle=bundle, entry=entry, checkpoint=checkpoint, proof=proof, marks=marks)
        )
    roots = tuple(root for one in authorities for root in one.roots)
    trust = Trust(keys=(notary.public,), roots=roots, deciders=deciders())
    return trust, [folder / "evidence" / bundle.path for bundle in bundles]


def visited(folder: Path) -> Iterator[EvidenceBundle]:
    """Every page, as a browser saw it; a secret stands in its address."""
    recorder = recorder_for(folder, find_browser(None, sandbox=True))
    with open_shop() as shop:
        shop.pages |= pages()
        for number, path in enumerate(pages(), 1):
            yield recorder.record(capture_order(shop, f"{path}?token={SECRET}", number))
        recorder.close()


def unvisited(folder: Path, count: int) -> Iterator[EvidenceBundle]:
    """So many that rest on the crawl's answer alone, of growing size."""
    recorder = recorder_in(folder)
    for number in range(count):
        order = order_of(f"RW-{9000 + number:06}-1", body_bytes=300 * 3**number, seed=number)
        yield recorder.record(order)


def strangers(path: Path, stock: Path, authorities: Sequence[Authority]) -> list[tuple[str, bool]]:
    """What each program of others says of one bundle and of what lies beside it."""
    folder, python = path.parent, str(stock / "bin" / "python")
    with tempfile.TemporaryDirectory() as name:
        warc = Path(name) / "data.warc.gz"
        member = "archive/data.warc.gz"
        warc.write_bytes(
            subprocess.run([UNZIP, "-p", str(path), member], capture_output=True, check=True).stdout
        )
        told = [
            ("wacz validate", _runs([str(stock / "bin" / "wacz"), "validate", "-f", str(path)])),
            ("warcio check", _runs([str(stock / "bin" / "warcio"), "check", "-v", str(warc)])),
            ("FastWARC digests", _runs([python, "-c", FASTWARC, str(warc)])),
            ("unzip -t", _runs([UNZIP, "-tq", str(path)])),
            ("sigstore: Merkle proof", _runs([python, "-c", SIGSTORE, *_leaf_and_proof(path)])),
        ]
    lines = (folder / "VERIFY.txt").read_text("utf-8").splitlines()
    commands = [line.strip() for line in lines if line.startswith("       ")]
    names = (
        "sha256sum -c",
        "entry names the file",
        "openssl dgst: Merkle proof",
        "openssl pkeyutl",
    )
    told += [(n, _shell(c, folder)) for n, c in zip(names, commands, strict=False)]
    stamps = [command for command in commands if "ts -verify" in command]
    roots = sorted((one.root_file.parent.name, one.root_file) for one in authorities)
    for command, (kind, root) in zip(stamps, roots, strict=True):
        told.append((
            f"openssl ts -verify ({kind})",
            _shell(command.replace("ROOT.pem", str(root)), folder),
        ))
    return told


def leaks(folder: Path) -> Iterator[str]:
    """Files and members in which a planted secret stands, plain or compressed."""
    for path in sorted(folder.rglob("*")):
        inside = {path.name: path.read_bytes()} if path.is_file() else {}
        if path.suffix == ".wacz":
            with zipfile.ZipFile(path) as bundle:
                inside |= {name: bundle.read(name) for name in bundle.namelist()}
        for name, content in inside.items():
            plain = gzip.decompress(content) if name.endswith(".gz") else content
            if any(secret.encode() in plain for secret in PLANTED):
                yield f"{path.name}: {name}"


def _leaf_and_proof(path: Path) -> list[str]:
    return [str(path.with_suffix(ending)) for ending in (".entry.json", ".tlog-proof")]


def _mark(one: Authority, note: str) -> TimeMark:
    token = one.stamp(note.encode())
    told = checked(token, note.encode(), one.roots)
    return TimeMark(authority=one.root_file.parent.name, at=told.at, note=note, token=token)


def _runs(command: Sequence[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _shell(command: str, folder: Path) -> bool:
    """Whether a command of VERIFY.txt succeeds on a copy of the folder."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(folder, name, dirs_exist_ok=True)
        ran = subprocess.run(
            ["/bin/sh", "-ec", command], cwd=name, capture_output=True, check=False
        )
        return ran.returncode == 0


if __name__ == "__main__":
    main()
