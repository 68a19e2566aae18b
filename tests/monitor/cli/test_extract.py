"""`rightswatch extract` prints what others measure us by."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from monitor.cli.extract import extract

PAGE = (
    "<title>Blue Rucksack</title><h1>Blue Rucksack</h1><p class=price>$59.90</p>"
    "<button>Add to cart</button>"
)
URL = "https://shop.example.com/p/blue-rucksack"
LISTING_KEYS = {
    "market", "listing_id", "url", "title", "price", "price_high", "currency", "images", "brand",
    "seller", "description", "language",
}  # fmt: skip


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.command()(extract)
    return app


def test_one_page_gives_one_object(app: typer.Typer, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    ran = CliRunner().invoke(app, [str(file), "--url", URL])
    answer = json.loads(ran.stdout)
    assert ran.exit_code == 0
    assert {"page_kind", "listing", "listings", "next", "provenance"} <= answer.keys()
    assert answer["page_kind"] == "listing"
    assert answer["listing"].keys() >= LISTING_KEYS
    assert answer["listing"]["price"] == "59.90"
    assert answer["listing"]["currency"] == "USD"
    assert answer["listing"]["price_high"] is None
    assert answer["provenance"]["price"] == "visible"


def test_standard_input_is_a_page_too(app: typer.Typer) -> None:
    ran = CliRunner().invoke(app, ["-", "--url", URL], input=PAGE)
    assert json.loads(ran.stdout)["listing"]["listing_id"] == "/p/blue-rucksack"


def test_a_page_that_is_no_offer_has_no_listing(app: typer.Typer) -> None:
    ran = CliRunner().invoke(app, ["-", "--url", URL], input="<title>404 Not Found</title>")
    answer = json.loads(ran.stdout)
    assert (answer["page_kind"], answer["listing"], answer["listings"]) == ("error", None, [])


def test_a_batch_answers_every_line_in_order(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    lines = [
        json.dumps({"file": "page.html", "url": URL}),
        json.dumps({"file": "missing.html", "url": URL}),
        "not json",
        json.dumps({"file": str(tmp_path / "page.html"), "url": URL + "-2"}),
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ran = CliRunner().invoke(app, ["--batch", str(batch)])
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.exit_code == 1
    assert [answer.get("page_kind") for answer in answers] == ["listing", None, None, "listing"]
    assert answers[3]["listing"]["listing_id"] == "/p/blue-rucksack-2"
    assert f"{batch}:2:" in ran.stderr


def test_neither_page_nor_batch_is_a_usage_error(app: typer.Typer) -> None:
    assert CliRunner().invoke(app, []).exit_code == 2
