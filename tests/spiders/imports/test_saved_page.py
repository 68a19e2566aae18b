"""Saved pages: HTML as browsers leave it, SingleFile, MHTML."""

import base64
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from monitor.domain.supply import Original
from tests.spiders.imports.house import NOON, OFFER, Desk, page, picture

SINGLE = f"""<!DOCTYPE html> <html><!--
 Page saved with SingleFile
 url: {OFFER}
 saved date: Tue Mar 03 2026 10:00:00 GMT+0800 (China Standard Time)
-->"""


def test_a_saved_page_says_by_itself_where_it_was_saved_from(desk: Desk) -> None:
    mark = f"<!-- saved from url=({len(OFFER):04}){OFFER} -->\n"
    path = desk.write("tote.html", page(before=mark))
    sighting = desk.read(path).sighting
    assert (sighting.offer.listing.market, sighting.offer.listing.listing_id) == (
        "shop.example",
        "70012",
    )
    assert sighting.offer.title == "Zorvex Tote, calf leather"
    assert sighting.source_id == "source of shop.example"


def test_what_is_supplied_is_never_said_to_be_seen(desk: Desk) -> None:
    path = desk.write("tote.html", page())
    sighting = desk.read(path, url=OFFER).sighting
    assert sighting.supplied is not None
    assert sighting.supplied.by == "the test"
    assert sighting.supplied.stated_at is None
    assert sighting.seen_at == sighting.supplied.imported_at == NOON
    assert sighting.page is not None
    assert (sighting.page.status, sighting.page.rendered) == (0, True)
    assert desk.blobs.get(sighting.supplied.original_sha256) == path.read_bytes()
    assert sighting.supplied.file_sha256 == desk.noted[0][1].sha256


def test_pictures_in_the_folder_beside_a_page_come_along(desk: Desk) -> None:
    main = picture()
    desk.write("tote_files/70012.jpg", main)
    desk.write("tote_files/logo.png", picture(3))
    path = desk.write("tote.html", page(image="./tote_files/70012.jpg"))
    sighting = desk.read(path, url=OFFER).sighting
    digest = sighting.offer.images[0].sha256
    assert digest is not None
    assert desk.blobs.get(digest) == main


def test_a_picture_is_known_by_its_name_when_the_page_names_a_larger_size(desk: Desk) -> None:
    main = picture()
    desk.write("tote_files/O1CN01tote_!!6000.jpg_400x400.jpg", main)
    image = "https://img.alicdn.com/bao/uploaded/O1CN01tote_!!6000.jpg"
    path = desk.write("tote.html", page(image=image))
    digest = desk.read(path, url=OFFER).sighting.offer.images[0].sha256
    assert digest is not None
    assert desk.blobs.get(digest) == main


def test_a_link_beside_a_page_leads_nowhere(desk: Desk) -> None:
    secret = desk.write("elsewhere/secret.jpg", picture())
    folder = desk.folder / "tote_files"
    folder.mkdir()
    (folder / "70012.jpg").symlink_to(secret)
    path = desk.write("tote.html", page(image="./tote_files/70012.jpg"))
    assert desk.read(path, url=OFFER).sighting.offer.images[0].sha256 is None


def test_singlefile_states_its_moment_and_carries_its_pictures(desk: Desk) -> None:
    main = picture(width=400)
    inline = f"data:image/jpeg;base64,{base64.b64encode(main).decode()}"
    path = desk.write("tote.html", page(image=inline, before=SINGLE))
    sighting = desk.read(path).sighting
    assert sighting.seen_at == datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
    assert sighting.supplied is not None
    assert sighting.supplied.stated_at == sighting.seen_at
    image = sighting.offer.images[0]
    assert image.sha256 is not None
    assert desk.blobs.get(image.sha256) == main
    assert image.url == f"urn:sha256:{image.sha256}"
    assert sighting.page is not None
    assert desk.blobs.get(sighting.page.body_sha256) == path.read_bytes()


def test_a_moment_in_the_future_is_not_believed(desk: Desk) -> None:
    path = desk.write("tote.html", page(before=SINGLE.replace("2026", "2031")))
    sighting = desk.read(path).sighting
    assert sighting.seen_at == NOON
    assert sighting.supplied is not None
    assert sighting.supplied.stated_at == datetime(2031, 3, 3, 2, 0, tzinfo=UTC)


def mhtml(body: bytes, image: bytes) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = OFFER
    message["Subject"] = "Zorvex Tote"
    message["Date"] = "Wed, 4 Mar 2026 01:02:03 -0000"
    message.set_content(body.decode(), subtype="html", cte="quoted-printable")
    message["Content-Location"] = OFFER
    message.add_related(image, "image", "jpeg", cid="<a@mhtml.blink>")
    message.get_payload()[1]["Content-Location"] = "https://img.shop.example/70012.jpg"  # type: ignore[index]
    return message.as_bytes()


def test_mhtml_brings_address_moment_and_pictures(desk: Desk) -> None:
    main = picture()
    path = desk.write("tote.mhtml", mhtml(page(), main))
    sighting = desk.read(path).sighting
    assert sighting.offer.listing.listing_id == "70012"
    assert sighting.seen_at == datetime(2026, 3, 4, 1, 2, 3, tzinfo=UTC)
    assert sighting.offer.images[0].sha256 is not None
    assert desk.blobs.get(sighting.offer.images[0].sha256) == main
    assert sighting.supplied is not None
    assert sighting.supplied.original is Original.FILE
    assert desk.blobs.get(sighting.supplied.original_sha256) == path.read_bytes()


def test_an_address_that_is_none_is_not_taken(desk: Desk) -> None:
    broken = mhtml(page(), picture()).replace(OFFER.encode(), b"http://[shop.example/1")
    assert "--url" in desk.read(desk.write("tote.mhtml", broken)).refusal.remedy
    assert desk.read(desk.folder / "tote.mhtml", url=OFFER).sighting.offer.url == OFFER


WALL = (
    b"<html><head><title>Just a moment...</title></head><body>"
    b"<script src=/cdn-cgi/challenge-platform/x.js></script></body></html>"
)


@pytest.mark.parametrize(
    ("content", "problem", "remedy"),
    [
        (WALL, "kind challenge", "pass it, then save again"),
        (b"<html><body><div id=app></div></body></html>", "is no page of one offer", "ave"),
        (page(), "does not say which offer it is", "--url"),
    ],
)
def test_a_page_that_is_no_offer_is_refused_with_what_to_do(
    desk: Desk, content: bytes, problem: str, remedy: str
) -> None:
    refusal = desk.read(desk.write("page.html", content)).refusal
    assert refusal.place == "page.html"
    assert problem in refusal.problem
    assert remedy in refusal.remedy


def test_a_page_saved_from_another_offer_than_is_said_is_refused(desk: Desk) -> None:
    own = "https://www.ebay.com/itm/123456789012"
    path = desk.write("a.html", page(before=f"<!-- saved from url=({len(own):04}){own} -->"))
    refusal = desk.read(path, url="https://www.ebay.com/itm/999456789012").refusal
    assert "999456789012 of ebay.com" in refusal.problem
    assert "123456789012" in refusal.problem
