"""The recorder without a browser: names, repeats, partial bundles, a disk that fails."""

import hashlib
import os
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from alerts.evidence.check import Exit, Outcome, exit_code
from alerts.evidence.cleanliness import Surroundings, record_of
from alerts.evidence.container import unpack
from alerts.evidence.recorder import BundleRecorder
from alerts.evidence.verify import verify_bundle
from monitor.domain.capture import CaptureState
from monitor.domain.errors import CaptureFailed, EvidenceBroken
from monitor.ports.browser import BrowserSpec
from tests.alerts.evidence import samples
from tests.alerts.evidence.conftest import classify
from tests.alerts.evidence.strict_proxy import StrictProxy

SHA256SUM = shutil.which("sha256sum")


@dataclass
class Pictures:
    """Blobs in memory."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def put(self, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        self.kept[digest] = content
        return digest

    def get(self, sha256: str) -> bytes | None:
        return self.kept.get(sha256)


def recorder_in(folder: Path, **parts: Any) -> BundleRecorder:  # noqa: ANN401
    given = {"key": samples.KEY, **parts}
    return BundleRecorder(
        folder=folder,
        clock=samples.StoppedClock(),
        software="rightswatch 0.1.0",
        classify=classify,
        **given,
    )


def test_without_a_browser_the_bundle_is_partial_and_says_so(evidence: Path) -> None:
    bundle = recorder_in(evidence).record(samples.order())
    assert bundle.state is CaptureState.PARTIAL
    assert bundle.page_kind is None
    assert "no browser" in bundle.missing[0]
    assert bundle.path == "2026/03/RW-000007-3/RW-000007-3.wacz"
    content = (evidence / bundle.path).read_bytes()
    assert (bundle.sha256, bundle.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert exit_code(verify_bundle(evidence / bundle.path)) == Exit.INCOMPLETE


def test_the_same_order_again_gives_the_bundle_that_stands(evidence: Path) -> None:
    first = recorder_in(evidence).record(samples.order())
    before = (evidence / first.path).stat()
    again = recorder_in(evidence).record(samples.order())
    assert again == first
    after = (evidence / first.path).stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_size) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_size,
    )


def test_a_bundle_of_which_something_is_only_noted_is_given_back(evidence: Path) -> None:
    place = evidence / "2026/03/RW-000007-3"
    place.mkdir(parents=True)
    one = samples.record()
    machine = replace(samples.MACHINE, resolvers=None)
    around = Surroundings(machine=machine, programs=samples.PROGRAMS, shot=samples.shot())
    path = samples.sealed_file(place, replace(one, surroundings=record_of(around)))
    assert Outcome.NOTED in {check.outcome for check in verify_bundle(path)}
    given = recorder_in(evidence).record(samples.order())
    assert given == samples.bundle_at(path, "2026/03/RW-000007-3/RW-000007-3.wacz")


def test_a_damaged_bundle_under_the_id_is_never_given_back(evidence: Path) -> None:
    recorder = recorder_in(evidence)
    path = evidence / recorder.record(samples.order()).path
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)
    with pytest.raises(EvidenceBroken, match="does not verify"):
        recorder.record(samples.order())


def test_a_name_that_something_else_took_is_reported(evidence: Path) -> None:
    recorder = recorder_in(evidence)
    place = evidence / "2026/03/RW-000007-3"
    place.mkdir(parents=True)
    (place / "note.txt").write_text("mine")
    with pytest.raises(EvidenceBroken, match="taken"):
        recorder.record(samples.order())


@pytest.mark.skipif(SHA256SUM is None, reason="coreutils are absent")
def test_stock_sha256sum_accepts_the_checksums(evidence: Path) -> None:
    bundle = recorder_in(evidence).record(samples.order())
    folder = (evidence / bundle.path).parent
    told = subprocess.run(
        [SHA256SUM or "", "-c", "SHA256SUMS"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines() == ["RW-000007-3.wacz: OK", "VERIFY.txt: OK"]


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is absent")
def test_the_commands_of_verify_txt_work_with_stock_tools(evidence: Path) -> None:
    bundle = recorder_in(evidence).record(samples.order())
    folder = (evidence / bundle.path).parent
    lines = (folder / "VERIFY.txt").read_text().splitlines()
    commands = [line.strip() for line in lines if line.startswith("       ")]
    runnable = [one for one in commands if "screenshot" not in one]
    assert len(runnable) >= 5
    bin_folder = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}"}
    for command in runnable:
        ran = subprocess.run(
            ["/bin/sh", "-ec", command],
            cwd=folder,
            capture_output=True,
            check=False,
            env=environment,
        )
        assert ran.returncode == 0, (command, ran.stderr)


def test_an_id_that_could_leave_the_folder_is_refused(evidence: Path) -> None:
    for name in ("../x", "a/b", "", ".hidden", "x" * 101, "a\n"):
        with pytest.raises(ValueError, match="cannot name a capture"):
            recorder_in(evidence).record(samples.order(name))


def test_a_browser_without_a_proxy_is_refused(evidence: Path) -> None:
    with pytest.raises(ValueError, match="egress proxy"):
        recorder_in(evidence, browser=BrowserSpec(executable="/bin/false"))


def test_a_browser_that_does_not_start_fails_the_capture_until_the_last_try(
    evidence: Path,
) -> None:
    spec = BrowserSpec(executable="/bin/false")
    recorder = recorder_in(evidence, browser=spec, proxy=StrictProxy())
    try:
        with pytest.raises(CaptureFailed, match="does not start"):
            recorder.record(samples.order())
        bundle = recorder.record(replace(samples.order(), last_try=True))
    finally:
        recorder.close()
    assert bundle.state is CaptureState.PARTIAL
    assert "/bin/false does not start" in bundle.missing[0]
    assert list((evidence / ".staging").iterdir()) == []


def test_a_full_disk_fails_the_capture_and_leaves_nothing(evidence: Path) -> None:
    recorder = recorder_in(evidence)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, before[1]))
    try:
        with pytest.raises(CaptureFailed, match="did not take it"):
            recorder.record(samples.order())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(evidence.rglob("*.wacz")) == []
    assert recorder.record(samples.order()).size > 512


def test_pictures_that_verdicts_cite_are_sealed_or_named_as_missing(evidence: Path) -> None:
    blobs = Pictures()
    kept = blobs.put(samples.png())
    gone = "0" * 64
    verdict = samples.verdict()
    signal = replace(verdict.signals[0], offered=kept, registered=gone)
    order = replace(samples.order(), verdicts=(replace(verdict, signals=(signal,)),))
    bundle = recorder_in(evidence, blobs=blobs).record(order)
    inside = unpack((evidence / bundle.path).read_bytes())
    assert inside[f"pictures/{kept}.png"] == samples.png()
    assert [line for line in bundle.missing if gone in line]


def test_an_answer_that_is_no_longer_kept_is_named_as_missing(evidence: Path) -> None:
    bundle = recorder_in(evidence).record(replace(samples.order(), answer=None))
    assert [line for line in bundle.missing if "crawl's answer" in line]
    assert exit_code(verify_bundle(evidence / bundle.path)) == Exit.INCOMPLETE


def test_the_key_lies_outside_the_evidence_folder(evidence: Path) -> None:
    recorder_in(evidence, key=None).record(samples.order())
    assert (evidence.parent / "redaction.key").exists()
    assert [path for path in evidence.rglob("*key*") if path.is_file()] == []
