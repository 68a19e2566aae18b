"""Rows of a CSV or XLSX file as they stand in it, one at a time, each with its line.

Layer: spiders.imports, no network. A workbook is unpacked as it is read, and only where what it
says of its size is within bounds.
"""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Final

from monitor.domain.errors import ImportRefused
from spiders.imports.bounds import BROKEN_ZIP
from spiders.imports.table import LONGEST_FIELD, LONGEST_LINE, find_encoding

Cell = str | date
Rows = Iterator[tuple[int, Sequence[Cell]]]
"""Line or row from 1, and its cells: text, or a day where the workbook says that it is one."""

LARGEST_SHEET: Final = 2_000_000_000
"""Bytes of all parts of a workbook, unpacked."""
MOST_COLUMNS: Final = 200
MOST_ROWS: Final = 1 << 20
"""No sheet of Excel has more; a row with a higher number would be led up to by empty ones."""
_SIGNS: Final = (",", ";", "\t", "|")


def is_workbook(path: Path) -> bool:
    """Whether it is a file of a spreadsheet program (XLSX)."""
    if not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as packed:
            return "xl/workbook.xml" in packed.namelist()
    except BROKEN_ZIP:
        return False


@contextmanager
def open_rows(path: Path, encoding: str | None) -> Iterator[Rows]:
    """The rows of a file, the header first.

    Raises:
        ImportRefused: it is no table.
    """
    if is_workbook(path):
        with _workbook(path) as rows:
            yield rows
        return
    chosen = encoding or find_encoding(path)
    with path.open("r", encoding=chosen, newline="") as file:
        head = file.readline(LONGEST_LINE)
        sign = max(_SIGNS, key=head.count)
        file.seek(0)
        csv.field_size_limit(LONGEST_FIELD)
        yield _csv_rows(file, sign, chosen)


def _csv_rows(file: IO[str], sign: str, encoding: str) -> Rows:
    """Rows with the line each begins in.

    Raises:
        ImportRefused: it cannot be read to its end.
    """
    reader = csv.reader(file, delimiter=sign)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError) as error:
            problem = f"cannot be read from line {line} on: {error}"
            remedy = f"Save it as 'CSV UTF-8', or name its encoding (now {encoding})."
            raise ImportRefused(problem, remedy) from error
        if any(cell.strip() for cell in cells):
            yield line, cells[:MOST_COLUMNS]


@contextmanager
def _workbook(path: Path) -> Iterator[Rows]:
    """The first sheet of a workbook.

    Raises:
        ImportRefused: it is too large, or damaged.
    """
    import openpyxl  # noqa: PLC0415 - 0.2 s that only a workbook is worth

    with zipfile.ZipFile(path) as packed:
        size = sum(part.file_size for part in packed.infolist())
    if size > LARGEST_SHEET:
        problem = f"unpacks to {size / 1e9:.1f} GB"
        raise ImportRefused(problem, "Save the sheet as 'CSV UTF-8' and import that.")
    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
            yield _sheet_rows(
                sheet.iter_rows(values_only=True, max_row=MOST_ROWS, max_col=MOST_COLUMNS)
            )
    except (*BROKEN_ZIP, LookupError, ValueError, SyntaxError, TypeError) as error:
        problem = f"is no workbook that can be read: {str(error)[:120]}"
        raise ImportRefused(problem, "Save it again, or as 'CSV UTF-8'.") from error


def _sheet_rows(rows: Iterator[Sequence[object]]) -> Rows:
    for number, row in enumerate(rows, 1):
        if row.count(None) == len(row):  # 0.5 us, where a million such rows may stand
            continue
        cells = [_cell(value) for value in row]
        if any(cells):
            yield number, cells


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, date):  # a datetime is one, too
        return value
    is_whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if is_whole else str(value)  # type: ignore[call-overload]
