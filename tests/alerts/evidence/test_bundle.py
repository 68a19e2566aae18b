import gzip
import hashlib
import json
import re
from dataclasses import replace
from datetime import timedelta

from alerts.evidence.bundle import seal
from alerts.evidence.container import unpack
from monitor.domain.asset import Asset
from monitor.domain.codec import from_plain
from monitor.domain.page import PageRef
from monitor.domain.verdict import Verdict
from tests.alerts.evidence.samples import KEY, NOON, URL, asset, record, shot, verdict

COOKIE = b"cookie0value1secret"
TOKEN = b"0123456789abcdefTOKEN"


def test_the_same_record_gives_the_same_bytes() -> None:
    assert seal(record(), KEY) == seal(record(), KEY)


def test_a_record_that_differs_anywhere_gives_another_file() -> None:
    one = record()
    later = replace(one, ended_at=NOON + timedelta(seconds=3))
    other_text = replace(one, shot=replace(shot(), text="ACME pumps"))
    other_key = seal(one, b"j" * 32)
    files = [seal(one, KEY), seal(later, KEY), seal(other_text, KEY), other_key]
    assert len(set(files)) == 4


def test_verdict_and_asset_can_be_taken_out_and_are_equal_to_what_was_decided() -> None:
    match = json.loads(unpack(seal(record(), KEY))["evidence/match.json"])
    assert [from_plain(Verdict, plain) for plain in match["verdicts"]] == [verdict()]
    assert [from_plain(Asset, plain) for plain in match["assets"]] == [asset()]


def test_planted_cookies_and_tokens_are_in_no_member() -> None:
    members = unpack(seal(record(), KEY))
    for name, content in members.items():
        plain = b"".join(_inflated(content)) if name.endswith(".gz") else content
        assert COOKIE not in plain, name
        assert TOKEN not in plain, name
    capture = json.loads(members["evidence/capture.json"])
    assert capture["redactions"]["names"] == ["cookie session", "token"]
    assert capture["redactions"]["count"] > 5


def test_headers_of_the_sighting_lose_even_a_short_cookie() -> None:
    one = record()
    page = PageRef(
        url=URL,
        requested_url=URL,
        status=200,
        headers=(("set-cookie", "sid=pw77; Path=/"),),
        body_sha256="0" * 64,
        fetched_at=NOON,
    )
    sighting = replace(one.order.sighting, page=page)
    members = unpack(seal(replace(one, order=replace(one.order, sighting=sighting)), KEY))
    assert b"pw77" not in members["evidence/listing.json"]
    assert b"sid=redacted-" in members["evidence/listing.json"]


def test_the_manifest_names_every_member_with_digest_and_size() -> None:
    members = unpack(seal(record(), KEY))
    manifest = json.loads(members["datapackage.json"])
    assert manifest["wacz_version"] == "1.1.1"
    named = {one["path"]: (one["hash"], one["bytes"]) for one in manifest["resources"]}
    assert named == {
        name: (f"sha256:{hashlib.sha256(content).hexdigest()}", len(content))
        for name, content in members.items()
        if not name.startswith("datapackage")
    }


def test_the_page_list_leads_to_a_record_of_the_index() -> None:
    members = unpack(seal(record(), KEY))
    page = json.loads(members["pages/pages.jsonl"].splitlines()[1])
    stamp = re.sub(r"\D", "", page["ts"])
    lines = gzip.decompress(members["indexes/index.cdx.gz"]).decode().splitlines()
    found = [json.loads(line.split(" ", 2)[2]) for line in lines if f" {stamp} " in line]
    assert page["url"] in {entry["url"] for entry in found}


def test_capture_json_tells_what_failed_and_what_was_cut() -> None:
    one = record()
    assert one.shot is not None
    measures = {
        "bodies_missing": [{"url": "https://shop.example/live?token=abc", "because": "time"}],
        "requests_failed": [{"url": "https://intern.example/", "because": "net::ERR_FAILED"}],
    }
    members = unpack(seal(replace(one, shot=replace(one.shot, measures=measures)), KEY))
    visit = json.loads(members["evidence/capture.json"])["visit"]
    assert visit["requests_failed"] == measures["requests_failed"]
    assert visit["bodies_missing"][0]["url"].startswith("https://shop.example/live?token=redacted-")
    assert visit["main_record"]


def test_without_a_browser_the_crawl_s_answer_is_what_there_is() -> None:
    one = replace(record(kind=None), shot=None, surroundings=None)
    members = unpack(seal(one, KEY))
    assert not [name for name in members if name.startswith("evidence/screenshot")]
    capture = json.loads(members["evidence/capture.json"])
    assert capture["visit"] is None
    assert capture["trigger"]["status"] == 200
    assert b"<h1>ACME pump</h1>" in b"".join(_inflated(members["archive/data.warc.gz"]))


def _inflated(content: bytes) -> list[bytes]:
    return [gzip.decompress(content)]


def test_no_member_is_taken_for_a_descriptor_by_stock_validators() -> None:
    kinds = {"resources", "fields", "tasks", "steps", "path", "data", "errors"}  # of Frictionless
    for name, content in unpack(seal(record(), KEY)).items():
        if name.endswith(".json") and name.startswith("evidence/"):
            assert not kinds & json.loads(content).keys(), name
