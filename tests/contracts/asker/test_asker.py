"""How every asker asks: paging, budgets, refusals, keys, pace, through the real loop and client."""

import base64
import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from monitor.domain.codec import canonical_json
from monitor.domain.page import PageKind
from monitor.domain.target import VisitOutcome
from tests.contracts.asker.conftest import Asking
from tests.contracts.asker.replicas import (
    CLIENT_ID,
    CLIENT_SECRET,
    TOKEN,
    Replica,
)
from tests.fixtures.crawl_child import Folder
from tests.fixtures.interface import Asked, Interface, Told


def test_a_search_is_asked_page_by_page_until_its_end(
    replica: Replica, asking: Asking, interface: Interface, blobs: Folder
) -> None:
    count = replica.a_page * 2 + 3
    replica.open(interface, count)
    source = replica.source(interface)
    visits = asking(source, replica.question(source))
    assert [visit.outcome for visit in visits] == [VisitOutcome.READ] * 3
    assert [visit.page_kind for visit in visits] == [PageKind.SEARCH] * 3
    assert [visit.target_id for visit in visits] == [1, None, None]
    sightings = [sighting for visit in visits for sighting in visit.sightings]
    ids = [sighting.offer.listing.listing_id for sighting in sightings]
    assert ids == [replica.listing_id(number) for number in range(count)]
    assert [visit.found for visit in visits] == [
        (visits[1].target,),
        (visits[2].target,),
        (),
    ]
    kept = sightings[0].page
    assert kept is not None
    body = blobs.get(kept.body_sha256)
    assert body is not None
    assert json.loads(body)
    assert kept.requested_url == visits[0].target.url


def test_an_interface_that_repeats_itself_is_not_asked_for_ever(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    same = [replica.entry(number, interface.url) for number in range(3)]
    replica.tell(interface, Told(replica.feed(same, 100_000, 1)))
    source = replica.source(interface)
    assert len(asking(source, replica.question(source))) == 2


def test_the_page_budget_ends_a_batch_and_the_next_page_stays_for_the_frontier(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.open(interface, replica.a_page * 4)
    source = replica.source(interface)
    visits = asking(source, replica.question(source), pages=2)
    assert len(visits) == 2
    assert visits[-1].found


def test_an_empty_answer_is_read_as_no_offers(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.tell(interface, Told(replica.feed([], 0, 1)))
    source = replica.source(interface)
    (visit,) = asking(source, replica.question(source))
    assert (visit.outcome, visit.sightings, visit.found) == (VisitOutcome.READ, (), ())


def test_an_error_object_fails_its_own_question_with_its_reason(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.tell(interface, replica.error)
    source = replica.source(interface)
    visits = asking(source, replica.question(source, "one two"), replica.question(source, "other"))
    assert [visit.outcome for visit in visits] == [VisitOutcome.FAILED] * 2
    because = visits[0].because or ""
    assert "answered 400" in because
    assert "query is too short" in because or "keyword is not valid" in because


@pytest.mark.parametrize("which", [0, 1])
def test_refused_keys_fail_every_question_at_once_and_say_what_to_do(
    replica: Replica, asking: Asking, interface: Interface, which: int
) -> None:
    replica.tell(interface, list(replica.refused.values())[which])
    source = replica.source(interface)
    targets = [replica.question(source, f"query number{n}") for n in range(5)]
    visits = asking(source, *targets)
    assert [visit.target_id for visit in visits] == [1, 2, 3, 4, 5]
    for visit in visits:
        assert visit.outcome is VisitOutcome.FAILED
        assert source.host in (visit.because or "")
        assert "check the keys that `credentials` of this source names" in (visit.because or "")
    assert len(interface.of(replica.search)) == 1


def test_missing_keys_are_told_by_the_place_they_were_looked_for(
    replica: Replica, asking: Asking, interface: Interface, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LAB_CLIENT_SECRET")
    replica.open(interface, 1)
    source = replica.source(interface)
    (visit,) = asking(source, replica.question(source))
    assert visit.outcome is VisitOutcome.FAILED
    assert "client_secret of source lab: the environment variable LAB_CLIENT_SECRET" in (
        visit.because or ""
    )
    assert interface.asked == []


def test_a_pause_asked_for_ends_the_batch(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.tell(interface, Told({"errors": []}, 429, {"Retry-After": "120"}))
    source = replica.source(interface)
    visits = asking(source, replica.question(source), replica.question(source, "other words"))
    assert [(v.target_id, v.outcome, v.retry_after_s) for v in visits] == [
        (1, VisitOutcome.BUSY, 120.0)
    ]
    assert len(interface.of(replica.search)) == 1


@pytest.mark.parametrize(
    ("body", "because"),
    [
        (b'{"total": 3, "itemSummaries": [{"title": "broken', "no JSON (broken, "),
        (b"<!doctype html><title>Sorry</title>", "no JSON (a page, status 200)"),
        (b"", "no JSON (empty, status 200)"),
        (b"[1, 2]", "the answer is a list, no object"),
        (b'{"total": NaN}', "no JSON"),
        (b"[" * 200_000, "no JSON"),
        (b'{"a": ' + b"9" * 6000 + b"}", "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
    ],
)
def test_what_is_no_answer_fails_with_what_it_is(
    replica: Replica, asking: Asking, interface: Interface, body: bytes, because: str
) -> None:
    replica.tell(interface, Told(body))
    source = replica.source(interface)
    (visit,) = asking(source, replica.question(source))
    assert visit.outcome is VisitOutcome.FAILED
    assert because in (visit.because or "")


def test_an_answer_that_is_too_large_is_not_held(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.tell(interface, Told(b" " * (11 << 20)))
    source = replica.source(interface)
    (visit,) = asking(source, replica.question(source))
    assert visit.outcome is VisitOutcome.FAILED
    assert "larger than" in (visit.because or "")


def test_a_redirect_is_not_followed_with_our_keys(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.tell(interface, Told(b"", 302, {"Location": "/elsewhere"}))
    source = replica.source(interface)
    (visit,) = asking(source, replica.question(source))
    assert visit.outcome is VisitOutcome.FAILED
    assert interface.of("/elsewhere") == []


def test_the_first_picture_of_a_found_offer_is_kept_and_more_of_one_asked_for(
    replica: Replica, asking: Asking, interface: Interface, blobs: Folder
) -> None:
    replica.open(interface, 2)
    source = replica.source(interface)
    (visit,) = asking(source, replica.question(source), images=4)
    for sighting in visit.sightings:
        first, *others = sighting.offer.images
        assert first.sha256 is not None
        assert (blobs.get(first.sha256) or b"").startswith(b"\x89PNG")
        assert [image.sha256 for image in others] == [None]


def test_keys_are_in_nothing_that_is_emitted_kept_logged_or_shown(
    replica: Replica, asking: Asking, interface: Interface, tmp_path: Path
) -> None:
    replica.open(interface, 2)
    source = replica.source(interface)
    echo = f"bad applicationId {CLIENT_ID} with {CLIENT_SECRET} and {TOKEN}"
    with capture_logs() as logs:
        visits = asking(source, replica.question(source), images=1)
        replica.tell(interface, Told({"error": "x", "error_description": echo}, 403))
        visits += asking(source, replica.question(source, "other words"))
    replica.tell(interface, Told({**replica.feed([], 0, 1), "echo": CLIENT_SECRET}))
    visits += asking(source, replica.question(source, "third words"))
    assert visits[-1].outcome is VisitOutcome.FAILED
    assert any(CLIENT_SECRET in value for a in interface.asked for value in _all_of(a))
    written = [canonical_json(visit).decode() for visit in visits]
    written += [repr(visits), repr(logs), canonical_json(source).decode()]
    written += [path.read_bytes().decode("latin-1") for path in tmp_path.iterdir()]
    for secret in (CLIENT_ID, CLIENT_SECRET, TOKEN):
        assert not [text for text in written if secret in text]


def _all_of(asked: Asked) -> list[str]:
    given = asked.headers.get("authorization", "")
    if given.startswith("Basic "):
        given = base64.b64decode(given.removeprefix("Basic ")).decode()
    return [given, *asked.headers.values(), *asked.query.values()]


def test_questions_keep_their_distance(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.open(interface, replica.a_page * 3)
    source = replica.source(interface, min_delay_s=0.2)
    started = time.monotonic()
    asking(source, replica.question(source))
    asked = len(interface.asked)
    assert time.monotonic() - started >= (asked - 1) * 0.2


def test_the_time_limit_leaves_the_rest_unasked(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.open(interface, 1)
    source = replica.source(interface, min_delay_s=0.4)
    targets = [replica.question(source, f"query number{n}") for n in range(20)]
    started = time.monotonic()
    visits = asking(source, *targets, limit_s=1.5)
    assert 1 <= len(visits) <= 3
    assert time.monotonic() - started < 6


def test_a_term_signal_ends_the_batch_between_two_questions(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.open(interface, 1)
    source = replica.source(interface, min_delay_s=0.3)
    targets = [replica.question(source, f"query number{n}") for n in range(50)]
    before = signal.getsignal(signal.SIGTERM)
    timer = threading.Timer(0.8, os.kill, (os.getpid(), signal.SIGTERM))
    timer.start()
    started = time.monotonic()
    visits = asking(source, *targets)
    assert time.monotonic() - started < 8.0
    assert 1 <= len(visits) < 10
    assert all(visit.outcome is VisitOutcome.READ for visit in visits)
    assert signal.getsignal(signal.SIGTERM) is before
