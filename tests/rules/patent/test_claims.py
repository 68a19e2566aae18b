"""Claims are cut into the elements that a reader would cut them into."""

import pytest

from rules.patent.claims import parse_claims


def elements(text: str) -> list[str]:
    return [element.text for element in parse_claims((text,))[0].elements]


def test_an_english_claim_is_cut_at_comprising_commas_and_wherein() -> None:
    assert elements(
        "1. A lamp comprising: a base; an arm mounted on the base, and a head having an LED, "
        "wherein the arm is foldable."
    ) == [
        "A lamp",
        "a base",
        "an arm mounted on the base",
        "a head having an LED",
        "the arm is foldable",
    ]


def test_a_chinese_claim_is_cut_at_its_list_and_at_its_characterising_clauses() -> None:
    assert elements(
        "1. 一种台灯，包括灯座、灯臂和灯头，其特征在于：所述灯臂可伸缩；所述灯头设有LED。"
    ) == [
        "一种台灯",
        "灯座",
        "灯臂",
        "灯头",
        "所述灯臂可伸缩",
        "所述灯头设有LED",
    ]


def test_nouns_without_an_article_are_elements_and_adjectives_are_not() -> None:
    assert elements("A stool comprising a seat, aluminium legs and a flexible, padded strap") == [
        "A stool",
        "a seat",
        "aluminium legs",
        "a flexible, padded strap",
    ]


@pytest.mark.parametrize(
    "dependent",
    [
        "2. The lamp of claim 1, wherein the base is round.",
        "2. A lamp according to any of the preceding claims, comprising a plug.",
        "2. 根据权利要求1所述的台灯，其特征在于：所述灯座为圆形。",
        "2. 如权利要求1所述的台灯，其特征在于还包括插头。",
    ],
)
def test_a_dependent_claim_has_no_elements_of_its_own(dependent: str) -> None:
    first, second = parse_claims((f"1. A lamp comprising a base.\n{dependent}",))
    assert (first.depends, second.depends) == (False, True)
    assert second.elements == ()
    assert (first.number, second.number) == (1, 2)


def test_a_claim_without_a_transition_is_one_element() -> None:
    assert elements("A lamp with a heavy base") == ["A lamp with a heavy base"]
    assert parse_claims(("",)) == ()
