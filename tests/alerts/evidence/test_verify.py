import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from alerts.evidence.bundle import seal
from alerts.evidence.check import Check, Claim, Exit, Outcome, exit_code
from alerts.evidence.known_log import KnownLog, read_log
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle, verify_folder
from monitor.domain.capture import LogEntry
from monitor.domain.codec import canonical_json, to_plain
from monitor.domain.page import PageKind
from tests.alerts.evidence.samples import (
    DECIDERS,
    KEY,
    LOG_KEY,
    bundle_at,
    known,
    log_of,
    note_of,
    record,
    sealed_file,
    trusting,
)
from tests.alerts.evidence.sealing import open_ones


def outcomes(checks: list[Check]) -> dict[str, Outcome]:
    return {check.name: check.outcome for check in checks}


def test_a_good_bundle_without_a_log_is_intact_and_incomplete(tmp_path: Path) -> None:
    checks = verify_bundle(sealed_file(tmp_path))
    assert exit_code(checks) == Exit.INCOMPLETE
    assert open_ones(checks) == ["verdict", "entry", "proof", "time"]


def test_with_its_signed_log_only_the_independent_time_is_missing(tmp_path: Path) -> None:
    path = sealed_file(tmp_path)
    checks = verify_bundle(path, trusting(bundle_at(path)))
    assert exit_code(checks) == Exit.INCOMPLETE
    assert open_ones(checks) == ["time"]
    assert outcomes(checks)["entry"] is Outcome.PASSED


@pytest.mark.parametrize("kind", [PageKind.CHALLENGE, PageKind.LOGIN, PageKind.ERROR])
def test_a_wall_is_intact_and_no_evidence_of_an_offer(tmp_path: Path, kind: PageKind) -> None:
    checks = verify_bundle(sealed_file(tmp_path, record(kind=kind)))
    assert exit_code(checks) == Exit.POLICY
    assert outcomes(checks)["page_kind"] is Outcome.REFUSED


def test_a_bundle_without_a_browser_s_look_is_incomplete(tmp_path: Path) -> None:
    one = replace(record(kind=None), shot=None, surroundings=None)
    checks = verify_bundle(sealed_file(tmp_path, one))
    assert exit_code(checks) == Exit.INCOMPLETE
    assert outcomes(checks)["page_kind"] is Outcome.INCOMPLETE


@pytest.mark.parametrize("content", [b"", b"no zip", b"\x1f\x8b" + b"\0" * 60])
def test_what_is_no_bundle_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "RW-000007-3.wacz"
    path.write_bytes(content)
    assert exit_code(verify_bundle(path)) == Exit.UNREADABLE


def test_a_file_that_is_absent_or_a_link_is_unreadable(tmp_path: Path) -> None:
    good = sealed_file(tmp_path)
    link = tmp_path / "link.wacz"
    link.symlink_to(good)
    for path in (link, tmp_path / "absent.wacz", tmp_path):
        assert exit_code(verify_bundle(path)) == Exit.UNREADABLE


def test_a_bundle_under_another_name_is_refused(tmp_path: Path) -> None:
    path = sealed_file(tmp_path).rename(tmp_path / "RW-000008-1.wacz")
    checks = verify_bundle(path)
    assert exit_code(checks) == Exit.TAMPERED


def test_a_checksum_file_that_disagrees_is_noticed(tmp_path: Path) -> None:
    path = sealed_file(tmp_path)
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  {path.name}\n")
    assert outcomes(verify_bundle(path))["checksums"] is Outcome.FAILED


def test_a_consistent_forgery_passes_without_the_log_and_fails_with_it(tmp_path: Path) -> None:
    original = sealed_file(tmp_path)
    log = known(bundle_at(original))
    one = record()
    assert one.shot is not None
    forged = replace(one, shot=replace(one.shot, text="ACME pump, genuine"))
    original.write_bytes(seal(forged, KEY))
    assert exit_code(verify_bundle(original)) == Exit.INCOMPLETE
    checks = verify_bundle(original, log)
    assert exit_code(checks) == Exit.TAMPERED
    assert [c for c in checks if "not the file that was sealed" in c.because]


def test_a_bundle_that_the_log_does_not_know_is_refused(tmp_path: Path) -> None:
    checks = verify_bundle(sealed_file(tmp_path), known())
    assert outcomes(checks)["entry"] is Outcome.FAILED


def _changed(log: list[LogEntry], **fields: object) -> list[LogEntry]:
    return [log[0], replace(log[1], **fields), *log[2:]]  # type: ignore[arg-type]


def test_every_change_of_a_signed_log_is_found(tmp_path: Path) -> None:
    path = sealed_file(tmp_path)
    bundle = bundle_at(path)
    log = log_of(bundle, replace(bundle, capture_id="other"), replace(bundle, capture_id="third"))
    note = note_of(log)
    forged = canonical_json({"type": "capture", "bundle": bundle}).decode()
    breaks = [
        _changed(log, body=forged),
        _changed(log, index=7),
        log[1:],
        [log[0], *log[2:]],
        log[:3],
        [log[0], log[2], log[1], log[3]],
        [log[0], log[1], log[1], *log[2:]],
    ]
    for broken in breaks:
        trust = Trust(log=KnownLog(broken, note), keys=(LOG_KEY.public,))
        checks = verify_bundle(path, trust)
        assert outcomes(checks)["log"] is Outcome.FAILED
        assert exit_code(checks) == Exit.TAMPERED
    trust = Trust(log=KnownLog(log, note), keys=(LOG_KEY.public,), deciders=DECIDERS)
    checks = verify_bundle(path, trust)
    assert outcomes(checks)["log"] is Outcome.PASSED
    assert open_ones(checks) == ["time"]


def test_the_log_is_read_back_from_json_lines(tmp_path: Path) -> None:
    log = log_of(bundle_at(sealed_file(tmp_path)))
    lines = [json.dumps(to_plain(entry)) for entry in log]
    lines.append(json.dumps({"checkpoint": note_of(log)}))
    known_log = read_log("\n".join(lines) + "\n\n")
    assert [known_log.entry(n) for n in range(3)] == [*log, None]
    assert known_log.note == note_of(log)
    assert known_log.fault is None


def test_a_log_from_before_the_tree_is_read_and_its_chain_checked() -> None:
    lines, before = [], "0" * 64
    for index in range(3):
        body = f'{{"n":{index}}}'
        digest = hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()
        at = "2026-05-01T12:00:00+00:00"
        old = {"index": index, "previous_sha256": before, "body": body, "entry_sha256": digest}
        lines.append(json.dumps({**old, "at": at}))
        before = digest
    assert read_log("\n".join(lines)).size == 3
    lines[1] = lines[1].replace('n\\":1', 'n\\":7')
    with pytest.raises(ValueError, match="line 2 breaks the chain"):
        read_log("\n".join(lines))


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"index": "x"}', "[" * 100_000])
def test_a_line_that_is_no_entry_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 1 is no log entry"):
        read_log(line)


def test_a_logged_bundle_that_is_gone_from_the_folder_is_missed(tmp_path: Path) -> None:
    bundles = []
    for capture_id in ("RW-000007-3", "RW-000007-4"):
        path = sealed_file(tmp_path, record(capture_id))
        bundles.append(bundle_at(path))
    log = known(*bundles)
    whole = [check for _, checks in verify_folder(tmp_path, log) for check in checks]
    assert outcomes(whole)["presence"] is Outcome.PASSED
    (tmp_path / "RW-000007-4.wacz").unlink()
    left = [check for _, checks in verify_folder(tmp_path, log) for check in checks]
    assert outcomes(left)["presence"] is Outcome.FAILED
    assert exit_code(left) == Exit.TAMPERED


def test_an_empty_folder_is_no_proof(tmp_path: Path) -> None:
    checks = [check for _, checks in verify_folder(tmp_path) for check in checks]
    assert exit_code(checks) == Exit.UNREADABLE


def test_the_gravest_outcome_decides() -> None:
    def check(outcome: Outcome) -> Check:
        return Check(name="x", claim=Claim.INTEGRITY, outcome=outcome, because="")

    assert exit_code([]) == Exit.UNREADABLE
    assert exit_code([check(Outcome.PASSED)]) == Exit.PROVEN
    everything = [check(outcome) for outcome in Outcome]
    assert exit_code(everything) == Exit.TAMPERED
    assert exit_code([check(Outcome.REFUSED), check(Outcome.INCOMPLETE)]) == Exit.POLICY
