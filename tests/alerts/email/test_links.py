"""Links of mails: whole, ours, and not for ever; and the headers that mail programs read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.email.links import PATH, VALID_FOR, Deed, Errand, Links
from alerts.email.writer import MailWriter
from tests.alerts.email.reading import lines, read
from tests.alerts.email.stories import SEEN, digest, letter

LINKS = Links("https://desk.bureau.example", (b"k" * 32,))
ERRAND = Errand(deed=Deed.ACKNOWLEDGE, address="李@bureau.example", case_number="RW-000007")


def token(link: str) -> str:
    return link.partition(PATH)[2]


def test_a_link_says_what_it_was_written_for_until_it_ends() -> None:
    written = token(LINKS.to(ERRAND, SEEN))
    assert LINKS.read(written, SEEN + VALID_FOR - timedelta(seconds=1)) == ERRAND
    assert LINKS.read(written, SEEN + VALID_FOR) is None


def test_a_link_with_any_letter_changed_is_none_of_ours() -> None:
    written = token(LINKS.to(ERRAND, SEEN))
    for place, letter_there in enumerate(written[:-1]):  # the last holds unused bits
        other = "A" if letter_there != "A" else "B"
        assert LINKS.read(written[:place] + other + written[place + 1 :], SEEN) is None
    assert replace(LINKS, keys=(b"x" * 32,)).read(written, SEEN) is None


@pytest.mark.parametrize("strange", ["", ".", "a.b", "é.é", "." * 3000, "\x00.\ud800"])
def test_what_is_no_link_is_none(strange: str) -> None:
    assert LINKS.read(strange, SEEN) is None


def test_a_key_that_was_replaced_still_reads_its_links() -> None:
    newer = replace(LINKS, keys=(b"n" * 32, *LINKS.keys))
    assert newer.read(token(LINKS.to(ERRAND, SEEN)), SEEN) == ERRAND


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_mail_lets_its_reader_acknowledge_and_unsubscribe(language: str) -> None:
    writer = MailWriter("alerts@bureau.example", links=LINKS)
    sent = letter()
    sent = replace(sent, recipient=replace(sent.recipient, language=language))
    content = writer.write(sent).content
    assert writer.write(sent).content == content
    assert max(len(line) for line in lines(content)) <= 998
    seen = read(content)
    (unsubscribe,) = seen.headers["List-Unsubscribe"]
    assert seen.headers["List-Unsubscribe-Post"] == ["List-Unsubscribe=One-Click"]
    errand = LINKS.read(token(unsubscribe.strip("<>")), sent.written_at)
    assert errand == Errand(deed=Deed.UNSUBSCRIBE, address=sent.recipient.email)
    assert unsubscribe.strip("<>") in seen.text
    assert seen.html.count(LINKS.public_url + PATH) == 2


def test_many_cases_are_acknowledged_one_by_one_at_the_desk() -> None:
    content = MailWriter("alerts@bureau.example", links=LINKS).write(digest()).content
    assert read(content).html.count(LINKS.public_url + PATH) == 1


def test_without_a_desk_a_mail_has_no_link_to_us() -> None:
    seen = read(MailWriter("alerts@bureau.example").write(letter()).content)
    assert not {"List-Unsubscribe", "List-Unsubscribe-Post"} & set(seen.headers)
    assert PATH not in seen.html
