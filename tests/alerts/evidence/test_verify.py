import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from alerts.evidence.bundle import CAPTURE_NAME, bundle_of, seal
from alerts.evidence.check import Check, Claim, Exit, Outcome, exit_code
from alerts.evidence.container import unpack
from alerts.evidence.verify import verify_bundle, verify_folder
from alerts.evidence.verify_log import read_log
from monitor.domain.capture import EvidenceBundle, LogEntry
from monitor.domain.codec import canonical_json, to_plain
from monitor.domain.page import PageKind
from tests.alerts.evidence.samples import KEY, log_of, record, sealed_file


def bundle_at(path: Path, where: str | None = None) -> EvidenceBundle:
    content = path.read_bytes()
    capture = json.loads(unpack(content)[CAPTURE_NAME])
    return bundle_of(capture, where or path.name, content)


def outcomes(checks: list[Check]) -> dict[str, Outcome]:
    return {check.name: check.outcome for check in checks}


def test_a_good_bundle_without_a_log_is_intact_and_incomplete(tmp_path: Path) -> None:
    checks = verify_bundle(sealed_file(tmp_path), None)
    assert exit_code(checks) == Exit.INCOMPLETE
    open_ones = [check.name for check in checks if check.outcome is not Outcome.PASSED]
    assert open_ones == ["log", "time"]


def test_with_its_log_only_the_independent_time_is_missing(tmp_path: Path) -> None:
    path = sealed_file(tmp_path)
    checks = verify_bundle(path, log_of(bundle_at(path)))
    assert exit_code(checks) == Exit.INCOMPLETE
    assert [c.name for c in checks if c.outcome is not Outcome.PASSED] == ["time"]
    assert outcomes(checks)["entry"] is Outcome.PASSED


@pytest.mark.parametrize("kind", [PageKind.CHALLENGE, PageKind.LOGIN, PageKind.ERROR])
def test_a_wall_is_intact_and_no_evidence_of_an_offer(tmp_path: Path, kind: PageKind) -> None:
    checks = verify_bundle(sealed_file(tmp_path, record(kind=kind)), None)
    assert exit_code(checks) == Exit.POLICY
    assert outcomes(checks)["page_kind"] is Outcome.REFUSED


def test_a_bundle_without_a_browser_s_look_is_incomplete(tmp_path: Path) -> None:
    one = replace(record(kind=None), shot=None)
    checks = verify_bundle(sealed_file(tmp_path, one), None)
    assert exit_code(checks) == Exit.INCOMPLETE
    assert outcomes(checks)["page_kind"] is Outcome.INCOMPLETE


@pytest.mark.parametrize("content", [b"", b"no zip", b"\x1f\x8b" + b"\0" * 60])
def test_what_is_no_bundle_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "RW-000007-3.wacz"
    path.write_bytes(content)
    assert exit_code(verify_bundle(path, None)) == Exit.UNREADABLE


def test_a_file_that_is_absent_or_a_link_is_unreadable(tmp_path: Path) -> None:
    good = sealed_file(tmp_path)
    link = tmp_path / "link.wacz"
    link.symlink_to(good)
    for path in (link, tmp_path / "absent.wacz", tmp_path):
        assert exit_code(verify_bundle(path, None)) == Exit.UNREADABLE


def test_a_bundle_under_another_name_is_refused(tmp_path: Path) -> None:
    path = sealed_file(tmp_path).rename(tmp_path / "RW-000008-1.wacz")
    checks = verify_bundle(path, None)
    assert exit_code(checks) == Exit.TAMPERED


def test_a_checksum_file_that_disagrees_is_noticed(tmp_path: Path) -> None:
    path = sealed_file(tmp_path)
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  {path.name}\n")
    assert outcomes(verify_bundle(path, None))["checksums"] is Outcome.FAILED


def test_a_consistent_forgery_passes_without_the_log_and_fails_with_it(tmp_path: Path) -> None:
    original = sealed_file(tmp_path)
    log = log_of(bundle_at(original))
    one = record()
    assert one.shot is not None
    forged = replace(one, shot=replace(one.shot, text="ACME pump, genuine"))
    original.write_bytes(seal(forged, KEY))
    assert exit_code(verify_bundle(original, None)) == Exit.INCOMPLETE
    checks = verify_bundle(original, log)
    assert exit_code(checks) == Exit.TAMPERED
    assert "not the file that was sealed" in checks[-2].because


def test_a_bundle_that_the_log_does_not_know_is_refused(tmp_path: Path) -> None:
    checks = verify_bundle(sealed_file(tmp_path), log_of())
    assert outcomes(checks)["entry"] is Outcome.FAILED


def _changed(log: list[LogEntry], **fields: object) -> list[LogEntry]:
    return [log[0], replace(log[1], **fields), *log[2:]]


def test_every_break_of_the_chain_is_found(tmp_path: Path) -> None:
    path = sealed_file(tmp_path)
    bundle = bundle_at(path)
    log = log_of(bundle, replace(bundle, capture_id="other"), replace(bundle, capture_id="third"))
    forged = canonical_json({"type": "capture", "bundle": bundle}).decode()
    digest = hashlib.sha256(f"{log[0].entry_sha256}\n{forged}".encode()).hexdigest()
    breaks = [
        _changed(log, body=forged),
        _changed(log, body=forged, entry_sha256=digest),
        _changed(log, previous_sha256="1" * 64),
        _changed(log, index=7),
        log[1:],
        [log[0], *log[2:]],
        [log[0], log[2], log[1], log[3]],
        [log[0], log[1], log[1], *log[2:]],
    ]
    for broken in breaks:
        assert outcomes(verify_bundle(path, broken))["chain"] is Outcome.FAILED
    assert outcomes(verify_bundle(path, log))["chain"] is Outcome.PASSED


def test_the_log_is_read_back_from_json_lines(tmp_path: Path) -> None:
    log = log_of(bundle_at(sealed_file(tmp_path)))
    lines = "\n".join(json.dumps(to_plain(entry)) for entry in log)
    assert read_log(lines + "\n\n") == log


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"index": "x"}', "[" * 100_000])
def test_a_line_that_is_no_entry_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 1 is no log entry"):
        read_log(line)


def test_a_logged_bundle_that_is_gone_from_the_folder_is_missed(tmp_path: Path) -> None:
    bundles = []
    for capture_id in ("RW-000007-3", "RW-000007-4"):
        path = sealed_file(tmp_path, record(capture_id))
        bundles.append(bundle_at(path))
    log = log_of(*bundles)
    whole = [check for _, checks in verify_folder(tmp_path, log) for check in checks]
    assert outcomes(whole)["presence"] is Outcome.PASSED
    (tmp_path / "RW-000007-4.wacz").unlink()
    left = [check for _, checks in verify_folder(tmp_path, log) for check in checks]
    assert outcomes(left)["presence"] is Outcome.FAILED
    assert exit_code(left) == Exit.TAMPERED


def test_an_empty_folder_is_no_proof(tmp_path: Path) -> None:
    checks = [check for _, checks in verify_folder(tmp_path, None) for check in checks]
    assert exit_code(checks) == Exit.UNREADABLE


def test_the_gravest_outcome_decides() -> None:
    def check(outcome: Outcome) -> Check:
        return Check(name="x", claim=Claim.INTEGRITY, outcome=outcome, because="")

    assert exit_code([]) == Exit.UNREADABLE
    assert exit_code([check(Outcome.PASSED)]) == Exit.PROVEN
    everything = [check(outcome) for outcome in Outcome]
    assert exit_code(everything) == Exit.TAMPERED
    assert exit_code([check(Outcome.REFUSED), check(Outcome.INCOMPLETE)]) == Exit.POLICY
