"""Verdicts of a bundle, reached again from what is enclosed."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from alerts.evidence.bundle import MATCH_NAME
from alerts.evidence.check import Check, Exit, Outcome, exit_code
from alerts.evidence.container import unpack
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle
from alerts.evidence.verify_verdict import verdict_checks
from monitor.domain.asset import ReferenceImage, version_of
from monitor.domain.codec import canonical_json, fingerprint, to_plain
from tests.alerts.evidence import samples
from tests.alerts.evidence.samples import DECIDERS, bundle_at, known, sealed_file
from tests.alerts.evidence.tamper import reseal_all

JUDGE = Trust(deciders=DECIDERS)


def verdict_check(path: Path, trust: Trust = JUDGE) -> Check:
    (told,) = (check for check in verify_bundle(path, trust) if check.name == "verdict")
    return told


def changed(path: Path, **fields: object) -> Path:
    """The bundle with another verdict in it, all its digests made anew."""
    members = unpack(path.read_bytes())
    match = json.loads(members[MATCH_NAME])
    match["verdicts"][0] |= fields
    path.write_bytes(reseal_all({**members, MATCH_NAME: canonical_json(match)}))
    return path


def test_a_verdict_is_reached_again_to_the_last_digit(tmp_path: Path) -> None:
    told = verdict_check(sealed_file(tmp_path))
    assert told.outcome is Outcome.PASSED
    assert "alert, reached again by decision.first/1 from 1 signals and 4 circ" in told.because


@pytest.mark.parametrize(
    "fields",
    [
        {"score": 0.938187},
        {"grade": "review"},
        {"grounds": ["counterfeit", "trademark_use"]},
        {"gate": {"enforceable": False, "because": "lapsed"}},
        {"against": []},
        {"signals": []},
        {"facts": []},
    ],
)
def test_a_changed_verdict_whose_digests_were_sealed_anew_is_caught(
    tmp_path: Path, fields: dict[str, Any]
) -> None:
    path = changed(sealed_file(tmp_path), **fields)
    told = verdict_check(path)
    assert told.outcome is Outcome.FAILED
    assert "told" in told.because
    log = known(bundle_at(path))  # a log that knows the forgery, and no other
    assert exit_code(verify_bundle(path, log)) is Exit.TAMPERED


@pytest.mark.parametrize(
    "fields",
    [
        {"score": "high"},
        {"signals": [{"score": "0.9"}]},
        {"signals": 3},
        {"grade": "guilty"},
        {"facts": [{"name": "context.goods/1", "value": 1, "because": "x", "weight": None}]},
    ],
)
def test_a_verdict_that_cannot_be_read_is_a_fault_and_no_crash(
    tmp_path: Path, fields: dict[str, Any]
) -> None:
    assert verdict_check(changed(sealed_file(tmp_path), **fields)).outcome is Outcome.FAILED


def test_what_cannot_be_reached_again_is_incomplete_and_says_why(tmp_path: Path) -> None:
    path = sealed_file(tmp_path)
    assert "not at hand" in verdict_check(path, Trust()).because
    later = verdict_check(changed(sealed_file(tmp_path), decider="decision.first/9"))
    assert later.outcome is Outcome.INCOMPLETE
    assert "decision.first/9" in later.because
    before = verdict_check(changed(sealed_file(tmp_path), facts=None))
    assert before.outcome is Outcome.INCOMPLETE
    assert "before circumstances were kept" in before.because
    match = json.loads(unpack(path.read_bytes())[MATCH_NAME])
    (lacking,) = verdict_checks({**match, "assets": []}, DECIDERS)
    assert lacking.outcome is Outcome.INCOMPLETE


def test_verdicts_over_another_listing_are_refused(tmp_path: Path) -> None:
    path = sealed_file(tmp_path)
    members = unpack(path.read_bytes())
    listing = json.loads(members["evidence/listing.json"])
    listing["offer"]["title"] = "ACME pump, genuine"
    members["evidence/listing.json"] = canonical_json(listing)
    path.write_bytes(reseal_all(members))
    faults = [c.because for c in verify_bundle(path, JUDGE) if c.outcome is Outcome.FAILED]
    assert faults == ["the verdicts were reached on another listing.json"]


@pytest.mark.parametrize("digest", [version_of, fingerprint, lambda _: "0" * 64])
def test_an_asset_s_version_is_told_by_this_program_or_by_an_earlier_one(
    tmp_path: Path, digest: Callable[[dict[str, Any]], str]
) -> None:
    picture = ReferenceImage(path="/marks/acme.png", sha256="0" * 64)
    asset = replace(samples.asset(), images=(picture,))
    verdict = replace(samples.verdict(), asset_version=digest(to_plain(asset)))
    order = replace(samples.order(), assets=(asset,), verdicts=(verdict,))
    checks = verify_bundle(sealed_file(tmp_path, replace(samples.record(), order=order)))
    told = {check.name: check.outcome for check in checks}
    known = digest in {version_of, fingerprint}
    assert told["match"] is (Outcome.PASSED if known else Outcome.FAILED)
