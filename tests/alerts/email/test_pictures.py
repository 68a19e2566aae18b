"""Which pictures a mail shows, and that it holds every one of them."""

import re

from lxml import html as lxml_html

from alerts.email.writer import MailWriter
from tests.alerts.email.letters import (
    kinds_of_letters,
    page_of,
)
from tests.alerts.email.reading import read
from tests.alerts.email.stories import (
    OFFERED,
    case,
    drawn,
    letter,
    picture,
    story,
)


def test_registered_and_offered_picture_stand_side_by_side(writer: MailWriter) -> None:
    seen = read(writer.write(letter()).content)
    assert len(seen.pictures) == 2
    _, row = lxml_html.fromstring(seen.html).xpath("//table[@class='pair']//tr")
    assert [len(cell.findall(".//img")) for cell in row.findall("td")] == [1, 1]


def test_every_picture_shown_is_in_the_mail_and_none_is_fetched(writer: MailWriter) -> None:
    for sent in kinds_of_letters("en").values():
        alert = writer.write(sent)
        shown = lxml_html.fromstring(read(alert.content).html).xpath("//img/@src")
        carried = re.findall(rb"Content-ID: <([^>]+)>", alert.content)
        assert {f"cid:{cid.decode()}" for cid in carried} == set(shown)


def test_a_mail_holds_ten_pictures_of_forty_kilobytes_at_most(writer: MailWriter) -> None:
    stories = [
        story(case(n), offered=(drawn("#446", str(n)),), registered=(drawn("#644", f"r{n}"),))
        for n in range(15)
    ]
    seen = read(writer.write(letter(*stories)).content)
    assert len(seen.pictures) == 10
    assert all(len(content) <= 40_000 for content in seen.pictures)


def test_a_picture_that_cannot_be_read_is_left_out_and_said_so(writer: MailWriter) -> None:
    broken = picture(b"\x89PNG\r\n\x1a\nnot really")
    sent = letter(story(offered=(broken,), registered=()), language="en")
    seen = read(writer.write(sent).content)
    assert seen.pictures == []
    assert "could not be read safely: 1." in seen.html
    assert "could not be read safely: 1." in seen.text


def test_a_readable_picture_takes_the_place_of_a_broken_one(writer: MailWriter) -> None:
    sent = letter(story(offered=(picture(b"broken"), OFFERED), verdicts=()))
    assert len(read(writer.write(sent).content).pictures) == 2


def test_a_signal_about_a_picture_that_is_not_here_shows_another(writer: MailWriter) -> None:
    sent = letter(story(offered=(drawn("#363", "other"),)))
    assert len(read(writer.write(sent).content).pictures) == 2


def test_a_word_mark_without_pictures_stands_as_words_beside_the_offer(
    writer: MailWriter,
) -> None:
    page = page_of(writer, letter(story(registered=())))
    assert page.xpath("//td[1]/div[@class='tile']")[0].text_content().strip() == "NORTHWIND"
