"""`rightswatch match` on local pictures: from the configuration to the verdict."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageOps
from typer.testing import CliRunner

from monitor.cli.app import build
from rules.design.examples import drawn_jug, shaded_jug
from rules.image.copied_examples import photograph

CONFIG = """
version: 1
service: {words_in_pictures: {read: false}}
holders: [{id: h, name: Potters Ltd}]
assets:
  - {id: word, kind: word_mark, holder: h, text: ZARVELLA}
  - {id: jug, kind: design, holder: h, title: Jug, images: [jug.png], prior_designs: [old.png],
     locarno_classes: ["07-01"]}
  - {id: own, kind: copyright_work, holder: h, title: Still life, images: [own.jpg]}
"""
OFFERS = (
    {"listing_id": "jug", "title": "ceramic jug", "images": ["offered-jug.jpg"]},
    {"listing_id": "copy", "title": "stones", "images": ["part.jpg"]},
    {"listing_id": "bad", "title": "Zarvella", "images": ["broken.png", "blank.png"]},
    {"listing_id": "none", "title": "stones", "images": ["broken.png", "blank.png", "drawing.svg"]},
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Listing id -> verdicts."""
    folder = tmp_path_factory.mktemp("pictures")
    _draw(folder)
    (folder / "rightswatch.yaml").write_text(CONFIG)
    (folder / "l.jsonl").write_text("\n".join(json.dumps(offer) for offer in OFFERS))
    words = ["match", "--config", str(folder / "rightswatch.yaml")]
    done = CliRunner().invoke(build(), [*words, "--listings", str(folder / "l.jsonl")])
    assert done.exit_code == 0, done.output
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["listing_id"]: line["verdicts"] for line in lines}


def _draw(folder: Path) -> None:
    drawn_jug().save(folder / "jug.png")
    Image.new("RGB", (200, 200), "white").save(folder / "old.png")
    photograph(1).save(folder / "own.jpg", quality=90)
    shaded_jug().save(folder / "offered-jug.jpg", quality=80)
    part = photograph(1).crop((80, 60, 480, 330))
    ImageOps.mirror(part).save(folder / "part.jpg", quality=70)
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60))
    Image.new("RGB", (300, 300), "white").save(folder / "blank.png")
    (folder / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")


def test_a_design_comes_to_a_review_with_its_place(told: dict[str, Any]) -> None:
    (verdict,) = told["jug"]
    assert verdict["asset_id"] == "jug"
    assert verdict["grade"] == "review"
    assert verdict["signals"][0]["matcher"] == "design.views/1"
    assert len(verdict["signals"][0]["box"]) == 4


def test_a_mirrored_part_of_a_photograph_comes_to_an_alert(told: dict[str, Any]) -> None:
    (verdict,) = told["copy"]
    assert (verdict["asset_id"], verdict["grade"]) == ("own", "alert")
    assert verdict["grounds"] == ["copyright_image"]


def test_pictures_that_cannot_be_compared_are_said_to_be_unknown(told: dict[str, Any]) -> None:
    (verdict,) = told["bad"]
    (unknown,) = [a["because"] for a in verdict["against"] if a["because"].startswith("not known")]
    assert "pictures" in unknown


def test_pictures_that_cannot_be_compared_accuse_nobody(told: dict[str, Any]) -> None:
    assert told["none"] == []
