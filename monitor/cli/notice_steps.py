"""`rightswatch notices release|sent|answer|counter|outcome`: what became of a notice.

The program sends none: a person releases it under their name, sends it, and records what came back.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Final

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, say
from monitor.cli.recording import By, Files, Note, day_of, kept, person

if TYPE_CHECKING:
    from enum import StrEnum

    from monitor.bootstrap import Wiring
    from monitor.domain.notice_life import Notice, NoticeEvent, NoticeEventKind

Numbers = Annotated[list[str], typer.Argument(help="Notice numbers, for example NT-000001.")]
Number = Annotated[str, typer.Argument(help="Notice number, for example NT-000001.")]
On = Annotated[
    str,
    typer.Option("--on", help="Day, or time with zone; default: today, where the law applies."),
]
Releaser = Annotated[str, typer.Option("--by", help="Full name of the person who releases it.")]
Role = Annotated[str, typer.Option("--role", help="In what capacity, for example head of IP.")]
Despite = Annotated[
    str, typer.Option("--despite", help="Why it goes although the account's budget holds it.")
]
Way = Annotated[str, typer.Option("--way", help="How: portal, e-mail, post.")]
Reference = Annotated[str, typer.Option("--reference", help="Number that the platform gave it.")]
Reason = Annotated[str, typer.Option("--reason", help="The platform's reason, in its words.")]
Origin = Annotated[str, typer.Option("--from", help="Whom it is from, as it says itself.")]
Text = Annotated[str, typer.Option("--text", help="What it says, where no file is kept of it.")]
Received = Annotated[
    str, typer.Option("--received", help="When it reached the holder: day, or time with zone.")
]
AtPlatform = Annotated[
    str,
    typer.Option("--platform-received", help="When it reached the platform, where that is known."),
]
NEEDS_REASON: Final = "say why, in the platform's words: --reason"
NEEDS_NAME: Final = "name the person and their role: --by and --role"
ONE_FORM: Final = "notices of several forms are released one form at a time"
ONE_LAW: Final = "a day begins at another hour under each law: record one law's notices at a time"
NEEDS_TEXT: Final = "keep what came: --file, or --text with its words"


def release(
    numbers: Numbers,
    by: Releaser,
    role: Role,
    config: Config = DEFAULT_CONFIG,
    *,
    despite: Despite = "",
    file: Files,
) -> None:
    """Release a notice: a named person answers for it. Nothing is sent by this.

    Everything its form asks for is looked for again. With --file, the signed form is kept;
    otherwise it is the one that was prepared.
    """
    from monitor.bootstrap import Wiring
    from monitor.bootstrap.noticed import registry_of
    from monitor.domain.notice_life import NoticeEventKind
    from monitor.pipeline.notice_life import record

    if not by.strip() or not role.strip():
        raise typer.BadParameter(NEEDS_NAME)
    with Wiring.open(config) as wiring:
        held = _complete(wiring, _known(wiring, numbers), by, despite)
        event = _event(wiring, numbers, NoticeEventKind.RELEASED, by=by.strip())
        note = f"despite the budget: {despite}" if held else ""
        registry = registry_of(wiring)
        for_all = replace(event, role=role.strip(), note=note, files=kept(registry, file))
        _say_done(record(registry, numbers, for_all))
    say("now send it, then: rightswatch notices sent NUMBER --way portal --reference NUMBER")


def sent(
    numbers: Numbers,
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    *,
    on: On = "",
    way: Way = "",
    reference: Reference = "",
    note: Note = "",
    file: Files,
) -> None:
    """Record that a person has sent a released notice."""
    from monitor.bootstrap import Wiring
    from monitor.domain.notice_life import NoticeEventKind

    with Wiring.open(config) as wiring:
        event = _event(wiring, numbers, NoticeEventKind.SENT, by=by, on=on)
        told = replace(event, way=way, reference=reference, note=note)
        _record(wiring, numbers, told, file)


def answer(
    numbers: Numbers,
    answered: Annotated[
        str, typer.Option("--answer", help="accepted, partly, refused, or none: no answer came.")
    ],
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    *,
    on: On = "",
    reason: Reason = "",
    file: Files,
) -> None:
    """Record what the platform answered. The budget of wrong notices learns from it."""
    from monitor.bootstrap import Wiring
    from monitor.domain.notice_life import Answer, NoticeEventKind

    _one_of(answered, Answer, "--answer")
    word = Answer(answered)
    if word in {Answer.REFUSED, Answer.PARTLY} and not reason.strip():
        raise typer.BadParameter(NEEDS_REASON, param_hint="--reason")
    with Wiring.open(config) as wiring:
        event = _event(wiring, numbers, NoticeEventKind.ANSWERED, by=by, on=on)
        _record(wiring, numbers, replace(event, answer=word, note=reason), file)


def counter(
    number: Number,
    received: Received,
    origin: Origin,
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    *,
    platform_received: AtPlatform = "",
    text: Text = "",
    file: Files,
) -> None:
    """Record a counter-notice; it sets off the periods of the law that the form names."""
    from monitor.bootstrap import Wiring
    from monitor.domain.notice_life import NoticeEventKind

    if not text.strip() and not file:
        raise typer.BadParameter(NEEDS_TEXT, param_hint="--file")
    with Wiring.open(config) as wiring:
        notice = _known(wiring, [number])[0]
        event = _event(
            wiring, [number], NoticeEventKind.COUNTERED, by=by, on=received, option="--received"
        )
        at_platform = (
            day_of(platform_received, notice.form, event.at, "--platform-received")
            if platform_received
            else None
        )
        told = replace(event, origin=origin, note=text, platform_day=at_platform)
        _record(wiring, [number], told, file)


def outcome(
    number: Number,
    became: Annotated[
        str,
        typer.Option("--outcome", help="restored, complaint, lawsuit (both: filed), or withdrawn."),
    ],
    config: Config = DEFAULT_CONFIG,
    by: By = "",
    *,
    on: On = "",
    note: Note = "",
    file: Files,
) -> None:
    """Record what came of it: the offer restored, a complaint or lawsuit filed, or taken back."""
    from monitor.bootstrap import Wiring
    from monitor.domain.notice_life import NoticeEventKind, Outcome

    _one_of(became, Outcome, "--outcome")
    with Wiring.open(config) as wiring:
        event = _event(wiring, [number], NoticeEventKind.OUTCOME, by=by, on=on)
        _record(wiring, [number], replace(event, outcome=Outcome(became), note=note), file)


def _one_of(word: str, words: "type[StrEnum]", option: str) -> None:
    if word not in set(words):
        raise typer.BadParameter(f"{word}: one of {', '.join(words)}", param_hint=option)


def _known(wiring: "Wiring", numbers: Sequence[str]) -> "list[Notice]":
    from monitor.pipeline.notice_life import known

    with wiring.store.transaction() as tx:
        return [known(tx, number) for number in dict.fromkeys(numbers)]


def _event(
    wiring: "Wiring",
    numbers: Sequence[str],
    kind: "NoticeEventKind",
    *,
    by: str,
    on: str = "",
    option: str = "--on",
) -> "NoticeEvent":
    """What happened to notices, in the days of their law.

    Raises:
        BadParameter: they are under several laws, or the day is none that has come.
    """
    from alerts.notices.clocks import zone_of
    from monitor.domain.notice_life import NoticeEvent

    notices, now = _known(wiring, numbers), wiring.clock.now()
    if len({zone_of(notice.form) for notice in notices}) > 1:
        raise typer.BadParameter(ONE_LAW)
    form = notices[0].form
    return NoticeEvent(kind=kind, day=day_of(on, form, now, option), at=now, by=person(by))


def _complete(wiring: "Wiring", notices: "Sequence[Notice]", by: str, despite: str) -> bool:
    """Refuse notices that lack something now; gives whether the account's budget holds them."""
    from monitor.cli.notices import gaps_of, refuse
    from monitor.cli.packets import packet_of

    form = notices[0].form
    if any(notice.form is not form for notice in notices):
        raise typer.BadParameter(ONE_FORM)
    with wiring.store.transaction() as tx:
        cases = [tx.cases.file(notice.case_id).case for notice in notices]
    packets = [
        packet_of(wiring, case.number, notice.asset_id, by)
        for case, notice in zip(cases, notices, strict=True)
    ]
    missing, held = gaps_of(wiring, form, packets, despite)
    if missing:
        refuse(form, missing)
    return held


def _record(wiring: "Wiring", numbers: Sequence[str], event: "NoticeEvent", file: Files) -> None:
    from monitor.bootstrap.noticed import registry_of
    from monitor.pipeline.notice_life import record

    registry = registry_of(wiring)
    _say_done(record(registry, numbers, replace(event, files=kept(registry, file))))


def _say_done(notices: "Sequence[Notice]") -> None:
    """What each notice is now, and the periods that run for it."""
    from alerts.notices.clocks import clocks, day_in
    from alerts.notices.telling import ENGLISH, clock_told, step_told

    for notice in notices:
        say(f"{notice.number}: {step_told(notice.last, ENGLISH)}")
        today = day_in(notice.form, notice.last.at)
        for clock in clocks(notice):
            if clock.runs:
                say(f"  {clock_told(clock, ENGLISH, today)}")
