"""WARC and WACZ, packed and plain, damaged and hostile."""

import base64
import gzip
import hashlib
import io
import json
import resource
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.domain.supply import Original
from spiders.imports.warc import digest_fault, records
from tests.spiders.imports.house import OFFER, Archive, Desk, Read, chunked, packed, page, picture

IMAGE = "https://img.shop.example/70012.jpg"


def archive(*, is_packed: bool = True) -> Archive:
    return (
        Archive(packed=is_packed)
        .answer("https://shop.example/robots.txt", b"User-agent: *", "text/plain")
        .answer(OFFER, page())
        .answer(IMAGE, picture(), "image/jpeg")
        .answer("https://shop.example/about", b"<html><h1>About us</h1><p>We sell.</p></html>")
    )


@pytest.mark.parametrize("is_packed", [True, False], ids=["packed", "plain"])
def test_an_archive_gives_offers_with_pictures_and_the_moment_it_states(
    desk: Desk, *, is_packed: bool
) -> None:
    read = desk.read(desk.write("shop.warc.gz", archive(is_packed=is_packed).content))
    sighting = read.sighting
    assert sighting.seen_at == datetime(2026, 2, 1, 8, 30, tzinfo=UTC)
    assert sighting.offer.url == OFFER
    assert sighting.page is not None
    assert (sighting.page.status, sighting.page.rendered) == (200, False)
    assert desk.blobs.get(sighting.page.body_sha256) == page()
    assert sighting.offer.images[0].sha256 == hashlib.sha256(picture()).hexdigest()
    assert read.passed_over == ["other"]


def test_the_record_is_kept_byte_for_byte_as_it_was_supplied(desk: Desk) -> None:
    plain = archive(is_packed=False).content
    supplied = desk.read(desk.write("shop.warc.gz", archive().content)).sighting.supplied
    assert supplied is not None
    assert supplied.original is Original.RECORD
    raw = desk.blobs.get(supplied.original_sha256) or b""
    assert raw.startswith(b"WARC/1.0\r\n")
    assert raw.endswith(page())
    assert raw in plain
    name = supplied.place.removeprefix("record ")
    assert name.encode() in raw


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (packed(page()), [("Content-Encoding", "gzip")]),
        (chunked(page()), [("Transfer-Encoding", "chunked")]),
        (
            chunked(packed(page())),
            [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
        ),
        (page(), [("Content-Encoding", "gzip")]),
    ],
    ids=["gzip", "chunked", "both", "header over a decoded body"],
)
def test_bodies_are_read_as_they_were_sent(
    desk: Desk, body: bytes, headers: list[tuple[str, str]]
) -> None:
    content = Archive().answer(OFFER, body, headers=headers).content
    sighting = desk.read(desk.write("a.warc.gz", content)).sighting
    assert sighting.page is not None
    assert desk.blobs.get(sighting.page.body_sha256) == page()


def test_a_record_that_was_changed_after_it_was_written_is_refused(desk: Desk) -> None:
    content = archive(is_packed=False).content.replace(b"<h1>Zorvex", b"<h1>Zorwex")
    read = desk.read(desk.write("a.warc", content))
    assert read.sightings == []
    assert "digest does not fit" in read.refusal.problem
    assert read.refusal.place.startswith("a.warc: record <urn:uuid:")


def test_of_a_file_that_was_cut_off_the_rest_is_taken_in(desk: Desk) -> None:
    content = archive().content
    read = desk.read(desk.write("a.warc.gz", content[:-300]))
    assert len(read.sightings) == 1
    assert "ends in the middle of a record" in read.refusal.problem
    assert "Ask for the file again" in read.refusal.remedy


@pytest.mark.parametrize("place", range(40, 2400, 97))
def test_damage_at_any_byte_is_told_and_never_raised(desk: Desk, place: int) -> None:
    content = bytearray(archive().content)
    place %= len(content)
    content[place] ^= 0x5A
    read = desk.read(desk.write("a.warc.gz", bytes(content)))
    assert read.refusals or len(read.sightings) == 1


def test_a_bomb_is_told_before_it_is_unpacked(desk: Desk) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 2000000000\r\n\r\n"
    bomb = gzip.compress(head + bytes(200_000_000), 9)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    read = desk.read(desk.write("bomb.warc.gz", bomb))
    assert "more than 200 times its size" in read.refusal.problem
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 5


def test_a_body_that_unpacks_to_a_bomb_is_refused_and_the_next_offer_taken_in(desk: Desk) -> None:
    bomb = gzip.compress(bytes(60_000_000), 9)
    content = (
        Archive(packed=False)
        .answer(OFFER + "9", bomb, headers=[("Content-Encoding", "gzip")])
        .answer(OFFER, page())
        .content
    )
    read = desk.read(desk.write("a.warc", content))
    assert len(read.sightings) == 1
    assert "unpacks to more than 32 MiB" in read.refusal.problem


@pytest.mark.parametrize(
    "content",
    [
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"WARC/1.0\r\n" + b"X: y\r\n" * 20_000,
        b"WARC/1.0\r\n" + b"X" * 200_000,
        b"WARC/1.0\r\nContent-Length: 3\r\n\r\nabcdefgh\r\n",
    ],
)
def test_what_only_begins_like_an_archive_is_refused(desk: Desk, content: bytes) -> None:
    read = desk.read(desk.write("a.warc", content))
    assert read.sightings == []
    assert "is damaged at record" in read.refusal.problem


def wacz(
    members: dict[str, bytes],
    *,
    digests: dict[str, str] | None = None,
    method: int = zipfile.ZIP_STORED,
) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as container:
        for name, content in members.items():
            container.writestr(name, content)
        named = digests or {
            name: f"sha256:{hashlib.sha256(body).hexdigest()}" for name, body in members.items()
        }
        resources = [{"path": path, "hash": value} for path, value in named.items()]
        container.writestr("datapackage.json", json.dumps({"resources": resources}))
    return buffer.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wacz_gives_the_offers_of_all_its_archives(desk: Desk, method: int) -> None:
    other = Archive().answer("https://shop.example/offer/70013", page("Zorvex Belt")).content
    members = {"archive/a.warc.gz": archive().content, "archive/b.warc.gz": other}
    read = desk.read(desk.write("shop.wacz", wacz(members, method=method)))
    assert [one.offer.listing.listing_id for one in read.sightings] == ["70012", "70013"]
    supplied = read.sightings[0].supplied
    assert supplied is not None
    assert supplied.file == "shop.wacz"
    assert supplied.place.startswith("archive/a.warc.gz: record <urn:uuid:")
    assert read.sightings[0].offer.images[0].sha256 is not None


def test_an_archive_other_than_its_wacz_names_is_refused(desk: Desk) -> None:
    digests = {"archive/a.warc.gz": f"sha256:{'0' * 64}"}
    content = wacz({"archive/a.warc.gz": archive().content}, digests=digests)
    refusal = desk.read(desk.write("shop.wacz", content)).refusal
    assert "another archive/a.warc.gz than its datapackage.json names" in refusal.problem


def test_a_name_inside_a_wacz_leads_nowhere(desk: Desk) -> None:
    content = wacz({"../../escaped.warc.gz": archive().content})
    before = sorted(desk.folder.parent.rglob("*escaped*"))
    assert len(desk.read(desk.write("shop.wacz", content)).sightings) == 1
    assert sorted(desk.folder.parent.rglob("*escaped*")) == before


def test_a_zip_bomb_is_told_and_not_unpacked(desk: Desk) -> None:
    content = wacz({"archive/a.warc": bytes(100_000_000)}, method=zipfile.ZIP_DEFLATED)
    assert "unpacks to a bomb" in desk.read(desk.write("a.wacz", content)).refusal.problem


def test_a_zip_with_a_million_names_is_not_read(desk: Desk) -> None:
    end = b"PK\x05\x06" + bytes(6) + b"\xff\xff" + (40_000_000).to_bytes(4, "little") + bytes(6)
    content = b"PK\x03\x04" + bytes(200) + end
    assert "40,000,000 bytes" in desk.read(desk.write("a.wacz", content)).refusal.problem


@pytest.mark.parametrize("cut", [30, 200, 900])
def test_a_wacz_that_was_cut_off_is_refused(desk: Desk, cut: int) -> None:
    content = wacz({"archive/a.warc.gz": archive().content})[:-cut]
    assert desk.read(desk.write("a.wacz", content)).refusals


def test_digests_in_every_customary_spelling_are_compared(desk: Desk) -> None:
    block = b"<html></html>"
    for algorithm in ("sha1", "sha256"):
        digest = hashlib.new(algorithm, block)
        for value in (digest.hexdigest(), base64.b32encode(digest.digest()).decode()):
            for body, wrong in ((block, False), (b"<html>!</html>", True)):
                assert _refused(desk, f"{algorithm}:{value}", body) is wrong


def _refused(desk: Desk, digest: str, body: bytes) -> bool:
    content = (
        f"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Block-Digest: {digest}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    path = desk.write("one.warc", content + b"\r\n\r\n")
    with path.open("rb") as file:
        (record,) = records(file, frozenset({"resource"}))
    return digest_fault(record) is not None


FLAT = """
import resource, sys
from pathlib import Path
from tests.spiders.imports.house import Desk
desk = Desk(Path(sys.argv[1]))
read = desk.read(Path(sys.argv[2]))
print(len(read.sightings), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_memory_stays_flat_however_large_the_archive(desk: Desk) -> None:
    """Kept small enough for the suite; a 10 GB file takes as much (docs/adr/0011)."""
    small, large = (_peak_mib(desk, count) for count in (2, 120))
    assert large - small < 60


def _peak_mib(desk: Desk, fillers: int) -> int:
    path = desk.folder / f"{fillers}.warc"
    with path.open("wb") as file:
        file.write(archive(is_packed=False).content)
        filler = Archive(packed=False).answer(f"{OFFER}.bin", bytes(2_000_000), "video/mp4").content
        for _ in range(fillers):
            file.write(filler)
    told = subprocess.run(
        [sys.executable, "-c", FLAT, str(desk.folder), str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    offers, peak = told.stdout.split()
    assert offers == "1"
    return int(peak)


def test_pages_of_all_kinds_are_counted_not_told_one_by_one(desk: Desk) -> None:
    content = Archive()
    for number in range(5):
        content.answer(f"https://shop.example/{number}", b"<html><p>nothing here</p></html>")
    read: Read = desk.read(desk.write("a.warc.gz", content.content))
    assert len(read.passed_over) == 5
    assert not read.refusals
