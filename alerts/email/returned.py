"""What a mail says of goods that came back: as which offers, by what known, how the case had ended.

Layer: alerts.
Flow: CaseStory -> here -> the notes of a CaseView.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from alerts.email.clean import clean_line
from alerts.email.sayings import told
from alerts.email.times import local_day
from alerts.email.words import Words
from monitor.domain.alert import CaseStory
from monitor.domain.case import CaseEvent
from monitor.domain.closing import Closing, Decision, closing_of
from monitor.domain.relisting import Relisting

MOST_TOLD: Final = 3
NOTE_LETTERS: Final = 200


def returned_notes(story: CaseStory, words: Words, timezone: str) -> tuple[str, ...]:
    """A line for each of the newest offers that its goods came back as, and one for its origin.

    Below either: when and why the case of those goods had been closed, days as in `timezone`.
    """
    newest = story.relistings[::-1]
    lines = [
        words.came_back.format(url=clean_line(one.url, 300), because=_because(one, words))
        for one in newest[:MOST_TOLD]
    ]
    if len(newest) > MOST_TOLD:
        lines.append(words.came_back_often.format(count=len(newest) - MOST_TOLD))
    if newest:
        opener = next((one for one in newest if one.reopened), newest[-1])
        lines += _closed(opener, story.file.events, words, timezone)
    if story.forerunner:
        number, because = story.forerunner.case_number, _because(story.forerunner, words)
        lines.append(words.came_from.format(number=number, because=because))
        lines += _closed(story.forerunner, story.forerunner_events, words, timezone)
    return tuple(lines)


def _because(relisting: Relisting, words: Words) -> str:
    edges = (told(edge.because, words) for edge in relisting.sameness.edges)
    return words.clause_separator.join(edges)


def _closed(
    relisting: Relisting, events: Sequence[CaseEvent], words: Words, timezone: str
) -> Iterator[str]:
    """How the case stood when its goods came back; nothing where its history does not say."""
    ends = list(_ends(closing_of(events, relisting.at), words, timezone))
    if ends:
        how = words.clause_separator.join(ends)
        yield words.closed_before.format(number=relisting.case_number, how=how)


def _ends(closing: Closing, words: Words, timezone: str) -> Iterator[str]:
    if closing.decision:
        decided = _decided(closing.decision, words)
        yield words.on_day.format(day=local_day(closing.decision.at, timezone), what=decided)
    if closing.gone and closing.looked_at:
        gone = words.live_states[closing.gone]
        yield words.on_day.format(day=local_day(closing.looked_at, timezone), what=gone)


def _decided(decision: Decision, words: Words) -> str:
    """What was decided and why: the reason chosen, then what the person wrote."""
    of_case = clean_line(decision.decided_with, 40)
    shared = words.decided_with.format(number=of_case) if of_case else ""
    reason = words.reasons[decision.reason] if decision.reason else ""
    parts = [part for part in (reason, clean_line(decision.note, NOTE_LETTERS)) if part]
    because = words.colon.join(parts) or words.no_reason
    named = words.clause_separator.join(filter(None, (shared, because)))
    return words.decided.format(state=words.states[decision.state], because=named)
