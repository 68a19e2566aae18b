"""What every channel promises; run on each of ours against a real receiver."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from alerts.channels.chat import ChatChannel, ChatWriter
from alerts.channels.webhook import WebhookChannel, WebhookWriter
from alerts.email.channel import EmailChannel
from alerts.email.writer import MailWriter
from monitor.domain.alert import Alert, Letter
from monitor.domain.errors import AddressRefused, DeliveryFailed
from monitor.ports.channel import Channel, Writer
from monitor.ports.http import EgressRule
from monitor.runtime.clock import SystemClock
from spiders.fetch.client import GuardedClient
from tests.alerts.email.stories import digest, letter
from tests.fixtures.interface import Asked, Interface, Told
from tests.fixtures.smtp import RESET, SmtpServer

# Apprise asks Python 3.11 for a module that 3.13 has no more.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@dataclass(frozen=True)
class Rig:
    """One channel, its writer, and ways to make its receiver behave.

    ids: what the receiver has taken so far, by the id it saw.
    """

    channel: Channel
    writer: Writer
    ids: Callable[[], list[str]]
    forget_receiver: Callable[[], None]
    be_busy: Callable[[], None]
    take_and_vanish: Callable[[], None]
    heal: Callable[[], None]


@pytest.fixture(params=["email", "webhook", "chat"])
def rig(request: pytest.FixtureRequest) -> Rig:
    kind = {"email": _mail, "webhook": _webhook, "chat": _chat}[request.param]
    return kind(request)


def _mail(request: pytest.FixtureRequest) -> Rig:
    smtp_server: SmtpServer = request.getfixturevalue("smtp_server")
    return Rig(
        channel=EmailChannel(smtp_server.host, smtp_server.port, "none", timeout_s=5),
        writer=MailWriter("alerts@bureau.example"),
        ids=lambda: [str(mail["Message-ID"]) for mail in smtp_server.messages],
        forget_receiver=lambda: smtp_server.fault("RCPT", "550 5.1.1 nobody of that name"),
        be_busy=lambda: smtp_server.fault("MAIL", "451 4.3.0 later"),
        take_and_vanish=lambda: smtp_server.fault("CONTENT", RESET, keep=True, times=1),
        heal=smtp_server.heal,
    )


def _webhook(request: pytest.FixtureRequest) -> Rig:
    program: Interface = request.getfixturevalue("interface")
    taken: list[str] = []
    moods: list[int] = []

    def answer(asked: Asked) -> Told:
        status = moods[0] if moods else 204
        if status in {204, 502}:
            taken.append(asked.headers["webhook-id"])
        if status == 502:  # what stood before it lost the answer
            moods.clear()
        return Told(b"", status)

    program.on("POST", "/in", answer)
    return Rig(
        channel=WebhookChannel(
            name="siem",
            url=f"{program.url}/in",
            secret=b"shared by both",
            http=GuardedClient("Rightswatch/0.1", within_s=5.0),
            clock=SystemClock(),
            rule=EgressRule(allow_private_addresses=True),
        ),
        writer=WebhookWriter(channel="siem"),
        ids=lambda: taken,
        forget_receiver=lambda: moods.append(410),
        be_busy=lambda: moods.append(503),
        take_and_vanish=lambda: moods.append(502),
        heal=moods.clear,
    )


def _chat(request: pytest.FixtureRequest) -> Rig:
    service: Interface = request.getfixturevalue("interface")
    taken: list[str] = []
    moods: list[int] = []

    def answer(asked: Asked) -> Told:
        status = moods[0] if moods else 200
        if status in {200, 502}:
            taken.append(json.loads(asked.body)["message"].split()[-1])
        if status == 502:
            moods.clear()
        return Told(b"", status)

    service.on("POST", "/room", answer)
    return Rig(
        channel=ChatChannel(name="room", url=f"json://127.0.0.1:{service.port}/room"),
        writer=ChatWriter(channel="room"),
        ids=lambda: taken,
        forget_receiver=lambda: moods.append(410),
        be_busy=lambda: moods.append(503),
        take_and_vanish=lambda: moods.append(502),
        heal=moods.clear,
    )


def alert_of(rig: Rig, sent: Letter | None = None) -> Alert:
    return rig.writer.write(sent or letter())


def test_writer_and_channel_are_of_one_kind(rig: Rig) -> None:
    assert rig.writer.channel == rig.channel.name == alert_of(rig).channel


def test_an_alert_carries_the_key_and_receiver_of_its_letter(rig: Rig) -> None:
    sent = letter(key="RW-000123/opened/officer")
    alert = rig.writer.write(sent)
    assert alert.key == sent.key
    assert alert.to in {sent.recipient.email, alert.channel}
    assert alert.subject
    assert sent.recipient.email.encode() in alert.content


@pytest.mark.parametrize("language", ["zh", "en"])
def test_equal_letters_are_equal_alerts(rig: Rig, language: str) -> None:
    assert alert_of(rig, digest(language)) == alert_of(rig, digest(language))


def test_what_was_handed_over_has_arrived(rig: Rig) -> None:
    alert = alert_of(rig)
    rig.channel.send(alert)
    assert rig.ids() == [alert.message_id]


def test_an_unknown_receiver_is_refused_for_good(rig: Rig) -> None:
    rig.forget_receiver()
    alert = alert_of(rig)
    with pytest.raises(AddressRefused) as caught:
        rig.channel.send(alert)
    assert caught.value.to == alert.to
    assert rig.ids() == []


def test_a_busy_receiver_is_tried_again_with_the_same_alert(rig: Rig) -> None:
    alert = alert_of(rig)
    rig.be_busy()
    with pytest.raises(DeliveryFailed):
        rig.channel.send(alert)
    rig.heal()
    rig.channel.send(alert)
    assert rig.ids() == [alert.message_id]


def test_a_repeat_after_a_doubtful_failure_bears_the_same_id(rig: Rig) -> None:
    alert = alert_of(rig)
    rig.take_and_vanish()
    with pytest.raises(DeliveryFailed):
        rig.channel.send(alert)
    rig.channel.send(alert)
    assert rig.ids() == [alert.message_id] * 2
