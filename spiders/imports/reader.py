"""Importer: one file of any kind -> the sightings in it, and what was not taken in.

Layer: spiders.imports, no network.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from monitor.domain.errors import ImportRefused
from monitor.domain.listing import Sighting
from monitor.domain.supply import PassedOver, Refusal, Remark
from spiders.imports.kinds import FileKind, by_name
from spiders.imports.mhtml import read_mhtml
from spiders.imports.saved_page import is_companion, read_html
from spiders.imports.tables import read_csv, read_jsonl
from spiders.imports.terms import Supply, Terms
from spiders.imports.wacz import read_wacz
from spiders.imports.web_archive import read_warc

Outcome = Sighting | Refusal | Remark | PassedOver


def _html(supply: Supply) -> Iterator[Outcome]:
    yield read_html(supply, supply.terms.url)


def _mhtml(supply: Supply) -> Iterator[Outcome]:
    yield read_mhtml(supply, supply.terms.url)


READERS: Final[dict[FileKind, Callable[[Supply], Iterator[Outcome]]]] = {
    FileKind.HTML: _html,
    FileKind.MHTML: _mhtml,
    FileKind.WARC: read_warc,
    FileKind.WACZ: read_wacz,
    FileKind.CSV: read_csv,
    FileKind.JSONL: read_jsonl,
}


class Importer:
    """Reads files under the terms of one import."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def read(self, path: Path, name: str, kind: FileKind) -> Iterator[Outcome]:
        """Everything one file holds, in order. What cannot be read is a Refusal, never an error.

        name: as reports and evidence are to name the file.
        """
        try:
            supply = self._terms.supply(path, name)
            yield from READERS[kind](supply)
            supply.check_unchanged()
        except ImportRefused as error:
            yield Refusal(place=name, problem=error.problem, remedy=error.remedy)
        except OSError as error:
            problem = f"cannot be read: {error.strerror or error}"
            yield Refusal(place=name, problem=problem, remedy="Mend the disk, then import again.")


def files_below(folder: Path) -> Iterator[Path]:
    """Files of known kinds in a folder and below it, by path; links are not followed.

    What browsers put beside a saved page belongs to that page and is left out.
    """
    for place in sorted(folder.iterdir()):
        if place.is_symlink() or place.name.startswith("."):
            continue
        if place.is_dir():
            if not is_companion(place):
                yield from files_below(place)
        elif place.is_file() and by_name(place) is not None:
            yield place
