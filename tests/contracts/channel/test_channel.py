"""What every channel promises; run on each of ours against a real receiver."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from alerts.email.channel import EmailChannel
from alerts.email.writer import MailWriter
from monitor.domain.alert import Alert, Letter
from monitor.domain.errors import AddressRefused, DeliveryFailed
from monitor.ports.channel import Channel, Writer
from tests.alerts.email.stories import digest, letter
from tests.fixtures.smtp import RESET, SmtpServer


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


@pytest.fixture(params=["email"])
def rig(smtp_server: SmtpServer) -> Rig:
    return Rig(
        channel=EmailChannel(smtp_server.host, smtp_server.port, "none", timeout_s=5),
        writer=MailWriter("alerts@bureau.example"),
        ids=lambda: [str(mail["Message-ID"]) for mail in smtp_server.messages],
        forget_receiver=lambda: smtp_server.fault("RCPT", "550 5.1.1 nobody of that name"),
        be_busy=lambda: smtp_server.fault("MAIL", "451 4.3.0 later"),
        take_and_vanish=lambda: smtp_server.fault("CONTENT", RESET, keep=True, times=1),
        heal=smtp_server.heal,
    )


def alert_of(rig: Rig, sent: Letter | None = None) -> Alert:
    return rig.writer.write(sent or letter())


def test_writer_and_channel_are_of_one_kind(rig: Rig) -> None:
    assert rig.writer.channel == rig.channel.name == alert_of(rig).channel


def test_an_alert_carries_the_key_and_receiver_of_its_letter(rig: Rig) -> None:
    sent = letter(key="RW-000123/opened/officer")
    alert = rig.writer.write(sent)
    assert alert.key == sent.key
    assert alert.to == sent.recipient.email
    assert alert.subject
    assert alert.message_id.encode() in alert.content


@pytest.mark.parametrize("language", ["zh", "en"])
def test_equal_letters_are_equal_alerts(rig: Rig, language: str) -> None:
    assert alert_of(rig, digest(language)) == alert_of(rig, digest(language))


def test_what_was_handed_over_has_arrived(rig: Rig) -> None:
    alert = alert_of(rig)
    rig.channel.send(alert)
    assert rig.ids() == [alert.message_id]


def test_an_unknown_receiver_is_refused_for_good(rig: Rig) -> None:
    rig.forget_receiver()
    with pytest.raises(AddressRefused) as caught:
        rig.channel.send(alert_of(rig))
    assert caught.value.to == "officer@bureau.example"
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
