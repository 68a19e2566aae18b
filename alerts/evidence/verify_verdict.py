"""The verdicts of a bundle, reached again: from the asset, the signals and the facts enclosed.

Who decides is the reader's own program, by the name that the verdict cites. What a model of that
name says is the same for ever, so a verdict that was changed and sealed anew does not come out.

Layer: evidence, pure.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from alerts.evidence.check import Check, Claim, Outcome
from monitor.domain.asset import Asset
from monitor.domain.codec import from_plain, to_plain
from monitor.domain.verdict import Verdict
from monitor.ports.matcher import Decider

_UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


def verdict_checks(match: Mapping[str, Any], deciders: Mapping[str, Decider]) -> Iterator[Check]:
    """One check a verdict. match: match.json; deciders: by name."""
    assets = {plain["id"]: plain for plain in match["assets"]}
    for plain in match["verdicts"]:
        about = str(plain["asset_id"])
        try:
            outcome, because = _reached(plain, assets.get(plain["asset_id"]), deciders)
        except _UNREADABLE as error:
            outcome, because = Outcome.FAILED, f"it cannot be reached again: {error!r}"
        yield Check(
            name="verdict", claim=Claim.INTEGRITY, outcome=outcome, because=f"{about}: {because}"
        )


def _reached(
    plain: Mapping[str, Any], asset: Mapping[str, Any] | None, deciders: Mapping[str, Decider]
) -> tuple[Outcome, str]:
    told = from_plain(Verdict, plain)
    decider = deciders.get(told.decider)
    if told.facts is None:
        return Outcome.INCOMPLETE, "it was sealed before circumstances were kept with a verdict"
    if asset is None:
        return Outcome.INCOMPLETE, "the asset it was reached on is not enclosed"
    if decider is None:
        return Outcome.INCOMPLETE, f"{told.decider} is not at hand to reach it again"
    again = decider.decide(from_plain(Asset, asset), told.signals, told.facts)
    if again.concluded != told.concluded:
        return Outcome.FAILED, f"{told.decider} does not reach it: {_difference(told, again)}"
    because = (
        f"{told.score} {told.grade.value}, reached again by {told.decider} "
        f"from {len(told.signals)} signals and {len(told.facts)} circumstances"
    )
    return Outcome.PASSED, because


def _difference(told: Verdict, again: Verdict) -> str:
    names = ("score", "grade", "grounds", "gate", "against")
    pairs = zip(names, told.concluded, again.concluded, strict=True)
    odd = [(name, to_plain(one), to_plain(other)) for name, one, other in pairs if one != other]
    return "; ".join(f"{name} told {one}, reached {other}" for name, one, other in odd)[:600]
