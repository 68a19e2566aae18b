"""`rightswatch import`: offers that somebody saved of sites that are not visited, and exports."""

import codecs
import getpass
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.importing_rights import (
    Column,
    DryRun,
    Holder,
    Name,
    Office,
    Preset,
    import_exports,
    name_of,
    wishes_of,
)
from monitor.cli.options import DEFAULT_CONFIG, Config, Json, plain, print_json, say

if TYPE_CHECKING:
    from monitor.bootstrap import Wiring
    from monitor.pipeline.imports import FileReport
    from spiders.imports.registers import Wishes

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="Saved pages (HTML, MHTML), web archives (WARC, WARC.gz, WACZ), tables of offers "
        "(CSV, JSON Lines), or folders of them; or exports of a trademark register (CSV, XLSX, XML "
        "of WIPO ST.66, ST.96 or the USPTO).",
    ),
]
SourceId = Annotated[
    str | None,
    typer.Option("--source", help="Source to attach all offers to; else it is found by market."),
]
Market = Annotated[
    str | None, typer.Option("--market", help="Market of rows that name none: taobao.com.")
]
By = Annotated[
    str | None,
    typer.Option("--by", help="Who supplied the files, as the evidence is to name them."),
]
Url = Annotated[
    str | None, typer.Option("--url", help="Where one saved page comes from, if it does not say.")
]
Below = Annotated[
    Path | None,
    typer.Option("--files", help="Folder of the paths in a table; without it the table's own."),
]


def _known(encoding: str | None) -> str | None:
    """The name of an encoding, as it was given."""
    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except LookupError as error:
            raise typer.BadParameter(f"{error}; write utf-8, gb18030 or the like") from error
    return encoding


Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding", help="Encoding of a CSV file; else it is found out.", callback=_known
    ),
]
Visit = Annotated[
    bool, typer.Option("--visit", help="Capture evidence by visiting the offers as well.")
]


def import_files(
    files: Files,
    config: Config = DEFAULT_CONFIG,
    *,
    source: SourceId = None,
    market: Market = None,
    by: By = None,
    url: Url = None,
    below: Below = None,
    encoding: Encoding = None,
    visit: Visit = False,
    holder: Holder = None,
    name: Name = None,
    office: Office = None,
    preset: Preset = None,
    column: Column = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take in offers that somebody saved, or a register's export; no site is asked for anything.

    Offers are matched, preserved and told like those that are crawled; the evidence is the file as
    it was supplied, and says so. A file that comes again changes nothing. Marks of an export are
    compared with those of the last one and written to rights.d/NAME-001.yaml. What cannot be read
    is told with its file and line and what to do; the rest is taken in, and the exit code is 1.
    """
    from monitor.bootstrap import ImportWishes, Wiring

    wanted = wishes_of(preset, column or [], office, encoding)
    exports = [path for path in files if _is_export(path, wanted)]
    if len(exports) not in {0, len(files)}:
        message = "exports of registers and files of offers are imported one after the other"
        raise typer.BadParameter(message, param_hint="FILE")
    if exports:
        from monitor.bootstrap.registering import RightsWishes

        offered = {"--source": source, "--market": market, "--by": by, "--url": url}
        _refuse(offered | {"--files": below, "--visit": visit}, "belongs to offers, not to exports")
        told = RightsWishes(
            name=name_of(exports[0], name), holder=holder, export=wanted, dry_run=dry_run
        )
        import_exports(exports, config, told, as_json=as_json)
        return
    asked = {"--holder": holder, "--name": name, "--office": office, "--preset": preset}
    _refuse(asked | {"--column": column, "--dry-run": dry_run}, "belongs to exports of registers")
    if url is not None and (len(files) > 1 or files[0].is_dir()):
        message = "belongs to one saved page, not to many"
        raise typer.BadParameter(message, param_hint="--url")
    _check_url(url)
    wishes = ImportWishes(
        by=_label(by),
        source=source,
        market=market,
        url=url,
        folder=below,
        encoding=encoding,
        visit=visit,
    )
    with Wiring.open(config) as wiring:
        known = wiring.sources_watched
        if source is not None and source not in known:
            named = ", ".join(known) or "none"
            raise typer.BadParameter(
                f"{source}: watched sources are {named}", param_hint="--source"
            )
        reports = [_take_in(wiring, wishes, path) for path in _expanded(files)]
        with wiring.store.transaction() as tx:
            waiting = tx.sightings.unmatched()
    _tell(reports, waiting, wishes.by, as_json=as_json)
    if not reports or any(report.refused for report in reports):
        raise typer.Exit(1)


def _is_export(path: Path, wishes: "Wishes") -> bool:
    """Whether a file is a register's export; what cannot be read is told by whoever reads it."""
    from monitor.domain.errors import ImportRefused
    from spiders.imports.registers import is_export

    try:
        return path.is_file() and is_export(path, wishes)
    except ImportRefused:
        return False


def _refuse(options: Mapping[str, object], because: str) -> None:
    """Refuse an option that would do nothing."""
    for option, value in options.items():
        if value:
            raise typer.BadParameter(because, param_hint=option)


def _check_url(url: str | None) -> None:
    from spiders.imports.reading import web_address

    if url is not None and web_address(url) is None:
        message = f"{url!r} is no web address: write https://... in full"
        raise typer.BadParameter(message, param_hint="--url")


def _label(by: str | None) -> str:
    """Who supplied the files: as said, on one line; else whoever is at this machine."""
    said = " ".join("".join(c if c.isprintable() else " " for c in by or "").split())[:200]
    if said:
        return said
    try:
        return f"the account {getpass.getuser()} of this machine"
    except (OSError, KeyError, ImportError):
        return "an account of this machine without a name"


def _expanded(files: Sequence[Path]) -> Iterator[Path]:
    from spiders.imports import files_below

    for path in files:
        if path.is_dir():
            yield from files_below(path)
        else:
            yield path


def _take_in(wiring: "Wiring", wishes: Any, path: Path) -> "FileReport":  # noqa: ANN401
    from monitor.bootstrap import importer
    from monitor.domain.errors import ImportRefused
    from monitor.domain.supply import Refusal
    from monitor.pipeline.imports import FileReport, take_in
    from spiders.imports import detect

    report = FileReport(file=str(path))
    try:
        kind = detect(path)
    except ImportRefused as error:
        report.refuse(Refusal(place=str(path), problem=error.problem, remedy=error.remedy))
        return report
    report.kind = kind.value
    outcomes = importer(wiring, wishes).read(path, str(path), kind)
    take_in(wiring.store, outcomes, report)
    return report


def _tell(reports: "Sequence[FileReport]", waiting: int, by: str, *, as_json: bool) -> None:
    total = {
        "files": len(reports),
        "offers": sum(report.offers for report in reports),
        "new": sum(report.new for report in reports),
        "pictures": sum(report.pictures for report in reports),
        "passed_over": sum(sum(report.passed_over.values()) for report in reports),
        "refused": sum(report.refused for report in reports),
    }
    if as_json:
        print_json({"supplied_by": by, "total": total, "waiting": waiting, "files": reports})
        return
    for report in reports:
        _tell_parts(report)
    if not reports:
        say("there is nothing in these folders that can be read")
        return
    for report in reports if len(reports) < 20 else ():
        say(plain(f"{report.file}: {_counted(report)}"))
    say(
        f"{total['offers']} offers from {total['files']} files, {total['new']} of them new or "
        f"changed, {total['refused']} refused; supplied by {plain(by)}"
    )
    if waiting:
        say(f"{waiting} wait to be matched: `rightswatch run` does it, or `rightswatch once`")


def _tell_parts(report: "FileReport") -> None:
    """Each part that was not taken in, and what to know of others."""
    for remark in report.remarks:
        say(plain(f"{remark.place}: {remark.text}"))
    for refusal in report.refusals:
        say(plain(f"{refusal.place}: {refusal.problem}") + f"\n    {plain(refusal.remedy)}")
    untold = report.refused - len(report.refusals)
    if untold:
        say(plain(f"{report.file}: {untold} more were refused"))


def _counted(report: "FileReport") -> str:
    parts = [f"{report.offers} offers", f"{report.new} new", f"{report.pictures} pictures"]
    parts += [f"{count} pages of the kind {kind}" for kind, count in report.passed_over.items()]
    parts += [f"{report.refused} refused"] if report.refused else []
    return ", ".join(parts)
