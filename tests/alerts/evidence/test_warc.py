import io
from dataclasses import replace

import pytest
from warcio.archiveiterator import ArchiveIterator

from alerts.evidence.warc import WarcFile
from alerts.evidence.warc_reader import read_places
from monitor.domain.errors import EvidenceBroken
from tests.alerts.evidence.samples import NOON, exchange, order, shot


def written() -> WarcFile:
    warc = WarcFile("RW-000007-3", "rightswatch 0.1.0", NOON)
    for one in shot().exchanges:
        warc.add_exchange(one)
    answer = order().answer
    assert answer is not None
    warc.add_answer(answer)
    return warc


def records(warc: WarcFile) -> list[tuple[str, str | None, bytes]]:
    found = []
    for one in ArchiveIterator(io.BytesIO(warc.content), check_digests="raise"):
        content = one.content_stream().read()
        assert one.digest_checker.passed is True
        found.append((one.rec_type, one.rec_headers.get_header("WARC-Target-URI"), content))
    return found


def test_a_foreign_reader_accepts_every_digest_and_gets_the_bodies_back() -> None:
    found = records(written())
    kinds = [kind for kind, _, _ in found]
    assert kinds == ["warcinfo", *["response", "request"] * 4, "response"]
    assert found[3][2] == exchange().body
    assert found[9][2] == b"<h1>ACME pump</h1>"


def test_a_foreign_reader_finds_each_record_where_our_index_says() -> None:
    warc = written()
    for place in warc.places:
        window = io.BytesIO(warc.content[place.offset : place.offset + place.length])
        one = next(iter(ArchiveIterator(window)))
        assert one.rec_headers.get_header("WARC-Target-URI") == place.url
        assert one.rec_headers.get_header("WARC-Payload-Digest") == place.digest
    assert read_places(warc.content)[0] == warc.places


def test_headers_that_do_not_fit_a_decoded_body_are_kept_under_another_name() -> None:
    warc = WarcFile("c", "s", NOON)
    warc.add_exchange(exchange())
    response = list(ArchiveIterator(io.BytesIO(warc.content)))[1]
    http = response.http_headers
    assert http.get_header("Content-Encoding") is None
    assert http.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert http.get_header("X-Archive-Orig-Content-Length") == "31"
    assert http.get_header("Content-Length") == str(len(exchange().body))


def test_a_cut_body_is_marked_as_the_standard_says() -> None:
    warc = WarcFile("c", "s", NOON)
    warc.add_exchange(replace(exchange(), truncated="time"))
    response = list(ArchiveIterator(io.BytesIO(warc.content)))[1]
    assert response.rec_headers.get_header("WARC-Truncated") == "time"


@pytest.mark.parametrize("value", ["a\r\nX-Forged: 1", "a\r\n\r\n<html>", "a\n b", "ü\udc80\0"])
def test_a_header_that_holds_line_ends_forges_nothing(value: str) -> None:
    warc = WarcFile("c", "s", NOON)
    warc.add_exchange(replace(exchange(), response_headers=(("X-One", value),)))
    (_, (_, _, body), _) = records(warc)
    assert body == exchange().body
    response = list(ArchiveIterator(io.BytesIO(warc.content)))[1]
    assert [name for name, _ in response.http_headers.headers] == ["X-One", "Content-Length"]


def test_a_page_that_a_browser_rendered_is_not_passed_off_as_the_server_s_answer() -> None:
    answer = order().answer
    assert answer is not None
    warc = WarcFile("c", "s", NOON)
    warc.add_answer(replace(answer, rendered=True))
    assert records(warc)[1] == ("resource", answer.url, answer.body)
    assert read_places(warc.content)[0] == warc.places


def test_the_same_exchanges_give_the_same_bytes() -> None:
    assert written().content == written().content


@pytest.mark.parametrize("step", [1, 97])
def test_a_changed_byte_in_the_records_is_found(step: int) -> None:
    content = written().content
    offsets = range(12, 400, 40) if step == 1 else range(0, len(content), step)
    for at in offsets:
        changed = bytearray(content)
        changed[at] ^= 0x10
        if at % len(content) in range(4, 10):
            continue  # time and origin in a gzip head are no part of the records
        try:
            places, _ = read_places(bytes(changed))
        except EvidenceBroken:
            continue
        assert places == written().places, f"byte {at}"
