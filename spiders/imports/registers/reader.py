"""Which exports can be read, and reading them.

Layer: spiders.imports, no network.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from spiders.imports.registers.columns import Wishes
from spiders.imports.registers.marks_xml import is_marks_xml, read_xml
from spiders.imports.registers.rows import Outcome, has_known_header, read_rows
from spiders.imports.registers.sheets import is_workbook

_TABLES: Final = {".csv", ".tsv", ".txt"}


def is_export(path: Path, wishes: Wishes) -> bool:
    """Whether a file is a register's export and not one of offers.

    Raises:
        ImportRefused: it cannot be read.
    """
    if is_marks_xml(path) or is_workbook(path):
        return True
    return path.suffix.lower() in _TABLES and has_known_header(path, wishes)


def read_marks(path: Path, wishes: Wishes) -> Iterator[Outcome]:
    """Every mark of an export, what is wrong with those that are not read, and remarks.

    Raises:
        ImportRefused: it is no export, or cannot be read to its end; what came before stands.
    """
    if is_marks_xml(path):
        yield from read_xml(path, wishes.office)
    else:
        yield from read_rows(path, wishes)
