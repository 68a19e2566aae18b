"""What programs may send, each value bounded; what is not named here is refused, not overlooked."""

from datetime import UTC, datetime
from typing import Annotated, Final, Literal

from fastapi import Path
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from monitor.domain.case import CaseState
from monitor.domain.reason import Reason
from monitor.domain.verdict import Grade
from monitor.ports.store import Harm

MOST_ENTRIES: Final = 200
MOST_DAYS: Final = 366
NOTE_LETTERS: Final = 2000


def _within_reach(moment: datetime) -> datetime:
    """In UTC; the first and the last days that there are have no other zone.

    Raises:
        ValueError: it is one of them.
    """
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        message = "is beyond all time zones"
        raise ValueError(message) from error


Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
CaseNumber = Annotated[
    str, Path(pattern=r"^[Rr][Ww]-[0-9]{1,18}$", description="As people write it: RW-000123.")
]
RowNumber = Annotated[int, Path(ge=1, lt=2**63, description="As a list has it.")]
Moment = Annotated[AwareDatetime, AfterValidator(_within_reach)]
Digits = Annotated[int, Field(ge=1, lt=2**63)]


class Asked(BaseModel):
    """Names of an address that are not known are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PageAsked(Asked):
    """One page of a list."""

    cursor: Line | SkipJsonSchema[None] = Field(
        None, description="`next` of the page before; none: the first."
    )
    limit: int = Field(50, ge=1, le=MOST_ENTRIES, description="Most entries of a page.")


class CasesAsked(PageAsked):
    """The filters of the queue; none = any."""

    state: CaseState | SkipJsonSchema[None] = Field(None, description="What people decided.")
    grade: Literal[Grade.ALERT, Grade.REVIEW] | SkipJsonSchema[None] = Field(
        None, description="How loud."
    )
    harm: Harm | SkipJsonSchema[None] = Field(
        None, description="Band of harm: from 60, from 30, below."
    )
    market: Line | SkipJsonSchema[None] = Field(None, description="Host of the marketplace.")
    asset: Line | SkipJsonSchema[None] = Field(None, description="Id of the foremost right.")
    seller: Digits | SkipJsonSchema[None] = Field(
        None, description="Number of a seller, see /sellers."
    )
    opened_after: Moment | SkipJsonSchema[None] = Field(
        None, description="Opened after that moment."
    )


class CoverageAsked(Asked):
    """How far to look back."""

    days: int = Field(7, ge=1, le=MOST_DAYS, description="Look back this many days.")


class DecisionAsked(Asked):
    """What a person behind the program says of a case."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    decision: Literal["confirmed", "dismissed", "licensed", "open", "acknowledged"] = Field(
        description="`open` takes an earlier decision back; `acknowledged` says that somebody is "
        "on it, and changes no state."
    )
    expected_state: Annotated[CaseState, Field(strict=False)] = Field(
        description="The state it was read in: another one meanwhile, and nothing is done."
    )
    reason: Annotated[Reason, Field(strict=False)] | None = Field(
        None, description="Why, in a word that is counted; each decision has its own."
    )
    note: str = Field("", max_length=NOTE_LETTERS, description="Why, in words that are read.")
    alike: bool = Field(
        default=False,
        description="Decide the same offer under other numbers of the seller the same way.",
    )
