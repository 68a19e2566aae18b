"""Bundling: which waiting cases go into one letter, and when. Part of notify, and pure.

A hearing's moment follows from the silences, the recipient's rhythm, then quiet hours: a daily mail
goes at its wall time, so what a silence held waits for the first one after it. What quiet hours or
silences held back goes into one letter, and so does what exceeds the letters of an hour.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from monitor.domain.alert import Occasion
from monitor.domain.rhythm import Group, Silence, loud_again, next_daily
from monitor.domain.watch import Delivery, Recipient
from monitor.ports.store import Hearing, NewHearing, Telling

CASES_A_LETTER: Final = 200
"""Most cases of one letter: 20 in full and 180 lines stay under 2 MB."""

HOUR: Final = timedelta(hours=1)

Bundle = tuple[Hearing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """letters: what is told now, critical and older ones first. later: what waits until when."""

    letters: tuple[Bundle, ...]
    later: tuple[tuple[Hearing, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """When a hearing may be told. together: in one letter with all others so held."""

    at: datetime
    together: bool


def look_back(recipient: Recipient, now: datetime) -> datetime:
    """Since when tellings matter to a plan."""
    return now - max(HOUR, timedelta(seconds=recipient.group_interval_s))


def first_look(recipient: Recipient, new: NewHearing, silences: Sequence[Silence]) -> datetime:
    """When a hearing is looked at first, as far as it can be told without the others."""
    return _moment(recipient, new, new.since, None, silences).at


def plan_letters(
    recipient: Recipient,
    due: Sequence[Hearing],
    past: Sequence[Telling],
    silences: Sequence[Silence],
    now: datetime,
    *,
    closing: bool = False,
) -> Plan:
    """Say what is told now, in which letters, and when to look at the rest.

    due: what is due, with what else waits of `groups_told`, oldest first. past: tellings after
    `look_back`. closing: nothing more comes, so nothing waits for the rest of its group.
    """
    told: dict[tuple[object, ...], list[Hearing]] = {}
    later: list[tuple[Hearing, datetime]] = []
    for one, moment in _moments(recipient, due, past, silences, closing=closing):
        if moment.at > now:
            later.append((one, moment.at))
        else:
            told.setdefault(_letter_of(recipient, one, moment), []).append(one)
    bundles = sorted((part for whole in told.values() for part in _parts(whole)), key=_urgency)
    most, lately = recipient.most_an_hour, _letters_lately(past, now)
    letters, left = _within(bundles, most, lately)
    room_at = _next_room(most, lately, len(letters), now)
    later += [(one, room_at) for bundle in left for one in bundle]
    return Plan(letters=tuple(letters), later=tuple(later))


def groups_told(
    recipient: Recipient,
    due: Sequence[Hearing],
    past: Sequence[Telling],
    silences: Sequence[Silence],
    now: datetime,
) -> AbstractSet[Group]:
    """Groups of which a letter goes now, and takes along what else waits of them.

    A reader of single cases or of daily mails has none: there each waits for its own moment.
    """
    if recipient.delivery is not Delivery.GROUPED:
        return frozenset()
    moments = _moments(recipient, due, past, silences)
    return {one.new.group for one, moment in moments if moment.at <= now}


def _moments(
    recipient: Recipient,
    due: Sequence[Hearing],
    past: Sequence[Telling],
    silences: Sequence[Silence],
    *,
    closing: bool = False,
) -> Iterator[tuple[Hearing, _Moment]]:
    """When each may be told."""
    last = {telling.group: telling.at for telling in past}
    begun: dict[Group, datetime] = {}
    for one in due:
        begun.setdefault(one.new.group, one.new.since)
    waited = timedelta(seconds=recipient.group_wait_s if closing else 0.0)
    for one in due:
        group = one.new.group
        since = begun[group] - waited
        yield one, _moment(recipient, one.new, since, last.get(group), silences)


def _moment(
    recipient: Recipient,
    new: NewHearing,
    begun: datetime,
    last: datetime | None,
    silences: Sequence[Silence],
) -> _Moment:
    """begun: since when the first of the group waits. last: when the group was last told."""
    zone = ZoneInfo(recipient.timezone)
    silent_until = max((s.end for s in silences if s.covers(new.group)), default=new.since)
    at, together = new.since, new.occasion is not Occasion.NEWS
    if recipient.delivery is Delivery.DAILY:
        held = silent_until - timedelta.resolution  # a silence ends before the mail of that minute
        at, together = next_daily(max(new.since, held), recipient.digest_at, zone), True
    elif recipient.delivery is Delivery.GROUPED and not together:
        at = max(new.since, begun + timedelta(seconds=recipient.group_wait_s))
        if last is not None:
            at = max(at, last + timedelta(seconds=recipient.group_interval_s))
    free = max(at, silent_until)
    quiet = None if new.critical else recipient.quiet_hours
    loud = loud_again(free, quiet, zone) if quiet else free
    return _Moment(at=loud, together=together or loud > at)


def _letter_of(recipient: Recipient, one: Hearing, moment: _Moment) -> tuple[object, ...]:
    """What has the same key goes into the same letter."""
    if moment.together:
        return (one.new.occasion,)
    grouped = recipient.delivery is Delivery.GROUPED
    return (one.new.occasion, one.new.group if grouped else one.id)


def _parts(whole: Sequence[Hearing]) -> list[Bundle]:
    return [
        tuple(whole[start : start + CASES_A_LETTER])
        for start in range(0, len(whole), CASES_A_LETTER)
    ]


def _urgency(bundle: Bundle) -> tuple[bool, datetime, int]:
    return (not any(one.new.critical for one in bundle), bundle[0].new.since, bundle[0].id)


def _letters_lately(past: Sequence[Telling], now: datetime) -> list[datetime]:
    """When each letter of the last hour was written, oldest first."""
    letters: Mapping[str, datetime] = {t.key: t.at for t in past if t.at > now - HOUR}
    return sorted(letters.values())


def _within(
    bundles: Sequence[Bundle], most: int, lately: Sequence[datetime]
) -> tuple[list[Bundle], list[Bundle]]:
    """As many letters as the hour has room for, and what must wait.

    As many of the most urgent as can be stay letters of their own; the others go together, so that
    the room holds all of them, or as many as it can.
    """
    room = max(0, most - len(lately))
    if len(bundles) <= room:
        return list(bundles), []

    def letters(alone: int) -> list[Bundle]:
        return [*bundles[:alone], *_joined(bundles[alone:])]

    alone = bisect_right(range(room), room, key=lambda number: len(letters(number))) - 1
    written = letters(max(0, alone))
    return written[:room], written[room:]


def _joined(bundles: Sequence[Bundle]) -> list[Bundle]:
    """Letters of as many cases as each may tell, in the same order; each of one occasion."""
    whole: list[list[Hearing]] = []
    filling: dict[Occasion, list[Hearing]] = {}
    for bundle in bundles:
        occasion = bundle[0].new.occasion
        letter = filling.get(occasion)
        if letter is None or len(letter) + len(bundle) > CASES_A_LETTER:
            letter = filling[occasion] = []
            whole.append(letter)
        letter += bundle
    return [tuple(letter) for letter in whole]


def _next_room(most: int, lately: Sequence[datetime], written: int, now: datetime) -> datetime:
    """When the hour has room for one more letter."""
    letters = [*lately, *([now] * written)]
    return letters[len(letters) - most] + HOUR if len(letters) >= most else now
