"""Is the right in force on the day the offer was seen?"""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import Asset, Holder, RightStatus
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Signal

NAME: Final = "context.right_status/1"


class RightStatusReader:
    """A right that is not in force cannot be enforced, however like the offer is."""

    name: ClassVar[str] = NAME

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """One fact: "in_force", "pending", "opposed", "not_yet", "expired" or "invalidated"."""
        del offer, holder, signals
        standing, because = _standing(asset, on)
        gate = standing not in ("in_force", "opposed")
        weight = {"in_force": 0.0, "opposed": -0.3}.get(standing, -1.0)
        return (
            ContextFact(name=self.name, value=standing, because=because, weight=weight, gate=gate),
        )


def _standing(asset: Asset, on: date) -> tuple[str, str]:
    right = f"the right {asset.registration_number or asset.application_number or asset.id}"
    begins, ends = asset.registration_date, asset.expiry_date
    cases = (
        (asset.status is RightStatus.INVALIDATED, "invalidated", "has been invalidated"),
        (asset.status is RightStatus.EXPIRED, "expired", "has expired"),
        (ends is not None and on > ends, "expired", f"expired on {ends}, before {on}"),
        (asset.status is RightStatus.PENDING, "pending", "is applied for, not yet registered"),
        (
            begins is not None and on < begins,
            "not_yet",
            f"comes into force on {begins}, after {on}",
        ),
        (asset.status is RightStatus.OPPOSED, "opposed", "is registered, and opposed"),
    )
    for holds, standing, words in cases:
        if holds:
            return standing, f"{right} {words}"
    return "in_force", f"{right} is in force on {on}"
