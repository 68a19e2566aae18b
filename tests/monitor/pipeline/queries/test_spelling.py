"""How sellers write a name, as queries."""

import pytest

from monitor.pipeline.queries.spelling import disguises, misspellings, scripts, spacings


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("North Wind", {"NorthWind", "North-Wind"}),
        ("north-wind", {"northwind", "north wind"}),
        ("NorthWind", {"North Wind", "N o r t h W i n d"}),
        ("acme", {"a c m e", "a-c-m-e"}),
        ("艾克米", {"艾 克 米", "艾·克·米"}),
        ("ab", set()),
        ("", set()),
        ("- -", set()),
    ],
)
def test_the_same_letters_are_joined_and_set_apart(name: str, spelt: set[str]) -> None:
    found = {spelling for spelling, _ in spacings(name)}
    assert spelt <= found
    assert bool(found) == bool(spelt)


def test_chinese_names_are_asked_in_both_kinds_of_characters_and_in_pinyin() -> None:
    assert "诺德林" in {s for s, _ in scripts("諾德林")}
    assert "諾德林" in {s for s, _ in scripts("诺德林")}
    assert "nuodelin" in {s for s, _ in scripts("诺德林")}


def test_short_latin_names_are_asked_in_full_width() -> None:
    assert [s for s, _ in scripts("ACME")] == ["ＡＣＭＥ"]
    assert list(scripts("a name far too long for it")) == []


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Rolinex", {"r0linex", "rol1nex", "ro1inex", "rolin3x", "r0l1n3x", "rоlinex"}),
        ("Basso", {"b@sso", "ba$so", "8asso", "b4sso"}),
        ("扎维拉", set()),
        ("zed", set()),
    ],
)
def test_letters_are_swapped_for_digits_signs_and_twins(name: str, spelt: set[str]) -> None:
    found = {spelling for spelling, _ in disguises(name)}
    assert spelt <= found
    assert bool(found) == bool(spelt)


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Bellano", {"belano", "belllano", "bllano", "bellan"}),
        ("Phacton", {"facton", "phakton"}),
        ("Mirnova", {"rnirnova", "mimova"}),
        ("Wexley", {"vexley", "wexlei", "wxley"}),
    ],
)
def test_slips_that_are_still_read_as_the_name(name: str, spelt: set[str]) -> None:
    assert spelt <= {spelling for spelling, _ in misspellings(name)}


@pytest.mark.parametrize("name", ["Zarvella", "North Wind", "扎维拉", "o0o0o0", "aaaa"])
def test_no_spelling_is_the_name_itself_or_told_twice(name: str) -> None:
    for ways in (spacings, scripts, disguises, misspellings):
        found = [spelling.casefold() for spelling, _ in ways(name)]
        assert name.casefold() not in found
        assert len(found) == len(set(found))
