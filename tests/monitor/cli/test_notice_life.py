"""`rightswatch notices release ... list`: the life of a notice, as people record it."""

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.bootstrap import Wiring
from tests.monitor.cli.conftest import House

BY = ("--by", "Li Wei")
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()


def prepared(house: House, case: str, form: str, folder: Path) -> str:
    """The number of a notice of a confirmed case, nobody having released it."""
    house.call("cases", "confirm", case, *BY)
    out = ("--out", str(folder), "--json")
    told = house.call("notices", "prepare", case, "--form", form, *BY, *out)
    return str(json.loads(told.stdout)["notices"][0])


def refused(house: House, *words: str) -> str:
    """What a step that is refused says."""
    said = house.call("notices", *words, *BY)
    assert said.exit_code == 1, said.output
    return f"{said.stderr}{said.exception}"


def test_a_notice_goes_its_way_and_each_step_is_shown_and_logged(
    ready: House, tmp_path: Path
) -> None:
    letter = tmp_path / "counter.pdf"
    letter.write_bytes(b"%PDF not infringing")
    again = ("prepare", "RW-000001", "--form", "cn_ecommerce", "--out", str(tmp_path))
    number = prepared(ready, "RW-000001", "cn_ecommerce", tmp_path)
    assert number == prepared(ready, "RW-000001", "cn_ecommerce", tmp_path)
    assert "only what a named person released is sent" in refused(ready, "sent", number)
    ready.call("notices", "release", number, *BY, "--role", "head of IP")
    ready.call("notices", "sent", number, *BY, "--way", "portal", "--reference", "TB-9")
    assert "the same notice is sent: record what came of it" in refused(ready, *again)
    ready.call("notices", "answer", number, "--answer", "accepted", *BY)
    words = ("--received", TODAY.isoformat(), "--from", "the shop", "--file", str(letter))
    countered = ready.call("notices", "counter", number, *words, *BY)
    assert "complain or sue, and tell the platform (E-Commerce Law art. 43: 15 days)" in (
        countered.stderr
    )
    listed = ready.call("notices", "list").stdout.splitlines()
    assert listed[1].split()[:5] == [
        number,
        "RW-000001",
        "cn_ecommerce",
        "zorvex-word",
        "countered",
    ]
    page = ready.call("cases", "show", "RW-000001").stdout
    for line in (
        f"notice {number} cn_ecommerce, zorvex-word",
        "released, by Li Wei; as head of IP",
        "sent, by Li Wei; by portal; number TB-9 (log entry ",
        "the platform accepted it, by Li Wei",
        "counter-notice received, by Li Wei; from the shop; file counter.pdf, SHA-256 "
        + hashlib.sha256(letter.read_bytes()).hexdigest(),
        "notice_countered by Li Wei",
        "period: complain or sue",
    ):
        assert line in page
    ready.call("notices", "outcome", number, "--outcome", "lawsuit", *BY)
    assert number not in ready.call("notices", "list").stdout
    notices = ready.asked("cases", "show", "RW-000001")["notices"]
    (told,) = (one for one in notices if one["notice"]["number"] == number)
    assert told["stands"] == "lawsuit"
    assert {clock["days_left"] for clock in told["clocks"]} == {None}
    with Wiring.open(ready.config) as wiring, wiring.store.transaction() as tx:
        notice = tx.notices.get(number)
        assert notice is not None
        (kept,) = notice.events[-2].files
        assert wiring.blobs.get(kept.sha256) == letter.read_bytes()
        entry = tx.log.entries(notice.entries[-1] or 0, 1)[0]
        assert json.loads(entry.body)["number"] == number


@pytest.fixture(scope="module")
def drafts() -> dict[House, str]:
    """A draft for each house, shared by all mistakes."""
    return {}


YESTERDAY = (TODAY - timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("words", "because"),
    [
        (("release", "--by", " ", "--role", "x"), "name the person and their role"),
        (("sent", "--on", "2999-01-01"), "has not come yet"),
        (("sent", "--on", "2026-01-01T10:00"), "does not say its time zone"),
        (("sent", "--on", "soon"), "is no time"),
        (("answer", "--answer", "maybe"), "one of accepted, partly, refused, none"),
        (("answer", "--answer", "refused"), "in the platform's words"),
        (("counter", "--received", YESTERDAY, "--from", "x"), "keep what came"),
        (("outcome", "--outcome", "won"), "one of restored, complaint, lawsuit"),
    ],
)
def test_a_mistake_is_told_with_what_to_write(
    ready: House,
    drafts: dict[House, str],
    tmp_path: Path,
    words: tuple[str, ...],
    because: str,
) -> None:
    number = drafts.get(ready) or prepared(ready, "RW-000002", "dsa", tmp_path)
    drafts[ready] = number
    verb, *rest = words
    said = ready.call("notices", verb, number, *rest)
    assert said.exit_code == 2
    assert because in " ".join(said.stderr.replace("│", " ").split())


def test_a_release_looks_again_for_all_that_the_form_asks(ready: House, tmp_path: Path) -> None:
    number = prepared(ready, "RW-000002", "cn_ecommerce", tmp_path)
    ready.call("cases", "reopen", "RW-000002")
    said = refused(ready, "release", number, "--role", "head of IP")
    assert "a person's confirmation of the case is missing" in said
    assert "there is no such notice" in refused(ready, "sent", "NT-999999")


def test_many_cases_go_into_one_table_and_one_that_lacks_something_holds_it(
    ready: House, tmp_path: Path
) -> None:
    ready.call("cases", "confirm", "RW-000001", *BY)
    ready.call("cases", "reopen", "RW-000002")
    form = ("--form", "csv", "--asset", "zorvex-word", "--out", str(tmp_path))
    held = refused(ready, "batch", "RW-000001", "RW-000002", *form)
    assert "RW-000002 is not ready for csv; nothing was written:" in held
    assert "RW-000001 is not ready" not in held
    ready.call("cases", "confirm", "RW-000002", *BY)
    told = json.loads(ready.call("notices", "batch", *form, "--json", *BY).stdout)
    rows = Path(told["files"][0]).read_text("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows] == ["case", "RW-000001", "RW-000002"]
    assert "no confirmed case over zorvex-word waits" in refused(ready, "batch", *form)
    done = ready.call("notices", "release", *told["notices"], *BY, "--role", "head of IP")
    assert done.stderr.count(": released") == 2
    letter = ready.call("notices", "batch", "--form", "dsa", "--asset", "x")
    assert letter.exit_code == 2
    assert "alibaba, csv" in letter.stderr


def test_answers_of_a_platform_are_counted_for_the_account(ready: House, tmp_path: Path) -> None:
    number = prepared(ready, "RW-000001", "alibaba", tmp_path)
    ready.call("notices", "release", number, *BY, "--role", "head of IP")
    ready.call("notices", "sent", number, *BY)
    ready.call("notices", "answer", number, "--answer", "refused", "--reason", "no proof", *BY)
    account = ready.call("notices", "list").stdout.splitlines()[-1]
    assert "foretold acceptance 0% of 1 notices (0 of 1 answers accepted" in account
    ready.call("cases", "confirm", "RW-000002", *BY)
    next_one = ("prepare", "RW-000002", "--form", "alibaba", "--out", str(tmp_path))
    assert "82% of this batch; 0 of 1 answers accepted" in refused(ready, *next_one)
    once_more = ("prepare", "RW-000001", "--form", "alibaba", "--out", str(tmp_path))
    assert "41% of 2 notices, 82% of this batch" in refused(ready, *once_more)
    despite = ("--despite", "the platform erred")
    assert ready.call("notices", *next_one, *BY, *despite).exit_code == 0


def test_notices_under_two_laws_are_not_recorded_by_one_day(ready: House, tmp_path: Path) -> None:
    numbers = [
        prepared(ready, "RW-000001", form, tmp_path / form) for form in ("dsa", "cn_ecommerce")
    ]
    said = ready.call("notices", "sent", *numbers, *BY)
    assert said.exit_code == 2
    assert "record one law's notices at a time" in " ".join(said.stderr.replace("│", " ").split())


def test_a_notice_whose_folder_cannot_be_made_is_not_recorded(ready: House, tmp_path: Path) -> None:
    ready.call("cases", "confirm", "RW-000002", *BY)
    (tmp_path / "file").write_bytes(b"")
    before = ready.asked("cases", "show", "RW-000002")["notices"]
    out = ("--out", str(tmp_path / "file"))
    said = ready.call("notices", "prepare", "RW-000002", "--form", "csv", *BY, *out)
    assert said.exit_code == 2
    assert "--out" in said.stderr
    assert ready.asked("cases", "show", "RW-000002")["notices"] == before
