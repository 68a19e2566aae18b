"""Chats: letters as short messages to DingTalk, Feishu, WeCom, Slack, Teams and others.

Layer: alerts; Apprise (extra `chat`), which knows how each service wants its messages.
Flow: Letter -> a few lines in the recipient's language (ChatWriter) -> one message (ChatChannel).
"""

import hashlib
import logging
import re
from dataclasses import dataclass
from typing import Final

from alerts.email.clean import clean_line
from alerts.email.view import CaseView, view_of
from alerts.email.words import Words, words_for
from alerts.email.writer import subject_of
from monitor.domain.alert import Alert, Letter
from monitor.domain.errors import AddressRefused, DeliveryFailed

MOST_CASES: Final = 10
"""Told each; the others are counted. Chats cut messages of more than some thousand letters."""
TITLE_LETTERS: Final = 120
NOT_INSTALLED: Final = 'chats need an extra: pip install "rightswatch[chat]"'
GONE: Final = frozenset({404, 410})
"""What a service answers when nobody is behind the address any more."""
_STATUS: Final = re.compile(r"\berror[=:]\s*(\d{3})\b")
_SECRETS: Final = re.compile(r"[A-Za-z0-9_-]{8,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatWriter:
    """Writes for one chat. channel: its name in the configuration."""

    channel: str

    def write(self, letter: Letter) -> Alert:
        """Say each case in three lines; equal letters give equal bytes.

        Raises:
            ValueError: the letter tells of no case.
        """
        if not letter.stories:
            message = f"the letter {letter.key} tells of no case"
            raise ValueError(message)
        words = words_for(letter.recipient.language)
        stories = sorted(letter.stories, key=lambda story: story.file.urgency)
        zone = letter.recipient.timezone
        views = [view_of(story, words, zone, (), 0) for story in stories]
        people = words.list_separator.join(letter.silent)
        name = f"#{hashlib.sha256(letter.key.encode()).hexdigest()[:12]}"
        lines = [
            words.occasions[letter.occasion].format(people=people),
            *(_told(view, words) for view in views[:MOST_CASES]),
            words.more_cases.format(count=len(views) - MOST_CASES) if views[MOST_CASES:] else "",
            words.judgement,
            f"{letter.recipient.email} {name}",
        ]
        return Alert(
            key=letter.key,
            channel=self.channel,
            to=self.channel,
            message_id=name,
            subject=subject_of(views, words, letter.occasion),
            content="\n\n".join(line for line in lines if line).encode(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatChannel:
    """Sends to one chat. url: as Apprise writes it, with the chat's secrets; never in a repr.

    A repeat ends with the same "#..." as the first message, so that people can tell it.
    """

    name: str
    url: str

    def __repr__(self) -> str:
        """Without the secrets."""
        return f"ChatChannel({self.name!r})"

    def send(self, alert: Alert) -> None:
        """Hand the message over; waits at most some seconds for the service.

        Raises:
            AddressRefused: the service says that there is no such chat (404, 410).
            DeliveryFailed: everything that waiting, or the operator, may cure.
        """
        try:
            import apprise  # noqa: PLC0415 - 0.4 s, and an extra
        except ModuleNotFoundError as error:
            raise DeliveryFailed(self.name, NOT_INSTALLED) from error
        chat = apprise.Apprise()
        if not chat.add(self.url):
            raise DeliveryFailed(self.name, "its url is none that Apprise knows")
        with apprise.LogCapture(level=logging.WARNING) as said:  # type: ignore[no-untyped-call]
            taken = chat.notify(
                body=alert.content.decode(),
                title=alert.subject,
                body_format=apprise.NotifyFormat.TEXT,
            )
            why = said.getvalue()
        if taken:
            return
        because = self._without_secrets(why) or "the service did not take it"
        status = _STATUS.search(why)
        if status and int(status[1]) in GONE:
            raise AddressRefused(self.name, alert.to, because)
        raise DeliveryFailed(self.name, because)

    def _without_secrets(self, said: str) -> str:
        """One line of what Apprise logged, without any part of the URL that may be a secret."""
        for part in sorted(set(_SECRETS.findall(self.url)), key=len, reverse=True):
            said = said.replace(part, "…")
        return clean_line(" ".join(said.split()), 300)


def _told(view: CaseView, words: Words) -> str:
    title = "".join(run.text for run in view.title)
    head = words.subject_one.format(
        number=view.number, grade=view.graded, mark=view.mark, market=view.market
    )
    shop = f"{clean_line(view.price, 80)} · {clean_line(view.seller, 80)}"
    return "\n".join((head, clean_line(title, TITLE_LETTERS), shop, view.link or ""))
