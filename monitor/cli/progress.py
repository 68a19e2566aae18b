"""Progress of a pass: a live table on a terminal, plain lines elsewhere, then a summary."""

import sys
import time
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, Self

from monitor.cli.columns import Column, lines
from monitor.cli.options import print_json, say

if TYPE_CHECKING:
    from rich.live import Live
    from rich.text import Text

    from monitor.bootstrap import Wiring
    from monitor.ports.store import SourceCoverage

COLUMNS: Final = (
    Column(name="source"),
    Column(name="due", right=True),
    Column(name="fetched", right=True),
    Column(name="refused", right=True),
    Column(name="blocked", right=True),
    Column(name="failed", right=True),
    Column(name="listings", right=True),
    Column(name="new", right=True, leaves=2),
    Column(name="signals", right=True, leaves=1),
    Column(name="cases", right=True),
)
LINE_EVERY_S = 5.0


class Progress:
    """Shows what a pass has come to, read from the database."""

    def __init__(self, wiring: "Wiring", since: datetime, *, quiet: bool) -> None:
        self._wiring = wiring
        self._since = since
        self._quiet = quiet
        self._live: Live | None = None
        self._last_said = 0.0
        self._said: dict[str, str] = {}
        self._started = time.monotonic()

    def __enter__(self) -> Self:
        """Open the live table where there is a terminal."""
        if sys.stderr.isatty() and not self._quiet:
            from rich.console import Console
            from rich.live import Live

            self._live = Live(console=Console(stderr=True), refresh_per_second=2)
            self._live.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the last state of the table on the screen."""
        if self._live is not None:
            self._live.__exit__(None, None, None)

    def show(self) -> None:
        """Bring the table up to date, or say lines now and then, when something moved."""
        if self._quiet:
            return
        if self._live is not None:
            self._live.update(_text(self._coverage(), self._live.console.width))
        elif time.monotonic() - self._last_said >= LINE_EVERY_S:
            self._last_said = time.monotonic()
            self._say_rows()

    def _say_rows(self) -> None:
        for row in self._coverage():
            numbers = zip(COLUMNS[1:], cells(row)[1:], strict=True)
            line = f"{row.source_id}: " + ", ".join(f"{column.name} {n}" for column, n in numbers)
            if self._said.get(row.source_id) != line:
                self._said[row.source_id] = line
                say(line)

    def summary(self, *, as_json: bool, interrupted: bool) -> None:
        """Say what the pass came to, what was not seen, what rests, and what waits."""
        from monitor.cli.canaries import canary_lines
        from monitor.cli.rests import rest_lines
        from monitor.pipeline.canaries import news_of_canaries

        rows, now = self._coverage(), self._wiring.clock.now()
        with self._wiring.store.transaction() as tx:
            news = news_of_canaries(tx, self._wiring.settings.sources, self._since)
            waiting = {"captures": tx.captures.pending(), "letters": tx.outbox.waiting(now)}
        took_s = round(time.monotonic() - self._started, 1)
        if as_json:
            told = {"took_s": took_s, "sources": rows, "waiting": waiting}
            print_json({**told, "canaries": news})
            return
        if self._live is None:
            self._say_rows()
        for row in rows:
            for outcome, visits in sorted(row.outcomes.items()):
                if outcome != "read":
                    say(f"{row.source_id}: not seen, {outcome}: {visits}")
        for row in rows:
            for line in rest_lines(row.source_id, row.rests, now):
                say(line)
        for line in canary_lines(news):
            say(line)
        word = "interrupted" if interrupted else "done"
        left = ", ".join(f"{count} {name} waiting" for name, count in waiting.items() if count)
        say(f"{word} after {took_s} s" + (f"; {left}" if left else ""))

    def _coverage(self) -> "Sequence[SourceCoverage]":
        now = self._wiring.clock.now()
        with self._wiring.store.transaction() as tx:
            return tx.visits.coverage(list(self._wiring.plans), self._since, now)


def cells(row: "SourceCoverage") -> list[str]:
    """One row of the table, in the order of COLUMNS."""
    numbers = (
        row.due,
        row.fetched,
        row.refused,
        row.blocked,
        row.failed,
        row.listings,
        row.sightings,
        row.signals,
        row.cases,
    )
    return [row.source_id, *(str(number) for number in numbers)]


def table_lines(rows: "Sequence[SourceCoverage]", width: int) -> list[str]:
    """A head and one line a source, `width` terminal cells long at most where names allow it."""
    return lines(COLUMNS, [cells(row) for row in rows], width)


def _text(rows: "Sequence[SourceCoverage]", width: int) -> "Text":
    from rich.text import Text

    return Text("\n".join(table_lines(rows, width)), no_wrap=True)
