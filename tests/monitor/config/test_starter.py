"""The starter holds as it is, and nobody's file is ever overwritten."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from monitor.cli.configuration import program
from monitor.config import load
from monitor.config.inspection import inspect
from monitor.config.loading import read_configuration
from monitor.config.starter import LOGO, TEXT, write_starter


def test_the_starter_holds_and_raises_no_warning(tmp_path: Path) -> None:
    path, logo = write_starter(tmp_path / "rightswatch.yaml")
    assert load(path).assets[0].registration_number == "01234567"
    with Image.open(logo) as picture:
        assert picture.size == (480, 480)

    inspection = inspect(read_configuration(path), date(2026, 11, 23), program())
    assert (inspection.faults, inspection.warnings) == ([], [])


def test_the_starter_holds_with_its_examples_taken_in(tmp_path: Path) -> None:
    path, logo = write_starter(tmp_path / "rightswatch.yaml")
    text = TEXT.replace("  # - id", "  - id").replace("  #   ", "    ")
    for name in ("bottle-front.jpg", "bottle-side.jpg"):
        (tmp_path / "images" / name).write_bytes(logo.read_bytes())
    path.write_text(text, encoding="utf-8")
    assert [asset.id for asset in load(path).assets[2:]] == ["nordlyn-bottle", "nordlyn-pump"]


@pytest.mark.parametrize("there", ["rightswatch.yaml", LOGO])
def test_nothing_is_written_where_a_file_stands(tmp_path: Path, there: str) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / there).write_text("mine")
    with pytest.raises(FileExistsError):
        write_starter(tmp_path / "rightswatch.yaml")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.read_text() for path in files] == ["mine"]
