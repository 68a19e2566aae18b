"""Columns of a list: what fits a line is shown whole, and no line is ever folded.

Layer: cli. Flow: rows of plain text and a width in terminal cells -> one line a row.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len, set_cell_size

GAP: Final = "  "
LEAST: Final = 16
"""Cells the flexible column has before another column goes to make room for it."""


def plain(text: str | None) -> str:
    """What a stranger wrote, safe for a terminal: no controls, no direction tricks."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text or "")
    return " ".join(kept.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A name and how it gives way on a narrow screen.

    leaves: 0 = never; of the others the lowest number goes first. right: numbers end in one line.
    flexible: takes what is left, cut with an ellipsis; at most one column of a list.
    """

    name: str
    leaves: int = 0
    right: bool = False
    flexible: bool = False


def lines(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """A head and one line a row, none longer than `width` cells.

    Columns that never leave are whole even so: where they alone are wider than the screen, the
    flexible one goes too, and the lines are as long as they must be.
    """
    needs = [
        max(cell_len(cell) for cell in (column.name, *(row[index] for row in rows)))
        for index, column in enumerate(columns)
    ]
    kept = _kept(columns, needs, width)
    taken = sum(needs[index] for index in kept if not columns[index].flexible)
    left = width - taken - len(GAP) * (len(kept) - 1)
    sizes = {i: min(needs[i], left) if columns[i].flexible else needs[i] for i in kept}
    table = [[column.name for column in columns], *rows]
    return [
        GAP.join(_cell(row[i], size, right=columns[i].right) for i, size in sizes.items()).rstrip()
        for row in table
    ]


def _kept(columns: Sequence[Column], needs: Sequence[int], width: int) -> list[int]:
    """Indexes of the columns that there is room for, in their order."""
    kept = list(range(len(columns)))
    leaving = sorted((i for i in kept if columns[i].leaves), key=lambda i: columns[i].leaves)
    leaving += [i for i in kept if columns[i].flexible]
    for index in leaving:
        least = [min(needs[i], LEAST) if columns[i].flexible else needs[i] for i in kept]
        if sum(least) + len(GAP) * (len(kept) - 1) <= width:
            break
        kept.remove(index)
    return kept


def _cell(text: str, size: int, *, right: bool) -> str:
    """Exactly `size` cells; a Chinese character takes two."""
    length = cell_len(text)
    if length > size:
        return set_cell_size(text, max(size - 1, 0)) + "…"
    blank = " " * (size - length)
    return blank + text if right else text + blank
