"""Rights: where each stands and what was found, of the visitor's holders alone."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.domain.asset import Asset, AssetKind, ReferenceImage, RightStatus
from monitor.domain.person import Person
from monitor.web.desk import Desk
from tests.monitor.web.conftest import ASSETS, HOLDER, OPERATOR, READER, Browser
from tests.monitor.web.made import drawn, opened


@pytest.fixture
def rights(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> str:
    """Rights of many kinds; gives the digest of a registered picture."""
    digest = desk.blobs.put(drawn("navy"))
    word = ASSETS["acme-word"]
    more = (
        replace(word, expiry_date=date(2026, 6, 1), territories=("CN", "EM"), nice_classes=(25,)),
        replace(word, id="plain", text="Apple", dictionary_word=True, expiry_date=date(2020, 1, 1)),
        replace(word, id="late", text="ZQ", status=RightStatus.PENDING),
        Asset(
            id="acme-shoe", kind=AssetKind.DESIGN, holder_id="acme", title="Shoe",
            images=(ReferenceImage(path="shoe.png", sha256=digest),), claims=("A <b>shoe</b>",),
        ),
    )  # fmt: skip
    for one in more:
        monkeypatch.setitem(desk.assets, one.id, one)  # type: ignore[arg-type]
    return digest


def test_each_right_tells_its_standing_its_end_and_what_was_found(
    officer: Browser, desk: Desk, rights: str
) -> None:
    assert rights
    opened(desk)
    text = officer.get("/rights").text
    for told in (
        "5 rights", "in 28 days", "has run out", "CN, EM", "distinctive: no ordinary word",
        "an ordinary word", "under three letters", "pictures: 1, claims: 1", "not in force",
        "nowhere: nothing is looked for", "180 days, or have: 2",
    ):  # fmt: skip
        assert told in text, told
    soon = officer.get("/rights?soon=1").text
    assert soon.index("Apple") < soon.index("ACME")
    assert "Shoe" not in soon
    assert "1 rights" in officer.get("/rights?named=shoe").text
    officer.post("/language", language="zh")
    assert "自身强度" in officer.get("/rights").text


def test_a_right_shows_its_register_its_pictures_and_its_cases(
    officer: Browser, desk: Desk, rights: str
) -> None:
    number = opened(desk).number
    officer.post("/decide", case=number, decision="confirmed")
    text = officer.get("/rights/acme-word").text
    assert "100 %" in text
    assert "/cases?state=any&amp;asset=acme-word" in text
    shoe = officer.get("/rights/acme-shoe").text
    assert "A &lt;b&gt;shoe&lt;/b&gt;" in shoe
    picture = officer.get(f"/rights/acme-shoe/pictures/{rights}")
    assert picture.headers["content-type"] == "image/jpeg"
    for path in ("nothing", f"acme-word/pictures/{rights}"):
        assert officer.get(f"/rights/{path}").status_code == 404


@pytest.mark.parametrize(("person", "status"), [(HOLDER, 404), (OPERATOR, 403), (READER, 200)])
def test_rights_of_others_are_not_there(desk: Desk, person: Person, status: int) -> None:
    browser = Browser(desk).sign_in(person)
    assert browser.get("/rights/zorvex-word").status_code == status
    assert ("ZORVEX" in browser.get("/rights").text) is (status == 200)
