"""Who writes letters and sends them, in one installation."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from monitor.ports.channel import Channel, Writer
from monitor.ports.http import EgressRule, Http

if TYPE_CHECKING:
    from monitor.config.settings import Settings
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
        from alerts.channels.webhook import WebhookWriter
        from alerts.email.writer import MailWriter

        service = self._settings.service
        writers: dict[str, Writer] = {
            hook.id: WebhookWriter(channel=hook.id) for hook in service.webhooks
        }
        if service.smtp is not None:
            mail = MailWriter(sender=service.smtp.sender)
            writers[mail.channel] = mail
        return writers

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        """Who sends what."""
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
        smtp = service.smtp
        if smtp is not None:
            mail = EmailChannel(
                host=smtp.host,
                port=smtp.port,
                tls=smtp.tls,
                username=smtp.username,
                password=smtp.password,
            )
            channels[mail.name] = mail
        return channels

    def write(
        self, store: "Store", blobs: "Blobs", owner: "Owner", clock: "Clock", *, closing: bool
    ) -> int:
        """Write the letters that are due; gives how many. closing: wait for no group."""
        from monitor.pipeline.notify import Post, write_due
        from monitor.pipeline.story import Album

        recipients = self._settings.recipients
        post = Post(recipients=recipients, writers=self.writers, album=Album(blobs=blobs))
        with owner.claim("letters") as lease:
            return write_due(store, post, lease, clock, closing=closing)

    def sending(self, store: "Store", owner: "Owner", clock: "Clock") -> Mapping[str, Step]:
        """By channel, the step that sends what is due."""
        from monitor.pipeline.notify import send_due

        def send(channel: Channel) -> int:
            tried = 0
            for _ in range(ROUNDS):
                with owner.claim(f"send {channel.name}") as lease:
                    found = send_due(store, channel, lease, clock)
                tried += found
                if not found:
                    break
            return tried

        return {name: partial(send, channel) for name, channel in self.channels.items()}
