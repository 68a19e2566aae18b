"""The shape of `recipients:` and `people:`: who hears of what, and who may sign in to the desk.

Layer: config. Flow: a Document's values -> these models -> building makes Recipients and Persons.
"""

from typing import Annotated, Literal

from pydantic import Field

from monitor.config.fields import (
    AsList,
    Clock,
    Duration,
    Email,
    Identifier,
    Line,
    Number,
    Pattern,
    Quiet,
    Timezone,
    Whole,
)
from monitor.config.service_shape import Section
from monitor.domain.person import Role
from monitor.domain.watch import MAIL, Delivery

Language = Literal["zh", "en"]


class RecipientEntry(Section):
    """Who gets alerts."""

    email: Email = Field(description="Mail address.", examples=["officer@bureau.example"])
    name: Line | None = Field(default=None, description="Name of the person.")
    assets: Annotated[tuple[Pattern, ...], AsList] = Field(
        default=("*",), description="Ids of assets the person hears of, with * and ? as wildcards."
    )
    sources: Annotated[tuple[Pattern, ...], AsList] = Field(
        default=("*",),
        description="Ids of sources the person hears of, with * and ? as wildcards.",
        examples=[["shop", "market-*"]],
    )
    from_grade: Literal["alert", "review"] = Field(
        default="alert", description="alert: only strong cases. review: doubtful ones too."
    )
    language: Language = Field(default="en", description="Language of the mails.")
    timezone: Timezone = Field(default="UTC", description="IANA time zone of times in mails.")
    delivery: Delivery = Field(
        default=Delivery.AT_ONCE,
        description="at_once: a mail a case. grouped: one for all cases of the same right, seller "
        "and market. daily: one mail a day, at digest_at.",
    )
    digest_at: Clock = Field(
        default="08:00",
        validate_default=True,
        description="Local time of the daily mail (delivery: daily).",
    )
    quiet_hours: Quiet | None = Field(
        default=None,
        description="Local times between which no mail is sent; what came meanwhile is one mail "
        "after them. Critical cases pass.",
        examples=["22:00-07:00"],
    )
    critical_score: Number = Field(
        default=0.95,
        ge=0,
        le=1,
        description="Score from which a case of grade alert is critical; 1: none is.",
    )
    group_wait: Duration = Field(
        default="2m",
        validate_default=True,
        description="How long the first mail about a group waits for more (delivery: grouped).",
    )
    group_interval: Duration = Field(
        default="1h",
        validate_default=True,
        description="Least time between two mails about one group (delivery: grouped).",
    )
    repeat_every: Duration | None = Field(
        default=None,
        description="After this, a case that nobody has decided or acknowledged is told again, "
        "and so on; without it, never.",
        examples=["24h"],
    )
    most_an_hour: Whole = Field(
        default=60,
        ge=1,
        le=1000,
        description="Most mails in 60 minutes; what is more goes together into the last one, or "
        "waits.",
    )
    escalate_to: Email | None = Field(
        default=None,
        description="The recipient who is told when nobody decides or acknowledges a case.",
        examples=["head@bureau.example"],
    )
    escalate_after: Duration = Field(
        default="48h",
        validate_default=True,
        description="How long a case may stay unanswered until escalate_to is told.",
    )
    channels: Annotated[tuple[Identifier, ...], AsList] = Field(
        default=(MAIL,),
        description="What letters go by: email, ids of service.webhooks or service.chats, or "
        "several.",
        examples=[[MAIL, "siem"]],
    )


class PersonEntry(Section):
    """Who may sign in to the officers' desk (service.web); nobody else may."""

    email: Email = Field(
        description="Mail address; links to sign in by go there.",
        examples=["officer@bureau.example"],
    )
    name: Line | None = Field(
        default=None, description="Name of the person, as histories of cases tell it."
    )
    role: Role = Field(
        description="officer: sees cases and evidence, and decides. rights_holder: the same of its "
        "own, but says only what is licensed. read_only: sees, and changes nothing. operator: sees "
        "no case, but who looked at what.",
        examples=["officer"],
    )
    holders: Annotated[tuple[Identifier, ...], AsList] = Field(
        default=(),
        description="Ids of holders whose cases the person sees; without it, of all. A "
        "rights_holder needs it.",
        examples=[["acme"]],
    )
    language: Language = Field(default="en", description="Language of the pages at first.")
    timezone: Timezone = Field(default="UTC", description="IANA time zone of times on the pages.")
