"""What a program gets by webhook, and that it can tell who sent it."""

import base64
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from alerts.channels.webhook import WebhookChannel, WebhookWriter, secret_bytes, signature
from monitor.domain.alert import Occasion
from monitor.domain.errors import DeliveryFailed
from monitor.domain.signal import ContextFact
from monitor.ports.http import EgressRule
from spiders.fetch.client import GuardedClient
from tests.alerts.email.naughty import NAUGHTY
from tests.alerts.email.stories import digest, letter, offer, story, word_verdict
from tests.fixtures.interface import Interface, Told

SECRET = b"shared by both"


class NoonClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def channel(url: str, *, private: bool = True) -> WebhookChannel:
    return WebhookChannel(
        name="siem",
        url=url,
        secret=SECRET,
        http=GuardedClient("Rightswatch/0.1", within_s=5.0),
        clock=NoonClock(),
        rule=EgressRule(allow_private_addresses=private),
    )


def test_a_receiver_who_knows_the_secret_can_tell_who_sent_what_and_when(
    interface: Interface,
) -> None:
    interface.on("POST", "/in", Told(b"", 204))
    alert = WebhookWriter(channel="siem").write(letter())
    channel(f"{interface.url}/in").send(alert)
    (asked,) = interface.asked
    assert asked.body == alert.content
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["webhook-timestamp"] == "1795435200"
    signed = f"{alert.message_id}.1795435200.".encode() + asked.body
    expected = base64.b64encode(hmac.digest(SECRET, signed, sha256)).decode()
    assert asked.headers["webhook-signature"] == f"v1,{expected}"


def test_the_signature_is_that_of_the_specification() -> None:
    """The example of the Standard Webhooks specification's own libraries."""
    secret = secret_bytes("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = signature(
        secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}'
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert secret_bytes("any text") == b"any text"
    with pytest.raises(ValueError, match=r"padding|base64|alphabet"):
        secret_bytes("whsec_not base64!")


def test_a_program_reads_what_a_person_reads() -> None:
    told = json.loads(WebhookWriter(channel="siem").write(letter()).content)
    (case,) = told["cases"]
    assert (told["type"], told["version"]) == ("cases.news", 1)
    assert (case["number"], case["grade"], case["live"]) == ("RW-000123", "alert", "live")
    assert case["offer"]["price"] == {"amount": "1299.00", "currency": "CNY", "high": None}
    (verdict,) = case["verdicts"]
    assert len(verdict["for"]) == 2
    assert verdict["enforceable"] is True
    assert verdict["right"] == "registered in CN until 2035-03-01"
    assert verdict["against"] == ["the description says the jacket was worn twice"]
    assert case["evidence"]["log_entry"] == 0
    assert told["checkpoint"].startswith("rightswatch/")


def test_a_program_reads_what_else_speaks_for_a_case_behind_what_was_measured() -> None:
    below = ContextFact(name="context.price/1", value="below", because="it is cheap", weight=0.6)
    sent = letter(story(verdicts=(replace(word_verdict(), facts=(below,)),)))
    (case,) = json.loads(WebhookWriter(channel="siem").write(sent).content)["cases"]
    (verdict,) = case["verdicts"]
    assert verdict["for"] == [*(one.because for one in word_verdict().signals), "it is cheap"]


def test_a_reminder_and_an_escalation_say_what_they_are() -> None:
    writer = WebhookWriter(channel="siem")
    reminder = json.loads(writer.write(replace(digest(), occasion=Occasion.REMINDER)).content)
    assert (reminder["type"], len(reminder["cases"])) == ("cases.reminder", 3)
    sent = replace(letter(), occasion=Occasion.ESCALATION, silent=("li@bureau.example",))
    assert json.loads(writer.write(sent).content)["not_answered_by"] == ["li@bureau.example"]


def test_hostile_titles_arrive_as_they_were_written() -> None:
    writer = WebhookWriter(channel="siem")
    for title in ("\x00\ud800", "</script>", "\u202eevil", *NAUGHTY):
        content = writer.write(letter(story(seen=offer(title)))).content
        (case,) = json.loads(content)["cases"]
        assert case["offer"]["title"] == title


@pytest.mark.parametrize("status", [301, 400, 401, 404, 429, 500, 503])
def test_whatever_is_no_yes_is_tried_again(interface: Interface, status: int) -> None:
    interface.on("POST", "/in", Told(b"", status, {"Location": "/elsewhere"}))
    alert = WebhookWriter(channel="siem").write(letter())
    with pytest.raises(DeliveryFailed):
        channel(f"{interface.url}/in").send(alert)
    assert interface.of("/elsewhere") == []


def test_a_private_address_is_refused_unless_allowed(interface: Interface) -> None:
    alert = WebhookWriter(channel="siem").write(letter())
    with pytest.raises(DeliveryFailed, match="is not fetched"):
        channel(f"{interface.url}/in", private=False).send(alert)
    assert interface.asked == []


def test_the_secret_shows_in_no_repr() -> None:
    assert "shared" not in repr(channel("https://siem.example/in"))
