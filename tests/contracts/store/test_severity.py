"""How much harm a case's offer may do: kept with the case, and what lists are ordered by."""

from monitor.domain.severity import NOT_WEIGHED, Severity
from monitor.domain.verdict import Grade
from monitor.ports.store import CaseQuery, Store
from tests.contracts.store.made import NOON, after, open_case, sighting, verdict

HARMFUL = Severity(points=60, because="such goods can hurt people: 'brake'")
SLIGHT = Severity(points=5, because="each is offered at 3 USD")


def test_a_case_has_the_severity_of_its_current_sighting(store: Store) -> None:
    with store.transaction() as tx:
        assert open_case(tx).severity == NOT_WEIGHED
        row, _ = tx.sightings.record(sighting("2"))
        opened = tx.cases.judge(row, "acme", [verdict()], NOON, SLIGHT)
        assert opened is not None
        assert opened[0].severity == SLIGHT
        later, _ = tx.sightings.record(sighting("2", title="ACME bag, more of them", at=60))
        moved = tx.cases.judge(later, "acme", [verdict()], after(1), HARMFUL)
        assert moved is not None
        assert moved[0].severity == HARMFUL
        stale = tx.cases.judge(row, "acme", [verdict(version="v2")], after(2), SLIGHT)
        assert stale is not None
        assert stale[0].severity == HARMFUL


def test_the_gravest_come_first_alerts_before_the_rest(store: Store) -> None:
    filed = (
        ("1", Grade.REVIEW, HARMFUL),
        ("2", Grade.ALERT, SLIGHT),
        ("3", Grade.ALERT, HARMFUL),
    )
    with store.transaction() as tx:
        for listing_id, grade, severity in filed:
            row, _ = tx.sightings.record(sighting(listing_id))
            tx.cases.judge(row, "acme", [verdict(grade)], NOON, severity)
        gravest = tx.cases.list(CaseQuery(gravest_first=True))
        assert [case.listing.listing_id for case in gravest] == ["3", "2", "1"]
