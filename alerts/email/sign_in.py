"""The mail that takes a sign-in link to a person.

Layer: alerts; Jinja2, css-inline.
Flow: a person and a link -> one mail in the look of all others.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import css_inline

from alerts.email.markup import templates
from alerts.email.message import Draft, ascii_domain, compose, message_id, sender_address
from alerts.email.palette import DARK, LIGHT
from alerts.email.words import words_for
from monitor.domain.alert import Alert
from monitor.domain.person import Person
from monitor.domain.watch import MAIL


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWords:
    """One language."""

    subject: str
    lead: str
    sign_in: str
    terms: str


ENGLISH: Final = LinkWords(
    subject="Your link to sign in to Rightswatch",
    lead="Somebody, probably you, has asked to sign in as {email}.",
    sign_in="Sign in",
    terms="The link works once, and for 15 minutes. If you have not asked, do nothing: without the "
    "link nobody comes in.",
)
CHINESE: Final = LinkWords(
    subject="Rightswatch 登录链接",
    lead="有人（应当是您本人）请求以 {email} 的身份登录。",
    sign_in="登录",
    terms="链接 15 分钟内有效，仅可使用一次。若非您本人请求，无需处理："
    "没有此链接，任何人都无法登录。",
)


def sign_in_mail(person: Person, link: str, now: datetime, sender: str) -> Alert:
    """Write the mail in the person's language.

    sender: "Name <local@domain>".

    Raises:
        ValueError: the sender is no mail address.
    """
    words = words_for(person.language)
    said = CHINESE if person.language == "zh" else ENGLISH
    address = sender_address(sender)
    instance = ascii_domain(address.domain)
    key = f"sign-in:{hashlib.sha256(link.encode()).hexdigest()}"  # tells nothing of the link
    seen = {
        "words": words,
        "said": said,
        "link": link,
        "lead": said.lead.format(email=person.email),
    }
    html = templates().get_template("sign_in.html").render(**seen, light=LIGHT, dark=DARK)
    content = compose(
        Draft(
            key=key,
            instance=instance,
            sender=address,
            to=person.email,
            to_name=person.name,
            subject=said.subject,
            text=templates().get_template("sign_in.txt").render(**seen),
            html=css_inline.CSSInliner(load_remote_stylesheets=False).inline(html),
            pictures=(),
            language=words.tag,
            written_at=now,
        )
    )
    return Alert(
        key=key,
        channel=MAIL,
        to=person.email,
        message_id=message_id(key, instance),
        subject=said.subject,
        content=content,
    )
