"""The extraction record: all fields, empty lines for people, digests that hold."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from alerts.evidence.bundle import CAPTURE_NAME, WARC_NAME, index_members, seal
from alerts.evidence.cdx import key_before
from alerts.evidence.check import Outcome
from alerts.evidence.container import unpack
from alerts.evidence.extraction import EXTRACTION_NAME, SIGNATURES, digests_told
from alerts.evidence.verify import verify_bundle
from alerts.evidence.warc_reader import read_places
from monitor.domain.codec import canonical_json
from tests.alerts.evidence.samples import KEY, record, sealed_file
from tests.alerts.evidence.tamper import reseal, reseal_all


def page_of(one: bytes) -> html.HtmlElement:
    return html.document_fromstring(unpack(one)[EXTRACTION_NAME].decode())


def rows(page: html.HtmlElement) -> dict[str, str]:
    told = {}
    for row in page.iter("tr"):
        cells = list(row)
        told[cells[0].text_content()] = cells[1].text_content()
    return told


def test_every_field_is_there_in_chinese_and_english_and_nobody_has_signed() -> None:
    told = rows(page_of(seal(record(), KEY)))
    assert told["案件编号 case"] == "RW-000007"
    assert told["网络地址 network address"] == "https://shop.example/go"
    assert told["最终地址 final address"].startswith("https://shop.example/offer/7")
    assert told["开始时间 began (UTC)"].startswith("2026-03-05T12:00:00")
    assert told["提取工具 tool"] == "rightswatch 0.1.0"
    assert told["主机文件 hosts file"].startswith("通过 pass")
    assert "直接连接" in told["提取方式 way of access"]
    assert len([head for head in told if head.isdigit()]) == 7
    assert {label: told[label] for label in SIGNATURES} == dict.fromkeys(SIGNATURES, "")


def test_it_names_the_digest_of_every_other_member() -> None:
    members = unpack(seal(record(), KEY))
    told = digests_told(members[EXTRACTION_NAME])
    assert told == {name: hashlib.sha256(members[name]).hexdigest() for name in told}
    left_out = set(members) - set(told) - {EXTRACTION_NAME}
    assert left_out == {
        "datapackage.json",
        "datapackage-digest.json",
        "evidence/fields.json",
        "evidence/fields.seed",
    }


def test_a_secret_in_an_address_does_not_reach_it() -> None:
    assert b"0123456789abcdefTOKEN" not in unpack(seal(record(), KEY))[EXTRACTION_NAME]


def test_what_a_site_wrote_cannot_speak_for_us() -> None:
    one = record()
    assert one.shot is not None
    evil = 'https://shop.example/</td></tr><tr class="digest"><td>x</td><td>' + "0" * 64
    page = seal(replace(one, shot=replace(one.shot, final_url=evil)), KEY)
    assert "x" not in digests_told(unpack(page)[EXTRACTION_NAME])
    assert len(page_of(page).xpath("//table")) == 5


def test_without_a_visit_it_says_so() -> None:
    told = rows(page_of(seal(replace(record(kind=None), shot=None, surroundings=None), KEY)))
    assert told["未检查 not looked at"]
    assert told["截图 picture"] == "无 none"


@pytest.mark.parametrize("change", ["digest", "absent", "env absent"])
def test_a_record_that_does_not_fit_the_members_is_refused(tmp_path: Path, change: str) -> None:
    path = sealed_file(tmp_path)
    members = unpack(path.read_bytes())
    if change == "digest":
        page = members[EXTRACTION_NAME]
        old = hashlib.sha256(members["evidence/text.txt"]).hexdigest()
        forged = reseal({**members, EXTRACTION_NAME: page.replace(old.encode(), b"0" * 64)})
    elif change == "absent":
        del members[EXTRACTION_NAME]
        forged = reseal(members)
    else:
        del members["evidence/env.json"]
        forged = reseal_all(members)
    path.write_bytes(forged)
    (fault,) = [check for check in verify_bundle(path) if check.outcome is Outcome.FAILED]
    assert fault.name == "extraction"


def test_a_bundle_from_before_the_record_still_verifies(tmp_path: Path) -> None:
    path = sealed_file(tmp_path)
    members = unpack(path.read_bytes())
    capture = {**json.loads(members[CAPTURE_NAME]), "schema": "rightswatch/capture/1"}
    members[CAPTURE_NAME] = canonical_json(capture)
    places, _ = read_places(members[WARC_NAME])
    members |= index_members(places, key_before)
    for name in (EXTRACTION_NAME, "evidence/env.json", "evidence/fields.json"):
        del members[name]
    del members["evidence/fields.seed"]
    path.write_bytes(reseal(members))
    assert not [c for c in verify_bundle(path) if c.outcome is Outcome.FAILED]
