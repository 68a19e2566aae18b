"""What pages do to a capture: a real Chromium, the real egress proxy, and a shop of our own."""

import gzip
import io
import itertools
import json
import socket
import threading
import time
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from warcio.archiveiterator import ArchiveIterator

from alerts.evidence.check import Claim, Exit, exit_code
from alerts.evidence.container import unpack
from alerts.evidence.recorder import BundleRecorder
from alerts.evidence.verify import verify_bundle
from monitor.domain.capture import CaptureOrder, CaptureState, EvidenceBundle
from monitor.domain.errors import CaptureFailed
from monitor.domain.page import PageKind
from tests.alerts.evidence import samples
from tests.alerts.evidence.sealing import open_ones
from tests.alerts.evidence.shop import (
    IN_A_HEADER,
    IN_A_QUERY,
    SESSION,
    Shop,
    picture,
)

IN_AN_ADDRESS = "9addressOf0an1offer2asked3for"

NUMBERS = itertools.count(1)


def order(shop: Shop, path: str) -> CaptureOrder:
    one = samples.order(f"RW-000001-{next(NUMBERS)}", shop.url + path)
    return replace(one, allow_private_addresses=True)


def members(recorder: BundleRecorder, bundle: EvidenceBundle) -> dict[str, bytes]:
    return unpack((recorder.folder / bundle.path).read_bytes())


def capture_of(recorder: BundleRecorder, bundle: EvidenceBundle) -> dict[str, Any]:
    return dict(json.loads(members(recorder, bundle)["evidence/capture.json"]))


def bodies(warc: bytes) -> dict[tuple[str, str], bytes]:
    found: dict[tuple[str, str], bytes] = {}
    for one in ArchiveIterator(io.BytesIO(warc), check_digests="raise"):
        if one.rec_type == "response":
            key = (one.rec_headers.get_header("WARC-Target-URI"), one.http_headers.get_statuscode())
            found.setdefault(key, one.content_stream().read())  # the crawl's answer comes last
            assert one.digest_checker.passed is True
    return found


def test_a_page_is_kept_with_its_scripts_price_lazy_pictures_and_redirect(
    recorder: BundleRecorder, shop: Shop
) -> None:
    bundle = recorder.record(order(shop, "/go"))
    assert bundle.state is CaptureState.SEALED
    assert bundle.page_kind is PageKind.LISTING
    inside = members(recorder, bundle)
    assert b"19.90 EUR" in inside["evidence/dom.html"]
    assert b"19.90 EUR" in inside["evidence/text.txt"]
    received = bodies(inside["archive/data.warc.gz"])
    for number in range(4):
        assert received[f"{shop.url}/pic/{number}.png", "200"] == picture(number)
    assert (f"{shop.url}/go", "302") in received
    assert b"<h1>ACME pump, blue</h1>" in received[f"{shop.url}/offer/1", "200"]
    visit = capture_of(recorder, bundle)["visit"]
    assert visit["final_url"] == f"{shop.url}/offer/1"
    assert visit["redirects"] == [f"{shop.url}/go"]
    assert visit["images_not_loaded"] == []
    assert visit["cookies_before"] == 0
    image = Image.open(io.BytesIO(inside["evidence/screenshot.png"]))
    assert image.size == tuple(visit["page_px"])
    assert image.height > 4500


def test_the_bundle_verifies_and_only_proof_and_time_are_open(
    recorder: BundleRecorder, shop: Shop
) -> None:
    bundle = recorder.record(order(shop, "/offer/1"))
    path = recorder.folder / bundle.path
    checks = verify_bundle(path, samples.known(bundle))
    assert exit_code(checks) == Exit.INCOMPLETE
    assert open_ones(checks) == ["proof", "time"]
    facts = [check.because for check in checks if check.claim is Claim.ORIGIN]
    host, _, port = shop.host.partition(":")
    assert facts == [
        f"{host} was met at {host}, port {port}",
        f"no certificate speaks for {shop.host}: the page came without TLS",
        "the title that the crawl read stands in the page that the browser was shown later",
    ]


def test_the_surroundings_of_a_visit_are_kept_and_clean(
    recorder: BundleRecorder, shop: Shop
) -> None:
    bundle = recorder.record(order(shop, "/offer/1"))
    inside = members(recorder, bundle)
    host, _, port = shop.host.partition(":")
    spoken = {"host": host, "addresses": [host], "address": host, "port": int(port)}
    assert json.loads(inside["evidence/capture.json"])["visit"]["hosts"] == [spoken]
    told = {
        one["name"]: one["state"] for one in json.loads(inside["evidence/env.json"])["conditions"]
    }
    for name in ("hosts_file", "trust_store", "extensions", "cookies", "programs"):
        assert told[name] == "pass", name
    assert "fail" not in told.values()
    assert "提取人".encode() in inside["evidence/extraction.html"]


def test_no_service_worker_stands_between_page_and_record(
    recorder: BundleRecorder, shop: Shop
) -> None:
    shop.pages["/worker"] = (
        "<h1>ACME pump</h1><script>navigator.serviceWorker.register('/sw.js')</script>"
    )
    bundle = recorder.record(order(shop, "/worker"))
    assert capture_of(recorder, bundle)["visit"]["service_workers"] == "blocked"
    assert "/sw.js" not in shop.seen


def test_cookies_and_tokens_of_the_visit_are_in_no_file(
    recorder: BundleRecorder, shop: Shop
) -> None:
    bundle = recorder.record(order(shop, f"/offer/1?session={IN_AN_ADDRESS}"))
    beside = {
        one.name: one.read_bytes() for one in (recorder.folder / bundle.path).parent.iterdir()
    }
    for name, content in {**beside, **members(recorder, bundle)}.items():
        plain = gzip.decompress(content) if name.endswith(".gz") else content
        for secret in (SESSION, IN_A_QUERY, IN_A_HEADER, IN_AN_ADDRESS):
            assert secret.encode() not in plain, (name, secret)
    redactions = capture_of(recorder, bundle)["redactions"]
    assert redactions["names"] == ["cookie session", "session", "token", "x-auth-token"]


def test_each_capture_starts_without_cookies_and_cache(
    recorder: BundleRecorder, shop: Shop
) -> None:
    first = len(shop.seen)
    for _ in range(2):
        recorder.record(order(shop, "/offer/1"))
    assert shop.seen[first:].count("/pic/0.png") == 2
    visits = shop.seen[first:].count("/offer/1")
    assert visits == 2


def test_a_wall_is_sealed_as_a_wall(recorder: BundleRecorder, shop: Shop) -> None:
    bundle = recorder.record(order(shop, "/wall"))
    assert bundle.page_kind is PageKind.CHALLENGE
    assert bundle.state is CaptureState.PARTIAL
    assert "challenge" in bundle.missing[0]
    checks = verify_bundle(recorder.folder / bundle.path)
    assert exit_code(checks) == Exit.POLICY


def test_a_page_that_never_ends_is_cut_and_what_came_is_kept(
    recorder: BundleRecorder, shop: Shop
) -> None:
    started = time.monotonic()
    bundle = recorder.record(order(shop, "/endless-page"))
    assert time.monotonic() - started < 90
    visit = capture_of(recorder, bundle)["visit"]
    assert visit["load_cut"] is True
    assert visit["bodies_missing"] == [{"because": "time", "url": f"{shop.url}/endless-page"}]
    received = bodies(members(recorder, bundle)["archive/data.warc.gz"])
    assert b"ACME pump that never ends" in received[f"{shop.url}/endless-page", "200"]


def test_a_body_that_never_ends_costs_only_itself(recorder: BundleRecorder, shop: Shop) -> None:
    shop.pages["/feed"] = "<h1>ACME pump</h1><script>fetch('/endless')</script>"
    bundle = recorder.record(order(shop, "/feed"))
    assert bundle.page_kind is PageKind.LISTING
    received = bodies(members(recorder, bundle)["archive/data.warc.gz"])
    assert received[f"{shop.url}/endless", "200"].startswith(b"and on ")


def test_a_very_tall_page_is_clipped_and_says_so(recorder: BundleRecorder, shop: Shop) -> None:
    shop.pages["/tall"] = "<h1>ACME pump</h1><div style='height:60000px'></div>"
    bundle = recorder.record(order(shop, "/tall"))
    inside = members(recorder, bundle)
    visit = json.loads(inside["evidence/capture.json"])["visit"]
    assert visit["truncated"] is True
    assert visit["page_px"][1] > 60_000
    assert Image.open(io.BytesIO(inside["evidence/screenshot.png"])).height == 16_000


def test_a_page_cannot_hide_by_breaking_what_scripts_see(
    recorder: BundleRecorder, shop: Shop
) -> None:
    shop.pages["/hiding"] = """<h1>ACME pump</h1><script>
    Object.defineProperty(document, 'images', {get() { throw new Error('no'); }});
    Object.defineProperty(document.body, 'innerText', {get() { return 'nothing here'; }});
    document.documentElement.getBoundingClientRect = () => { throw 1; };
    performance.now = () => 0; window.scrollTo = () => { throw 1; };</script>"""
    bundle = recorder.record(order(shop, "/hiding"))
    assert b"ACME pump" in members(recorder, bundle)["evidence/text.txt"]


def test_a_page_that_reloads_for_ever_is_kept_all_the_same(
    recorder: BundleRecorder, shop: Shop
) -> None:
    shop.pages["/restless"] = (
        "<h1>ACME pump</h1><script>setInterval(() => location.reload(), 400)</script>"
    )
    bundle = recorder.record(order(shop, "/restless"))
    assert bundle.page_kind is PageKind.LISTING


def test_an_overlay_is_recorded_and_left_alone(recorder: BundleRecorder, shop: Shop) -> None:
    shop.pages["/overlay"] = (
        "<h1>ACME pump</h1><div id=o style='position:fixed;inset:0' onclick='this.remove()'></div>"
    )
    bundle = recorder.record(order(shop, "/overlay"))
    assert capture_of(recorder, bundle)["visit"]["overlay"] == "banner"
    assert b'id="o"' in members(recorder, bundle)["evidence/dom.html"]


def test_text_that_is_not_utf_8_on_the_wire_is_readable_in_the_dom(
    recorder: BundleRecorder, shop: Shop
) -> None:
    shop.pages["/odd"] = "<meta charset=gbk><title>正品</title><h1>ACME pump 正品水泵</h1>"
    inside = members(recorder, recorder.record(order(shop, "/odd")))
    assert "正品水泵" in inside["evidence/dom.html"].decode("utf-8-sig")


def test_a_file_is_no_web_address(recorder: BundleRecorder, shop: Shop) -> None:
    with pytest.raises(CaptureFailed, match="no web address"):
        recorder.record(replace(order(shop, ""), sighting=samples.order("x", "file:///").sighting))


def test_a_download_and_a_dead_host_are_failed_captures(
    recorder: BundleRecorder, shop: Shop
) -> None:
    with pytest.raises(CaptureFailed, match=r"file\.bin"):
        recorder.record(order(shop, "/file.bin"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    dead = samples.order("RW-000001-dead", f"https://127.0.0.1:{port}/")
    with pytest.raises(CaptureFailed):
        recorder.record(replace(dead, allow_private_addresses=True))


def test_the_last_try_seals_what_the_crawl_saw_and_says_what_is_missing(
    recorder: BundleRecorder, shop: Shop
) -> None:
    last = replace(order(shop, "/file.bin"), last_try=True)
    bundle = recorder.record(last)
    assert bundle.state is CaptureState.PARTIAL
    assert bundle.page_kind is None
    assert "could not keep the page" in bundle.missing[0]
    received = bodies(members(recorder, bundle)["archive/data.warc.gz"])
    assert list(received.values()) == [b"<h1>ACME pump</h1>"]


def test_shots_may_be_asked_for_from_any_thread(recorder: BundleRecorder, shop: Shop) -> None:
    bundles: list[EvidenceBundle] = []
    orders = [order(shop, "/offer/1") for _ in range(2)]
    threads = [
        threading.Thread(target=lambda one=one: bundles.append(recorder.record(one)))
        for one in orders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert {bundle.capture_id for bundle in bundles} == {one.id for one in orders}
