"""A platform account's budget of wrong notices: what is foretold for it, and when to hold one back.

Platforms drop accounts whose notices fail too often; a wrong one is also paid for (E-Commerce Law
of the PRC, art. 42). What a platform will answer is foretold from two things: a supposed share,
that of like offers that people confirmed (rules/decision/calibration.py), which counts as much as
PRIOR answers; and the answers that the account has had. Together they are the mean of a Beta
distribution, with the supposed share as its prior. A notice whose offer was restored, or whose case
is no longer held for an infringement, counts as countered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from monitor.domain.notice import Gap, NoticeForm
from monitor.domain.notice_life import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What a platform publishes. accepted: least share; countered: most; both over `window`."""

    accepted: float
    countered: float
    window: timedelta
    source: str


PUBLISHED: Final[Mapping[NoticeForm, Threshold]] = {
    NoticeForm.ALIBABA: Threshold(
        accepted=0.90,
        countered=0.05,
        window=timedelta(days=90),
        source="Alibaba's good-faith programme: 90 % accepted, 5 % countered, over 3 months",
    ),
}
"""Forms whose platform publishes a threshold; others have no budget."""

ENOUGH: Final = 20
"""Notices from which a share of countered ones is told: below it a single one would decide."""
PRIOR: Final = 10
"""A supposed share counts as much as so many answers."""
SUPPOSED: Final = 0.90
"""Supposed of a notice of whose like too few were decided: the account is just good enough."""
_WORTH: Final[Mapping[Answer | None, float]] = {
    Answer.ACCEPTED: 1.0,
    Answer.PARTLY: 0.5,
    Answer.REFUSED: 0.0,
}
"""What an answer counts towards acceptance; a platform that said nothing answered nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """One notice. chance: share of like offers confirmed, 0.0..1.0; None = too few decisions.

    stands: False once its case was dismissed, licensed or reopened, or its offer restored.
    """

    chance: float | None
    stands: bool = True
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Of one account and its window. accepted: foretold share; countered: None = not told.

    worth, answered: what the platform accepted of what it answered; one accepted in part is half.
    """

    notices: int
    accepted: float | None
    countered: float | None
    worth: float
    answered: int


def forecast(noticed: Sequence[Noticed], account: Sequence[Noticed] = ()) -> Forecast:
    """What is to be expected of these notices together.

    account: all notices of the account, whose answers speak for those that have none; without it
    these alone.
    """
    worth, answered = _answers(account or noticed)
    shares = [_share(one, worth, answered) for one in noticed]
    fallen = sum(not one.stands for one in noticed)
    own_worth, own_answered = _answers(noticed)
    return Forecast(
        notices=len(noticed),
        accepted=sum(shares) / len(shares) if shares else None,
        countered=fallen / len(noticed) if len(noticed) >= ENOUGH else None,
        worth=own_worth,
        answered=own_answered,
    )


def held(form: NoticeForm, earlier: Sequence[Noticed], new: Sequence[Noticed]) -> Gap | None:
    """Why this batch would break the account's budget; None when it would not.

    A batch that is itself above the threshold mends an account and is not held for what was sent.
    """
    threshold = PUBLISHED.get(form)
    if threshold is None:
        return None
    whole = [*earlier, *new]
    alone, together = forecast(new, whole), forecast(whole)
    if together.countered is not None and together.countered > threshold.countered:
        return _gap(
            threshold,
            f"{together.countered:.0%} of {together.notices} notices no longer stand",
            "take those notices back at the platform first",
        )
    if alone.accepted is None or together.accepted is None:
        return None
    if max(alone.accepted, together.accepted) < threshold.accepted:
        return _gap(
            threshold,
            f"foretold acceptance {together.accepted:.0%} of {together.notices} notices, "
            f"{alone.accepted:.0%} of this batch; {together.worth:g} of {together.answered} "
            f"answers accepted, a supposed share counts as {PRIOR}",
            "send surer ones first, or strengthen the case",
        )
    return None


def _answers(noticed: Sequence[Noticed]) -> tuple[float, int]:
    """What the platform accepted, and how many it answered."""
    known = [_WORTH[one.answer] for one in noticed if one.answer in _WORTH]
    return sum(known), len(known)


def _share(one: Noticed, worth: float, answered: int) -> float:
    """Of a notice: what was answered, nothing where it fell, else the mean of the posterior."""
    if one.answer in _WORTH:
        return _WORTH[one.answer]
    if not one.stands:
        return 0.0
    supposed = SUPPOSED if one.chance is None else one.chance
    return (PRIOR * supposed + worth) / (PRIOR + answered)


def _gap(threshold: Threshold, found: str, mend: str) -> Gap:
    return Gap(
        what=f"room in the budget of wrong notices ({found})",
        source=threshold.source,
        mend=f"{mend}; or say why it goes all the same with --despite",
    )
