"""Exports of registers -> registered marks, each with its place in the file. No network.

CSV and XLSX by the names of their columns, and trademark XML (WIPO ST.66 and ST.96, USPTO).
"""

from spiders.imports.registers.columns import Wishes
from spiders.imports.registers.reader import is_export, read_marks
from spiders.imports.registers.right import RegisteredMark

__all__ = ["RegisteredMark", "Wishes", "is_export", "read_marks"]
