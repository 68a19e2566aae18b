"""What a mail says of goods that came back: as which offers, from which case, and by what known.

Layer: alerts.
Flow: CaseStory -> here -> the notes of a CaseView.
"""

from typing import Final

from alerts.email.clean import clean_line
from alerts.email.sayings import told
from alerts.email.words import Words
from monitor.domain.alert import CaseStory
from monitor.domain.relisting import Relisting

MOST_TOLD: Final = 3


def returned_notes(story: CaseStory, words: Words) -> tuple[str, ...]:
    """A line for each of the newest offers that its goods came back as, and one for its origin."""
    newest = story.relistings[::-1]
    lines = [
        words.came_back.format(url=clean_line(one.url, 300), because=_because(one, words))
        for one in newest[:MOST_TOLD]
    ]
    if len(newest) > MOST_TOLD:
        lines.append(words.came_back_often.format(count=len(newest) - MOST_TOLD))
    if story.forerunner:
        number, because = story.forerunner.case_number, _because(story.forerunner, words)
        lines.append(words.came_from.format(number=number, because=because))
    return tuple(lines)


def _because(relisting: Relisting, words: Words) -> str:
    edges = (told(edge.because, words) for edge in relisting.sameness.edges)
    return words.clause_separator.join(edges)
