"""What a chat shows, through each service's own shape, and what it says when it is refused."""

import json
from dataclasses import replace

import pytest

from alerts.channels.chat import MOST_CASES, ChatChannel, ChatWriter
from monitor.domain.alert import Alert
from monitor.domain.errors import DeliveryFailed
from tests.alerts.email.naughty import NAUGHTY
from tests.alerts.email.stories import digest, letter, offer, story
from tests.fixtures.interface import Interface, Told

# Apprise asks Python 3.11 for a module that 3.13 has no more.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
WRITER = ChatWriter(channel="room")


def text(alert: Alert) -> str:
    return alert.content.decode()


@pytest.mark.parametrize(("language", "says"), [("zh", "仅供"), ("en", "RW-000123")])
def test_a_case_is_three_lines_in_the_readers_language(language: str, says: str) -> None:
    sent = letter()
    alert = WRITER.write(replace(sent, recipient=replace(sent.recipient, language=language)))
    assert "RW-000123" in alert.subject
    assert sent.stories[0].file.sighting.offer.url in text(alert)
    assert text(alert).endswith(alert.message_id)
    assert says in text(alert) or language == "zh"


def test_a_flood_of_cases_is_counted() -> None:
    sent = digest("en")
    many = replace(sent, stories=sent.stories * (MOST_CASES // len(sent.stories) + 1))
    left = len(many.stories) - MOST_CASES
    assert f"and {left} more cases" in text(WRITER.write(many))


def test_hostile_titles_stay_one_line_and_bounded() -> None:
    plain = text(WRITER.write(letter(story(seen=offer("ACME"))))).count("\n")
    for title in ("\x00\ud800", "a\nb\rc", *NAUGHTY[::5]):
        shown = text(WRITER.write(letter(story(seen=offer(title * 9)))))
        assert shown.count("\n") == plain


def test_a_service_that_refuses_is_named_without_the_secrets_of_its_address(
    interface: Interface,
) -> None:
    interface.on("POST", "/room/SECRETTOKEN12345", Told(b"", 403))
    chat = ChatChannel(name="room", url=f"json://127.0.0.1:{interface.port}/room/SECRETTOKEN12345")
    assert "SECRETTOKEN12345" not in repr(chat)
    with pytest.raises(DeliveryFailed, match="403") as caught:
        chat.send(WRITER.write(letter()))
    assert "SECRETTOKEN12345" not in str(caught.value)


def test_an_address_that_no_service_has_says_so() -> None:
    with pytest.raises(DeliveryFailed, match="none that Apprise knows"):
        ChatChannel(name="room", url="nosuchservice://token").send(WRITER.write(letter()))


@pytest.mark.parametrize(
    "url",
    [
        "dingtalk://abcdefgh12345678",
        "feishu://abcdefgh-1234-1234-1234-abcdefgh1234",
        "wecombot://abcdefgh-1234-1234-1234-abcdefgh1234",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#room",
        "workflows://host.example/workflow1234/signature1234",
    ],
)
def test_the_services_of_the_how_to_are_known(url: str) -> None:
    import apprise  # noqa: PLC0415 - 0.4 s that other tests need not spend

    assert apprise.Apprise().add(url)


def test_a_message_arrives_whole(interface: Interface) -> None:
    interface.on("POST", "/room", Told(b"", 200))
    alert = WRITER.write(letter())
    ChatChannel(name="room", url=f"json://127.0.0.1:{interface.port}/room").send(alert)
    (asked,) = interface.asked
    told = json.loads(asked.body)
    assert (told["title"], told["message"]) == (alert.subject, text(alert))
