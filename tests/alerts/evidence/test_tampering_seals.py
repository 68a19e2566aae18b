"""A share of the corpus of `bench/tamper.py`: no forgery of a sealed folder counts as proven."""

from pathlib import Path

from alerts.evidence.check import Exit, exit_code
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle
from tests.alerts.evidence import samples, sealing, tamper, tamper_seals
from tests.alerts.evidence.samples import DECIDERS, LOG_KEY
from tests.fixtures.authority import Authority

FLIP_STEP = 97
HEADER_STEP = 11  # `test_tampering.py` takes every byte of the same headers


def test_no_rewritten_log_stands_beside_a_mail_that_was_kept(
    tmp_path: Path, ec_authority: Authority
) -> None:
    one = sealing.recent(samples.record())
    path = sealing.sealed(tmp_path / "good", ec_authority, one=one, others=9)
    trust = Trust(keys=(LOG_KEY.public,), roots=ec_authority.roots, deciders=DECIDERS)
    entries = sealing.entries_of(path, others=9)
    tried = 0
    for kind, rewritten in sealing.rewritten_logs(entries):
        code = sealing.judged_log(path, trust, rewritten, samples.note_of(entries))
        assert code is Exit.TAMPERED, kind
        tried += 1
    assert tried > 50
    good = sealing.judged_log(path, trust, entries, samples.note_of(entries))
    assert good is Exit.PROVEN


def test_no_forgery_of_a_sealed_folder_is_taken_for_proof(
    tmp_path: Path, ec_authority: Authority, rsa_authority: Authority
) -> None:
    one = sealing.recent(samples.record())
    path = sealing.sealed(tmp_path / "good", ec_authority, one=one, others=5)
    good = sealing.contents(path.parent)
    trust = Trust(keys=(LOG_KEY.public,), roots=ec_authority.roots, deciders=DECIDERS)
    assert exit_code(verify_bundle(path, trust)) == Exit.PROVEN
    others = sealing.other_seals(tmp_path / "others", one, ec_authority, rsa_authority)
    inside = (
        (kind, {tamper_seals.BUNDLE: forged})
        for kind, forged in tamper.corpus(good[tamper_seals.BUNDLE], FLIP_STEP, HEADER_STEP)
    )
    beside = tamper_seals.corpus(good, others, FLIP_STEP)
    for forgeries in (inside, beside):
        told = sealing.judged(tmp_path / "try", good, trust, forgeries)
        assert [kind for kind, _ in told.passed] == []
        assert sum(told.tried.values()) > 150
        for kind in told.tried:
            if kind not in {"proof of another size", "token of a stranger"}:
                assert told.gross[kind] == told.tried[kind], kind
