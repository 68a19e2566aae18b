"""Tables of offers, CSV or JSON Lines: each row becomes a Sighting, or is refused with its line.

Layer: spiders.imports, no network.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from monitor.domain.errors import ImportRefused
from monitor.domain.listing import Offer, OfferedImage, Sighting
from monitor.domain.supply import Original, Refusal, Remark
from spiders.imports.bounds import LARGEST_PICTURE, below, opened, whole
from spiders.imports.kinds import FileKind, detect
from spiders.imports.mhtml import read_mhtml
from spiders.imports.pictures import looks_like_picture
from spiders.imports.rows import COLUMNS, Row, Values, read_row
from spiders.imports.saved_page import read_html
from spiders.imports.table import SAVE_AS, open_table
from spiders.imports.terms import Part, Supply

SMALL: Final = 1 << 20
"""Bytes of a table that is sealed whole with every case; of a larger one header and row are."""
LONGEST_LINE: Final = 1 << 22
CORRECT: Final = "Correct the row, then import the file again: what is in already stays as it is."
ONE_A_LINE: Final = 'Write one object a line: {"listing_id": "...", "url": "...", "title": "..."}.'

Outcome = Sighting | Refusal | Remark


def read_csv(supply: Supply) -> Iterator[Outcome]:
    """Rows of a CSV file.

    Raises:
        ImportRefused: it is no table, or not to its end; what came before stands.
    """
    rows = _Rows(supply)
    with open_table(supply.path, supply.terms.encoding) as table:
        for name, meant in table.unknown.items():
            hint = f"; {meant} was meant?" if meant else ""
            yield Remark(place=rows.at(1), text=f"column {name!r} is not read{hint}")
        try:
            for row in table.rows:
                if row.problem:
                    yield Refusal(place=rows.at(row.line), problem=row.problem, remedy=CORRECT)
                else:
                    yield from rows.outcomes(row.line, row.values, row.text)
        except UnicodeDecodeError as error:
            problem = f"is not text in {table.encoding} to its end"
            raise ImportRefused(problem, SAVE_AS) from error


def read_jsonl(supply: Supply) -> Iterator[Outcome]:
    """Lines of a JSON Lines file.

    Raises:
        ImportRefused: a line has no end; what came before stands.
    """
    rows = _Rows(supply)
    with opened(supply.path) as file:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                problem = f"has a line of more than {LONGEST_LINE:,} bytes"
                raise ImportRefused(problem, ONE_A_LINE)
            text = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if text.strip():
                yield from _line(rows, number, text)


def _line(rows: "_Rows", number: int, line: bytes) -> Iterator[Outcome]:
    try:
        plain = json.loads(line, parse_float=str, parse_int=str, parse_constant=str)
        values, unknown = _flat(plain)
    except (ValueError, RecursionError) as error:
        problem = f"is no JSON object: {str(error)[:120]}"
        yield Refusal(place=rows.at(number), problem=problem, remedy=ONE_A_LINE)
        return
    if unknown:
        text = f"not read: {', '.join(unknown)[:200]}"
        yield Remark(place=rows.at(number), text=text)
    yield from rows.outcomes(number, values, line.decode("utf-8", "replace"))


class _Rows:
    """Turns rows of one table into sightings."""

    def __init__(self, supply: Supply) -> None:
        self._supply = supply
        self._folder = supply.terms.folder or supply.path.parent
        is_small = supply.path.stat().st_size <= SMALL
        self._whole = supply.terms.blobs.put(whole(supply.path, SMALL)) if is_small else None

    def at(self, number: int) -> str:
        """The place of a line."""
        return f"{self._supply.name}:{number}"

    def outcomes(self, number: int, values: Values, text: str) -> Iterator[Outcome]:
        """What comes of one row."""
        remarks: list[str] = []
        try:
            row = read_row(values, self._supply.terms.market)
            if row.offer is None:
                sighting = self._from_page(row, number)
            else:
                sighting = self._from_row(row, row.offer, (number, text), remarks)
        except ImportRefused as error:
            yield Refusal(place=self.at(number), problem=error.problem, remedy=error.remedy)
            return
        yield from (Remark(place=self.at(number), text=remark) for remark in remarks)
        yield sighting

    def _from_row(
        self, row: Row, offer: Offer, line: tuple[int, str], remarks: list[str]
    ) -> Sighting:
        images = tuple(self._image(written, remarks) for written in row.images)
        place = f"line {line[0]}"
        if self._whole is not None:
            part = Part(place=place, sha256=self._whole)
        else:
            digest = hashlib.sha256(line[1].encode()).hexdigest()
            part = Part(place=place, sha256=digest, original=Original.ROW, row=line[1])
        return self._supply.sighting(replace(offer, images=images), None, part, row.captured_at)

    def _from_page(self, row: Row, number: int) -> Sighting:
        """The offer of the saved page that a row names: a file of its own, read under its own name.

        Raises:
            ImportRefused: there is none.
        """
        name = row.file or ""
        try:
            path = below(self._folder, name)
        except OSError as error:
            problem = f"column file: {name[:120]!r} cannot be read: {error.strerror}"
            remedy = "Paths are relative to the table; --files names another folder."
            raise ImportRefused(problem, remedy) from error
        kind = detect(path)
        if kind not in {FileKind.HTML, FileKind.MHTML}:
            problem = f"column file: {name[:120]!r} is no saved page but of the kind {kind.value}"
            raise ImportRefused(problem, "Import it by itself.")
        supply = self._supply.terms.supply(path, name)
        read = read_mhtml if kind is FileKind.MHTML else read_html
        return _placed(
            read(supply, row.url), supply, row, f"named by {self._supply.path.name}:{number}"
        )

    def _image(self, written: str, remarks: list[str]) -> OfferedImage:
        """A picture that a row names: a file below the table's folder, or an address."""
        if written.startswith(("http://", "https://")):
            return OfferedImage(url=written[:4000])
        because: str | None = "it is no picture"
        try:
            content = whole(below(self._folder, written), LARGEST_PICTURE)
        except OSError as error:
            because = error.strerror
        except ImportRefused as error:
            because = error.problem
        else:
            if looks_like_picture(content):
                digest = hashlib.sha256(content).hexdigest()
                self._supply.terms.blobs.put(content)
                return OfferedImage(url=written[:4000], sha256=digest)
        remarks.append(f"the picture {written[:120]!r} is left out: {because}")
        return OfferedImage(url=written[:4000])


def _placed(sighting: Sighting, supply: Supply, row: Row, place: str) -> Sighting:
    """The sighting of a page, with the row that named it and the time that row states."""
    supplied, page = sighting.supplied, sighting.page
    if supplied is None or page is None:
        return sighting
    stated_at = row.captured_at or supplied.stated_at
    moment = supply.moment(stated_at)
    return replace(
        sighting,
        seen_at=moment,
        page=replace(page, fetched_at=moment),
        supplied=replace(supplied, place=place, stated_at=stated_at),
    )


def _flat(plain: object) -> tuple[Values, list[str]]:
    """A JSON object as the values of a row, and the names that are not read.

    Raises:
        ValueError: it is no object, or a field has the wrong shape.
    """
    if not isinstance(plain, dict):
        message = "it is a value of another kind"
        raise ValueError(message)  # noqa: TRY004 - told like any other line that is no object
    values: dict[str, str | tuple[str, ...]] = {}
    unknown = []
    seller = plain.get("seller")
    if isinstance(seller, dict):
        plain = {**plain, "seller": seller.get("name"), "seller_id": seller.get("id")}
    for name, value in plain.items():
        if name not in COLUMNS:
            unknown.append(repr(name[:60]))
        elif isinstance(value, str):
            values[name] = (value,) if name == "images" else value
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            values[name] = tuple(value)
        elif value is not None:
            message = f"{name} is neither text nor number"
            raise ValueError(message)
    return values, unknown
