"""Views of the queue: saved by a name, counted, opened, replaced and deleted by their person."""

import re

from monitor.web.desk import Desk
from monitor.web.views import MOST_VIEWS, NAME_LETTERS
from tests.monitor.web.conftest import HOLDER, Browser
from tests.monitor.web.made import opened


def listed(browser: Browser, path: str = "/cases") -> dict[str, str]:
    """Name of each view and the count beside it."""
    part = browser.get(path).text.partition('<ul class="views">')[2].partition("</ul>")[0]
    found = re.findall(r"<li><a href=\"([^\"]*)\".*?<bdi>(.*?)</bdi>(.*?)</a>", part, re.DOTALL)
    return {name: re.sub(r"<.*?>|\s", "", count) for _, name, count in found}


def test_a_view_is_saved_counted_opened_and_deleted(officer: Browser, desk: Desk) -> None:
    opened(desk, "1", points=90)
    opened(desk, "2", points=5)
    assert listed(officer) == {}
    sent = officer.post("/views", on="/cases", name="  Grave   ones ", filters="harm=high")
    assert sent.status_code == 303
    assert sent.headers["location"] == "/cases?harm=high&view=kept"
    page = officer.get(sent.headers["location"]).text
    assert "The view is saved" in page
    assert listed(officer) == {"Grave ones": "1"}
    assert re.search(r'href="/cases\?harm=high" aria-current="true"><span><bdi>Grave ones', page)
    gone = officer.post("/views/drop", on="/cases", name="Grave ones", filters="state=any")
    assert gone.headers["location"] == "/cases?state=any&view=dropped"
    assert listed(officer) == {}


def test_a_view_of_the_same_name_is_replaced_in_its_place(officer: Browser, desk: Desk) -> None:
    opened(desk, "1", points=90)
    for name, filters in (("a", "harm=low"), ("b", "order=newest"), ("a", "harm=high")):
        sent = officer.post("/views", on="/cases", name=name, filters=filters)
    assert sent.headers["location"].endswith("view=replaced")
    assert list(listed(officer).items()) == [("a", "1"), ("b", "1")]


def test_views_are_of_one_person(officer: Browser, desk: Desk) -> None:
    officer.post("/views", on="/cases", name="mine", filters="state=any")
    holder = Browser(desk).sign_in(HOLDER)
    assert listed(holder) == {}
    holder.post("/views/drop", on="/cases", name="mine", filters="")
    assert list(listed(officer)) == ["mine"]


def test_what_is_no_filter_is_not_kept(officer: Browser) -> None:
    odd = "state=stolen&harm=high&after=RW-000009&done=confirmed&market=%3Cb%3E"
    sent = officer.post("/views", on="/cases", name="<script>x</script>", filters=odd)
    assert sent.headers["location"] == "/cases?harm=high&market=%3Cb%3E&view=kept"
    assert "<script>x" not in officer.get("/cases").text
    assert list(listed(officer)) == ["&lt;script&gt;x&lt;/script&gt;"]


def test_a_view_of_what_is_new_or_of_one_right_is_not_counted(officer: Browser) -> None:
    officer.post("/views", on="/cases", name="new", filters="new=1")
    officer.post("/views", on="/cases", name="right", filters="asset=acme-word")
    assert listed(officer) == {"new": "", "right": ""}


def test_a_name_and_the_number_of_views_have_bounds(officer: Browser) -> None:
    for name in ("", "   ", "n" * (NAME_LETTERS + 1)):
        sent = officer.post("/views", on="/cases", name=name, filters="harm=high")
        assert sent.headers["location"] == "/cases?harm=high&view=unnamed"
    assert f"1 to {NAME_LETTERS} letters" in officer.get("/cases?view=unnamed").text
    for number in range(MOST_VIEWS):
        officer.post("/views", on="/cases", name=f"view {number}", filters="")
    more = officer.post("/views", on="/cases", name="one more", filters="")
    assert more.headers["location"] == "/cases?view=too_many"
    assert len(listed(officer)) == MOST_VIEWS
    again = officer.post("/views", on="/cases", name="view 3", filters="harm=low")
    assert again.headers["location"].endswith("view=replaced")
    assert officer.post("/views", on="/cases", name="x", filters="m" * 2_001).status_code == 422
