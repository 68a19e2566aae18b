"""CSV as spreadsheets write it: which encoding, which sign between columns, which column is which.

Layer: spiders.imports, no network.
Flow: bytes of a file -> lines of text -> rows of values, each with its line in the file.
"""

import codecs
import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from rapidfuzz import fuzz, process

from monitor.domain.errors import ImportRefused
from spiders.imports.bounds import STEP, opened
from spiders.imports.rows import COLUMNS

LONGEST_FIELD: Final = 1 << 20
LONGEST_LINE: Final = 1 << 22
SIGNS: Final = (",", ";", "\t", "|")
SAVE_AS: Final = "Save it as 'CSV UTF-8', or name its encoding with --encoding."
_ALSO: Final = {
    "id": "listing_id",
    "item_id": "listing_id",
    "link": "url",
    "name": "title",
    "seller_name": "seller",
    "seller.name": "seller",
    "seller.id": "seller_id",
    "image": "images",
    "lang": "language",
    "page": "file",
}
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRow:
    """One row: its first line in the file (from 1), its values by column, header and row as text.

    problem: why the values cannot be told apart; None when they can.
    """

    line: int
    values: Mapping[str, str]
    text: str
    problem: str | None = None


@dataclass(slots=True)
class Table:
    """An open table. unknown: columns that are not read, with the name that was meant, if any."""

    encoding: str
    sign: str
    unknown: dict[str, str | None] = field(default_factory=dict)
    rows: Iterator[WrittenRow] = field(default_factory=lambda: iter(()))


@contextmanager
def open_table(path: Path, encoding: str | None = None) -> Iterator[Table]:
    """A CSV file, read row by row. encoding: None = found out.

    Raises:
        ImportRefused: it is no text, or its first line names no column that is known.
    """
    chosen = _known(encoding) if encoding else find_encoding(path)
    with path.open("r", encoding=chosen, errors="strict", newline="") as file:
        lines = _Lines(file)
        try:
            head = lines.take()
            if head.lower().startswith("sep="):
                head = lines.take()
        except UnicodeDecodeError as error:
            problem = f"is not text in {chosen}"
            raise ImportRefused(problem, SAVE_AS) from error
        table = _begin(head, chosen)
        table.rows = _rows(head, table, lines)
        yield table


def find_encoding(path: Path) -> str:
    """The encoding of a table: its mark, else UTF-8, else GBK (as GB 18030 has it).

    Raises:
        ImportRefused: none of them fits all of it.
    """
    with opened(path) as file:
        head = file.read(4)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    for name in ("utf-8", "gb18030"):
        if _decodes(path, name):
            return name
    problem = "is neither UTF-8 nor GBK text"
    raise ImportRefused(problem, SAVE_AS)


def _decodes(path: Path, name: str) -> bool:
    """Whether all bytes fit; of GBK also that it looks like Chinese.

    Letters with accents, each before a plain letter, happen to be GBK as well; but in Chinese text
    hardly any character has a plain letter as its second byte (GB 2312 has none).
    """
    decoder = codecs.getincrementaldecoder(name)()
    doubtful = characters = 0
    with opened(path) as file:
        try:
            while step := file.read(STEP):
                text = decoder.decode(step)
                if name == "gb18030":
                    beyond = [letter for letter in text if letter > "\x7f"]
                    characters += len(beyond)
                    doubtful += sum(letter.encode(name)[1] < 0x80 for letter in beyond)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return doubtful <= characters // 4


def _known(encoding: str) -> str:
    """An encoding of text that Python knows.

    Raises:
        ImportRefused: it is none.
    """
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except (LookupError, ValueError) as error:
        problem = f"{encoding[:40]!r} is no encoding that is known"
        raise ImportRefused(problem, "Write utf-8, gb18030, big5, shift_jis, cp1252.") from error
    return "utf-8-sig" if name == "utf-8" else name


def _begin(head: str, encoding: str) -> Table:
    """The table that a first line opens.

    Raises:
        ImportRefused: no column of it is known.
    """
    sign = max(SIGNS, key=lambda one: (len(_columns(head, one)[0]), head.count(one)))
    known, unknown = _columns(head, sign)
    if not {"listing_id", "url", "file"} & set(known.values()):
        problem = "has no column listing_id, url or file in its first line"
        remedy = f"Name the columns there: {', '.join(COLUMNS)}."
        raise ImportRefused(problem, remedy)
    return Table(encoding=encoding, sign=sign, unknown=unknown)


def _columns(head: str, sign: str) -> tuple[dict[int, str], dict[str, str | None]]:
    """Known columns by their place; unknown ones with the name that was meant."""
    known: dict[int, str] = {}
    unknown: dict[str, str | None] = {}
    try:
        names = next(csv.reader([head], delimiter=sign), [])
    except csv.Error:
        names = []
    for place, written in enumerate(names[:500]):
        name = written.strip().strip("\ufeff").lower().replace(" ", "_")
        name = _ALSO.get(name, name)
        if name in COLUMNS and name not in known.values():
            known[place] = name
        elif name:
            near = process.extractOne(name, COLUMNS, scorer=fuzz.ratio, score_cutoff=70)
            unknown[written.strip()[:80]] = near[0] if near else None
    return known, unknown


def _rows(head: str, table: Table, lines: "_Lines") -> Iterator[WrittenRow]:
    known, _ = _columns(head, table.sign)
    width = max(known) + 1
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(lines, delimiter=table.sign, strict=True)
    while True:
        first, lines.taken = lines.number + 1, []
        problem = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells, problem = [], f"cannot be read as a row: {error}"
            reader = csv.reader(lines, delimiter=table.sign, strict=True)
        if not any(cell.strip() for cell in cells) and problem is None:
            continue
        if len(cells) < width and problem is None:
            problem = f"has {len(cells)} columns where the first line has {width} or more"
        values = {name: cells[place] for place, name in known.items() if place < len(cells)}
        text = head + "".join(lines.taken)
        yield WrittenRow(line=first, values=values, text=text, problem=problem)


class _Lines:
    """Lines of a file, counted, remembered for the row they make up, none without end."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.number = 0
        self.taken: list[str] = []

    def take(self) -> str:
        """The next line; "" at the end.

        Raises:
            ImportRefused: it has no end.
        """
        line = self._file.readline(LONGEST_LINE)
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            problem = f"has a line of more than {LONGEST_LINE:,} letters"
            raise ImportRefused(problem, "Is it a table? Split it into one row an offer.")
        self.number += bool(line)
        return line

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.take()
        if not line:
            raise StopIteration
        self.taken.append(line)
        return line.replace("\0", "")
