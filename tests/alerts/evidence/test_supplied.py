"""What was supplied is sealed as it came, and the bundle says that nobody of ours fetched it."""

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from alerts.evidence.bundle import (
    CAPTURE_NAME,
    LISTING_NAME,
    MANIFEST,
    MANIFEST_DIGEST,
    WARC_NAME,
    manifest_digest,
    manifest_text,
)
from alerts.evidence.check import Exit, Outcome, exit_code
from alerts.evidence.container import pack, unpack
from alerts.evidence.verify import verify_bundle
from monitor.domain.capture import CaptureOrder, EvidenceBundle
from monitor.domain.codec import canonical_json
from monitor.domain.page import PageRef
from monitor.domain.supply import Original, Supplied
from monitor.ports.browser import BrowserSpec
from tests.alerts.evidence import samples
from tests.alerts.evidence.strict_proxy import StrictProxy
from tests.alerts.evidence.test_recorder import Pictures, recorder_in

ORIGINAL = b"<!-- saved by a person --><h1>ACME pump</h1><p>token=0123456789abcdefTOKEN</p>"


def supplied(blobs: Pictures, **more: Any) -> Supplied:  # noqa: ANN401
    told = {
        "by": "Officer Zhang",
        "file": "offer 7.html",
        "file_sha256": "cd" * 32,
        "place": "",
        "imported_at": samples.NOON,
        "original": Original.FILE,
        "original_sha256": blobs.put(ORIGINAL),
        "stated_at": samples.NOON - timedelta(days=4),
    }
    return Supplied(**{**told, **more})


def order(blobs: Pictures, **more: Any) -> CaptureOrder:  # noqa: ANN401
    plain = samples.order()
    assert plain.answer is not None
    answer = replace(plain.answer, status=0, headers=(), rendered=True)
    ref = PageRef(
        url=answer.url,
        requested_url=answer.requested_url,
        status=0,
        headers=(),
        body_sha256=hashlib.sha256(answer.body).hexdigest(),
        fetched_at=answer.fetched_at,
        rendered=True,
    )
    sighting = replace(plain.sighting, page=ref, supplied=supplied(blobs, **more))
    return replace(plain, sighting=sighting, answer=answer)


def sealed(evidence: Path, ordered: CaptureOrder, blobs: Pictures) -> tuple[Path, EvidenceBundle]:
    bundle = recorder_in(evidence, blobs=blobs).record(ordered)
    return evidence / bundle.path, bundle


def test_the_bundle_holds_the_bytes_as_they_were_supplied(evidence: Path) -> None:
    blobs = Pictures()
    path, bundle = sealed(evidence, order(blobs), blobs)
    members = unpack(path.read_bytes())
    digest = hashlib.sha256(ORIGINAL).hexdigest()
    assert members[f"supplied/{digest}.html"] == ORIGINAL
    told = json.loads(members[CAPTURE_NAME])["supplied"]
    assert told["member"] == f"supplied/{digest}.html"
    assert told["by"] == "Officer Zhang"
    assert told["file_sha256"] == "cd" * 32
    assert told["stated_at"] < told["imported_at"]
    assert told["statement"].startswith("Supplied by Officer Zhang, not fetched by this program.")
    assert bundle.missing[0].startswith("supplied by Officer Zhang, not fetched by this program")
    assert "handed over by: Officer Zhang" in (path.parent / "VERIFY.txt").read_text("utf-8")


def test_verify_accepts_it_and_says_where_it_comes_from(evidence: Path) -> None:
    blobs = Pictures()
    path, bundle = sealed(evidence, order(blobs), blobs)
    checks = verify_bundle(path, samples.known(bundle))
    assert exit_code(checks) == Exit.INCOMPLETE
    assert not [check for check in checks if check.outcome is Outcome.FAILED]
    origin = next(check for check in checks if check.name == "origin")
    assert origin.because == "the page was supplied by Officer Zhang, not fetched by this program"


def test_no_server_is_said_to_have_answered(evidence: Path) -> None:
    blobs = Pictures()
    path, _ = sealed(evidence, order(blobs), blobs)
    archive = io.BytesIO(unpack(path.read_bytes())[WARC_NAME])
    kinds = [record.rec_type for record in ArchiveIterator(archive)]
    assert kinds == ["warcinfo", "resource"]


def test_no_browser_goes_there_unless_somebody_asked_for_it(evidence: Path, tmp_path: Path) -> None:
    nowhere = BrowserSpec(executable=str(tmp_path / "no-browser"))
    blobs = Pictures()
    parts = {"browser": nowhere, "proxy": StrictProxy(), "blobs": blobs}
    kept = recorder_in(evidence, **parts).record(order(blobs))
    assert not [sentence for sentence in kept.missing if "browser" in sentence]
    asked = replace(order(blobs, visit=True), id="RW-000007-4", last_try=True)
    tried = recorder_in(evidence, **parts).record(asked)
    assert "the browser could not keep the page" in tried.missing[0]


def test_a_row_of_a_table_is_evidence_of_a_row(evidence: Path) -> None:
    blobs = Pictures()
    text = "listing_id,title\n7,ACME pump\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    told = {"original": Original.ROW, "original_sha256": digest, "row": text}
    row = order(Pictures(), file="offers.csv", place="line 7", **told)
    row = replace(row, answer=None, sighting=replace(row.sighting, page=None))
    path, bundle = sealed(evidence, row, blobs)
    assert bundle.missing[1:] == ("what was supplied is a row of a table, not a page",)
    assert unpack(path.read_bytes())[f"supplied/{digest}.txt"] == text.encode()
    assert exit_code(verify_bundle(path, samples.known(bundle))) == Exit.INCOMPLETE


def test_bytes_that_are_gone_are_told_as_missing(evidence: Path) -> None:
    path, bundle = sealed(evidence, order(Pictures()), Pictures())
    assert "the bytes as they were supplied are no longer kept" in bundle.missing
    assert exit_code(verify_bundle(path)) == Exit.INCOMPLETE


def _without_member(members: dict[str, bytes]) -> None:
    del members[next(name for name in members if name.startswith("supplied/"))]


def _with_another(members: dict[str, bytes]) -> None:
    members[f"supplied/{hashlib.sha256(b'x').hexdigest()}.html"] = b"x"


def _as_fetched(members: dict[str, bytes]) -> None:
    _without_member(members)
    capture = json.loads(members[CAPTURE_NAME])
    del capture["supplied"]
    members[CAPTURE_NAME] = canonical_json(capture)


def _by_somebody_else(members: dict[str, bytes]) -> None:
    capture = json.loads(members[CAPTURE_NAME])
    capture["supplied"]["by"] = "Somebody Else"
    members[CAPTURE_NAME] = canonical_json(capture)


def _of_another_day(members: dict[str, bytes]) -> None:
    listing = json.loads(members[LISTING_NAME])
    listing["supplied"]["stated_at"] = "2020-01-01T00:00:00+00:00"
    members[LISTING_NAME] = canonical_json(listing)


@pytest.mark.parametrize(
    "forge", [_without_member, _with_another, _as_fetched, _by_somebody_else, _of_another_day]
)
def test_a_forged_origin_is_found_even_when_all_digests_were_made_anew(
    evidence: Path, forge: Callable[[dict[str, bytes]], None]
) -> None:
    blobs = Pictures()
    path, _ = sealed(evidence, order(blobs), blobs)
    members = unpack(path.read_bytes())
    about = json.loads(members.pop(MANIFEST))
    members.pop(MANIFEST_DIGEST)
    forge(members)
    about = {key: about[key] for key in about if key not in {"profile", "resources"}}
    manifest = manifest_text(members, about)
    ordered = {name: members[name] for name in sorted(members)}
    whole = pack({**ordered, MANIFEST: manifest, MANIFEST_DIGEST: manifest_digest(manifest)})
    forged = path.parent / "forged" / path.name
    forged.parent.mkdir(mode=0o700)
    forged.write_bytes(whole)
    checks = verify_bundle(forged)
    failed = [check for check in checks if check.outcome is Outcome.FAILED]
    assert [check.name for check in failed] == ["supply"]
    assert exit_code(checks) == Exit.TAMPERED
