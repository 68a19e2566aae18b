"""Redacted copies: what remains verifies, what is withheld is gone and is named."""

import base64
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from alerts.evidence.bundle import Record, seal
from alerts.evidence.check import Check, Exit, Outcome, exit_code
from alerts.evidence.container import pack, unpack
from alerts.evidence.fields import FIELDS_NAME, fields, read_fields
from alerts.evidence.redacted import ENDING, PARTS, SHOWN_NAME, redacted
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle
from monitor.domain.seller import Seller
from tests.alerts.evidence import samples
from tests.alerts.evidence.tamper import reseal

SELLER = "北方优品 North Finds"


def told_by_a_seller() -> Record:
    """A record whose seller stands in the offer, and again in a reason."""
    one = samples.record()
    offer = replace(one.order.sighting.offer, seller=Seller(id="s-77", name=SELLER))
    verdict = one.order.verdicts[0]
    signal = replace(verdict.signals[0], because=f"the seller {SELLER!r} says so")
    verdict = replace(verdict, signals=(*verdict.signals, signal))
    sighting = replace(one.order.sighting, offer=offer)
    return replace(one, order=replace(one.order, sighting=sighting, verdicts=(verdict,)))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with its seals."""
    path = samples.sealed_file(tmp_path_factory.mktemp("whole"), told_by_a_seller())
    bundle = samples.bundle_at(path)
    samples.lay_seal(path.parent, samples.seal_of(bundle, samples.log_of(bundle)))
    return path


def copied(whole: Path, folder: Path, content: bytes) -> Path:
    """A redacted copy beside the seals of its bundle; checksums are the export's affair."""
    for file in whole.parent.iterdir():
        if file.suffix != ".wacz" and file.name != "SHA256SUMS":
            shutil.copy(file, folder)
    path = folder / f"{whole.stem}{ENDING}"
    path.write_bytes(content)
    return path


def checks_of(path: Path, name: str) -> list[Check]:
    trust = Trust(keys=(samples.LOG_KEY.public,))
    return [check for check in verify_bundle(path, trust) if check.name == name]


def test_what_remains_verifies_and_what_is_withheld_is_named(whole: Path, tmp_path: Path) -> None:
    path = copied(whole, tmp_path, redacted(whole.read_bytes(), ["seller"]).content)
    checks = verify_bundle(path, Trust(keys=(samples.LOG_KEY.public,)))
    assert exit_code(checks) == Exit.INCOMPLETE, "all but the time stamp, which nobody gave"
    assert {check.name for check in checks if check.outcome is Outcome.INCOMPLETE} == {"time"}
    (named,) = [check for check in checks if check.outcome is Outcome.NOTED]
    assert "evidence/listing.json#/offer/seller/name" in named.because
    assert "evidence/screenshot.png" in named.because


def test_a_withheld_text_stands_nowhere_in_the_copy(whole: Path) -> None:
    copy = redacted(whole.read_bytes(), ["seller"])
    plain = b"\n".join(unpack(copy.content).values())
    spellings = (SELLER.encode(), json.dumps(SELLER)[1:-1].encode(), b"s-77")
    assert [spelling for spelling in spellings if spelling in plain] == []
    assert "evidence/match.json#/verdicts/0/signals/1/because" in copy.withheld
    assert "evidence/match.json#/verdicts/0/signals/0/because" in copy.shown


@pytest.mark.parametrize("name", ["Bag\x1b[31m Bargains", 'Tom\'s "best" bags', "Back\\slash bags"])
def test_a_quotation_that_is_written_otherwise_is_withheld_too(name: str) -> None:
    one = told_by_a_seller()
    offer = replace(one.order.sighting.offer, seller=Seller(id="s-77", name=name))
    verdict = one.order.verdicts[0]
    quoting = replace(verdict.signals[0], because=f"by {name.upper()!r}")
    verdict = replace(verdict, signals=(*verdict.signals[:1], quoting))
    sighting = replace(one.order.sighting, offer=offer)
    order = replace(one.order, sighting=sighting, verdicts=(verdict,))
    copy = redacted(seal(replace(one, order=order), samples.KEY), ["seller"])
    assert "evidence/match.json#/verdicts/0/signals/1/because" in copy.withheld
    assert "evidence/match.json#/verdicts/0/signals/0/because" in copy.shown


def test_a_field_that_was_changed_added_or_moved_is_caught(whole: Path, tmp_path: Path) -> None:
    parts = unpack(redacted(whole.read_bytes(), ["seller"]).content)
    told = json.loads(parts[SHOWN_NAME])
    price = "evidence/listing.json#/offer/price/amount"
    title = "evidence/listing.json#/offer/title"
    forged = {
        "changed": {**told["fields"], price: {**told["fields"][price], "value": "1.00"}},
        "added": {**told["fields"], "evidence/listing.json#/offer/seller/name": {
            "salt": told["fields"][price]["salt"], "value": "Somebody Else"}},
        "moved": {**told["fields"], title: told["fields"][price]},
    }  # fmt: skip
    for kind, shown in forged.items():
        document = json.dumps(
            {**told, "fields": shown}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        content = pack({**parts, SHOWN_NAME: document.encode()})
        folder = tmp_path / kind
        folder.mkdir()
        path = copied(whole, folder, content)
        assert exit_code(verify_bundle(path)) == Exit.TAMPERED, kind


def test_a_list_of_fields_made_anew_is_not_the_one_in_the_log(whole: Path, tmp_path: Path) -> None:
    other = seal(samples.record(), samples.KEY)
    path = copied(whole, tmp_path, redacted(other, ["title"]).content)
    (check,) = checks_of(path, "entry")
    assert check.outcome is Outcome.FAILED
    assert "another list of fields" in check.because


def test_nothing_of_the_seed_leaves_with_a_copy(whole: Path) -> None:
    members = unpack(whole.read_bytes())
    copy = redacted(whole.read_bytes(), ["seller"]).content
    assert members["evidence/fields.seed"] not in copy
    assert base64.b64encode(members["evidence/fields.seed"]) not in copy


def test_a_picture_of_the_page_stays_only_when_it_is_asked_for(whole: Path) -> None:
    content = whole.read_bytes()
    assert "evidence/screenshot.png" in redacted(content, ["seller"]).withheld
    kept = redacted(content, ["seller"], ["evidence/screenshot.png"])
    assert "evidence/screenshot.png" in kept.shown
    parts = unpack(kept.content)
    picture = "evidence/screenshot.png"
    assert parts[PARTS + picture] == unpack(content)[picture]
    told = json.loads(parts[SHOWN_NAME])["fields"]
    assert told["evidence/listing.json#/offer/title"]["value"] == "ACME pump"
    assert not [path for path in told if "/seller" in path]


def test_a_word_that_names_no_field_is_refused(whole: Path) -> None:
    with pytest.raises(ValueError, match="names no field"):
        redacted(whole.read_bytes(), ["sellr"])
    with pytest.raises(ValueError, match="names no part"):
        redacted(whole.read_bytes(), ["seller"], ["evidence/picture.png"])


def test_a_bundle_whose_fields_are_listed_wrongly_does_not_verify(tmp_path: Path) -> None:
    members = unpack(seal(samples.record(), samples.KEY))
    assert read_fields(members[FIELDS_NAME]).keys() == dict(fields(
        {name: body for name, body in members.items() if not name.startswith("datapackage")}
    )).keys()  # fmt: skip
    for name in (FIELDS_NAME, "evidence/fields.seed"):
        path = tmp_path / "RW-000007-3.wacz"
        path.write_bytes(reseal({**members, name: members[name][:-1] + b"x"}))
        (check,) = [one for one in verify_bundle(path) if one.outcome is Outcome.FAILED][:1]
        assert check.name == "fields"


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is absent")
def test_a_part_is_checked_by_hand_with_stock_tools(whole: Path, tmp_path: Path) -> None:
    copy = redacted(whole.read_bytes(), ["seller"], ["evidence/text.txt"]).content
    path = copied(whole, tmp_path, copy)
    told = json.loads(unpack(copy)[SHOWN_NAME])
    command = (
        f"{{ echo {told['parts']['evidence/text.txt']} | base64 -d;"
        " printf 'evidence/text.txt\\000';"
        f" unzip -p {path.name} parts/evidence/text.txt; }} | openssl dgst -sha256 -binary | base64"
    )
    ran = subprocess.run(
        ["/bin/sh", "-ec", command], cwd=tmp_path, capture_output=True, check=True, text=True
    )
    assert ran.stdout.strip() in unpack(copy)["fields.json"].decode()


def test_a_copy_nested_without_end_is_told_and_never_breaks_the_verifier(
    whole: Path, tmp_path: Path
) -> None:
    parts = unpack(redacted(whole.read_bytes(), ["seller"]).content)
    path = copied(whole, tmp_path, pack({**parts, SHOWN_NAME: b"[" * 100_000}))
    (told,) = checks_of(path, "redacted")
    assert told.outcome is Outcome.FAILED
    assert "cannot be read" in told.because


@pytest.mark.parametrize("name", ["page_kind", "missing", "supplied_by", "started_at", "ended_at"])
@pytest.mark.parametrize("nonsense", [7, {"a": 1}, [7], "x"])
def test_an_entry_of_nonsense_beside_a_copy_proves_nothing_and_never_breaks_the_verifier(
    whole: Path, tmp_path: Path, name: str, nonsense: object
) -> None:
    path = copied(whole, tmp_path, redacted(whole.read_bytes(), ["seller"]).content)
    entry = tmp_path / f"{whole.stem}.entry.json"
    body = json.loads(entry.read_bytes())
    body["bundle"][name] = nonsense
    entry.write_bytes(json.dumps(body).encode())
    checks = verify_bundle(path, Trust(keys=(samples.LOG_KEY.public,)))
    assert exit_code(checks) == Exit.TAMPERED
