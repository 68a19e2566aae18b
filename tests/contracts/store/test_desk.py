"""People at the desk: links, sessions, visits, and who looked at what."""

import threading

from monitor.domain.person import Look, LookKind
from monitor.ports.store import NamedView, Store
from monitor.store.database import SqlStore
from tests.contracts.store.made import HOUR_S, NOON, after

WHO = "li@bureau.example"
SECRET = b"s" * 32


def test_a_link_signs_in_once_and_only_while_it_is_young(store: Store) -> None:
    with store.transaction() as tx:
        tx.desk.offer_link(SECRET, WHO, NOON, after(900))
        assert tx.desk.link(SECRET, after(899)) == WHO
        assert tx.desk.link(SECRET, after(900)) is None
        assert tx.desk.use_link(SECRET, after(10)) == WHO
        assert tx.desk.use_link(SECRET, after(11)) is None
        assert tx.desk.link(SECRET, after(11)) is None
        assert tx.desk.link(b"t" * 32, NOON) is None


def test_unused_links_of_an_address_are_counted(store: Store) -> None:
    with store.transaction() as tx:
        for number in range(3):
            tx.desk.offer_link(bytes([number]) * 32, WHO, after(number), after(900))
        tx.desk.use_link(bytes([2]) * 32, after(5))
        assert tx.desk.links_since(WHO, NOON) == 1
        assert tx.desk.links_since("other@bureau.example", NOON) == 0


def test_a_session_ends_by_age_by_idleness_and_by_signing_out(store: Store) -> None:
    with store.transaction() as tx:
        tx.desk.begin_session(SECRET, WHO, NOON, after(10 * HOUR_S))
        assert tx.desk.session(SECRET, after(1), after(-HOUR_S)) == (WHO, NOON)
        assert tx.desk.session(SECRET, after(2 * HOUR_S), after(HOUR_S)) is None, "idle"
        tx.desk.used_session(SECRET, after(2 * HOUR_S))
        assert tx.desk.session(SECRET, after(2 * HOUR_S), after(HOUR_S)) == (WHO, after(2 * HOUR_S))
        assert tx.desk.session(SECRET, after(10 * HOUR_S), after(HOUR_S)) is None, "old"
        tx.desk.end_session(SECRET, after(3))
        assert tx.desk.session(SECRET, after(4), after(-HOUR_S)) is None


def test_a_visit_ends_with_a_pause_and_the_next_one_knows_when(store: Store) -> None:
    with store.transaction() as tx:
        for at in (0, 60, 120):
            assert tx.desk.note_visit(WHO, after(at), after(at - HOUR_S)) is None
        for at in (5 * HOUR_S, 5 * HOUR_S + 60):
            assert tx.desk.note_visit(WHO, after(at), after(at - HOUR_S)) == after(120)
        assert tx.desk.last_visit(WHO) == (after(5 * HOUR_S + 60), after(120))
        assert tx.desk.note_visit("other@bureau.example", NOON, NOON) is None


def test_looks_are_told_newest_first_page_by_page(store: Store) -> None:
    made = [
        Look(by=WHO, at=after(n), kind=LookKind.EVIDENCE_SEEN, case_number="RW-000001", what=str(n))
        for n in range(5)
    ]
    with store.transaction() as tx:
        for look in made:
            tx.desk.note(look)
        first = tx.desk.looks(2)
        assert [look for _, look in first] == made[:2:-1]
        assert [look for _, look in tx.desk.looks(9, before=first[-1][0])] == made[2::-1]


def test_reading_waits_for_no_writer(store: SqlStore) -> None:
    with store.transaction() as tx:
        tx.desk.note(Look(by=WHO, at=NOON, kind=LookKind.SIGNED_IN))
        seen: list[int] = []

        def read() -> None:
            with store.reading() as other:
                seen.append(len(other.desk.looks(9)))

        reader = threading.Thread(target=read)
        reader.start()
        reader.join(10)
        assert seen == [0], "as it stood before the writer began"


def test_views_keep_their_place_and_belong_to_one_person(store: Store) -> None:
    first, second = (NamedView(name=name, filters="harm=high") for name in ("早班", "b"))
    with store.transaction() as tx:
        tx.desk.keep_view(WHO, first, NOON)
        tx.desk.keep_view(WHO, second, after(1))
        assert tx.desk.views(WHO) == [first, second]
        changed = NamedView(name="早班", filters="")
        tx.desk.keep_view(WHO, changed, after(2))
        assert tx.desk.views(WHO) == [changed, second]
        assert tx.desk.views("other@bureau.example") == []
        assert not tx.desk.drop_view("other@bureau.example", "b")
        assert tx.desk.drop_view(WHO, "b")
        assert not tx.desk.drop_view(WHO, "b")
        assert tx.desk.views(WHO) == [changed]
