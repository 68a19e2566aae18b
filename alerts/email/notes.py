"""Mails that tell of no case: to the operator what is wrong, to an address a question.

Layer: alerts.
Flow: Complaint, Loss or Recipient -> words -> a mail of plain text with a fixed Message-ID.
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
from monitor.domain.alert import Alert, Complaint, Loss, Stop, Trouble, question_key
from monitor.domain.verdict import Grade
from monitor.domain.watch import MAIL, CanaryNews, Recipient

MOST_LINES: Final = 50
"""So many troubles or canaries are told each; the others are counted."""
BETWEEN_LANGUAGES: Final = f"\n\n{'-' * 60}\n"


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
        text = BETWEEN_LANGUAGES.join(_complaint(complaint, words) for words in NOTES.values())
        subject = NOTES["en"].troubles
        return self._mail(complaint.key, complaint.to, subject, text, "en", complaint.written_at)

    def loss(self, loss: Loss) -> Alert:
        """Which canaries are not found any more, in every language as well."""
        text = BETWEEN_LANGUAGES.join(_loss(loss, words) for words in NOTES.values())
        return self._mail(loss.key, loss.to, NOTES["en"].lost, text, "en", loss.written_at)

    def question(self, recipient: Recipient, now: datetime) -> Alert:
        """Whether an address is the right one, in the recipient's language."""
        words = NOTES["zh" if recipient.language == "zh" else "en"]
        code = confirmation_code(self._keys(), recipient.email)
        text = words.question.format(email=clean_line(recipient.email, 254), code=code)
        if self._links is not None:
            errand = Errand(deed=Deed.CONFIRM, address=recipient.email)
            text += f"\n\n{words.by_link}\n\n{self._links.to(errand, now)}\n"
        key = question_key(recipient.email)
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


def _loss(loss: Loss, words: NoteWords) -> str:
    lines = [words.lost_lead, ""]
    lines += [_lost(one, words) for one in loss.canaries[:MOST_LINES]]
    more = len(loss.canaries[MOST_LINES:])
    lines += [words.more.format(count=more)] if more else []
    return "\n".join([*lines, "", words.lost_remedy])


def _lost(one: CanaryNews, words: NoteWords) -> str:
    told = words.lost_unseen
    if one.seen_at is not None:
        told = words.lost_unmatched if one.is_seen else words.lost_since
    graded = words_for(words.tag).graded
    return told.format(
        source=clean_line(one.source_id, 80),
        canary=clean_line(one.canary.url or one.canary.listing_id or "", 500),
        asset=clean_line(one.canary.asset_id, 80),
        wanted=graded[one.canary.grade],
        grade=graded[one.grade or Grade.NONE],
        at=f"{one.seen_at:%Y-%m-%d %H:%M} UTC" if one.seen_at else "",
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
