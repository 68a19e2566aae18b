"""Shop software told on saved pages of real shops: what is said is right."""

import csv
from pathlib import Path

from spiders.engines import choice
from tests.spiders.engines import shops


def software_of(body: bytes, url: str) -> str | None:
    engine = choice.engine_of(shops.page(url or "https://shop.example/", body))
    return next((name for name in choice.ENGINES if choice.engine_named(name) is engine), None)


def test_saved_pages_are_told_as_their_software_and_never_as_another(corpus: Path) -> None:
    with (corpus / "pages" / "manifest.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    told = {
        row["file"]: software_of((corpus / "pages" / row["file"]).read_bytes(), row["url"])
        for row in rows
    }
    known = {row["file"]: "prestashop" for row in rows if row["engine"] == "prestashop"}
    assert {file: name for file, name in told.items() if name} == known


def test_of_the_saved_lists_only_those_of_opencart_are_told(corpus: Path) -> None:
    files = sorted((corpus / "lists" / "html").glob("*.html"))
    told = {file.stem: software_of(file.read_bytes(), "") for file in files}
    assert len(files) > 200
    assert {stem: name for stem, name in told.items() if name} == dict.fromkeys(
        ("139", "140", "141"), "opencart"
    )
