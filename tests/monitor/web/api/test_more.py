"""Listings pushed in, evidence, sellers, rights, coverage and health as programs have them."""

import json
from collections.abc import Callable
from dataclasses import replace

from monitor.domain.network import Trait, TraitKind
from monitor.domain.person import LookKind
from monitor.domain.token import Scope
from monitor.web.api.listings import EXAMPLE
from monitor.web.desk import Desk
from tests.contracts.store.made import bundle, lease, sighting
from tests.monitor.web.api.conftest import Program
from tests.monitor.web.conftest import HOLDER, OFFICER, OPERATOR, HandClock
from tests.monitor.web.made import opened

Make = Callable[..., Program]


def row(**more: object) -> str:
    said = {"market": "shop.example", "listing_id": "7", "title": "ACME shoe", **more}
    return json.dumps(said, ensure_ascii=False) + "\n"


def looks(desk: Desk, kind: LookKind) -> list[tuple[str | None, str]]:
    with desk.store.reading() as tx:
        return [(one.case_number, one.what) for _, one in tx.desk.looks(50) if one.kind is kind]


def test_listings_are_taken_in_once_and_name_who_supplied_them(desk: Desk, program: Make) -> None:
    mine = program(OPERATOR, Scope.LISTINGS)
    lines = (row(), row(listing_id="8", price="1299.00", currency="CNY"), EXAMPLE)
    first = mine.push(*lines).json()
    assert (first["offers"], first["new"], first["refused"]) == (3, 3, 0)
    assert first["supplied_by"] == "city system, by a token of ops@bureau.example"
    assert looks(desk, LookKind.LISTINGS_SUPPLIED)[0][1].startswith(f"sha256:{first['sha256']}")
    again = mine.push(*lines).json()
    assert again == {**first, "new": 0}
    with desk.store.reading() as tx:
        assert tx.sightings.unmatched() == 3
        (entry,) = tx.log.entries()
    assert json.loads(entry.body)["sha256"] == first["sha256"]
    assert desk.blobs.get(first["sha256"]) == "".join(lines).encode()


def test_each_wrong_line_is_told_and_the_others_are_taken_in(program: Make) -> None:
    told = program(OPERATOR, Scope.LISTINGS).push(
        row(),
        row(listing_id="6.05258E+11"),
        "{not json\n",
        row(listing_id="9", market="elsewhere.example"),
        row(listing_id="10", colour="red"),
        "[" * 100_000 + "\n",
    )
    told = told.json()
    assert (told["offers"], told["refused"]) == (2, 4)
    assert [one["line"] for one in told["refusals"]] == [2, 3, 4, 6]
    assert all(one["problem"] and one["remedy"] for one in told["refusals"])
    assert told["remarks"] == [{"line": 5, "text": "not read: 'colour'"}]


def test_no_line_leads_to_a_file_of_this_machine(desk: Desk, program: Make) -> None:
    told = program(OPERATOR, Scope.LISTINGS).push(
        row(file="/etc/passwd", market=None, listing_id=None, title=None),
        row(file="listings.jsonl", market=None, listing_id=None, title=None),
        row(listing_id="8", images=["/etc/hostname", "../../etc/hostname", "listings.jsonl"]),
    )
    told = told.json()
    assert [one["line"] for one in told["refusals"]] == [1, 2]
    assert len(told["remarks"]) == 3
    with desk.store.transaction() as tx:
        (seen,) = tx.sightings.claim_for_matching(lease(at=10**9), 9)
    assert [image.sha256 for image in seen.sighting.offer.images] == [None, None, None]


def test_listings_of_another_kind_or_beyond_all_bounds_are_refused(program: Make) -> None:
    mine = program(OPERATOR, Scope.LISTINGS)
    csv = mine.post(
        "/listings", content=b"market,listing_id\n", headers={"content-type": "text/csv"}
    )
    assert csv.status_code == 415
    assert mine.push("\n" * 1_001).status_code == 413
    assert mine.push("").json()["offers"] == 0


def sealed(desk: Desk, number: str) -> str:
    """A file of evidence for a case; gives the capture's name."""
    content = b"<script>alert(1)</script>"
    kept = replace(bundle(f"{number}-1"), path=f"{number}-1/page.html", size=len(content))
    desk.evidence.place(f"{number}-1", {"page.html": content})
    with desk.store.transaction() as tx:
        case = tx.cases.get(number)
        tx.captures.order(kept.capture_id, case.id, case.sighting_id, desk.clock.now())
        held = lease(at=10**9)
        tx.captures.claim(held, 1)
        entry = tx.log.append({"bundle": kept}, desk.clock.now())
        assert tx.captures.sealed(kept, entry.index, held.owner)
    return kept.capture_id


def test_evidence_is_listed_with_digests_and_taken_as_files_that_no_browser_runs(
    desk: Desk, program: Make
) -> None:
    number = opened(desk).number
    capture, mine = sealed(desk, number), program()
    (told,) = mine.get(f"/cases/{number}/evidence").json()["captures"]
    assert (told["id"], told["log_entry"], told["files"][0]["size"]) == (capture, 0, 25)
    file = mine.get(f"/cases/{number}/evidence/{capture}/page.html")
    assert file.headers["content-disposition"].startswith("attachment;")
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["content-security-policy"].startswith("sandbox;")
    assert file.headers["x-content-type-options"] == "nosniff"
    by = "[token 1 (city system)]"
    assert looks(desk, LookKind.EVIDENCE_SEEN) == [(number, by)]
    assert looks(desk, LookKind.EVIDENCE_TAKEN) == [(number, f"{capture}/page.html {by}")]


def test_no_path_leads_out_of_a_capture_and_none_to_other_holders_evidence(
    desk: Desk, program: Make
) -> None:
    number = opened(desk, asset="zorvex-word").number
    capture = sealed(desk, number)
    mine, theirs = program(), program(HOLDER)
    for name in ("..%2f..%2fdesk.db", "%2e%2e", "page.html%00", "nothing"):
        answer = mine.get(f"/cases/{number}/evidence/{capture}/{name}")
        assert answer.status_code == 404, name
    assert theirs.get(f"/cases/{number}/evidence").status_code == 404
    assert theirs.get(f"/cases/{number}/evidence/{capture}/page.html").status_code == 404
    assert looks(desk, LookKind.EVIDENCE_TAKEN) == []


def test_sellers_are_told_with_who_shares_what_with_them(desk: Desk, program: Make) -> None:
    opened(desk)
    phone = Trait(kind=TraitKind.PHONE, value="+8613800000000", shown="138****0000")
    with desk.store.transaction() as tx:
        other = sighting("99")
        offer = replace(other.offer, seller=replace(other.offer.seller, id="s-8", name="Shop 8"))  # type: ignore[type-var]
        rows = [tx.sightings.record(one)[0] for one in (sighting("1"), replace(other, offer=offer))]
        for number in rows:
            tx.networks.note(number, [phone])
    mine = program()
    (seller,) = mine.get("/sellers").json()["sellers"]
    assert (seller["open"], seller["confirmed"]) == (1, 0)
    told = mine.get(f"/sellers/{seller['number']}").json()
    assert told["seller"] == seller
    (link,) = told["links"]
    assert (link["seller"], link["strength"]) == ("shop.example/s-8", 0.9)
    assert [(step["kind"], step["shown"]) for step in link["way"]] == [("phone", "138****0000")]
    theirs = program(HOLDER)
    assert theirs.get(f"/sellers/{seller['number']}").json()["links"] == []
    assert mine.get(f"/sellers/{seller['number'] + 9}").status_code == 404
    assert [case["seller"] for case in mine.get("/cases").json()["cases"]] == [seller["number"]]


def test_sellers_of_other_holders_cases_are_not_told(desk: Desk, program: Make) -> None:
    opened(desk, asset="zorvex-word")
    (seller,) = program().get("/sellers").json()["sellers"]
    theirs = program(HOLDER)
    assert theirs.get("/sellers").json() == {"sellers": [], "next": None}
    assert theirs.get(f"/sellers/{seller['number']}").status_code == 404


def test_rights_are_told_with_their_cases_counted(desk: Desk, program: Make) -> None:
    opened(desk)
    mine = program()
    first = mine.get("/assets", params={"limit": 1}).json()
    rest = mine.get("/assets", params={"cursor": first["next"]}).json()
    ids = [one["id"] for one in first["assets"] + rest["assets"]]
    assert (ids, rest["next"]) == (["acme-word", "zorvex-word"], None)
    told = mine.get("/assets/acme-word").json()
    assert told["cases"] == {"open": 1, "confirmed": 0, "dismissed": 0, "licensed": 0}
    assert told["asset"]["in_force"] is True
    theirs = program(HOLDER)
    assert [one["id"] for one in theirs.get("/assets").json()["assets"]] == ["acme-word"]
    assert theirs.get("/assets/zorvex-word").status_code == 404


def test_coverage_and_health_are_told_to_whoever_oversees(program: Make) -> None:
    mine = program(OPERATOR)
    told = mine.get("/coverage", params={"days": 1}).json()
    assert [source["source_id"] for source in told["sources"]] == ["shop"]
    health = mine.get("/health").json()
    conditions = {check["name"]: check["ok"] for check in health["checks"]}
    assert conditions["database"] is True
    assert conditions["scheduler"] is False, "no daemon ever ran here"
    assert health["ready"] is False
    assert health["beat_age_s"] is None


def test_coverage_is_counted_anew_every_thirty_seconds(program: Make, clock: HandClock) -> None:
    mine = program(OPERATOR)
    first = mine.get("/coverage")
    clock.turn(seconds=29)
    known = {"if-none-match": first.headers["etag"]}
    assert mine.get("/coverage", headers=known).status_code == 304
    assert mine.get("/coverage", params={"days": 30}).json()["since"] != first.json()["since"]
    clock.turn(seconds=1)
    later = mine.get("/coverage", headers=known)
    assert later.status_code == 200
    assert later.json()["since"] > first.json()["since"]


def test_whoever_oversees_sees_no_case(desk: Desk, program: Make) -> None:
    opened(desk)
    mine = program(OPERATOR)
    for path in ("/cases", "/sellers", "/assets", "/confirmations"):
        assert mine.get(path).status_code == 403, path
    assert OFFICER.email not in mine.get("/token").text
