"""EmailChannel: hands finished mails to a mail server and says which failures waiting may cure.

Layer: alerts; aiosmtplib.
Flow: Alert -> SMTP, with a time limit at each step -> sent, AddressRefused or DeliveryFailed.
"""

import asyncio
import ipaddress
import re
import ssl
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from enum import StrEnum
from typing import ClassVar, cast

import aiosmtplib
import structlog

from alerts.email.codes import ReturnPath
from alerts.email.message import ascii_domain
from alerts.email.signing import DkimSigner
from monitor.domain.alert import Alert
from monitor.domain.errors import AddressRefused, DeliveryFailed
from monitor.domain.watch import MAIL

log = structlog.get_logger(__name__)

TOO_LARGE_AT_MAIL = 552
NO_SUCH_MAILBOX = frozenset({550, 551, 553})
ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
NOBODY_THERE = re.compile(r"5\.(1\.([0-6]|10)|2\.1)")
"""No letter will ever reach the address."""
TOO_LARGE = frozenset({"5.2.3", "5.3.4"})
ADDRESS = re.compile(r'[^\s@<>()\[\],;:\\"\x00-\x1f\x7f]+@[^\s@<>()\[\],;:\\"\x00-\x1f\x7f]+')
GOODBYE_S = 3.0


class Tls(StrEnum):
    """NONE is for a server on this machine; STARTTLS refuses to go on without; IMPLICIT = 465."""

    NONE = "none"
    STARTTLS = "starttls"
    IMPLICIT = "implicit"


class EmailChannel:
    """Sends mails through one server, one connection a mail.

    A connection that breaks after the last byte was sent leaves open whether the server took the
    mail: it counts as not sent and is tried again under the same Message-ID.
    """

    name: ClassVar[str] = MAIL

    def __init__(  # noqa: PLR0913 - what an SMTP account consists of
        self,
        host: str,
        port: int,
        tls: str = Tls.STARTTLS,
        username: str | None = None,
        password: str | None = None,
        *,
        timeout_s: float = 20.0,
        trust: ssl.SSLContext | None = None,
        return_path: ReturnPath | None = None,
        signer: DkimSigner | None = None,
    ) -> None:
        """Remember the account; nothing is sent yet.

        tls: "none", "starttls" or "implicit". timeout_s: for each step of the talk; the whole mail
        gets four times as long. trust: who may vouch for the server; the system's list when None.
        return_path: where what does not arrive is reported to; the address in From when None.
        signer: None = mails leave as they were written.

        Raises:
            ValueError: an unknown `tls`, or a password that would cross the network in the clear.
        """
        self._host = host
        self._port = port
        self._tls = Tls(tls)
        self._username = username
        self._password = password
        self._timeout_s = timeout_s
        self._trust = trust
        self._return_path = return_path
        self._signer = signer
        if username and self._tls is Tls.NONE and not _on_this_machine(host):
            message = f"smtp.tls is none: the password for {host} would be readable on the network"
            raise ValueError(message)

    def send(self, alert: Alert) -> None:
        """Hand the mail over; returns when the server has said that it is responsible for it.

        Refused for good: the server names the receiver as unknown, disabled or malformed (550, 551,
        553 at RCPT; enhanced 5.1.0-5.1.6, 5.1.10, 5.2.1), or the mail as too large (552 at MAIL;
        5.2.3, 5.3.4). Any other 552 is a full mailbox and 5.7.x a policy: waiting may cure both.

        Source: RFC 5321 section 4.2, RFC 1870 section 6, RFC 3463 section 3.

        Raises:
            AddressRefused: no later try can succeed.
            DeliveryFailed: everything that waiting may cure.
        """
        try:
            asyncio.run(self._talk(alert, _receiver(alert.to)))
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise self._answered(alert, error.recipients[0]) from error
        except aiosmtplib.SMTPResponseException as error:
            raise self._answered(alert, error) from error
        except TimeoutError as error:
            raise DeliveryFailed(self.name, f"{self._server} did not answer in time") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            because = f"{self._server}: {_said(str(error) or type(error).__name__)}"
            raise DeliveryFailed(self.name, because) from error
        except ValueError as error:
            raise AddressRefused(self.name, alert.to, _said(str(error))) from error

    @property
    def _server(self) -> str:
        return f"{self._host}:{self._port}"

    async def _talk(self, alert: Alert, receiver: str) -> None:
        head = BytesHeaderParser().parsebytes(alert.content)
        sender = parseaddr(head["From"] or "")[1]
        client = self._client(sender.rpartition("@")[2])
        try:
            async with asyncio.timeout(4 * self._timeout_s):
                await client.connect()
                options = [] if receiver.isascii() else await _beyond_ascii(client)
                envelope = self._envelope_sender(alert, sender)
                content = self._signer.sign(alert.content) if self._signer else alert.content
                await client.sendmail(envelope, receiver, content, mail_options=options)
            await _leave(client)
        finally:
            client.close()
            await asyncio.sleep(0)  # one turn of the loop, in which the socket closes

    def _envelope_sender(self, alert: Alert, sender: str) -> str:
        return self._return_path.address(alert.message_id) if self._return_path else sender

    def _client(self, greeting: str) -> aiosmtplib.SMTP:
        """A client that greets with the sender's domain, so that no DNS is asked for ours."""
        return _Client(
            hostname=self._host,
            port=self._port,
            timeout=self._timeout_s,
            use_tls=self._tls is Tls.IMPLICIT,
            start_tls=self._tls is Tls.STARTTLS,
            tls_context=None if self._tls is Tls.NONE else self._trust,
            username=self._username,
            password=self._password,
            local_hostname=greeting,
        )

    def _answered(
        self, alert: Alert, answer: aiosmtplib.SMTPResponseException
    ) -> AddressRefused | DeliveryFailed:
        because = f"{self._server} said {answer.code} {_said(answer.message)}"
        if _hopeless(answer):
            return AddressRefused(self.name, alert.to, because)
        return DeliveryFailed(self.name, because)


class _Client(aiosmtplib.SMTP):
    """Closes its socket at once: closing TLS politely would outlive the event loop."""

    def close(self) -> None:
        transport = cast("asyncio.Transport | None", self.transport)
        super().close()
        if transport is not None:
            transport.abort()


def _hopeless(answer: aiosmtplib.SMTPResponseException) -> bool:
    """The enhanced code decides where there is one; without it the code and where it was said."""
    enhanced = ENHANCED.match(answer.message.strip())
    if enhanced:
        hopeless = enhanced[0] in TOO_LARGE or NOBODY_THERE.fullmatch(enhanced[0])
        return answer.code >= 500 and bool(hopeless)
    if isinstance(answer, aiosmtplib.SMTPSenderRefused):
        return answer.code == TOO_LARGE_AT_MAIL
    return isinstance(answer, aiosmtplib.SMTPRecipientRefused) and answer.code in NO_SUCH_MAILBOX


def _receiver(to: str) -> str:
    """The address as the envelope carries it: the domain in its ASCII form.

    Raises:
        ValueError: it is no address; a client that mends it would write to somebody else.
    """
    if not ADDRESS.fullmatch(to):
        message = "this is no mail address"
        raise ValueError(message)
    local, _, domain = to.rpartition("@")
    return f"{local}@{ascii_domain(domain)}"


async def _beyond_ascii(client: aiosmtplib.SMTP) -> list[str]:
    """Option for an address in letters beyond ASCII (RFC 6531).

    Raises:
        ValueError: this server cannot carry such an address.
    """
    await client.ehlo()
    if not client.supports_extension("smtputf8"):
        message = "the mail server takes ASCII letters only before the @"
        raise ValueError(message)
    return ["SMTPUTF8"]


async def _leave(client: aiosmtplib.SMTP) -> None:
    """Say goodbye; the mail is already the server's, so a failure here means nothing."""
    try:
        await client.quit(timeout=GOODBYE_S)
    except (aiosmtplib.SMTPException, OSError):
        log.debug("goodbye.failed")


def _said(text: str) -> str:
    """One bounded line of what a server wrote."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:300]


def _on_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
