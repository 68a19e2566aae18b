"""Groups of similar goods: the table agrees with itself and with the Nice classes."""

from collections import Counter

import pytest

from monitor.domain.signal import ContextFact
from rules.context.goods import GoodsReader
from rules.language.goods import words
from rules.language.groups import group_words, groups, is_similar
from tests.rules.making import DAY, HOLDER, literal, offer, word_mark


def test_the_goods_an_officer_meets_most_are_grouped() -> None:
    assert len(groups()) >= 100
    classes = {group.nice_class for group in groups().values()}
    assert classes >= {3, 5, 7, 8, 9, 11, 14, 16, 18, 20, 21, 24, 25, 28, 29, 30, 32, 33, 34}


def test_each_group_has_a_code_two_names_and_words_of_its_own() -> None:
    counted = Counter(word for group in groups().values() for word in group.words)
    assert [word for word, count in counted.items() if count > 1] == []
    for code, group in groups().items():
        assert (len(code), 1 <= group.nice_class <= 45) == (4, True)
        assert group.english
        assert group.chinese
        assert group.words
        assert group.similar <= groups().keys() - {code}


def test_a_word_is_of_the_class_of_its_group() -> None:
    assert {
        word for word, group in group_words().items() if words()[word] != group.nice_class
    } == set()


def test_groups_are_similar_to_themselves_and_where_the_table_says_so_both_ways() -> None:
    assert is_similar("2501", ["2501", "2507"])
    assert not is_similar("2501", ["2507"])
    assert is_similar("0301", ["0306"])
    assert is_similar("0306", ["0301"])
    assert not is_similar("9999", ["2501"])


def told(title: str, *registered: str, territories: tuple[str, ...] = ("CN",)) -> ContextFact:
    mark = word_mark(
        "ZORVEX", territories=territories, nice_classes=(18, 25), similar_groups=registered
    )
    signals = (literal(title, "ZORVEX"),)
    return GoodsReader().facts(offer(title), mark, HOLDER, signals, DAY)[0]


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("ZORVEX backpack", "fit"),
        ("ZORVEX 双肩包", "fit"),
        ("ZORVEX umbrella", "apart"),
        ("ZORVEX 运动鞋", "apart"),
        ("ZORVEX leather", None),
        ("ZORVEX thing", None),
        ("ZORVEX screwdriver set", "far"),
    ],
)
def test_goods_stand_to_the_registered_groups_as_the_table_has_them(
    title: str, value: str | None
) -> None:
    assert told(title, "1802", "2501").value == value


def test_without_registered_groups_the_class_decides() -> None:
    assert told("ZORVEX umbrella").value == "fit"


def test_groups_are_the_chinese_office_s_and_say_nothing_elsewhere() -> None:
    assert told("ZORVEX umbrella", "1802", territories=("DE",)).value == "fit"


def test_the_reason_names_the_word_the_group_and_the_registered_ones() -> None:
    because = told("ZORVEX umbrella", "1802", "2501").because
    assert because == (
        "'umbrella' (group 1804 雨伞 umbrellas): not presumed similar to the registered 1802, 2501"
    )


@pytest.mark.parametrize("group", ["0921", "1011"])
def test_spectacles_are_of_either_group_that_the_editions_gave_them(group: str) -> None:
    assert told("ZORVEX sunglasses", group).value == "fit"


def test_a_right_of_the_later_class_alone_is_neither_for_spectacles_nor_far_from_them() -> None:
    mark = word_mark("ZORVEX", territories=("CN",), nice_classes=(10,))
    signals = (literal("ZORVEX sunglasses", "ZORVEX"),)
    facts = GoodsReader().facts(offer("ZORVEX sunglasses"), mark, HOLDER, signals, DAY)
    assert [fact.value for fact in facts] == ["near"]
    assert "class 10 in the edition of 2026 only" in facts[0].because
