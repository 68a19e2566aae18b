"""From a claim to a verdict: review where all is shown, never an alert, never on silence."""

import pytest

from monitor.domain.asset import Asset
from monitor.domain.chart import ElementStatus
from monitor.domain.listing import Offer
from monitor.domain.signal import Ground
from monitor.domain.verdict import Grade, Verdict
from rules.decision.decider import SecondDecider
from rules.patent.matcher import ClaimElementsMatcher
from tests.rules.making import DAY, HOLDER
from tests.rules.patent.charts import ClaimCase, cases
from tests.rules.truth import READERS


def judged(asset: Asset, offered: Offer) -> Verdict | None:
    signals = ClaimElementsMatcher().prepare([asset], {}).signals(offered, {}).get(asset.id, ())
    if not signals:
        return None
    facts = [
        fact for reader in READERS for fact in reader.facts(offered, asset, HOLDER, signals, DAY)
    ]
    return SecondDecider().decide(asset, signals, facts)


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case.id))
def test_who_practises_is_for_a_person_and_who_does_not_is_not(case: ClaimCase) -> None:
    verdict = judged(case.asset, case.practises)
    assert verdict is not None
    assert verdict.grade is Grade.REVIEW
    assert verdict.grounds == (Ground.PATENT_CLAIM,)
    assert any("for a person to compare" in one.because for one in verdict.against)
    near = judged(case.asset, case.near)
    assert near is None or (near.grade is Grade.NONE and near.score < verdict.score)
    assert judged(case.asset, case.unrelated) is None


def test_each_claim_ranks_its_own_offer_above_all_others() -> None:
    offers = [(case.id, case.practises) for case in cases()]
    offers += [(f"{case.id} near", case.near) for case in cases()]
    index = ClaimElementsMatcher().prepare([case.asset for case in cases()], {})
    best: dict[str, tuple[float, str]] = {}
    for name, offered in offers:
        for asset, (signal,) in index.signals(offered, {}).items():
            best[asset] = max(best.get(asset, (0.0, "")), (signal.score, name))
            shown = all(row.status is ElementStatus.MET for row in signal.chart)
            assert (signal.score >= 0.8) is shown
    assert {asset: name for asset, (_, name) in best.items()} == {
        case.id: case.id for case in cases()
    }


def test_another_brand_and_words_of_the_trade_change_nothing_for_an_invention() -> None:
    case = cases()[0]
    plain = judged(case.asset, case.practises)
    named = Offer(
        listing=case.practises.listing,
        url=case.practises.url,
        title=f"{case.practises.title} 1:1 replica",
        description=case.practises.description,
        brand="Kestrelo",
    )
    branded = judged(case.asset, named)
    assert plain is not None
    assert branded is not None
    assert branded.score == plain.score
