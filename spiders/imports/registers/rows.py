"""Rows of an export, CSV or XLSX, as marks.

Layer: spiders.imports, no network.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from monitor.domain.errors import ImportRefused
from monitor.domain.supply import Refusal, Remark
from spiders.imports.registers.columns import PRESETS, Columns, Wishes, columns_of
from spiders.imports.registers.right import (
    RegisteredMark,
    classes_of,
    day_of,
    goods_of,
    number_of,
    numbered,
    status_of,
    term_of,
)
from spiders.imports.registers.sheets import Cell, open_rows

Outcome = RegisteredMark | Refusal | Remark


def has_known_header(path: Path, wishes: Wishes) -> bool:
    """Whether the first line is of a register's export."""
    try:
        with open_rows(path, wishes.encoding) as rows:
            _, header = next(rows, (0, ()))
            return columns_of([str(cell) for cell in header], wishes) is not None
    except (ImportRefused, UnicodeDecodeError, OSError):
        return False


def read_rows(path: Path, wishes: Wishes) -> Iterator[Outcome]:
    """Every row as a mark, or why it is none.

    Raises:
        ImportRefused: it is no export, or cannot be read to its end; what came before stands.
    """
    with open_rows(path, wishes.encoding) as rows:
        _, header = next(rows, (0, ()))
        columns = columns_of([str(cell) for cell in header], wishes)
        if columns is None:
            problem = "has no columns of a register that is known"
            raise ImportRefused(problem, _known())
        if columns.unread:
            told = ", ".join(columns.unread)[:400]
            yield Remark(place=f"{path.name}:1", text=f"read as {columns.preset}; not read: {told}")
        for line, cells in rows:
            place = f"{path.name}:{line}"
            try:
                yield _mark(place, cells, columns)
            except ImportRefused as error:
                yield Refusal(place=place, problem=error.problem, remedy=error.remedy)


def _mark(place: str, cells: Sequence[Cell], columns: Columns) -> RegisteredMark:
    """One row.

    Raises:
        ImportRefused: a cell says what it cannot say.
    """
    values: dict[str, Any] = {}
    for name, at in columns.places.items():
        cell = cells[at] if at < len(cells) else ""
        if cell:
            try:
                values[name] = _value(name, cell, columns)
            except ImportRefused as error:
                problem = f"column {name}: {error.problem}"
                raise ImportRefused(problem, error.remedy) from error
    first, last = values.pop("term", (None, None))
    values.setdefault("registration_date", first)
    values.setdefault("expiry_date", last)
    values.setdefault("office", columns.office)
    return numbered(RegisteredMark(place=place, **values))


def _value(name: str, cell: Cell, columns: Columns) -> Any:  # noqa: ANN401 - by the field
    if name.endswith("_date"):
        return day_of(cell, columns.days)
    if isinstance(cell, date):
        cell = cell.isoformat()
    if name == "term":
        return term_of(cell, columns.days)
    return _READ.get(name, _text)(cell)


def _text(cell: str) -> str | None:
    return " ".join(cell.split()) or None


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(cell.replace(",", " ").replace(";", " ").replace("；", " ").split())


_READ: Mapping[str, Callable[[str], Any]] = {
    "registration_number": number_of,
    "application_number": number_of,
    "status": status_of,
    "classes": classes_of,
    "goods": goods_of,
    "vienna_codes": _codes,
    "territories": _codes,
}


def _known() -> str:
    named = "; ".join(
        f"{name}: {', '.join(names[0] for names in preset.headers.values())}"
        for name, preset in PRESETS.items()
    )
    return f"Map your own with --column 'HEADER=FIELD'. Known: {named}."
