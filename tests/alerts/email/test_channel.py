"""EmailChannel against a real server that fails on purpose."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from alerts.email.channel import EmailChannel
from alerts.email.codes import ReturnPath
from monitor.domain.alert import Alert
from monitor.domain.errors import AddressRefused, DeliveryFailed, NeedsPerson, NotNow
from tests.fixtures.smtp import CLOSE, HANG, RESET, SmtpServer

OFFICER = {"username": "officer", "password": "open sesame"}
STEPS = ("CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "CONTENT")


def alert(to: str = "officer@bureau.example") -> Alert:
    content = (
        b"From: Rightswatch <alerts@bureau.example>\r\nTo: <officer@bureau.example>\r\n"
        b"Message-ID: <one@bureau.example>\r\nSubject: one\r\n\r\n"
        b".a line that starts with a dot\r\n"
    )
    return Alert(
        key="one",
        channel="email",
        to=to,
        message_id="<one@bureau.example>",
        subject="one",
        content=content,
    )


def channel_to(server: SmtpServer, tls: str = "none", **more: object) -> EmailChannel:
    settings = {"timeout_s": 5.0, "trust": server.trust, **more}
    return EmailChannel(server.host, server.port, tls, **settings)  # type: ignore[arg-type]


def test_a_mail_arrives_byte_for_byte(smtp_server: SmtpServer) -> None:
    channel_to(smtp_server).send(alert())
    (received,) = smtp_server.received
    assert received.content == alert().content
    assert received.sender == "alerts@bureau.example"
    assert received.receivers == ["officer@bureau.example"]


def test_each_letter_has_a_return_address_of_its_own(smtp_server: SmtpServer) -> None:
    path = ReturnPath("bounces@bureau.example", "bureau.example", (b"k" * 32,))
    letter = replace(alert(), message_id=f"<{'ab' * 16}@bureau.example>")
    channel_to(smtp_server, return_path=path).send(letter)
    (received,) = smtp_server.received
    assert path.letter(received.sender) == letter.message_id
    assert received.content == alert().content
    assert smtp_server.greetings == ["bureau.example"]


def test_the_greeting_names_the_senders_domain(smtp_server: SmtpServer) -> None:
    channel_to(smtp_server).send(alert())
    assert smtp_server.greetings == ["bureau.example"]


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("RCPT", "550 no such person here"),
        ("RCPT", "551 not here"),
        ("RCPT", "553 that is no address"),
        ("RCPT", "550 5.1.1 unknown"),
        ("RCPT", "554 5.1.10 the domain takes no mail"),
        ("RCPT", "550 5.2.1 mailbox is closed"),
        ("MAIL", "552 larger than the fixed maximum"),
        ("MAIL", "552 5.3.4 too large for this server"),
        ("CONTENT", "552 5.2.3 too large for this mailbox"),
        ("CONTENT", "550 5.1.1 found out late that nobody is there"),
    ],
)
def test_what_no_later_try_can_cure_is_refused_for_good(
    smtp_server: SmtpServer, step: str, answer: str
) -> None:
    smtp_server.fault(step, answer)
    with pytest.raises(AddressRefused, match=answer[:3]) as caught:
        channel_to(smtp_server).send(alert())
    assert isinstance(caught.value, NeedsPerson)
    assert caught.value.to == "officer@bureau.example"


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("CONNECT", "421 4.3.2 going down"),
        ("CONNECT", "554 not today"),
        ("EHLO", "421 4.3.0 busy"),
        ("MAIL", "451 4.3.0 later"),
        ("MAIL", "550 5.1.8 the sender's domain is unknown"),
        ("MAIL", "553 5.1.7 the sender is no address"),
        ("RCPT", "450 4.2.0 greylisted, come back in 300 seconds"),
        ("RCPT", "452 4.2.2 mailbox full"),
        ("RCPT", "550 5.7.1 relaying denied"),
        ("RCPT", "552 5.2.2 mailbox full"),
        ("RCPT", "552 mailbox full"),
        ("RCPT", "554 5.7.1 you are on a list"),
        ("DATA", "451 4.3.0 no room"),
        ("CONTENT", "452 4.3.1 disk full"),
        ("CONTENT", "550 looks like spam"),
        ("CONTENT", "554 5.7.1 looks like spam"),
    ],
)
def test_what_waiting_may_cure_is_tried_again(
    smtp_server: SmtpServer, step: str, answer: str
) -> None:
    smtp_server.fault(step, answer)
    with pytest.raises(DeliveryFailed, match=answer[:3]) as caught:
        channel_to(smtp_server).send(alert())
    assert isinstance(caught.value, NotNow)
    assert smtp_server.received == []


@pytest.mark.parametrize("how", [RESET, CLOSE])
@pytest.mark.parametrize("step", STEPS)
def test_a_lost_connection_is_tried_again(smtp_server: SmtpServer, step: str, how: str) -> None:
    smtp_server.fault(step, how)
    with pytest.raises(DeliveryFailed):
        channel_to(smtp_server).send(alert())


@pytest.mark.parametrize("step", STEPS)
def test_a_silent_server_costs_one_time_limit(smtp_server: SmtpServer, step: str) -> None:
    smtp_server.fault(step, HANG)
    with pytest.raises(DeliveryFailed, match="in time"):
        channel_to(smtp_server, timeout_s=0.3).send(alert())


def test_a_connection_lost_after_the_mail_was_taken_counts_as_not_sent(
    smtp_server: SmtpServer,
) -> None:
    smtp_server.fault("CONTENT", RESET, times=1, keep=True)
    with pytest.raises(DeliveryFailed):
        channel_to(smtp_server).send(alert())
    channel_to(smtp_server).send(alert())
    assert [mail["Message-ID"] for mail in smtp_server.messages] == ["<one@bureau.example>"] * 2


@pytest.mark.parametrize("how", [RESET, CLOSE, HANG, "500 what"])
def test_a_rude_goodbye_does_not_unsend_the_mail(smtp_server: SmtpServer, how: str) -> None:
    smtp_server.fault("QUIT", how)
    channel_to(smtp_server).send(alert())
    assert len(smtp_server.received) == 1


def test_no_server_at_all_is_tried_again(free_port: Callable[[], int]) -> None:
    with pytest.raises(DeliveryFailed, match=r"127\.0\.0\.1"):
        EmailChannel("127.0.0.1", free_port(), "none", timeout_s=2).send(alert())


def test_starttls_and_password(smtp_starttls_server: SmtpServer) -> None:
    channel_to(smtp_starttls_server, "starttls", **OFFICER).send(alert())
    assert smtp_starttls_server.received[0].encrypted


def test_a_wrong_password_says_so(smtp_starttls_server: SmtpServer) -> None:
    channel = channel_to(smtp_starttls_server, "starttls", **{**OFFICER, "password": "guess"})
    with pytest.raises(DeliveryFailed, match="535"):
        channel.send(alert())


def test_implicit_tls(smtp_implicit_server: SmtpServer) -> None:
    channel_to(smtp_implicit_server, "implicit").send(alert())
    assert len(smtp_implicit_server.received) == 1


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_server_nobody_vouches_for_gets_no_mail(
    smtp_starttls_server: SmtpServer, smtp_implicit_server: SmtpServer, tls: str
) -> None:
    server = smtp_starttls_server if tls == "starttls" else smtp_implicit_server
    with pytest.raises(DeliveryFailed, match=r"(?i)certificate"):
        channel_to(server, tls, trust=None).send(alert())
    assert server.received == []


def test_starttls_is_demanded_not_wished(smtp_server: SmtpServer) -> None:
    with pytest.raises(DeliveryFailed, match=r"(?i)starttls"):
        channel_to(smtp_server, "starttls").send(alert())
    assert smtp_server.received == []


def test_a_tls_talk_that_breaks_is_tried_again(smtp_starttls_server: SmtpServer) -> None:
    smtp_starttls_server.fault("STARTTLS", "454 4.7.0 TLS not available")
    with pytest.raises(DeliveryFailed):
        channel_to(smtp_starttls_server, "starttls").send(alert())


def test_a_password_never_crosses_the_network_in_the_clear() -> None:
    with pytest.raises(ValueError, match="readable on the network"):
        EmailChannel("mail.bureau.example", 25, "none", "officer", "open sesame")


def test_a_domain_beyond_ascii_travels_in_its_ascii_form(smtp_server: SmtpServer) -> None:
    channel_to(smtp_server).send(alert("officer@büro.example"))
    assert smtp_server.received[0].receivers == ["officer@xn--bro-hoa.example"]


def test_a_name_beyond_ascii_needs_a_server_that_can(smtp_server: SmtpServer) -> None:
    channel_to(smtp_server).send(alert("王@bureau.example"))
    assert smtp_server.received[0].receivers == ["王@bureau.example"]


def test_a_name_beyond_ascii_is_refused_where_the_server_cannot(smtp_server: SmtpServer) -> None:
    smtp_server.fault("EHLO", "250 mail.test")
    with pytest.raises(AddressRefused, match="ASCII"):
        channel_to(smtp_server).send(alert("王@bureau.example"))


@pytest.mark.parametrize(
    "to", ["", "officer", "a@b@c\r\nRCPT TO:<x@y>", "x\r\nDATA@bureau.example"]
)
def test_what_is_no_address_is_refused_before_the_server_hears_it(
    smtp_server: SmtpServer, to: str
) -> None:
    with pytest.raises(AddressRefused):
        channel_to(smtp_server).send(alert(to))
    assert smtp_server.received == []
