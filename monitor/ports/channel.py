"""Channel and Writer: how an alert is told and sent."""

from typing import Protocol

from monitor.domain.alert import Alert, Letter


class Writer(Protocol):
    """Turns a letter into a finished message. Pure: no network, clock, disk or database."""

    @property
    def channel(self) -> str:
        """Name of the channel it writes for."""
        ...

    def write(self, letter: Letter) -> Alert:
        """Compose the message in the recipient's language; equal letters give equal bytes."""
        ...


class Channel(Protocol):
    """Sends finished messages."""

    @property
    def name(self) -> str:
        """What recipients and messages call it."""
        ...

    def send(self, alert: Alert) -> None:
        """Hand the message over.

        Raises:
            AddressRefused: the receiver does not exist; never tried again.
            DeliveryFailed: everything that waiting may cure.
        """
        ...
