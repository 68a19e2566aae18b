"""`rightswatch purchases`: an order, and who had the thing from then on."""

import hashlib
from pathlib import Path

import pytest

from tests.monitor.cli.conftest import House

ORDER = ("--price", "58.00", "--shipping", "6.50", "--currency", "CNY", "--by", "Li Wei")


def test_a_test_purchase_is_recorded_from_the_order_to_the_authority(
    house: House, tmp_path: Path
) -> None:
    photo = tmp_path / "parcel.jpg"
    photo.write_bytes(b"\xff\xd8 a photograph")
    bought = house.call("purchases", "ordered", "RW-000001", "--order", "PO-1", *ORDER)
    number, said = bought.stderr.split(": ", 1)
    assert said == "order PO-1, 64.50 CNY in all\n"
    parcel = ("--shipment", "SF 123", "--file", str(photo), "--by", "Li Wei")
    house.call("purchases", "received", number, *parcel)
    stranger = house.call("purchases", "sealed", number, "--seal", "A-8", "--by", "Zhao")
    assert stranger.exit_code == 1
    assert "Li Wei has it, not Zhao" in str(stranger.exception)
    house.call("purchases", "sealed", number, "--seal", "A-7", "--by", "Li Wei")
    house.call("purchases", "examined", number, "--by", "Li Wei", "--note", "no hologram")
    given = house.call("purchases", "handed-over", number, "--to", "Wang Fang", "--by", "Li Wei")
    assert given.stderr == f"{number}: handed over; Wang Fang has it now\n"
    digest = hashlib.sha256(photo.read_bytes()).hexdigest()
    for command in ("cases show", "purchases list"):
        page = house.call(*command.split(), "RW-000001").stdout
        assert f"test purchase {number}; order PO-1 of " in page
        assert f"received, by Li Wei; shipment SF 123; file parcel.jpg, SHA-256 {digest}" in page
        assert "sealed, by Li Wei; seal A-7 (log entry " in page
        assert "handed over, by Li Wei; to Wang Fang" in page
    history = house.asked("cases", "show", "RW-000001")["file"]["events"]
    assert history[-1]["note"] == f"{number}; handed over; to Wang Fang"


def test_an_order_stands_on_a_case_once_and_needs_a_case(house: House) -> None:
    listed = house.call("purchases", "list", "RW-000002").stdout
    assert listed == "no test purchases of RW-000002\n"
    missing = house.call("purchases", "examined", "TP-999999")
    assert "there is no such test purchase" in str(missing.exception)
    nowhere = house.call("purchases", "ordered", "RW-000009", "--order", "PO-3", *ORDER)
    assert "there is no case RW-000009" in str(nowhere.exception)
    night = ("--at", "2026-03-02T00:30+08:00")
    house.call("purchases", "ordered", "RW-000002", "--order", "PO-2", *ORDER, *night)
    (told,) = house.asked("purchases", "list", "RW-000002")
    assert told["order"]["day"] == "2026-03-02"
    assert told["events"][0]["at"] == "2026-03-01T16:30:00+00:00"
    twice = house.call("purchases", "ordered", "RW-000002", "--order", "PO-2", *ORDER)
    assert "order PO-2 stands on RW-000002 already" in str(twice.exception)


@pytest.mark.parametrize(
    ("words", "because"),
    [
        (("--price", "a lot", "--currency", "CNY"), "is no amount"),
        (("--price", "-1", "--currency", "CNY"), "is no amount"),
        (("--price", "1", "--currency", "yuan"), "is no ISO 4217 code"),
        (("--price", "1", "--currency", "CNY", "--at", "2999-01-01"), "has not come yet"),
    ],
)
def test_a_mistake_is_told(house: House, words: tuple[str, ...], because: str) -> None:
    said = house.call("purchases", "ordered", "RW-000001", "--order", "PO-9", *words)
    assert said.exit_code == 2
    assert because in " ".join(said.stderr.replace("│", " ").split())


@pytest.mark.parametrize(
    "words",
    [
        ("ordered", "RW-000001", "--order", " ", *ORDER),
        ("sealed", "TP-000001", "--seal", ""),
        ("handed-over", "TP-000001", "--to", " "),
    ],
)
def test_nobody_and_nothing_is_no_name(house: House, words: tuple[str, ...]) -> None:
    said = house.call("purchases", *words)
    assert said.exit_code == 2
    assert "it is empty" in said.stderr
