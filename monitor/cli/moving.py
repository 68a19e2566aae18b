"""`move`: the database from SQLite to PostgreSQL, when one machine is no longer enough."""

from typing import Annotated

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

To = Annotated[
    str,
    typer.Option("--to", metavar="URL", help="Where: postgresql://USER:PASSWORD@HOST/NAME, empty."),
]


def move(to: To, config: Config = DEFAULT_CONFIG, *, as_json: Json = False) -> None:
    """Copy the SQLite database into an empty PostgreSQL database, and verify every row there.

    Stop the daemon and all workers first. The SQLite file stays as it is; evidence, pages and keys
    stay where they lie. Cut off at any instant, the database there is as empty as it was.
    """
    from sqlalchemy import make_url

    from monitor.bootstrap import Wiring
    from monitor.store.moving import move as move_all

    def tell(table: str, rows: int) -> None:
        if rows and not as_json:
            say(f"{rows:>10} {table}")

    with Wiring.open(config) as wiring:
        source = wiring.settings.service.database
        tables = move_all(source, to, wiring.clock.now(), tell)
    if as_json:
        print_json({"tables": tables})
        return
    rows = sum(digest.rows for digest in tables.values())
    place = make_url(to).render_as_string(hide_password=True)
    say(f"moved: {rows} rows of {len(tables)} tables, every one verified in {place}")
    say(f"now write that address into service.database of {config}, and start the daemon")
