"""Channel, Writer and NoteWriter: how an alert is told and sent."""

from datetime import datetime
from typing import Protocol

from monitor.domain.alert import Alert, Complaint, Letter, Loss
from monitor.domain.deadline import Reminder
from monitor.domain.watch import Recipient


class Writer(Protocol):
    """Turns a letter into a finished message. Pure: no network, clock, disk or database."""

    @property
    def channel(self) -> str:
        """Name of the channel it writes for."""
        ...

    def write(self, letter: Letter) -> Alert:
        """Compose the message in the recipient's language; equal letters give equal bytes."""
        ...


class NoteWriter(Protocol):
    """Writes the mails that tell of no case. Pure, as a Writer is."""

    def complaint(self, complaint: Complaint) -> Alert:
        """Tell the operator what does not arrive."""
        ...

    def loss(self, loss: Loss) -> Alert:
        """Tell the operator which canaries are not found any more."""
        ...

    def reminder(self, reminder: Reminder) -> Alert:
        """Tell a person of deadlines, in that person's language."""
        ...

    def question(self, recipient: Recipient, now: datetime) -> Alert:
        """Ask whether an address is the right one; its key is `question_key`."""
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
