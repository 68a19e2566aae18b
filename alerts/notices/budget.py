"""A platform account's budget of wrong notices: what is foretold for it, and when to hold one back.

Platforms drop accounts whose notices fail too often; a wrong one is also paid for (E-Commerce Law
of the PRC, art. 42). What a platform will answer is not known beforehand. What stands for it is the
share of like offers that people confirmed (rules/decision/calibration.py); a notice whose case is
no longer held for an infringement counts as countered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from monitor.domain.notice import Gap, NoticeForm


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """One notice. chance: that it is accepted, 0.0..1.0; None = too few decisions to tell.

    stands: False once its case was dismissed, licensed or reopened.
    """

    case_number: str
    chance: float | None
    stands: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Of one account and its window. accepted, countered: shares, 0.0..1.0, None = not told.

    untold: notices for which nothing can be foretold; they count for neither side.
    """

    notices: int
    accepted: float | None
    countered: float | None
    untold: int


def forecast(noticed: Sequence[Noticed]) -> Forecast:
    """What is to be expected of these notices together."""
    chances = [one.chance if one.stands else 0.0 for one in noticed]
    told = [chance for chance in chances if chance is not None]
    fallen = sum(not one.stands for one in noticed)
    return Forecast(
        notices=len(noticed),
        accepted=sum(told) / len(told) if told else None,
        countered=fallen / len(noticed) if len(noticed) >= ENOUGH else None,
        untold=len(noticed) - len(told),
    )


def held(form: NoticeForm, earlier: Sequence[Noticed], new: Sequence[Noticed]) -> Gap | None:
    """Why this batch would break the account's budget; None when it would not.

    A batch that is itself above the threshold mends an account and is not held for what was sent.
    """
    threshold = PUBLISHED.get(form)
    if threshold is None:
        return None
    alone, together = forecast(new), forecast([*earlier, *new])
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
            f"{alone.accepted:.0%} of this batch",
            "send surer ones first, or strengthen the case",
        )
    return None


def _gap(threshold: Threshold, found: str, mend: str) -> Gap:
    return Gap(
        what=f"room in the budget of wrong notices ({found})",
        source=threshold.source,
        mend=f"{mend}; or say why it goes all the same with --despite",
    )
