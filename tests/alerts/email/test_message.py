"""Headers and bytes of a mail, on their own."""

from email.headerregistry import Address

from alerts.email.clean import clean_header
from alerts.email.message import Draft, compose, encoded_words, message_id, sender_address
from tests.alerts.email.naughty import mixed, nasty
from tests.alerts.email.reading import lines, read
from tests.alerts.email.stories import SEEN


def draft(subject: str = "subject", text: str = "text\n", name: str | None = None) -> Draft:
    return Draft(
        key="one",
        instance="bureau.example",
        sender=Address("Rightswatch", "alerts", "bureau.example"),
        to="officer@bureau.example",
        to_name=name,
        subject=subject,
        text=text,
        html="<p>text</p>\n",
        pictures=(),
        language="en",
        written_at=SEEN,
    )


def test_985_subjects_survive() -> None:
    """485 naughty ones, 500 of mixed Chinese and Latin, as the second parser reads them."""
    for text in (*nasty(485), *mixed(500)):
        subject = clean_header(text)
        content = compose(draft(subject))
        assert content.isascii()
        assert max(map(len, lines(content))) <= 998
        assert read(content).subject == subject


def test_names_survive_beside_their_address() -> None:
    for text in (*nasty(120), *mixed(120)):
        name = clean_header(text)
        content = compose(draft(name=text))
        shown = read(content).headers["To"][0]
        assert shown.endswith("<officer@bureau.example>") or shown == "officer@bureau.example"
        if name:
            assert shown.removesuffix("<officer@bureau.example>").strip() == name


def test_bodies_survive_whatever_they_hold() -> None:
    for text in nasty(120):
        shown = text.encode("utf-8", "replace").decode()
        seen = read(compose(draft(text=f"{clean_header(shown)}\n")))
        assert seen.text.strip() == clean_header(shown)


def test_a_plain_subject_stays_readable_in_the_source() -> None:
    assert b"\r\nSubject: [RW-000123] Alert\r\n" in compose(draft("[RW-000123] Alert"))


def test_a_folded_header_has_no_line_over_76_letters() -> None:
    assert max(map(len, encoded_words("北风" * 90, 9).split("\r\n"))) <= 76


def test_the_message_id_follows_from_the_key_alone() -> None:
    assert message_id("k", "bureau.example") == message_id("k", "bureau.example")
    assert message_id("k", "bureau.example") != message_id("l", "bureau.example")


def test_a_sender_is_read_with_or_without_a_name() -> None:
    assert str(sender_address("预警 <a@büro.example>")) == "预警 <a@xn--bro-hoa.example>"
    assert str(sender_address("a@bureau.example")) == "Rightswatch <a@bureau.example>"
    assert sender_address("").addr_spec == "rightswatch@localhost"
