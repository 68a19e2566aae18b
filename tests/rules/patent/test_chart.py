"""What an offer says of each element: met, not met, or nothing."""

import pytest

from monitor.domain.chart import ElementStatus
from monitor.domain.listing import PictureText
from tests.rules.making import offer
from tests.rules.patent.charts import ClaimCase, cases, charted, overall

MET, NOT_MET, UNKNOWN = ElementStatus.MET, ElementStatus.NOT_MET, ElementStatus.UNKNOWN


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case.id))
class TestHandMadeClaims:
    def test_the_offer_that_practises_it_shows_every_element(self, case: ClaimCase) -> None:
        rows = charted(case.claim, case.practises)
        assert overall(rows) is MET
        for row in rows:
            assert row.field in {"title", "description"}
            assert row.span is not None

    def test_the_near_miss_fails_for_its_own_reason(self, case: ClaimCase) -> None:
        assert overall(charted(case.claim, case.near)) is case.fails

    def test_the_unrelated_offer_is_not_shown_to_practise_it(self, case: ClaimCase) -> None:
        assert overall(charted(case.claim, case.unrelated)) is not MET


LAMP = "1. A lamp comprising a base, and {}."


@pytest.mark.parametrize(
    ("element", "words", "status"),
    [
        ("a battery", "Lamp | Base. Battery inside.", MET),
        ("a battery", "Lamp | Base. No battery needed.", NOT_MET),
        ("a battery", "Lamp | Base. Works without a battery.", NOT_MET),
        ("a battery", "Lamp | Base. Batteryless.", UNKNOWN),
        ("a battery", "Lamp | Base. Battery included, no charger.", MET),
        ("a battery", "台灯 | 底座。无需电池。", NOT_MET),
        ("a battery", "台灯 | 底座。内置电池。", MET),
        ("a battery", "台灯 | 不锈钢底座。", UNKNOWN),
        ("a sensor", "Lamp | Base. Light sensor.", MET),
        ("a light sensor", "Lamp | Base. Sensor.", UNKNOWN),
        ("an arm made of aluminium", "Lamp | Base. Arm of aluminum.", MET),
        ("an arm made of aluminium", "Lamp | Base. Plastic arm.", NOT_MET),
        ("an arm made of aluminium", "Lamp | Plastic base. Arm.", UNKNOWN),
        ("three arms", "Lamp | Base. 4 arms.", MET),
        ("three arms", "Lamp | Base. Two arms.", NOT_MET),
        ("three arms", "Lamp | Base. Arms.", UNKNOWN),
        ("a cable having a length of at least 1.5 m", "Lamp | Base. Cable length 200 cm", MET),
        ("a cable having a length of at least 1.5 m", "Lamp | Base. Cable length 120 cm", NOT_MET),
        ("a cable having a length of at least 1.5 m", "Lamp | Base. Cable.", UNKNOWN),
        ("a cable having a length of at least 1.5 m", "Lamp | Base. Height 2 m. Cable.", UNKNOWN),
        ("an arm fixed to the wall", "Lamp | Base. Arm fixed to the wall.", MET),
        ("an adjustable arm", "Lamp | Base. Fixed arm.", NOT_MET),
        ("an adjustable arm", "Lamp | Base. The arm is not adjustable.", NOT_MET),
    ],
)  # fmt: skip
def test_an_element_is_met_denied_or_not_spoken_of(
    element: str, words: str, status: ElementStatus
) -> None:
    rows = charted(LAMP.format(element), words)
    assert [row.status for row in rows[:2]] == [MET, MET]
    assert rows[2].status is status, rows[2]


def test_a_row_points_to_the_words_it_rests_on() -> None:
    offered = "ＬＡＭＰ | Round base. The battery is inside!"
    row = charted(LAMP.format("a battery"), offered)[2]
    assert row.field == "description"
    assert row.span is not None
    description = offered.partition(" | ")[2]
    assert description[slice(*row.span)] == "The battery is inside"
    assert "The battery is inside" in row.because


def test_words_in_a_picture_show_an_element_and_the_row_tells_where() -> None:
    shown = PictureText(place=0, text="内置充电电池", box=(10, 20, 300, 60))
    offered = offer("台灯", description="底座。", image_text=(shown,))
    row = charted(LAMP.format("a battery"), offered)[2]
    assert (row.status, row.field, row.box) == (MET, "image_text", shown.box)
    assert shown.text[slice(*row.span or (0, 0))] == "内置充电电池"


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (
            "1. A cup comprising a filter, and a cup spout in fluid communication with the filter.",
            "Cup | Filter. Spout in fluid connection with the filter.",
        ),
        (
            "1. 一种榨汁杯，其特征在于，包括：杯体；以及设置在所述杯体内的六片刀头。",
            "榨汁杯 | 杯体透明。杯内六叶刀头。",
        ),
        ("1. A bowl comprising a rigid edge.", "Bowl | Hard plastic edge."),
    ],
)
def test_what_is_given_counted_or_otherwise_worded_is_met(claim: str, words: str) -> None:
    assert overall(charted(claim, words)) is MET
