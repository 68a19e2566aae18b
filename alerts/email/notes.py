"""Mails that tell of no case: what is wrong, which deadlines come, whose an address is.

Layer: alerts.
Flow: Complaint, Loss, Reminder or Recipient -> words -> a mail of plain text, its Message-ID fixed.
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
from monitor.domain.case import Case
from monitor.domain.deadline import Deadline, Reminder
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

    def reminder(self, reminder: Reminder) -> Alert:
        """Deadlines of notices: what ends when, what has ended, and what to record."""
        words = NOTES["zh" if reminder.to.language == "zh" else "en"]
        text = _reminder(reminder, words)
        subject, now = _nearest(reminder, words), reminder.written_at
        return self._mail(reminder.key, reminder.to.email, subject, text, words.tag, now)

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


def _nearest(reminder: Reminder, words: NoteWords) -> str:
    """The subject: the first day that is still to be kept, else that some have passed."""
    deadlines = [deadline for deadline, _ in reminder.deadlines]
    ahead = [one for one in deadlines if not one.is_over]
    first, subject = (ahead[0], words.ends) if ahead else (deadlines[0], words.passed)
    others = len({one.notice.number for one in deadlines} - {first.notice.number})
    told = subject.format(due=first.due, number=first.notice.number)
    return told + words.and_others.format(count=others) if others else told


def _reminder(reminder: Reminder, words: NoteWords) -> str:
    parts = []
    for lead, is_over in ((words.ends_lead, False), (words.passed_lead, True)):
        own = [one for one in reminder.deadlines if one[0].is_over is is_over]
        lines = [_deadline(deadline, case, words) for deadline, case in own[:MOST_LINES]]
        more = own[MOST_LINES:]
        lines += [words.more.format(count=len(more))] if more else []
        parts += ["\n".join([lead, "", *lines])] if lines else []
    return "\n\n".join([*parts, words.reminder_remedy])


def _deadline(deadline: Deadline, case: Case, words: NoteWords) -> str:
    return words.deadline.format(
        number=deadline.notice.number,
        case=case.number,
        form=deadline.notice.form.value,
        asset=clean_line(deadline.notice.asset_id, 80),
        market=clean_line(case.listing.market, 80),
        told=clean_line(deadline.told[words.tag]),
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
