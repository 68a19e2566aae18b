"""What `rightswatch plan` tells of searches: the words, why, and how often; never an address."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli.app import build
from monitor.cli.planning import hours
from monitor.domain.errors import UnknownPage
from monitor.domain.target import Target, TargetKind
from monitor.store.database import open_store

CONFIG = """
version: 1
service:
  database: "sqlite:///{folder}/rw.db"
  contact: ops@bureau.example
holders: [{{id: h, name: Zarvella Ltd}}]
assets:
  - {{id: word, kind: word_mark, holder: h, text: Zarvella, aliases: [扎维拉], office: CN,
      territories: [CN], nice_classes: [18], goods: [bags]}}
sources: [{{id: shop, url: "https://shop.example/"}}]
watches: [{{source: shop, assets: [word], every: 6h{more}}}]
"""


def planned(tmp_path: Path, *words: str, more: str = "", config: str = CONFIG) -> str:
    place = tmp_path / "rightswatch.yaml"
    place.write_text(config.format(folder=tmp_path, more=more))
    done = CliRunner().invoke(build(), ["plan", "--config", str(place), *words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def test_people_read_words_and_reasons_and_no_made_up_address(tmp_path: Path) -> None:
    page = planned(tmp_path)
    assert "rightswatch-search" not in page
    assert "https://shop.example/sitemap.xml" in page
    lines = [" ".join(line.split()) for line in page.splitlines()]
    assert "searching every 6 h for" in lines
    assert "Zarvella name word its name" in lines
    assert "扎维拉 alias word another name of it" in lines
    assert "zarv3lla disguise word Zarvella with 3 for e" in lines


def test_people_read_how_often_the_tail_comes_round(tmp_path: Path) -> None:
    plan = json.loads(planned(tmp_path, "--json"))["sources"][0]["plan"]
    tail, passes = len(plan["asking"]["tail"]), plan["passes"]
    assert passes == -(-tail // 12)
    assert f"and 12 of these each time, so each of them every {hours(passes * 6 * 3600.0)}" in (
        planned(tmp_path)
    )
    assert plan["queries"][:2] == ["Zarvella", "扎维拉"]
    assert {query["kind"] for query in plan["asking"]["core"]} == {"name", "alias"}
    assert all(query["because"] for query in plan["asking"]["tail"])


def test_a_known_address_has_its_rhythm_explained(tmp_path: Path) -> None:
    url = "https://shop.example/bags"
    database = open_store(f"sqlite:///{tmp_path}/rw.db")
    found = Target(source_id="shop", url=url, kind=TargetKind.CATEGORY)
    with database.transaction() as tx:
        tx.targets.discover([found], 21_600.0, datetime(2026, 11, 23, 9, 5, tzinfo=UTC))
    database.close()
    told = planned(tmp_path, "--url", url)
    assert told.splitlines()[1:] == [
        "  every 6 h, next at 2026-11-23 09:05 UTC",
        "  the rhythm of its watch: the source has no `max_a_day` to be shared",
    ]
    limited = CONFIG.replace('example/"}}', 'example/", max_a_day: 2}}')
    told = planned(tmp_path, "--url", url, config=limited)
    assert "  0 new or changed offers in 0 watched days, taken for 0.14 a day" in told
    assert "  1 known page and new ones share 0.4 visits a day; alike, each would be" in told
    assert json.loads(planned(tmp_path, "--url", url, "--json"))["reason"]["page"]["url"] == url


def test_an_address_that_nobody_knows_is_said_to_be_unknown(tmp_path: Path) -> None:
    with pytest.raises(UnknownPage, match=r"no source knows https://shop\.example/none"):
        planned(tmp_path, "--url", "https://shop.example/none")


def test_a_watch_that_only_browses_is_told_without_searches(tmp_path: Path) -> None:
    assert "searching" not in planned(tmp_path, more=", queries: []")
    page = planned(tmp_path, more=", max_queries: 0")
    assert "searching" in page
    assert "of these each time" not in page


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(90, "90 s"), (60, "1 min"), (1800, "30 min"), (3600, "1 h"), (5400, "90 min"),
     (21_600, "6 h"), (86_400, "1 d"), (129_600, "36 h"), (259_200, "3 d"), (604_800, "7 d")],
)  # fmt: skip
def test_a_rhythm_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert hours(seconds) == said
