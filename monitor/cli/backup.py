"""`backup` and `restore`: everything in one file, while the daemon works, and back again."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, plain, print_json, say

if TYPE_CHECKING:
    from monitor.store.backup.manifest import Manifest
    from monitor.store.backup.reading import Places

Dest = Annotated[
    Path,
    typer.Argument(
        metavar="DEST", help="File to write; in a folder that is there, a name is made of the time."
    ),
]
Src = Annotated[Path, typer.Argument(metavar="SRC", help="A file that `backup` wrote.")]
NoPages = Annotated[
    bool,
    typer.Option(
        "--no-pages", help="Leave out fetched pages and pictures; evidence keeps its own copies."
    ),
]
Replace = Annotated[
    bool,
    typer.Option("--replace", help="Also where something stands: it is moved aside, not deleted."),
]
Check = Annotated[
    bool, typer.Option("--check", help="Only unpack and verify all of it; nothing is put in place.")
]


def backup(
    dest: Dest,
    config: Config = DEFAULT_CONFIG,
    *,
    no_pages: NoPages = False,
    as_json: Json = False,
) -> None:
    """Write database, evidence, keys, pages and configuration into one file; the daemon may run.

    The file holds the keys of the installation: only its owner may read it, and whoever has it can
    sign in the installation's name. What is not in it is named.
    """
    from monitor.bootstrap import Wiring
    from monitor.bootstrap.backing_up import belongings, software
    from monitor.store.backup.writing import write_backup

    with Wiring.open(config) as wiring:
        now = wiring.clock.now()
        wiring.store.migrate()  # makes the tables of a new installation
        target = dest / f"rightswatch-{now:%Y%m%dT%H%M%SZ}.tar" if dest.is_dir() else dest
        taken = belongings(wiring, config, with_blobs=not no_pages)
        manifest = write_backup(taken, target, software=software(), now=now)
    _tell(manifest, as_json=as_json, file=str(target), bytes=target.stat().st_size)
    if not as_json:
        say(f"{target}: {_counted(manifest)}")


def restore(
    src: Src,
    config: Config = DEFAULT_CONFIG,
    *,
    replace: Replace = False,
    check: Check = False,
    as_json: Json = False,
) -> None:
    """Put a backup in place, after verifying every file and every table of it.

    It stands where the configuration says that is at --config; is there none, the backup's own is
    put there. Stop the daemon first. A kill leaves the old state, or the new one whole.
    """
    from monitor.bootstrap.backing_up import places
    from monitor.runtime.clock import SystemClock
    from monitor.store.backup.placing import finish_restore, place
    from monitor.store.backup.reading import stage

    where, now = places(src, config), SystemClock().now()
    finish_restore(where.keys)  # staging clears what an earlier restore left: it may be needed yet
    if not check:
        _refuse_if_occupied(where, now, replace=replace)
    with stage(src, where) as staged:
        aside = () if check else place(staged, now)
        manifest = staged.manifest
    _tell(manifest, as_json=as_json, moved_aside=aside, restored=not check)
    if as_json:
        return
    say(f"{src}: {_counted(manifest)}, all as they were kept")
    for path in aside:
        say(plain(f"moved aside: {path}"))
    if not check:
        say("restored; `rightswatch doctor` says whether this machine can do the work")


def _refuse_if_occupied(where: "Places", now: datetime, *, replace: bool) -> None:
    """Look whether the place is free.

    Raises:
        BackupRefused: something stands there, or a daemon works there.
    """
    from monitor.domain.errors import BackupRefused
    from monitor.store.backup.placing import occupied, refuse_if_alive

    standing = occupied(where)
    if standing and not replace:
        message = (
            f"something stands there already: {', '.join(standing)}; "
            "--replace moves files aside, a PostgreSQL database must be an empty one"
        )
        raise BackupRefused(message)
    refuse_if_alive(where, now)


def _tell(manifest: "Manifest", *, as_json: bool, **more: Any) -> None:  # noqa: ANN401 - any JSON
    if as_json:
        print_json({"backup": manifest.head, "files": len(manifest.files), **more})
        return
    for line in manifest.head.left_out:
        say(plain(f"not in the backup: {line}"))


def _counted(manifest: "Manifest") -> str:
    size = sum(file.size for file in manifest.files.values())
    tables = len(manifest.head.tables)
    files = len(manifest.files)
    return f"{files} files, {manifest.rows} rows of {tables} tables, {size / 1e6:.1f} MB"
