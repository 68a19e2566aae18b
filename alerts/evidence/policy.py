"""Policy: whether what was kept is a whole page of an offer."""

from collections.abc import Iterator, Mapping
from typing import Any

from alerts.evidence.check import Check, Claim, Outcome
from monitor.domain.page import PageKind


def policy_checks(capture: Mapping[str, Any]) -> Iterator[Check]:
    """By what capture.json says, or the log's entry: page_kind, missing."""
    kind, missing = capture["page_kind"], capture["missing"]
    if kind is None:
        because = "no browser looked at the page"
        yield _check("page_kind", Outcome.INCOMPLETE, because)
    elif kind != PageKind.LISTING.value:
        because = f"the page was of the kind {kind}: no evidence of an offer"
        yield _check("page_kind", Outcome.REFUSED, because)
    else:
        yield _check("page_kind", Outcome.PASSED, "the page was an offer")
    if missing:
        because = "; ".join(map(str, missing))
        yield _check("completeness", Outcome.INCOMPLETE, because)
    else:
        yield _check("completeness", Outcome.PASSED, "nothing is missing")


def _check(name: str, outcome: Outcome, because: str) -> Check:
    return Check(name=name, claim=Claim.POLICY, outcome=outcome, because=because)
