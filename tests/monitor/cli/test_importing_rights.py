"""`rightswatch import` of a register's export: compared, located, written where check reads it."""

import json
from pathlib import Path
from typing import Any

import pytest

from monitor.config.loading import load
from tests.monitor.cli.conftest import CONFIGURATION, House

HEADER = "注册号,商标名称,申请人,国际分类,专用权期限,商标状态,商品/服务,商标图样\n"
TERM = "2015-03-07至2035-03-06"
ROWS = (
    f"1001,佐维克斯,ZORVEX B.V,18,{TERM},已注册,手提包,\n"
    f"1002,ZORVEX 2,Zorvex B.V.,25,{TERM},已注册,鞋,\n"
    f"1002,ZORVEX 2,Zorvex B.V.,35,{TERM},已注册,零售,\n"
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path / "rightswatch.yaml")
    made.config.write_text(CONFIGURATION, encoding="utf-8")
    return made


def export(house: House, rows: str, name: str = "cnipa.csv") -> Path:
    path = house.config.parent / name
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def imported(house: House, rows: str, *words: str) -> Any:  # noqa: ANN401 - the JSON document
    told = house.call("import", str(export(house, rows)), "--json", *words)
    return json.loads(told.stdout)


def test_a_dry_run_says_what_would_change_and_writes_nothing(house: House) -> None:
    told = house.call("import", str(export(house, ROWS)), "--dry-run")
    assert told.exit_code == 0, told.output
    assert "+ cn-1001\n+ cn-1002\n3 rows, 2 marks: 2 added, 0 changed, 0 removed" in told.stderr
    assert "nothing was written" in told.stderr
    assert not (house.config.parent / "rights.d").exists()


def test_marks_become_assets_that_the_configuration_takes(house: House) -> None:
    imported(house, ROWS)
    assets = {asset.id: asset for asset in load(house.config).assets}
    first, second = assets["cn-1001"], assets["cn-1002"]
    assert (first.holder_id, first.text, first.office) == ("zorvex", "佐维克斯", "CN")
    assert str(first.expiry_date) == "2035-03-06"
    assert second.nice_classes == (25, 35)
    assert second.goods == ("鞋", "零售")
    assert second.territories == ("CN",)


def test_the_next_export_is_compared_and_what_people_added_stays(house: House) -> None:
    imported(house, ROWS)
    (path,) = (house.config.parent / "rights.d").iterdir()
    text = path.read_text("utf-8")
    path.write_text(text.replace('"id": "cn-1001"', '"id": "cn-1001", "aliases": ["ZV"]'), "utf-8")
    told = imported(
        house, f"1001,佐维克斯,Zorvex BV,18,{TERM.replace('35-', '45-')},已注册,手提包,\n"
    )
    found = told["differences"]
    assert found["removed"] == ["cn-1002"]
    assert found["changed"] == {"cn-1001": {"expiry_date": ["2035-03-06", "2045-03-06"]}}
    assert load(house.config).assets[-1].aliases == ("ZV",)
    assert imported(
        house, f"1001,佐维克斯,Zorvex BV,18,{TERM.replace('35-', '45-')},已注册,手提包,\n"
    )["differences"] == {"added": [], "changed": {}, "removed": []}


BAD = {
    "46 is no class": "1,A MARK,Zorvex B.V.,46,,,,\n",
    "no holder is called 'Somebody'": "1,A MARK,Somebody,18,,,,\n",
    "neither words nor a picture": "1,,Zorvex B.V.,18,,,,\n",
    "no number": ",A MARK,Zorvex B.V.,18,,,,\n",
    "expiry_date 2014-01-01 lies before": "1,A MARK,Zorvex B.V.,18,2015-01-01至2014-01-01,,,\n",
    "is no status": "1,A MARK,Zorvex B.V.,18,,nobody knows,,\n",
    "is 'B' here and '佐维克斯' in cnipa.csv:2": "1001,B,Zorvex B.V.,18,,,,\n",
}


@pytest.mark.parametrize("problem", BAD)
def test_what_is_wrong_is_told_at_its_line_and_the_rest_is_taken(
    house: House, problem: str
) -> None:
    told = house.call("import", str(export(house, ROWS + BAD[problem])))
    assert told.exit_code == 1
    assert "cnipa.csv:5: " in told.stderr
    assert problem in told.stderr
    assert len(load(house.config).assets) == 3


def test_a_picture_beside_the_export_makes_it_a_mark_with_a_picture(house: House) -> None:
    (house.config.parent / "logo.png").write_bytes(b"\x89PNG")
    imported(house, f"7,,Zorvex B.V.,18,{TERM},已注册,,logo.png\n", "--name", "logos")
    asset = load(house.config).assets[-1]
    assert asset.kind.value == "figurative_mark"
    assert Path(asset.images[0].path).resolve() == house.config.parent / "logo.png"


def test_what_is_registered_by_hand_stands(house: House) -> None:
    text = CONFIGURATION.replace("    text: ZORVEX\n", "    text: ZORVEX\n    office: CN\n")
    number = '    registration_number: "1001"\n    text: ZORVEX'
    house.config.write_text(text.replace("    text: ZORVEX", number), "utf-8")
    told = imported(house, ROWS)
    assert told["differences"]["added"] == ["cn-1002"]
    assert "registered already, as zorvex-word" in told["remarks"][-1]["text"]


def test_an_option_that_would_do_nothing_is_refused(house: House, tmp_path: Path) -> None:
    path = str(export(house, ROWS))
    assert house.call("import", path, "--market", "taobao.com").exit_code == 2
    offers = tmp_path / "offers.csv"
    offers.write_text("listing_id,url\n1,https://shop.example/1\n")
    assert house.call("import", str(offers), "--dry-run").exit_code == 2
    assert house.call("import", path, str(offers)).exit_code == 2
    assert house.call("import", path, "--column", "x=nonsense").exit_code == 2
    assert house.call("import", path, "--holder", "nobody").exit_code == 1


def test_exports_with_chinese_names_do_not_replace_each_other(house: House) -> None:
    names = ("旧商标.csv", "新商标.csv", "商标 2.csv", "注册 2.csv")
    for number, name in enumerate(names, start=71):
        row = f"{number},华服,Zorvex B.V.,18,{TERM},已注册,外套,\n"
        told = house.call("import", str(export(house, row, name)))
        assert "1 added, 0 changed, 0 removed" in told.output, told.output
    assert len(list((house.config.parent / "rights.d").iterdir())) == len(names)
    again = house.call("import", str(house.config.parent / names[0]))
    assert "0 added, 0 changed, 0 removed" in again.output
