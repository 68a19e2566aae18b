"""The whole way on a shop that nobody here wrote."""

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from monitor.cli.demo.sample import write_demo
from tests.fixtures.smtp import SmtpServer
from tests.journeys.house import asked
from tests.journeys.oscar.conftest import OscarShop


@pytest.fixture
def config(tmp_path: Path, oscar_shop: OscarShop, smtp_server: SmtpServer) -> Path:
    """The demo's holders and assets, watching the shop, for one reader."""
    path = write_demo(tmp_path, oscar_shop.url, smtp_server.port)
    plain = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    plain["service"]["browser"] = {"executable": "/no/browser"}
    plain["watches"][0]["max_queries"] = "0"  # names alone: a list takes the shop 145 ms
    plain["recipients"] = [{"email": "officer@bureau.example", "from_grade": "alert"}]
    path.write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")
    return path


def paths_alerted(config: Path) -> list[str]:
    files = asked("cases", "list", "--config", str(config), "--limit", "1000")
    return [path_of(file) for file in files if file["case"]["grade"] == "alert"]


def path_of(file: dict[str, Any]) -> str:
    url: str = file["sighting"]["offer"]["url"]
    return "/" + url.split("/", 3)[3]


@pytest.mark.timeout(900)  # two passes of 376 requests; 7 minutes on a machine seven times as busy
def test_the_whole_shop_is_seen_planted_offers_are_told_and_honest_ones_are_not(
    config: Path, oscar_shop: OscarShop, smtp_server: SmtpServer
) -> None:
    first = asked("once", "--config", str(config))["sources"][0]
    alerted = paths_alerted(config)
    planted = {offer.path for offer in oscar_shop.planted}
    sys.stdout.write(
        f"{first['listings']} of {len(oscar_shop.offers)} offers seen in {first['outcomes']}, "
        f"{len(planted & set(alerted))} of {len(planted)} planted told, "
        f"{len(set(alerted) - planted)} others told, {len(smtp_server.messages)} letters\n"
    )
    assert first["listings"] == len(oscar_shop.offers)
    assert planted - set(alerted) == set()
    assert set(alerted) - planted == set()
    assert len(smtp_server.messages) == len(planted)
    honest = next(offer for offer in oscar_shop.offers if not offer.planted)
    oscar_shop.change_price(honest.id, "1.23")
    oscar_shop.add("Canvas bag by Plumvox, loud colours", "9.99", because="the mark on bags")
    second = asked("once", "--config", str(config))["sources"][0]
    assert second["listings"] == first["listings"] + 1
    assert second["sightings"] == 2
