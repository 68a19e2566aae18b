"""All commands in one program, and how its errors are told."""

import sys
from collections.abc import Callable, Mapping
from typing import Annotated, Final

import typer

from monitor.cli import (
    addresses,
    alerts,
    backup,
    case_pictures,
    cases,
    configuration,
    coverage,
    doctor,
    export,
    extract,
    holds,
    importing,
    match,
    moving,
    notice_list,
    notice_steps,
    notices,
    purchases,
    relistings,
    running,
    sellers,
    silences,
    tokens,
    verify,
    web,
)
from monitor.cli.demo.command import demo

Commands = Mapping[str, Callable[..., None]]
"""Words after the group's name -> what they do, in the order of `--help`."""

WEB: Final[Commands] = {"link": web.link}
TOKENS: Final[Commands] = {"make": tokens.make, "revoke": tokens.revoke}
CASES: Final[Commands] = {
    "list": cases.list_cases,
    "show": cases.show,
    "pictures": case_pictures.pictures,
    "acknowledge": cases.acknowledge,
    "confirm": cases.confirm,
    "dismiss": cases.dismiss,
    "license": cases.license_case,
    "reopen": cases.reopen,
    "relistings": relistings.list_relistings,
    "not-the-same": relistings.not_the_same,
    "hold": holds.hold,
    "release": holds.release,
    "forget": holds.forget,
}
SELLERS: Final[Commands] = {
    "links": sellers.links,
    "why": sellers.why,
    "cut": sellers.cut,
    "join": sellers.join,
}
NOTICES: Final[Commands] = {
    "forms": notices.forms,
    "prepare": notices.prepare,
    "batch": notices.batch,
    "list": notice_list.list_notices,
    "release": notice_steps.release,
    "sent": notice_steps.sent,
    "answer": notice_steps.answer,
    "counter": notice_steps.counter,
    "outcome": notice_steps.outcome,
}
PURCHASES: Final[Commands] = {
    "list": purchases.list_purchases,
    "ordered": purchases.ordered,
    "received": purchases.received,
    "examined": purchases.examined,
    "sealed": purchases.sealed,
    "handed-over": purchases.handed_over,
}
LOG: Final[Commands] = {
    "checkpoint": verify.print_checkpoint,
    "key": verify.print_key,
    "rotate-key": verify.rotate_key,
}
ALERTS: Final[Commands] = {
    "waiting": silences.waiting,
    "silence": silences.silence,
    "silences": silences.list_silences,
    "lift": silences.lift,
    "outbox": alerts.outbox,
    "retry": addresses.retry,
    "drop": addresses.drop,
    "bounce": addresses.bounce,
    "confirm": addresses.confirm,
    "test": alerts.send_test,
}


def build() -> typer.Typer:
    """All commands, in the order in which a newcomer meets them."""
    app = typer.Typer(
        name="rightswatch",
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # rich help costs 0.2 s of start-up
    )
    app.callback()(_log_to_stderr)
    app.command("demo")(demo)
    app.command("init")(configuration.init)
    app.command("check")(configuration.check)
    app.command("schema")(configuration.schema)
    app.command("plan")(running.plan)
    app.command("once")(running.once)
    app.command("run")(running.run)
    app.command("worker")(running.worker)
    _add_group(
        app,
        "web",
        "The officers' desk: pages to read and decide cases on.",
        WEB,
        otherwise=web.serve_by_default,
    )
    _add_group(
        app,
        "tokens",
        "What lets programs into the desk's JSON interface.",
        TOKENS,
        otherwise=tokens.list_by_default,
    )
    _add_group(
        app,
        "cases",
        "What was found, and what people decided.",
        CASES,
        otherwise=cases.list_by_default,
    )
    _add_group(
        app,
        "sellers",
        "Sellers of cases, and who is linked with them by what.",
        SELLERS,
        otherwise=sellers.list_by_default,
    )
    _add_group(app, "notices", "Takedown notices and referrals for people to send.", NOTICES)
    _add_group(app, "purchases", "Test purchases, and who had them from then on.", PURCHASES)
    app.command("coverage")(coverage.coverage)
    app.command("stats")(coverage.stats)
    app.command("import")(importing.import_files)
    app.command("extract")(extract.extract)
    app.command("match")(match.match)
    app.command("export")(export.export)
    app.command("verify")(verify.verify)
    _add_group(
        app,
        "log",
        "The evidence log: its entries, its checkpoint, its key.",
        LOG,
        otherwise=verify.write_log,
    )
    _add_group(app, "alerts", "Letters: what waits, what is on its way.", ALERTS)
    app.command("doctor")(doctor.doctor)
    app.command("backup")(backup.backup)
    app.command("restore")(backup.restore)
    app.command("migrate")(doctor.migrate)
    app.command("move")(moving.move)
    return app


def _tell_version(asked: bool) -> None:  # noqa: FBT001 - typer hands it over by place
    """Print the installed version, and nothing more."""
    if asked:
        from importlib.metadata import version

        typer.echo(f"rightswatch {version('rightswatch')}")
        raise typer.Exit


def _log_to_stderr(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="The installed version."
        ),
    ] = False,
) -> None:
    """Watch marketplaces and sites for offers that infringe registered rights."""
    from monitor.runtime.logs import configure_logs

    configure_logs(verbose=False)


def _add_group(
    app: typer.Typer,
    name: str,
    says: str,
    commands: Commands,
    *,
    otherwise: Callable[..., None] | None = None,
) -> None:
    """`rightswatch NAME ...`. otherwise: what it does without a further word; None = its help."""
    group = typer.Typer(help=says, no_args_is_help=otherwise is None)
    if otherwise:
        group.callback(invoke_without_command=True)(otherwise)
    for word, command in commands.items():
        group.command(word)(command)
    app.add_typer(group, name=name)


def main() -> None:
    """Run one command; errors raised on purpose are told in plain words.

    Exit codes: 0 ok, 1 failure, 2 usage, 3 configuration invalid, 130 interrupted.
    """
    from monitor.domain.errors import ConfigRefused, RightswatchError

    try:
        build()()
    except ConfigRefused as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(3)
    except RightswatchError as error:
        sys.stderr.write(f"rightswatch: {error}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
