"""Evidence at the desk: listed, verified in place, taken as inert files, and each look noted."""

import hashlib

import pytest

from monitor.domain.case import Case
from monitor.domain.person import LookKind
from monitor.store.database import SqlStore
from monitor.web.desk import Desk
from tests.monitor.web.conftest import HOLDER, OFFICER, OPERATOR, Browser
from tests.monitor.web.made import WACZ, opened, seal


@pytest.fixture
def sealed(desk: Desk) -> Case:
    """A case with one capture, whose bundle is damaged."""
    case = opened(desk)
    seal(desk, case)
    return case


def kinds(store: SqlStore) -> list[LookKind]:
    with store.reading() as tx:
        return [look.kind for _, look in tx.desk.looks(9) if look.case_number]


def test_files_are_listed_with_their_digests(
    officer: Browser, sealed: Case, store: SqlStore
) -> None:
    text = officer.get(f"/cases/{sealed.number}/evidence").text
    assert text.count(hashlib.sha256(WACZ).hexdigest()) == 2, "as sealed, and as it lies there"
    assert "page&lt;b&gt;.html" in text
    assert "no browser looked at the page" in text
    assert kinds(store) == [LookKind.EVIDENCE_SEEN]
    assert f'/cases/{sealed.number}/evidence"' in officer.get(f"/cases/{sealed.number}").text


def test_evidence_is_verified_in_place(officer: Browser, sealed: Case, store: SqlStore) -> None:
    path = f"/cases/{sealed.number}/evidence"
    text = officer.post(path, on=path).text
    assert 'class="broken"' in text
    assert kinds(store)[0] is LookKind.EVIDENCE_VERIFIED
    assert "verified evidence" in officer.get("/looks").text


def test_a_file_is_taken_and_never_run(officer: Browser, sealed: Case, store: SqlStore) -> None:
    path = f"/cases/{sealed.number}/evidence/{sealed.number}-1"
    answer = officer.get(f"{path}/page%3Cb%3E.html")
    assert answer.content == b"<script>alert(1)"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''page%3Cb%3E.html"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert kinds(store) == [LookKind.EVIDENCE_TAKEN]
    for other in ("nothing", "..%2f..%2fdesk.db"):
        assert officer.get(f"{path}/{other}").status_code == 404


def test_a_packet_is_asked_for_by_a_form_kept_and_noted(
    officer: Browser, sealed: Case, store: SqlStore
) -> None:
    number = sealed.number
    for path in (f"/cases/{number}", f"/cases/{number}/evidence"):
        assert f'action="/cases/{number}/packet"' in officer.get(path).text
    answer = officer.post(f"/cases/{number}/packet", on=f"/cases/{number}")
    assert answer.content == f"PK {number} for {OFFICER.called}".encode()
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["content-disposition"].endswith(f"''{number}.zip")
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    with store.reading() as tx:
        (_, look), *_ = tx.desk.looks(1)
    assert (look.kind, look.what) == (LookKind.EVIDENCE_TAKEN, f"{number}.zip")
    assert officer.get(f"/cases/{number}/packet").status_code == 404, "no address makes one"


def test_what_is_not_sealed_or_not_sound_becomes_no_packet(
    officer: Browser, desk: Desk, store: SqlStore
) -> None:
    numbers = [opened(desk, str(n)).number for n in range(8)]
    assert "/packet" not in officer.get(f"/cases/{numbers[6]}").text, "nothing is sealed of it"
    assert officer.post(f"/cases/{numbers[6]}/packet").status_code == 409
    assert officer.post(f"/cases/{numbers[7]}/packet").status_code == 200
    assert kinds(store) == [LookKind.EVIDENCE_VERIFIED], "none was taken"


def test_nobody_else_gets_at_it(desk: Desk, sealed: Case, store: SqlStore) -> None:
    path = f"/cases/{sealed.number}/evidence"
    holder, operator = Browser(desk).sign_in(HOLDER), Browser(desk).sign_in(OPERATOR)
    assert operator.get(path).status_code == 403
    assert holder.get(path).status_code == 200
    elsewhere = opened(desk, "2", "ZORVEX bag", asset="zorvex-word")
    taken = f"/cases/{elsewhere.number}/evidence/{sealed.number}-1/{sealed.number}-1.wacz"
    assert holder.get(taken).status_code == 404
    assert holder.post(f"/cases/{elsewhere.number}/packet").status_code == 404
    assert operator.post(f"{path.rpartition('/')[0]}/packet").status_code == 403
    assert kinds(store) == [LookKind.EVIDENCE_SEEN], "only what was shown is noted"
