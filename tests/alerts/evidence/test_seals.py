"""What lies beside a bundle, checked by us and by the stock tools that VERIFY.txt names."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from alerts.evidence.check import Check, Exit, Outcome, exit_code
from alerts.evidence.known_log import KnownLog
from alerts.evidence.log_key import ROTATION, rotate
from alerts.evidence.notes import PublicKey, SigningKey
from alerts.evidence.recorder import BundleRecorder
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle
from monitor.domain.capture import EvidenceBundle, LogEntry
from monitor.domain.errors import CaptureFailed
from tests.alerts.evidence import samples
from tests.alerts.evidence.samples import (
    DECIDERS,
    FORGER,
    LOG_KEY,
    NOON,
    bundle_at,
    log_of,
    note_of,
    seal_of,
)
from tests.alerts.evidence.sealing import open_ones
from tests.alerts.evidence.test_recorder import recorder_in

PINNED = Trust(keys=(LOG_KEY.public,), deciders=DECIDERS)


def outcomes(checks: list[Check]) -> dict[str, Outcome]:
    return {check.name: check.outcome for check in checks}


def sealed_folder(folder: Path, others: int = 5, key: SigningKey = LOG_KEY) -> Path:
    """A bundle with its seals beside it, among other entries of a log."""
    path = samples.sealed_file(folder)
    bundle = bundle_at(path)
    more = [replace(bundle, capture_id=f"other-{n}") for n in range(others)]
    entries = log_of(*more[:3], bundle, *more[3:])
    samples.lay_seal(folder, seal_of(bundle, entries, key=key), key)
    return path


def commands_of(folder: Path) -> list[str]:
    lines = (folder / "VERIFY.txt").read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.startswith("       ")]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-ec", command], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_bundle_with_its_seals_needs_no_log_but_a_pinned_key(tmp_path: Path) -> None:
    path = sealed_folder(tmp_path)
    checks = verify_bundle(path, PINNED)
    assert exit_code(checks) == Exit.INCOMPLETE
    assert open_ones(checks) == ["time"]
    assert open_ones(verify_bundle(path)) == ["verdict", "signature", "time"]


@pytest.mark.parametrize("others", [0, 1, 2, 3, 9])
@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is absent")
def test_each_command_of_verify_txt_works_with_stock_tools(tmp_path: Path, others: int) -> None:
    folder = tmp_path / "capture"
    folder.mkdir()
    sealed_folder(folder, others)
    commands = commands_of(folder)
    told = [run(command, folder) for command in commands[:4]]
    assert [one.returncode for one in told] == [0, 0, 0, 0], [one.stderr for one in told]
    assert "OK" in told[0].stdout
    assert told[1].stdout == "it names the file\n"
    assert told[2].stdout == "the entry stands in the log\n"
    assert "Signature Verified Successfully" in told[3].stdout


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("RW-000007-3.wacz", 0),
        ("RW-000007-3.wacz", 1),
        ("RW-000007-3.entry.json", 2),
        ("RW-000007-3.tlog-proof", 2),
        ("RW-000007-3.checkpoint", 3),
        ("log-key.pem", 3),
    ],
)
def test_each_command_fails_when_its_file_was_changed(
    tmp_path: Path, name: str, command: int
) -> None:
    sealed_folder(tmp_path)
    content = bytearray((tmp_path / name).read_bytes())
    at = 40 if name != "log-key.pem" else 60
    content[at] = (
        content[at] ^ 1 if name.endswith("wacz") else ord("A" if content[at] != 65 else "B")
    )
    (tmp_path / name).write_bytes(content)
    assert run(commands_of(tmp_path)[command], tmp_path).returncode != 0


def test_a_seal_that_a_forger_signed_is_refused(tmp_path: Path) -> None:
    path = sealed_folder(tmp_path, key=FORGER)
    assert exit_code(verify_bundle(path)) == Exit.INCOMPLETE
    checks = verify_bundle(path, PINNED)
    assert outcomes(checks)["signature"] is Outcome.FAILED
    assert exit_code(checks) == Exit.TAMPERED


@pytest.mark.parametrize("ending", ["entry.json", "tlog-proof", "checkpoint"])
@pytest.mark.parametrize("change", ["cut", "swap", "link", "flip"])
def test_every_change_of_a_seal_is_found(tmp_path: Path, ending: str, change: str) -> None:
    path = sealed_folder(tmp_path)
    (tmp_path / "SHA256SUMS").unlink()  # a forger takes it away
    file = tmp_path / f"RW-000007-3.{ending}"
    content = file.read_bytes()
    if change == "cut":
        file.write_bytes(content[:-7])
    elif change == "flip":
        file.write_bytes(content[:30] + bytes([content[30] ^ 4]) + content[31:])
    elif change == "swap":
        other = tmp_path / "other"
        other.mkdir()
        sealed_folder(other, others=1)
        file.write_bytes((other / file.name).read_bytes())
    else:
        file.rename(tmp_path / "away")
        file.symlink_to(tmp_path / "away")
    if change == "swap" and ending == "entry.json":
        assert exit_code(verify_bundle(path, PINNED)) == Exit.INCOMPLETE  # the same words anywhere
        return
    assert exit_code(verify_bundle(path, PINNED)) == Exit.TAMPERED


def test_a_fork_and_a_rollback_of_the_log_are_found(tmp_path: Path) -> None:
    path = samples.sealed_file(tmp_path)
    bundle = bundle_at(path)
    other, third = replace(bundle, capture_id="other"), replace(bundle, capture_id="third")
    entries = log_of(bundle, other)
    samples.lay_seal(tmp_path, seal_of(bundle, entries))
    fork = log_of(bundle, third)
    for forged in (fork, [*fork, *log_of(other)[1:]]):
        renumbered = [replace(entry, index=n) for n, entry in enumerate(forged)]
        trust = Trust(log=KnownLog(renumbered, note_of(renumbered)), keys=PINNED.keys)
        assert outcomes(verify_bundle(path, trust))["fork"] is Outcome.FAILED
    short = entries[:2]
    copy = KnownLog(short, note_of(short))
    assert (
        outcomes(verify_bundle(path, Trust(log=copy, keys=PINNED.keys)))["fork"]
        is Outcome.INCOMPLETE
    )
    live = KnownLog(short, note_of(short), live=True)
    assert (
        outcomes(verify_bundle(path, Trust(log=live, keys=PINNED.keys)))["fork"] is Outcome.FAILED
    )


def test_an_older_checkpoint_shows_whether_the_log_was_rewritten(tmp_path: Path) -> None:
    path = samples.sealed_file(tmp_path)
    bundle = bundle_at(path)
    entries = log_of(*(replace(bundle, capture_id=f"c{n}") for n in range(9)), bundle)
    samples.lay_seal(tmp_path, seal_of(bundle, entries))
    mailed = note_of(entries[:6])

    def against(kept: list[LogEntry], note: str = mailed) -> Outcome:
        trust = Trust(log=KnownLog(kept, note_of(kept)), keys=PINNED.keys, against=note)
        return outcomes(verify_bundle(path, trust))["against"]

    assert against(entries) is Outcome.PASSED
    rewritten = [entries[0], replace(entries[1], body='{"type":"other"}'), *entries[2:]]
    assert against(rewritten) is Outcome.FAILED
    assert against(entries[:4]) is Outcome.FAILED
    assert against(entries, note_of(entries[:6], FORGER)) is Outcome.UNREADABLE
    assert against(entries, "a letter") is Outcome.UNREADABLE
    elsewhere = SigningKey(name="rightswatch/elsewhere", seed=LOG_KEY.seed)
    trust = Trust(
        log=KnownLog(entries, note_of(entries)),
        keys=(*PINNED.keys, elsewhere.public),
        against=note_of(entries[:6], elsewhere),
    )
    assert outcomes(verify_bundle(path, trust))["against"] is Outcome.FAILED
    alone = Trust(keys=PINNED.keys, against=mailed)
    assert outcomes(verify_bundle(path, alone))["against"] is Outcome.INCOMPLETE
    same = Trust(keys=PINNED.keys, against=note_of(entries))
    assert outcomes(verify_bundle(path, same))["against"] is Outcome.PASSED


def test_a_pinned_key_leads_to_the_one_that_took_its_place(tmp_path: Path) -> None:
    key_file = tmp_path / "log.key"
    key_file.write_text(LOG_KEY.text)
    key_file.chmod(0o600)
    entry = rotate(key_file)
    new = SigningKey.read(key_file.read_text())
    folder = tmp_path / "capture"
    folder.mkdir()
    path = samples.sealed_file(folder)
    bundle = bundle_at(path)
    entries = [*log_of(bundle), LogEntry.of(2, entry, NOON)]
    samples.lay_seal(folder, seal_of(bundle, entries, key=new), new)

    def signature(kept: list[LogEntry], *keys: PublicKey) -> Outcome:
        trust = Trust(log=KnownLog(kept, note_of(kept, new)), keys=keys)
        return outcomes(verify_bundle(path, trust))["signature"]

    assert entry["type"] == ROTATION
    assert signature(entries, LOG_KEY.public) is Outcome.PASSED
    assert signature(entries, new.public) is Outcome.PASSED
    assert signature(entries, FORGER.public) is Outcome.FAILED
    assert outcomes(verify_bundle(path, PINNED))["signature"] is Outcome.FAILED


def test_the_recorder_writes_seals_beside_its_bundle_and_again_when_they_change(
    evidence: Path,
) -> None:
    recorder: BundleRecorder = recorder_in(evidence)
    bundle: EvidenceBundle = recorder.record(samples.order())
    folder = (evidence / bundle.path).parent
    assert "is not in the evidence log yet" in (folder / "VERIFY.txt").read_text()
    entries = log_of(bundle)
    recorder.attach(seal_of(bundle, entries))
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    recorder.attach(seal_of(bundle, entries))
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == first
    recorder.attach(seal_of(bundle, [*entries, LogEntry.of(2, "more", NOON)]))
    assert (folder / "RW-000007-3.checkpoint").read_bytes() != first["RW-000007-3.checkpoint"]
    assert outcomes(verify_bundle(evidence / bundle.path, PINNED))["signature"] is Outcome.PASSED
    with pytest.raises(CaptureFailed, match="not there to be sealed"):
        recorder.attach(seal_of(replace(bundle, path="2026/03/gone/gone.wacz"), entries))


def test_checksums_that_speak_of_the_seals_and_not_of_the_bundle_are_refused(
    tmp_path: Path,
) -> None:
    path = sealed_folder(tmp_path)
    sums = tmp_path / "SHA256SUMS"
    whole = sums.read_text()
    for forged in (
        whole.replace("RW-000007-3.wacz", "RW-000007-3.wacy"),
        whole.replace("\n", "\v", 1),
        whole[:-1],
    ):
        sums.write_text(forged)
        assert outcomes(verify_bundle(path, PINNED))["checksums"] is Outcome.FAILED
