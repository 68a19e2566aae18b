"""The demo's folder."""

from pathlib import Path

import yaml
from PIL import Image

from monitor.cli.demo.market.catalogue import offers, sellers
from monitor.cli.demo.sample import write_demo
from monitor.config import load


def written(folder: Path) -> dict[str, object]:
    path = write_demo(folder, "http://127.0.0.1:8100/", 1025)
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_every_picture_that_is_named_is_written(tmp_path: Path) -> None:
    assets = written(tmp_path)["assets"]
    named = [tmp_path / name for asset in assets for name in asset.get("images", ())]
    assert len(named) == 4
    for path in named:
        with Image.open(path) as picture:
            picture.verify()


def test_the_sellers_called_authorised_are_those_of_the_market(tmp_path: Path) -> None:
    for holder in written(tmp_path)["holders"]:
        declared = {entry["seller"] for entry in holder["authorised_sellers"]}
        theirs = [s for s in sellers().values() if holder["id"] in s.authorised_by]
        assert declared == {s.id for s in theirs} | {s.name for s in theirs}


def test_every_holder_of_the_catalogue_is_in_the_configuration(tmp_path: Path) -> None:
    holders = {holder["id"] for holder in written(tmp_path)["holders"]}
    assert {offer.truth.holder_id for offer in offers() if offer.truth.holder_id} == holders


def test_the_configuration_has_no_mistakes(tmp_path: Path) -> None:
    settings = load(write_demo(tmp_path, "http://127.0.0.1:8100/", 1025))
    assert settings.warnings == ()
    assert len(settings.watches[0].asset_ids) == len(settings.assets)


def test_people_are_written_to_in_chinese_and_english(tmp_path: Path) -> None:
    languages = {recipient["language"] for recipient in written(tmp_path)["recipients"]}
    assert languages == {"zh", "en"}
