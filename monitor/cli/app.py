"""All commands in one program, and how its errors are told."""

import sys
from collections.abc import Callable

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
    notice_list,
    notice_steps,
    notices,
    purchases,
    relistings,
    running,
    sellers,
    silences,
    verify,
    web,
)
from monitor.cli.demo.command import demo

CASE_COMMANDS: dict[str, Callable[..., None]] = {
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
    app.add_typer(web_group(), name="web")
    app.add_typer(cases_group(), name="cases")
    app.add_typer(sellers_group(), name="sellers")
    app.add_typer(notices_group(), name="notices")
    app.add_typer(purchases_group(), name="purchases")
    app.command("coverage")(coverage.coverage)
    app.command("stats")(coverage.stats)
    app.command("import")(importing.import_files)
    app.command("extract")(extract.extract)
    app.command("match")(match.match)
    app.command("export")(export.export)
    app.command("verify")(verify.verify)
    app.add_typer(log_group(), name="log")
    app.add_typer(alerts_group(), name="alerts")
    app.command("doctor")(doctor.doctor)
    app.command("backup")(backup.backup)
    app.command("restore")(backup.restore)
    app.command("migrate")(doctor.migrate)
    return app


def _log_to_stderr() -> None:
    """Watch marketplaces and sites for offers that infringe registered rights."""
    from monitor.runtime.logs import configure_logs

    configure_logs(verbose=False)


def cases_group() -> typer.Typer:
    """`rightswatch cases ...`; without a word it lists."""
    group = typer.Typer(help="What was found, and what people decided.")
    group.callback(invoke_without_command=True)(cases.list_by_default)
    for name, command in CASE_COMMANDS.items():
        group.command(name)(command)
    return group


def web_group() -> typer.Typer:
    """`rightswatch web ...`; without a word it serves."""
    group = typer.Typer(help="The officers' desk: pages to read and decide cases on.")
    group.callback(invoke_without_command=True)(web.serve_by_default)
    group.command("link")(web.link)
    return group


def sellers_group() -> typer.Typer:
    """`rightswatch sellers ...`; without a word it lists."""
    group = typer.Typer(help="Sellers of cases, and who is linked with them by what.")
    group.callback(invoke_without_command=True)(sellers.list_by_default)
    group.command("links")(sellers.links)
    group.command("why")(sellers.why)
    group.command("cut")(sellers.cut)
    group.command("join")(sellers.join)
    return group


def notices_group() -> typer.Typer:
    """`rightswatch notices ...`."""
    group = typer.Typer(
        help="Takedown notices and referrals for people to send.", no_args_is_help=True
    )
    group.command("forms")(notices.forms)
    group.command("prepare")(notices.prepare)
    group.command("batch")(notices.batch)
    group.command("list")(notice_list.list_notices)
    group.command("release")(notice_steps.release)
    group.command("sent")(notice_steps.sent)
    group.command("answer")(notice_steps.answer)
    group.command("counter")(notice_steps.counter)
    group.command("outcome")(notice_steps.outcome)
    return group


def purchases_group() -> typer.Typer:
    """`rightswatch purchases ...`."""
    group = typer.Typer(help="Test purchases, and who had them from then on.", no_args_is_help=True)
    group.command("list")(purchases.list_purchases)
    group.command("ordered")(purchases.ordered)
    group.command("received")(purchases.received)
    group.command("examined")(purchases.examined)
    group.command("sealed")(purchases.sealed)
    group.command("handed-over")(purchases.handed_over)
    return group


def log_group() -> typer.Typer:
    """`rightswatch log ...`; without a word it prints the log."""
    group = typer.Typer(help="The evidence log: its entries, its checkpoint, its key.")
    group.callback(invoke_without_command=True)(verify.write_log)
    group.command("checkpoint")(verify.print_checkpoint)
    group.command("key")(verify.print_key)
    group.command("rotate-key")(verify.rotate_key)
    return group


def alerts_group() -> typer.Typer:
    """`rightswatch alerts ...`."""
    group = typer.Typer(help="Letters: what waits, what is on its way.", no_args_is_help=True)
    group.command("waiting")(silences.waiting)
    group.command("silence")(silences.silence)
    group.command("silences")(silences.list_silences)
    group.command("lift")(silences.lift)
    group.command("outbox")(alerts.outbox)
    group.command("retry")(addresses.retry)
    group.command("drop")(addresses.drop)
    group.command("bounce")(addresses.bounce)
    group.command("confirm")(addresses.confirm)
    group.command("test")(alerts.send_test)
    return group


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
