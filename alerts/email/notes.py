"""Mails that tell of no case: to the operator what does not arrive, to an address a question.

Layer: alerts.
Flow: Complaint or Recipient -> words -> a mail of plain text with a fixed Message-ID.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from alerts.email.clean import clean_header, clean_line
from alerts.email.codes import Keys, confirmation_code
from alerts.email.links import Deed, Errand, Links
from alerts.email.message import Draft, ascii_domain, compose, message_id, sender_address
from alerts.email.sayings import say
from alerts.email.words import words_for
from alerts.email.words.notes import NOTES, NoteWords
from monitor.domain.alert import Alert, Complaint, Stop, Trouble
from monitor.domain.watch import MAIL, Recipient

MOST_LINES: Final = 50
"""So many troubles are told each; the others are counted."""


class MailNotes:
    """See ports/channel.py."""

    def __init__(self, sender: str, keys: Callable[[], Keys], links: Links | None = None) -> None:
        """Remember who writes.

        keys: what confirmation codes are made with, read when needed. links: None = no desk.

        Raises:
            ValueError: the sender is no mail address.
        """
        self._sender = sender_address(sender)
        self._instance = ascii_domain(self._sender.domain)
        self._keys = keys
        self._links = links

    def complaint(self, complaint: Complaint) -> Alert:
        """What does not arrive, in every language: the operator's is not configured."""
        subject = NOTES["en"].troubles
        parts = [_complaint(complaint, words) for words in NOTES.values()]
        text = "\n\n------------------------------------------------------------\n".join(parts)
        return self._mail(complaint.key, complaint.to, subject, text, "en", complaint.written_at)

    def question(self, recipient: Recipient, now: datetime) -> Alert:
        """Whether an address is the right one, in the recipient's language."""
        words = NOTES["zh" if recipient.language == "zh" else "en"]
        code = confirmation_code(self._keys(), recipient.email)
        text = words.question.format(email=clean_line(recipient.email, 254), code=code)
        if self._links is not None:
            errand = Errand(deed=Deed.CONFIRM, address=recipient.email)
            text += f"\n\n{words.by_link}\n\n{self._links.to(errand, now)}\n"
        key = f"confirm:{recipient.email}"
        return self._mail(key, recipient.email, words.confirm, text, words.tag, now)

    def _mail(
        self, key: str, to: str, subject: str, text: str, language: str, now: datetime
    ) -> Alert:
        draft = Draft(
            key=key,
            instance=self._instance,
            sender=self._sender,
            to=to,
            to_name=None,
            subject=subject,
            text=text,
            html=None,
            pictures=(),
            language=language,
            written_at=now,
        )
        return Alert(
            key=key,
            channel=MAIL,
            to=to,
            message_id=message_id(key, self._instance),
            subject=clean_header(subject),
            content=compose(draft),
        )


def _complaint(complaint: Complaint, words: NoteWords) -> str:
    troubles, stops = complaint.troubles, complaint.stops
    lines = [words.lead, ""]
    lines += [_trouble(one, words) for one in troubles[:MOST_LINES]]
    lines += [_stop(one, words) for one in stops[:MOST_LINES]]
    more = len(troubles[MOST_LINES:]) + len(stops[MOST_LINES:])
    lines += [words.more.format(count=more)] if more else []
    return "\n".join([*lines, "", words.remedy])


def _trouble(trouble: Trouble, words: NoteWords) -> str:
    said = words.given_up if trouble.given_up else words.failing
    return said.format(
        to=clean_line(trouble.to, 254),
        channel=trouble.channel,
        attempts=trouble.attempts,
        subject=clean_line(trouble.subject, 180),
        because=_because(trouble.because, words),
    )


def _stop(stop: Stop, words: NoteWords) -> str:
    return words.stopped.format(
        address=clean_line(stop.address, 254), because=_because(stop.because, words)
    )


def _because(written: str, words: NoteWords) -> str:
    """A reason in the reader's language; the answer of a mail server as it was given."""
    return clean_line(say(written, words_for(words.tag)) or written)
