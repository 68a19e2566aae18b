"""When a bundle stood, by a real authority: bounds, wrong clocks, swapped and foreign tokens."""

import json
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alerts.evidence.bundle import Record
from alerts.evidence.check import Check, Claim, Exit, Outcome, exit_code
from alerts.evidence.timestamp import checked
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle
from monitor.domain.checkpoint import TimeMark
from tests.alerts.evidence import samples
from tests.alerts.evidence.samples import DECIDERS, LOG_KEY, bundle_at, log_of, note_of, seal_of
from tests.alerts.evidence.test_seals import commands_of, run
from tests.fixtures.authority import Authority


def now() -> datetime:
    """The hour of the machine, as the authority has it too."""
    return datetime.now(UTC)


def at(one: Record, started_at: datetime) -> Record:
    """The same record, made at another time."""
    ended_at = started_at + timedelta(seconds=2)
    shot = one.shot and replace(one.shot, started_at=started_at, ended_at=ended_at)
    return replace(one, shot=shot, started_at=started_at, ended_at=ended_at)


def mark(authority: Authority, note: str, name: str = "tsa") -> TimeMark:
    token = authority.stamp(note.encode())
    told = checked(token, note.encode(), authority.roots)
    return TimeMark(authority=name, at=told.at, note=note, token=token)


def stamped_folder(folder: Path, authority: Authority, one: Record | None = None) -> Path:
    """A bundle, its seals and its token."""
    folder.mkdir(exist_ok=True)
    path = samples.sealed_file(folder, one or at(samples.record(), now()))
    entries = log_of(bundle_at(path))
    marks = (mark(authority, note_of(entries)),)
    samples.lay_seal(folder, seal_of(bundle_at(path), entries, marks))
    return path


def trust_in(*authorities: Authority) -> Trust:
    roots = tuple(root for one in authorities for root in one.roots)
    return Trust(keys=(LOG_KEY.public,), roots=roots, deciders=DECIDERS)


def told(checks: list[Check], name: str) -> list[Outcome]:
    return [check.outcome for check in checks if check.name == name]


@dataclass(frozen=True)
class Kept:
    """A stamped bundle that tests copy from."""

    path: Path

    def copied(self, folder: Path) -> Path:
        for file in self.path.parent.iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
        return folder / self.path.name


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, ec_authority: Authority) -> Kept:
    return Kept(stamped_folder(tmp_path_factory.mktemp("kept"), ec_authority))


def test_a_bundle_with_key_and_root_at_hand_is_proven(kept: Kept, ec_authority: Authority) -> None:
    checks = verify_bundle(kept.path, trust_in(ec_authority))
    assert exit_code(checks) == Exit.PROVEN, [c for c in checks if c.outcome is not Outcome.PASSED]
    assert {check.claim for check in checks} >= {Claim.INTEGRITY, Claim.TIME, Claim.POLICY}
    assert told(checks, "clock") == [Outcome.PASSED]


@pytest.mark.parametrize("lacking", ["roots", "keys"])
def test_what_the_reader_does_not_bring_is_incomplete(
    kept: Kept, ec_authority: Authority, lacking: str
) -> None:
    trust = replace(trust_in(ec_authority), **{lacking: ()})
    checks = verify_bundle(kept.path, trust)
    assert exit_code(checks) == Exit.INCOMPLETE
    assert told(checks, "time" if lacking == "roots" else "signature") == [Outcome.INCOMPLETE]


def test_a_token_of_an_authority_that_nobody_trusts_proves_nothing(
    kept: Kept, ec_authority: Authority, rsa_authority: Authority
) -> None:
    checks = verify_bundle(kept.path, trust_in(rsa_authority))
    assert exit_code(checks) == Exit.INCOMPLETE
    assert told(checks, "time") == [Outcome.INCOMPLETE]
    both = verify_bundle(kept.path, trust_in(rsa_authority, ec_authority))
    assert exit_code(both) == Exit.PROVEN


def test_one_trusted_token_is_enough_and_the_other_is_noted(
    tmp_path: Path, ec_authority: Authority, rsa_authority: Authority
) -> None:
    path = samples.sealed_file(tmp_path, at(samples.record(), now()))
    entries = log_of(bundle_at(path))
    note = note_of(entries)
    marks = (mark(ec_authority, note, "first"), mark(rsa_authority, note, "second"))
    samples.lay_seal(tmp_path, seal_of(bundle_at(path), entries, marks))
    checks = verify_bundle(path, trust_in(rsa_authority))
    assert exit_code(checks) == Exit.PROVEN
    assert sorted(told(checks, "time")) == [Outcome.NOTED, Outcome.PASSED]
    assert told(verify_bundle(path, trust_in(rsa_authority, ec_authority)), "time") == [
        Outcome.PASSED,
        Outcome.PASSED,
    ]


def test_a_token_of_another_case_or_a_changed_one_is_refused(
    kept: Kept, tmp_path: Path, ec_authority: Authority
) -> None:
    path = kept.copied(tmp_path)
    (tmp_path / "SHA256SUMS").unlink()
    token = tmp_path / "RW-000007-3.tsa.tsr"
    whole = token.read_bytes()
    swapped = ec_authority.stamp(b"the checkpoint of another case")
    for forged in (swapped, whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1]), b"", b"\x30\x00"):
        token.write_bytes(forged)
        checks = verify_bundle(path, trust_in(ec_authority))
        assert told(checks, "time") == [Outcome.FAILED]
        assert exit_code(checks) == Exit.TAMPERED
    token.unlink()
    assert exit_code(verify_bundle(path, trust_in(ec_authority))) == Exit.INCOMPLETE
    token.symlink_to(kept.path.parent / token.name)
    assert exit_code(verify_bundle(path, trust_in(ec_authority))) == Exit.TAMPERED


def test_a_token_sealed_inside_bounds_the_time_from_below(
    tmp_path: Path, ec_authority: Authority, rsa_authority: Authority
) -> None:
    earlier = mark(ec_authority, note_of(log_of()), "first")
    one = at(samples.record(), now())
    one = replace(one, order=replace(one.order, after=earlier))
    path = stamped_folder(tmp_path / "good", ec_authority, one)
    checks = verify_bundle(path, trust_in(ec_authority))
    assert exit_code(checks) == Exit.PROVEN
    assert told(checks, "not_before") == [Outcome.PASSED]
    assert bundle_at(path).after_sha256 is not None
    foreign = replace(earlier, token=rsa_authority.stamp(earlier.note.encode()))
    noted = replace(one, order=replace(one.order, after=foreign))
    path = stamped_folder(tmp_path / "foreign", ec_authority, noted)
    assert told(verify_bundle(path, trust_in(ec_authority)), "not_before") == [Outcome.NOTED]
    wrong = replace(earlier, token=ec_authority.stamp(b"other bytes"))
    forged = replace(one, order=replace(one.order, after=wrong))
    path = stamped_folder(tmp_path / "forged", ec_authority, forged)
    checks = verify_bundle(path, trust_in(ec_authority))
    assert told(checks, "not_before") == [Outcome.FAILED]


@pytest.mark.parametrize(
    ("hours", "word"), [(9, "after the stamp"), (-9, "before the stamp inside")]
)
def test_a_clock_that_was_wrong_is_told_and_refused(
    tmp_path: Path, ec_authority: Authority, hours: int, word: str
) -> None:
    one = at(samples.record(), now() + timedelta(hours=hours))
    earlier = mark(ec_authority, note_of(log_of()), "first")
    one = replace(one, order=replace(one.order, after=earlier))
    checks = verify_bundle(
        stamped_folder(tmp_path / "x", ec_authority, one), trust_in(ec_authority)
    )
    assert exit_code(checks) == Exit.POLICY
    (clock,) = [check for check in checks if check.name == "clock"]
    assert word in clock.because


def test_the_commands_of_verify_txt_check_the_time_stamp_too(
    kept: Kept, tmp_path: Path, ec_authority: Authority, rsa_authority: Authority
) -> None:
    kept.copied(tmp_path)
    commands = commands_of(tmp_path)
    (stamp,) = [command for command in commands if "ts -verify" in command]
    (tmp_path / "ROOT.pem").write_bytes(ec_authority.root_file.read_bytes())
    good = [run(command, tmp_path) for command in [*commands[:4], stamp]]
    assert [one.returncode for one in good] == [0] * 5, [one.stderr for one in good]
    (tmp_path / "ROOT.pem").write_bytes(rsa_authority.root_file.read_bytes())
    assert run(stamp, tmp_path).returncode != 0
    shown: subprocess.CompletedProcess[str] = run(commands[commands.index(stamp) + 1], tmp_path)
    assert "Time stamp:" in shown.stdout


def test_capture_json_tells_of_the_stamp_it_came_after(
    tmp_path: Path, ec_authority: Authority
) -> None:
    earlier = mark(ec_authority, note_of(log_of()), "first")
    one = replace(samples.record(), order=replace(samples.order(), after=earlier))
    members = samples.unpack(samples.sealed_file(tmp_path, one).read_bytes())
    assert members["time/before.tsr"] == earlier.token
    assert members["time/before.checkpoint"] == earlier.note.encode()
    after = json.loads(members["evidence/capture.json"])["after"]
    assert (after["authority"], after["at"]) == ("first", earlier.at.isoformat())
