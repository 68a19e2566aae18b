"""A letter about an imported offer says who supplied it, and claims no look of ours."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from alerts.email.writer import MailWriter
from monitor.domain.alert import CaseStory
from monitor.domain.case import LiveState
from monitor.domain.supply import Original, Supplied
from tests.alerts.email.reading import read
from tests.alerts.email.stories import SEEN, case, letter, sealed, story

UNFETCHED = "not fetched by this program: there is no screenshot, DOM or traffic of its own"
MISSING = (
    f"supplied by 张警官 <b>, {UNFETCHED}",
    "what was supplied is a row of a table, not a page",
)


def imported(stated_at: datetime | None) -> CaseStory:
    supplied = Supplied(
        by="张警官 <b>",
        file="offers.csv",
        file_sha256="ab" * 32,
        place="line 7",
        imported_at=SEEN,
        stated_at=stated_at,
        original=Original.FILE,
        original_sha256="cd" * 32,
    )
    plain = story(
        replace(case(), live=LiveState.UNSEEN), bundle=sealed(page_kind=None, missing=MISSING)
    )
    sighting = replace(plain.file.sighting, supplied=supplied, seen_at=stated_at or SEEN)
    return replace(plain, file=replace(plain.file, sighting=sighting))


SAID = {
    "en": (
        "as the file of 张警官 <b> states; not seen by this program",
        "when the file of 张警官 <b> came in; not seen by this program",
        "Supplied by 张警官 <b>, not fetched by this program",
        "this program never looked",
        "what was supplied is a row of a table",
    ),
    "zh": (
        "据张警官 <b>所提供文件的记载，本程序未亲见",
        "张警官 <b>所提供文件的导入时间，本程序未亲见",
        "由张警官 <b>提供，并非本程序抓取",
        "本程序未查看过",
        "所提供的是表格中的一行",
    ),
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_who_supplied_it_is_said_and_no_look_is_claimed(language: str) -> None:
    writer = MailWriter("Rightswatch <alerts@bureau.example>")
    stated, undated, supplied, unseen, row = SAID[language]
    day_before = imported(SEEN - timedelta(days=1))
    dated = read(writer.write(letter(day_before, language=language)).content)
    bare = read(writer.write(letter(imported(None), language=language)).content)
    assert stated in dated.text
    assert undated in bare.text
    for text in (dated.text, bare.text):
        assert supplied in text
        assert unseen in text
        assert row in text
        assert "crawler" not in text
        assert "爬虫" not in text
        assert text.count("DOM") == 0
    assert "张警官 &lt;b&gt;" in bare.html
