"""What programs may send, each value bounded; what is not named here is refused, not overlooked."""

from datetime import UTC, datetime
from typing import Annotated, Final, Literal

from fastapi import Body, Path
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from monitor.domain.case import CaseState
from monitor.domain.verdict import Grade
from monitor.ports.store import Harm

MOST_ENTRIES: Final = 200
MOST_DAYS: Final = 366
NOTE_LETTERS: Final = 2000
GO_ON: Final = "`next` of the page before; without it the first page."


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


def _written_out(value: str) -> str:
    """A number would be read as seconds since 1970.

    Raises:
        ValueError: it does not begin with a year.
    """
    if not value[:4].isdecimal() or value[4:5] != "-":
        message = "is no moment with its time zone: write 2026-03-05T10:00:00+08:00"
        raise ValueError(message)
    return value


Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
CaseNumber = Annotated[
    str, Path(pattern=r"^[Rr][Ww]-[0-9]{1,18}$", description="As people write it: RW-000123.")
]
CasePlace = Annotated[str, Field(pattern=r"^RW-[0-9]{6,18}$")]
Place = Annotated[str, Field(pattern=r"^[0-9]{1,18}$")]
RowNumber = Annotated[int, Path(ge=1, lt=2**63, description="As a list has it.")]
Moment = Annotated[AwareDatetime, BeforeValidator(_written_out), AfterValidator(_within_reach)]
Digits = Annotated[int, Field(ge=1, lt=2**63)]


class Asked(BaseModel):
    """Names of an address that are not known are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PageAsked(Asked):
    """One page of a list whose places are numbers."""

    cursor: Place | SkipJsonSchema[None] = Field(None, description=GO_ON)
    limit: int = Field(50, ge=1, le=MOST_ENTRIES, description="Most entries of a page.")


class CasesAsked(PageAsked):
    """The filters of the queue; none = any."""

    cursor: CasePlace | SkipJsonSchema[None] = Field(None, description=GO_ON)

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


class AssetsAsked(PageAsked):
    """One page of a list whose places are names."""

    cursor: Line | SkipJsonSchema[None] = Field(None, description=GO_ON)


class CoverageAsked(Asked):
    """How far to look back."""

    days: int = Field(7, ge=1, le=MOST_DAYS, description="Look back this many days.")


class Decision(Asked):
    """What a person behind the program says of a case."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    expected_state: Literal["open", "confirmed", "dismissed", "licensed"] = Field(
        description="The state it was read in: another one meanwhile, and nothing is done."
    )
    note: str = Field("", max_length=NOTE_LETTERS, description="Why, in words that are read.")


class Judgement(Decision):
    """One that changes the state of the case."""

    reason: str | None = Field(None, description="Why, in a word that is counted.")
    alike: bool = Field(
        default=False,
        description="Decide the same offer under other numbers of the seller the same way.",
    )


class Confirming(Judgement):
    """The offer is what the verdicts say."""

    decision: Literal["confirmed"]
    reason: (
        Literal["counterfeit", "mark_used", "looks_alike", "picture_copied", "invention_used"]
        | None
    ) = Field(None, description="Why, in a word that is counted.")


class Dismissing(Judgement):
    """It is not."""

    decision: Literal["dismissed"]
    reason: (
        Literal[
            "not_alike",
            "other_goods",
            "plain_word",
            "fits_only",
            "resold",
            "no_right_here",
            "misread",
        ]
        | None
    ) = Field(None, description="Why, in a word that is counted.")


class Licensing(Judgement):
    """The seller may."""

    decision: Literal["licensed"]
    reason: Literal["contract", "own_shop"] | None = Field(
        None, description="Why, in a word that is counted."
    )


class Reopening(Judgement):
    """An earlier decision is taken back."""

    decision: Literal["open"]
    reason: None = Field(None, description="It needs none.")


class Acknowledging(Decision):
    """Somebody is on it; the state stays."""

    decision: Literal["acknowledged"]


DecisionAsked = Annotated[
    Confirming | Dismissing | Licensing | Reopening | Acknowledging,
    Body(discriminator="decision"),
]
