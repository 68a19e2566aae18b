"""Who writes letters and sends them, in one installation."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from monitor.ports.channel import Channel, NoteWriter, Writer
from monitor.ports.http import EgressRule, Http

if TYPE_CHECKING:
    from alerts.email.codes import Keys, ReturnPath
    from alerts.email.links import Links
    from alerts.email.signing import DkimSigner
    from monitor.config.settings import Settings
    from monitor.pipeline.plan import SourcePlan
    from monitor.ports.blobs import Blobs
    from monitor.ports.clock import Clock
    from monitor.ports.store import Store
    from monitor.runtime.lease import Owner

Step = Callable[[], int]

ROUNDS: Final = 20
"""Of sending at one go; each takes one message a receiver."""


class PostOffice:
    """Writers and channels by name: mail where there is a server, and each webhook."""

    def __init__(self, settings: "Settings", http: Callable[[], Http], clock: "Clock") -> None:
        self._settings = settings
        self._http = http
        self._clock = clock

    @cached_property
    def writers(self) -> Mapping[str, Writer]:
        """Who writes for which channel."""
        from alerts.channels.chat import ChatWriter
        from alerts.channels.webhook import WebhookWriter
        from alerts.email.writer import MailWriter

        service = self._settings.service
        writers: dict[str, Writer] = {
            hook.id: WebhookWriter(channel=hook.id) for hook in service.webhooks
        }
        writers |= {chat.id: ChatWriter(channel=chat.id) for chat in service.chats}
        if service.smtp is not None:
            mail = MailWriter(sender=service.smtp.sender, links=self.links)
            writers[mail.channel] = mail
        return writers

    @cached_property
    def keys(self) -> "Keys":
        """What signs codes and return addresses; the file lies beside the key of the log.

        Raises:
            LettersKeyRefused: it cannot be used.
        """
        from alerts.email.codes import KEY_FILE, letter_keys

        return letter_keys(self._settings.service.evidence.parent / KEY_FILE)

    @cached_property
    def links(self) -> "Links | None":
        """Links of mails, to the desk; None = there is no desk to follow them to."""
        from alerts.email.links import Links

        service = self._settings.service
        return Links(service.web.public_url, self.keys) if service.web and service.smtp else None

    @cached_property
    def notes(self) -> NoteWriter | None:
        """Who writes what tells of no case; None = there is no mail."""
        from alerts.email.notes import MailNotes

        smtp = self._settings.service.smtp
        return MailNotes(smtp.sender, lambda: self.keys, self.links) if smtp else None

    @cached_property
    def return_path(self) -> "ReturnPath | None":
        """Where mail servers report what did not arrive; None = to the sender."""
        from alerts.email.codes import ReturnPath
        from alerts.email.message import ascii_domain, sender_address

        smtp = self._settings.service.smtp
        if smtp is None or smtp.bounces_to is None:
            return None
        instance = ascii_domain(sender_address(smtp.sender).domain)
        return ReturnPath(smtp.bounces_to, instance, self.keys)

    @cached_property
    def signer(self) -> "DkimSigner | None":
        """What signs mails; None = they leave as they were written.

        Raises:
            LettersKeyRefused: the key cannot be used.
        """
        from alerts.email.message import ascii_domain, sender_address
        from alerts.email.signing import DkimSigner

        smtp = self._settings.service.smtp
        if smtp is None or smtp.dkim is None:
            return None
        domain = smtp.dkim.domain or sender_address(smtp.sender).domain
        return DkimSigner.of(ascii_domain(domain), smtp.dkim.selector, smtp.dkim.key)

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        """Who sends what."""
        from alerts.channels.chat import ChatChannel
        from alerts.channels.webhook import WebhookChannel, secret_bytes
        from alerts.email.channel import EmailChannel

        service = self._settings.service
        channels: dict[str, Channel] = {
            hook.id: WebhookChannel(
                name=hook.id,
                url=hook.url,
                secret=secret_bytes(hook.secret),
                http=self._http(),
                clock=self._clock,
                rule=EgressRule(allow_private_addresses=hook.allow_private_addresses),
            )
            for hook in service.webhooks
        }
        channels |= {chat.id: ChatChannel(name=chat.id, url=chat.url) for chat in service.chats}
        smtp = service.smtp
        if smtp is not None:
            mail = EmailChannel(
                host=smtp.host,
                port=smtp.port,
                tls=smtp.tls,
                username=smtp.username,
                password=smtp.password,
                return_path=self.return_path,
                signer=self.signer,
            )
            channels[mail.name] = mail
        return channels

    def write(self, store: "Store", blobs: "Blobs", owner: "Owner", *, closing: bool) -> int:
        """Write what is due, to recipients and to the operator; gives how much was told.

        Of the operator's letter each trouble counts. closing: wait for no group.
        """
        from monitor.pipeline.complaints import complain
        from monitor.pipeline.notify import Post, write_due
        from monitor.pipeline.story import Album

        post = Post(
            recipients=self._settings.recipients,
            writers=self.writers,
            album=Album(blobs=blobs),
            unconfirmed=self._unconfirmed(store),
        )
        with owner.claim("letters") as lease:
            written = write_due(store, post, lease, self._clock, closing=closing)
        contact = self._settings.service.contact
        return written + complain(store, self.notes, contact, self._clock, closing=closing)

    def remind(self, store: "Store") -> int:
        """Write reminders of deadlines; gives how many. Without mail there are none.

        Whoever may sign in hears of notices on which they did a step, recipient or not.
        """
        from alerts.notices.deadlines import deadlines
        from monitor.domain.watch import MAIL, Recipient
        from monitor.pipeline.reminding import Reminding, remind

        if self.notes is None:
            return 0
        unconfirmed, contact = self._unconfirmed(store), self._settings.service.contact
        recipients = {one.email: one for one in self._settings.recipients}
        readers = [one for one in recipients.values() if MAIL in one.channels]
        readers += [
            Recipient(
                email=one.email,
                name=one.name,
                assets=(),
                language=one.language,
                timezone=one.timezone,
            )
            for one in self._settings.people
            if one.email not in recipients
        ]
        reminding = Reminding(
            readers=[one for one in readers if one.email not in unconfirmed],
            otherwise=Recipient(email=contact) if contact else None,
            deadlines_of=deadlines,
            notes=self.notes,
        )
        return remind(store, reminding, self._clock)

    def watch_canaries(self, store: "Store", plans: Mapping[str, "SourcePlan"]) -> int:
        """Tell the operator which canaries are lost; gives how many were lost or found again."""
        from monitor.pipeline.canaries import watch_canaries

        contact, now = self._settings.service.contact, self._clock.now()
        return watch_canaries(store, list(plans.values()), self.notes, contact, now)

    def _unconfirmed(self, store: "Store") -> frozenset[str]:
        """Addresses that are told nothing yet; each is asked once."""
        from monitor.pipeline.confirming import ask_addresses

        if not self._settings.service.confirm_addresses or self.notes is None:
            return frozenset()
        return ask_addresses(store, self.notes, self._settings.recipients, self._clock)

    def sending(self, store: "Store", owner: "Owner") -> Mapping[str, Step]:
        """By channel, the step that sends what is due."""
        from monitor.pipeline.notify import send_due

        def send(channel: Channel) -> int:
            tried = 0
            for _ in range(ROUNDS):
                with owner.claim(f"send {channel.name}") as lease:
                    found = send_due(store, channel, lease, self._clock)
                tried += found
                if not found:
                    break
            return tried

        return {name: partial(send, channel) for name, channel in self.channels.items()}
