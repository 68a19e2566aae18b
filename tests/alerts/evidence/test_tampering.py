from collections import Counter
from pathlib import Path

from alerts.evidence.bundle import seal
from alerts.evidence.check import Exit, Outcome, exit_code
from alerts.evidence.known_log import KnownLog
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle
from tests.alerts.evidence import tamper
from tests.alerts.evidence.samples import DECIDERS, KEY, bundle_at, known, log_of, record, varied

STEP = 13
CAUGHT = {Exit.TAMPERED, Exit.UNREADABLE}


def test_every_forgery_is_caught_with_the_log_and_all_but_the_careful_without(
    tmp_path: Path,
) -> None:
    path = tmp_path / "RW-000007-3.wacz"
    whole = seal(record(), KEY)
    path.write_bytes(whole)
    log = known(bundle_at(path))
    tried: Counter[str] = Counter()
    for kind, forged in tamper.corpus(whole, STEP):
        assert forged != whole, kind
        path.write_bytes(forged)
        tried[kind] += 1
        assert exit_code(verify_bundle(path, log)) in CAUGHT, (kind, tried[kind])
        alone = exit_code(verify_bundle(path, Trust(deciders=DECIDERS)))
        if kind not in tamper.CAREFUL:
            assert alone in CAUGHT, (kind, tried[kind])
    assert sum(tried.values()) > 2000, tried
    assert len(tried) >= 15, tried


def test_good_bundles_raise_no_false_alarm(tmp_path: Path) -> None:
    for number in range(150):
        one = varied(number)
        path = tmp_path / f"{one.order.id}.wacz"
        path.write_bytes(seal(one, KEY))
        checks = verify_bundle(path, known(bundle_at(path)))
        assert exit_code(checks) in {Exit.INCOMPLETE, Exit.POLICY}
        assert not [c for c in checks if c.outcome in {Outcome.FAILED, Outcome.UNREADABLE}]
        path.unlink()


def test_a_log_is_read_once_for_many_bundles(tmp_path: Path) -> None:
    bundles = []
    for number in range(20):
        path = tmp_path / f"c{number}.wacz"
        path.write_bytes(seal(record(f"c{number}"), KEY))
        bundles.append(bundle_at(path))
    log = KnownLog(log_of(*bundles))
    assert [len(log.seals(f"c{number}")) for number in range(20)] == [1] * 20
