"""What programs of others say of our bundles: each is installed into an environment of its own.

    bench/strangers.py [--bundles 20] [--venv DIRECTORY]

Installs wacz, warcio and fastwarc (test-only; some of what they bring is AGPL) into a throwaway
virtual environment and runs them as processes; sha256sum, unzip and openssl are the machine's. Each
bundle is of another page: language, size, kind of body, with and without a secret in cookie, query
and body; each is logged, signed, stamped by an authority made with `openssl ts`, and then judged.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from alerts.evidence.check import exit_code
from alerts.evidence.log_key import FileNotary
from alerts.evidence.timestamp import checked
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle
from bench.bundles import SECRET, order_of, recorder_in
from monitor.domain.capture import EvidenceBundle, LogEntry, Seal
from monitor.domain.checkpoint import Checkpoint, SignedCheckpoint, TimeMark
from monitor.domain.merkle import GrownTree, inclusion_proof
from tests.fixtures.authority import Authority, made

PACKAGES = ("wacz==0.6.0", "warcio==1.8.1", "fastwarc")
FASTWARC = """
import sys
from fastwarc.warc import ArchiveIterator
records = list(ArchiveIterator(open(sys.argv[1], "rb"), verify_digests=True, parse_http=False))
sys.exit(0 if records else 1)
"""
UNZIP = shutil.which("unzip") or "unzip"
SHELL = "/bin/sh"
Verdicts = Counter[tuple[str, bool]]


def main() -> None:
    """Seal, ask everybody, print one line a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundles", type=int, default=20)
    parser.add_argument("--venv", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stock = asked.venv or installed(folder / "venv")
        authorities = [made(folder / "rsa", "rsa"), made(folder / "ec", "ec")]
        trust, paths = sealed(folder / "data", authorities, asked.bundles)
        told: Verdicts = Counter()
        for path in paths:
            told[
                "rightswatch verify: nothing tampered", exit_code(verify_bundle(path, trust)) == 3
            ] += 1
            for program, fine in strangers(path, stock, authorities):
                told[program, fine] += 1
        for program in dict.fromkeys(program for program, _ in told):
            print(f"{program:44} accepts {told[program, True]:3} of {len(paths)}")
        print(f"planted secret found in {leaks(folder / 'data' / 'evidence')} files")


def installed(folder: Path) -> Path:
    """A virtual environment with the programs of others; gives its folder."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *PACKAGES]
    subprocess.run(pip, check=True)
    return folder


def sealed(folder: Path, authorities: Sequence[Authority], count: int) -> tuple[Trust, list[Path]]:
    """So many bundles in one log, each with all its seals; and whom to trust."""
    recorder = recorder_in(folder / "evidence")
    notary = FileNotary(folder / "log.key")
    entries: list[LogEntry] = []
    bundles: list[EvidenceBundle] = []
    tree = GrownTree()
    for number in range(count):
        order = order_of(f"RW-{number:06}-1", body_bytes=300 * 3 ** (number % 8), seed=number)
        bundle = recorder.record(order)
        body = {"type": "capture", "v": 2, "bundle": bundle}
        entries.append(LogEntry.of(number, body, bundle.ended_at))
        bundles.append(bundle)
        tree.append(entries[-1].body.encode())
    note = notary.sign(count, tree.root())
    by_name = sorted(authorities, key=lambda one: one.root_file.parent.name)
    marks = tuple(_mark(one, note) for one in by_name)
    for bundle, entry in zip(bundles, entries, strict=True):
        proof = tuple(inclusion_proof(entry.index, count, tree.fetch))
        checkpoint = SignedCheckpoint(size=count, note=note, at=bundle.ended_at)
        recorder.attach(
            Seal(bundle=bundle, entry=entry, checkpoint=checkpoint, proof=proof, marks=marks)
        )
    roots = tuple(root for one in authorities for root in one.roots)
    paths = [folder / "evidence" / bundle.path for bundle in bundles]
    assert_size(note, count)
    return Trust(keys=(notary.public,), roots=roots), paths


def assert_size(note: str, count: int) -> None:
    """The checkpoint speaks of the whole log.

    Raises:
        SystemExit: it does not.
    """
    if Checkpoint.read(note).size != count:
        message = "the checkpoint is not of the whole log"
        raise SystemExit(message)


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


def leaks(folder: Path) -> int:
    """Files in which the planted secret stands, in whatever member."""
    found = 0
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        content = path.read_bytes()
        found += SECRET.encode() in content
        if path.suffix == ".wacz":
            warc = subprocess.run(
                [SHELL, "-c", f"unzip -p '{path}' archive/data.warc.gz | gzip -dc"],
                capture_output=True,
                check=False,
            )
            found += SECRET.encode() in warc.stdout
    return found


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
