"""Letters of every kind, and how tests read what became of them."""

from dataclasses import replace

from lxml import html as lxml_html

from alerts.email.writer import MailWriter
from monitor.domain.alert import Letter, Occasion
from monitor.domain.case import CaseState, LiveState
from monitor.domain.page import PageKind
from monitor.domain.verdict import Gate, Grade
from tests.alerts.email.reading import read
from tests.alerts.email.stories import (
    LOGO,
    case,
    digest,
    letter,
    offer,
    sealed,
    story,
    word_verdict,
)

LANGUAGES = ("zh", "en")
INDICATION = {
    "zh": "本邮件只是供人判断的线索，不是侵权认定。",
    "en": "This is an indication for a person to judge, not a finding of infringement.",
}


def kinds_of_letters(language: str) -> dict[str, Letter]:
    """Every way the templates can go."""
    bare_case = replace(case(7), live=LiveState.REMOVED, state=CaseState.CONFIRMED)
    bare = story(
        bare_case,
        offer("", None, price=None, url="javascript:alert(1)"),
        verdicts=(),
        asset_names={},
        assets=(),
        offered=(),
        registered=(),
        bundle=None,
        entry=None,
    )
    partial = sealed(page_kind=PageKind.CHALLENGE, missing=("the browser met a wall",))
    closed = replace(
        word_verdict(),
        against=(),
        gate=Gate(enforceable=False, because="the right has expired"),
        grade=Grade.REVIEW,
    )
    logo = replace(word_verdict(), asset_id=LOGO.id, score=0.4)
    return {
        "single": letter(language=language),
        "bare": letter(bare, language=language, key="bare"),
        "partial": letter(story(bundle=partial), language=language, key="partial"),
        "closed": letter(story(verdicts=(closed, logo)), language=language, key="closed"),
        "digest": digest(language),
        "long digest": digest(language, 27),
        "reminder": replace(digest(language), occasion=Occasion.REMINDER, key="reminder"),
        "escalation": replace(
            letter(language=language, key="escalation"),
            occasion=Occasion.ESCALATION,
            silent=("officer@bureau.example",),
        ),
    }


KINDS = tuple(kinds_of_letters("en"))


def page_of(writer: MailWriter, sent: Letter) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(read(writer.write(sent).content).html)


def text_of(writer: MailWriter, sent: Letter) -> str:
    return read(writer.write(sent).content).text
