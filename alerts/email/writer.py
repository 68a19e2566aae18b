"""MailWriter: a letter as a finished mail.

Layer: alerts; Jinja2, css-inline.
Flow: Letter -> views in the reader's language -> text and HTML -> bytes with a fixed Message-ID.
"""

import hashlib
from collections import Counter
from typing import ClassVar

import css_inline

from alerts.email.clean import clean_header
from alerts.email.links import Deed, Errand, Links, unsubscribe_marks
from alerts.email.markup import templates
from alerts.email.message import (
    Draft,
    ascii_domain,
    compose,
    message_id,
    sender_address,
)
from alerts.email.palette import DARK, LIGHT
from alerts.email.pictures import PAIRS_A_CASE, Album
from alerts.email.view import CaseView, view_of, with_more
from alerts.email.words import Words, words_for
from monitor.domain.alert import CASES_TOLD, Alert, CaseStory, Letter, Occasion
from monitor.domain.watch import MAIL


class MailWriter:
    """Writes mails: one case in full, or a day's cases together.

    The first 20 cases of a digest are told, the others listed; none is left out.
    """

    channel: ClassVar[str] = MAIL

    def __init__(
        self, sender: str, instance: str | None = None, links: Links | None = None
    ) -> None:
        """Prepare the templates.

        sender: "Name <local@domain>". instance: name of this installation in message ids and
        threads, shaped like a host name; the sender's domain when None. links: what the reader may
        do without signing in; None = mails have no links to us.

        Raises:
            ValueError: the sender is no mail address.
        """
        self._links = links
        self._sender = sender_address(sender)
        self._instance = ascii_domain(instance or self._sender.domain)
        self._inliner = css_inline.CSSInliner(load_remote_stylesheets=False)
        self._html = templates().get_template("letter.html")
        self._text = templates().get_template("letter.txt")

    def write(self, letter: Letter) -> Alert:
        """Compose the mail in the recipient's language; equal letters give equal bytes.

        Raises:
            ValueError: the letter tells of no case.
        """
        if not letter.stories:
            message = f"the letter {letter.key} tells of no case"
            raise ValueError(message)
        words = words_for(letter.recipient.language)
        album = Album(key=letter.key, instance=self._instance)
        stories = sorted(letter.stories, key=lambda story: story.file.urgency)
        told = self._views(stories[:CASES_TOLD], letter, words, album)
        listed = [
            view_of(story, words, letter.recipient.timezone) for story in stories[CASES_TOLD:]
        ]
        subject = clean_header(subject_of([*told, *listed], words, letter.occasion))
        people = words.list_separator.join(letter.silent)
        acknowledge, unsubscribe = self._ways(letter)
        seen = {
            "acknowledge": acknowledge,
            "unsubscribe": unsubscribe,
            "occasion": words.occasions[letter.occasion].format(people=people),
            "words": words,
            "cases": told,
            "listed": listed,
            "subject": subject,
            "checkpoint": (letter.checkpoint or "").rstrip("\n"),
        }
        html = self._html.render(**seen, light=LIGHT, dark=DARK)
        single = told[0] if len(stories) == 1 else None
        content = compose(
            Draft(
                key=letter.key,
                instance=self._instance,
                sender=self._sender,
                to=letter.recipient.email,
                to_name=letter.recipient.name,
                subject=subject,
                text=self._text.render(**seen),
                html=self._inliner.inline(html),
                pictures=tuple(album.used.values()),
                language=words.tag,
                written_at=letter.written_at,
                thread=_thread(single) if single else None,
                marks=(*(_marks(single) if single else ()), *unsubscribe_marks(unsubscribe)),
            )
        )
        return Alert(
            key=letter.key,
            channel=self.channel,
            to=letter.recipient.email,
            message_id=message_id(letter.key, self._instance),
            subject=subject,
            content=content,
        )

    def _ways(self, letter: Letter) -> tuple[str | None, str | None]:
        """Links to acknowledge the only case of a letter, and to be sent no more mail."""
        if self._links is None:
            return None, None
        address, now = letter.recipient.email, letter.written_at
        numbers = [story.file.case.number for story in letter.stories]
        no_more = Errand(deed=Deed.UNSUBSCRIBE, address=address)
        on_it = Errand(deed=Deed.ACKNOWLEDGE, address=address, case_number=numbers[0])
        only = self._links.to(on_it, now) if len(numbers) == 1 else None
        return only, self._links.to(no_more, now)

    def _views(
        self, stories: list[CaseStory], letter: Letter, words: Words, album: Album
    ) -> list[CaseView]:
        most = PAIRS_A_CASE if len(stories) == 1 else 1
        views: list[CaseView] = []
        for story in stories:
            pairs = album.pairs(story, most)
            left_out = album.left_out(story)
            views.append(view_of(story, words, letter.recipient.timezone, pairs, left_out))
        return views


def subject_of(cases: list[CaseView], words: Words, occasion: Occasion) -> str:
    """One line: why it is written, and what of."""
    return words.subjects[occasion].format(subject=_what(cases, words))


def _what(cases: list[CaseView], words: Words) -> str:
    market = with_more(words.more_places, "market", [case.market for case in cases])
    if len(cases) == 1:
        case = cases[0]
        return words.subject_one.format(
            number=case.number, grade=case.graded, mark=case.mark, market=market
        )
    graded = Counter(case.graded for case in cases)
    grades = words.list_separator.join(f"{grade} {count}" for grade, count in graded.items())
    return words.subject_many.format(count=len(cases), grades=grades, market=market)


def _thread(case: CaseView) -> str:
    """Root that all letters about one case hang on; no mail of that id was ever sent."""
    opened = f"{case.number}\n{case.opened_at.isoformat()}"
    return f"case.{hashlib.sha256(opened.encode()).hexdigest()[:24]}"


def _marks(case: CaseView) -> tuple[tuple[str, str], ...]:
    return (("X-Rightswatch-Case", case.number), ("X-Rightswatch-Grade", case.grade.value))
