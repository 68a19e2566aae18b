"""A walled market: what people saved becomes cases, letters and evidence; nobody goes there."""

import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.fixtures.smtp import SmtpServer
from tests.journeys.house import asked, rightswatch
from tests.spiders.imports.house import Archive, page, picture

CONFIGURATION = """\
version: 1
service:
  contact: ops@bureau.example
  browser: {{executable: no/browser}}
  smtp: {{host: 127.0.0.1, port: {port}, tls: none, sender: alerts@bureau.example}}
holders:
  - {{id: zorvex, name: Zorvex B.V.}}
assets:
  - id: zorvex-word
    kind: word_mark
    holder: zorvex
    text: ZORVEX
    aliases: [佐维克斯]
    status: registered
    territories: [CN, US]
    nice_classes: [18]
    goods: [bags, handbags, belts]
sources:
  - {{id: taobao, url: "https://www.taobao.com/", site: import}}
  - {{id: bazaar, url: "https://shop.example/", site: import}}
watches:
  - {{source: taobao, assets: ["*"]}}
  - {{source: bazaar, assets: ["*"]}}
recipients:
  - {{email: officer@bureau.example, assets: ["*"], from_grade: review}}
"""
SAVED = "<!-- saved from url=({length:04}){url} -->\n"
TABLE = """market,listing_id,title,price,currency,seller,images
taobao.com,605258110430,佐维克斯 ZORVEX 手提包 高仿 一比一,299.00,CNY,箱包小铺,bags/a.jpg
taobao.com,6.05258E+11,佐维克斯 钱包,99.00,CNY,箱包小铺,
taobao.com,605258110432,纯棉毛巾 三条装,29.00,CNY,家居小店,
"""


def saved(folder: Path, number: int, title: str) -> None:
    url = f"https://shop.example/offer/{number}"
    beside = folder / f"{number}_files"
    beside.mkdir(parents=True)
    (beside / "main.jpg").write_bytes(picture(number % 200))
    content = page(
        title,
        image=f"./{number}_files/main.jpg",
        before=SAVED.format(length=len(url), url=url),
        brand="Unbranded",
    )
    (folder / f"{number}.html").write_bytes(content)


@pytest.fixture
def supply(tmp_path: Path, smtp_server: SmtpServer) -> Path:
    """A folder as an officer has it: pages, an archive, a partner's table, a configuration."""
    config = CONFIGURATION.format(port=smtp_server.port)
    (tmp_path / "rightswatch.yaml").write_text(config, encoding="utf-8")
    saved(tmp_path / "pages", 70012, "Zorvex Tote, replica AAA quality")
    saved(tmp_path / "pages", 70013, "Kitchen towel, cotton, pack of three")
    archive = Archive().answer(
        "https://shop.example/offer/70014",
        page("ZORVEX belt 1:1 copy", image="https://img.shop.example/70014.jpg"),
    )
    archive.answer("https://img.shop.example/70014.jpg", picture(14), "image/jpeg")
    (tmp_path / "crawl.warc.gz").write_bytes(archive.content)
    (tmp_path / "bags").mkdir()
    (tmp_path / "bags" / "a.jpg").write_bytes(picture(33))
    (tmp_path / "partner.csv").write_bytes(TABLE.encode("gbk"))
    return tmp_path


def body_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    text: str = part.get_content()
    return text


def test_saved_pages_an_archive_and_a_table_become_letters_and_evidence(
    supply: Path, smtp_server: SmtpServer
) -> None:
    config = ("--config", str(supply / "rightswatch.yaml"))
    files = [str(supply / name) for name in ("pages", "crawl.warc.gz", "partner.csv")]
    told = rightswatch("import", *files, "--by", "Officer Zhang", "--json", *config)
    assert told.returncode == 1
    report = json.loads(told.stdout)
    assert report["total"] == {
        "files": 4,
        "offers": 5,
        "new": 5,
        "pictures": 4,
        "passed_over": 0,
        "refused": 1,
    }
    (refusal,) = report["files"][3]["refusals"]
    assert refusal["place"] == f"{supply / 'partner.csv'}:3"
    assert "as a spreadsheet shortens it" in refusal["problem"]

    asked("once", *config)
    cases = asked("cases", "list", *config)
    offered = {one["case"]["listing"]["listing_id"] for one in cases}
    assert offered == {"70012", "70014", "605258110430"}
    assert {one["case"]["live"] for one in cases} == {"unseen"}
    letters = smtp_server.messages
    assert len(letters) == 3
    for letter in letters:
        text = body_of(letter)
        assert "not fetched by this program" in text
        assert "Officer Zhang" in text
        assert "crawler" not in text
    in_archive = next(text for text in map(body_of, letters) if "70014" in text)
    assert "as the file of Officer Zhang states" in in_archive

    checked = rightswatch("verify", str(supply / "data" / "evidence"), "--json", *config)
    assert checked.returncode == 3  # intact; no independent time stamp
    checks = [json.loads(line) for line in checked.stdout.splitlines()]
    assert not [check for check in checks if check["outcome"] in {"failed", "unreadable"}]
    assert sum(check["name"] == "origin" for check in checks) == 3
    assert sum(check["name"] == "entry" for check in checks) == 3

    again = rightswatch("import", *files, "--by", "Officer Zhang", "--json", *config)
    assert json.loads(again.stdout)["total"]["new"] == 0
    assert json.loads(again.stdout)["waiting"] == 0
    asked("once", *config)
    assert len(smtp_server.messages) == 3
    for row in asked("coverage", *config):
        assert (row["targets"], row["outcomes"]) == (0, {})
