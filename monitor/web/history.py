"""History: notes that the program wrote, told in the reader's language.

What is stored stays: programs and other parts read it. The kind of an event says which shapes its
note may have, so that nobody's own words are taken for the program's; those stay as written.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from re import Match, Pattern
from typing import Final

from alerts.email.sayings import told
from alerts.email.words import Words, words_for
from monitor.domain.case import CaseEvent, CaseEventKind, CaseState, LiveState
from monitor.domain.reason import told_reason
from monitor.domain.review import DECIDED_WITH
from monitor.domain.verdict import Grade
from monitor.web.words import DeskWords, desk_words_for


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    """One language: words of mails, and those of the desk."""

    words: Words
    desk: DeskWords

    def state(self, word: str) -> str:
        return self.words.states[CaseState(word)] if word in set(CaseState) else word

    def grade(self, word: str) -> str:
        return self.words.graded[Grade(word)] if word in set(Grade) else word

    def live(self, word: str) -> str:
        return self.words.live_states[LiveState(word)] if word in set(LiveState) else word


_Teller = Callable[[Match[str], _Spoken], str]


def note_told(event: CaseEvent, language: str) -> str:
    """The note of an event for a reader; what has no shape of the program's stays as written."""
    spoken = _Spoken(words=words_for(language), desk=desk_words_for(language))
    for shape, tell in _TOLD.get(event.kind, ()):
        match = shape.fullmatch(event.note)
        if match is not None:
            return tell(match, spoken)
    return event.note


def _judged(match: Match[str], spoken: _Spoken) -> str:
    """A state, the case it was decided with, a reason of the list, words of a person."""
    rest, parts = match["rest"] or "", [spoken.state(match["state"])]
    leading = _WITH.fullmatch(rest)
    if leading:
        parts.append(spoken.desk.case.decided_with.format(number=leading["number"]))
        rest = leading["rest"] or ""
    reason, note = told_reason(rest)
    named = spoken.desk.queue.reasons[reason] if reason else ""
    parts.append(": ".join(filter(None, (named, note))))
    return " · ".join(filter(None, parts))


def _reopened(match: Match[str], spoken: _Spoken) -> str:
    return spoken.desk.case.came_back.format(
        before=spoken.state(match["before"]),
        after=spoken.state(match["after"]),
        listing=match["listing"],
    )


def _relisted(match: Match[str], spoken: _Spoken) -> str:
    return f"{match['listing']} · {told(match['because'], spoken.words)}"


def _held_back(match: Match[str], spoken: _Spoken) -> str:
    because = match["because"]
    for shape, said in zip(_UNTOLD, spoken.desk.case.untold, strict=True):
        found = shape.fullmatch(because)
        if found:
            named = found.groupdict()
            because = said.format(
                state=spoken.state(named.get("state", "")),
                grade=spoken.grade(named.get("grade", "")),
                who=named.get("who", ""),
            )
    return f"{match['to']} · {because}"


def _reminded(match: Match[str], spoken: _Spoken) -> str:
    reminder = spoken.desk.case.reminder.format(key=match["key"])
    return f"{reminder} · {match['to']} · {match['id']}"


def _deleted(match: Match[str], spoken: _Spoken) -> str:
    because = match["because"]
    by_age = _BY_AGE.fullmatch(because)
    if by_age:
        because = spoken.desk.case.kept_for.format(
            state=spoken.state(by_age["state"]), days=by_age["days"]
        )
    return f"{_sealed(match, spoken)} · {because}"


def _sealed(match: Match[str], spoken: _Spoken) -> str:
    del spoken
    return f"#{match['entry']} · sha256:{match['sha256']} · {match['path']}"


def _handed_on(match: Match[str], spoken: _Spoken) -> str:
    return spoken.desk.case.withheld.format(name=match["name"], fields=match["fields"])


def _opened(match: Match[str], spoken: _Spoken) -> str:
    return spoken.grade(match["grade"])


def _raised(match: Match[str], spoken: _Spoken) -> str:
    return f"{spoken.grade(match['before'])} → {spoken.grade(match['after'])}"


def _moved(match: Match[str], spoken: _Spoken) -> str:
    return f"{spoken.live(match['before'])} → {spoken.live(match['after'])}"


def _queued(match: Match[str], spoken: _Spoken) -> str:
    del spoken
    return f"{match['to']} · {match['id']}"


def _shape(written: str) -> Pattern[str]:
    return re.compile(written, re.DOTALL)


_WITH: Final = _shape(rf"{DECIDED_WITH} (?P<number>[\w-]+)(: (?P<rest>.*))?")
_BY_AGE: Final = _shape(r"(?P<state>\w+) cases are kept for (?P<days>\d+) days after the decision")
_UNTOLD: Final = (
    _shape(r"the case is (?P<state>\w+)"),
    _shape(r"the case is open already, and was told as (?P<grade>\w+)"),
    _shape(r"(?P<who>\S+) is no recipient any more"),
    _shape(r"somebody has answered"),
)
_FROM_TO: Final = r"(?P<before>\w+) -> (?P<after>\w+)"
_BUNDLE: Final = r"(?P<path>\S+) sha256 (?P<sha256>\w+)"
_TOLD: Final[Mapping[CaseEventKind, tuple[tuple[Pattern[str], _Teller], ...]]] = {
    CaseEventKind.OPENED: ((_shape(r"(?P<grade>\w+)"), _opened),),
    CaseEventKind.RAISED: ((_shape(_FROM_TO), _raised),),
    CaseEventKind.LIVE_STATE: ((_shape(_FROM_TO), _moved),),
    CaseEventKind.SEALED: ((_shape(rf"{_BUNDLE} entry (?P<entry>\d+)"), _sealed),),
    CaseEventKind.DELETED: (
        (_shape(rf"{_BUNDLE} tombstone (?P<entry>\d+): (?P<because>.*)"), _deleted),
    ),
    CaseEventKind.ALERTED: (
        (_shape(r"letter to (?P<to>\S+) queued, (?P<id>\S+)"), _queued),
        (_shape(r"reminder of (?P<key>\S+) to (?P<to>\S+) queued, (?P<id>\S+)"), _reminded),
    ),
    CaseEventKind.HELD_BACK: ((_shape(r"letter to (?P<to>\S+): (?P<because>.*)"), _held_back),),
    CaseEventKind.REVIEWED: (
        (_shape(rf"(?P<state>{'|'.join(CaseState)})(: (?P<rest>.*))?"), _judged),
    ),
    CaseEventKind.RELISTED: (
        (_shape(r"(?P<listing>.+?), sighting \d+: (?P<because>.*)"), _relisted),
    ),
    CaseEventKind.REOPENED: (
        (_shape(rf"{_FROM_TO}: the offer came back as (?P<listing>.*)"), _reopened),
    ),
    CaseEventKind.EXPORTED: (
        (_shape(r"(?P<name>.+), (?P<fields>\d+) fields withheld"), _handed_on),
    ),
}
