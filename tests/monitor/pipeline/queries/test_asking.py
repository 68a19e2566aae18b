"""Which queries an asset gives, why, and when each is asked."""

import dataclasses

import pytest
from hypothesis import given as laws
from hypothesis import strategies as st

from monitor.domain.asset import Asset, AssetKind
from monitor.pipeline.queries import Asking, Query, QueryKind, asking_of, given

MARK = Asset(
    id="zarvella-word",
    kind=AssetKind.WORD_MARK,
    holder_id="h",
    text="Zarvella",
    aliases=("扎维拉",),
    nice_classes=(18,),
    goods=("bags",),
)


def texts(asking: Asking, kind: QueryKind | None = None) -> list[str]:
    queries = asking.core + asking.tail
    return [query.text for query in queries if kind in {None, query.kind}]


def test_names_and_aliases_are_asked_in_every_pass() -> None:
    asking = asking_of([MARK], (), most=12)
    assert [query.text for query in asking.core] == ["Zarvella", "扎维拉"]
    for number in range(asking.passes):
        assert asking.of_pass(number)[:2] == asking.core


@pytest.mark.parametrize(("tail", "most", "passes"), [(60, 12, 5), (61, 12, 6), (7, 12, 1)])
def test_the_tail_takes_turns_and_is_through_after_so_many_passes(
    tail: int, most: int, passes: int
) -> None:
    queries = tuple(Query(text=f"q{n}", kind=QueryKind.GOODS, because="") for n in range(tail))
    asking = Asking(tail=queries, most=most)
    assert asking.passes == passes
    for first in (0, 3, 1000):
        asked = [asking.of_pass(first + number) for number in range(passes)]
        assert set().union(*asked) == set(queries)
        assert all(len(of_pass) == len(set(of_pass)) == min(most, tail) for of_pass in asked)


@laws(st.integers(0, 40), st.integers(0, 20), st.integers(0, 10_000))
def test_nothing_is_asked_twice_in_a_pass(tail: int, most: int, number: int) -> None:
    queries = tuple(Query(text=f"q{n}", kind=QueryKind.GOODS, because="") for n in range(tail))
    asked = Asking(tail=queries, most=most).of_pass(number)
    assert len(asked) == len(set(asked)) == min(most, tail)


def test_the_first_turn_holds_some_of_every_kind() -> None:
    kinds = {query.kind for query in asking_of([MARK], (), most=12).of_pass(0)}
    assert kinds >= {
        QueryKind.NAME,
        QueryKind.ALIAS,
        QueryKind.NAME_AND_GOODS,
        QueryKind.IMITATION,
        QueryKind.SPACING,
        QueryKind.SCRIPT,
        QueryKind.DISGUISE,
        QueryKind.MISSPELLING,
        QueryKind.GOODS_AND_IMITATION,
    }


def test_two_assets_take_turns_so_that_neither_waits_for_the_other() -> None:
    other = dataclasses.replace(MARK, id="other", text="Oltremar", aliases=())
    asked = asking_of([MARK, other], (), most=12).of_pass(0)
    counts = [sum(q.asset_id == asset.id for q in asked) for asset in (MARK, other)]
    assert counts == [2 + 6, 1 + 6]


def test_every_query_says_why_it_is_asked_and_for_which_asset() -> None:
    for query in asking_of([MARK], (), most=12).tail:
        assert query.asset_id == "zarvella-word"
        assert "Zarvella" in query.because or "扎维拉" in query.because or "goods" in query.because


def test_a_plain_word_is_asked_only_together_with_goods() -> None:
    plain = dataclasses.replace(MARK, text="Orchard", dictionary_word=True, aliases=())
    asking = asking_of([plain], ("en",), most=12)
    assert [query.text for query in asking.core] == [
        "Orchard bags",
        "Orchard bag",
        "Orchard wallet",
    ]
    assert not [text for text in texts(asking) if text.casefold() == "orchard"]
    assert not {QueryKind.DISGUISE, QueryKind.MISSPELLING} & {query.kind for query in asking.tail}


def test_two_letters_are_asked_only_together_with_goods() -> None:
    short = dataclasses.replace(MARK, text="ZV", aliases=("维",))
    core = asking_of([short], ("zh",), most=12).core
    assert all(" " in query.text for query in core)
    assert {query.text.split()[0] for query in core} == {"ZV", "维"}


def test_a_plain_word_whose_goods_nobody_named_is_asked_alone_and_says_so() -> None:
    bare = Asset(id="b", kind=AssetKind.WORD_MARK, holder_id="h", text="ZV")
    (query,) = asking_of([bare], ("en",), most=12).core
    assert query.text == "ZV"
    assert "no goods are known" in query.because


def test_a_design_is_searched_for_by_title_and_goods() -> None:
    design = Asset(
        id="d", kind=AssetKind.DESIGN, holder_id="h", title="Folding chair", goods=("garden chair",)
    )
    asking = asking_of([design], ("en",), most=12)
    assert [query.text for query in asking.core] == ["Folding chair"]
    assert {"Folding chair garden chair", "garden chair", "garden chair replica"} <= set(
        texts(asking)
    )


def test_an_asset_without_words_or_goods_asks_for_nothing() -> None:
    logo = Asset(id="l", kind=AssetKind.FIGURATIVE_MARK, holder_id="h")
    assert asking_of([logo], ("en",), most=12) == Asking(most=12)


def test_a_chinese_market_is_asked_in_chinese() -> None:
    asked = set(texts(asking_of([MARK], ("zh",), most=12)))
    assert {"Zarvella 包", "扎维拉 包", "Zarvella 高仿", "扎维拉 高仿", "包 高仿"} <= asked
    assert "Zarvella replica" not in asked


def test_a_chinese_name_goes_with_no_english_word() -> None:
    assert not [text for text in texts(asking_of([MARK], ("en", "zh"), 12)) if "扎维拉 r" in text]


def test_a_market_of_unknown_language_is_asked_in_english_and_that_of_the_names() -> None:
    asked = set(texts(asking_of([MARK], (), most=12)))
    assert {"Zarvella replica", "Zarvella 高仿"} <= asked
    latin = dataclasses.replace(MARK, aliases=())
    assert "Zarvella 高仿" not in texts(asking_of([latin], (), most=12))


def test_weak_words_are_named_as_such() -> None:
    replica, dupe = (
        next(q for q in asking_of([MARK], ("en",), 12).tail if q.text == f"Zarvella {word}")
        for word in ("replica", "dupe")
    )
    assert "honest" in dupe.because
    assert "honest" not in replica.because


def test_with_a_budget_of_none_only_names_are_asked() -> None:
    asking = asking_of([MARK], (), most=0)
    assert (asking.tail, asking.passes) == ((), 0)
    assert asking.of_pass(3) == asking.core


def test_configured_words_are_all_asked_each_time_and_watches_are_joined() -> None:
    both = given(["garden chair", "zarvella replica"]).joined(asking_of([MARK], ("en",), 3))
    assert [query.text for query in both.core][:3] == [
        "garden chair",
        "zarvella replica",
        "Zarvella",
    ]
    assert both.most == 3
    assert "Zarvella replica" not in [query.text for query in both.tail]


@laws(st.text(max_size=30), st.lists(st.text(max_size=12), max_size=3), st.text(max_size=200))
def test_any_names_at_all_give_queries_that_a_search_takes(
    text: str, aliases: list[str], title: str
) -> None:
    asset = Asset(
        id="a",
        kind=AssetKind.WORD_MARK,
        holder_id="h",
        text=text,
        aliases=tuple(aliases),
        title=title,
        nice_classes=(25, 9),
        goods=tuple(aliases),
    )
    asking = asking_of([asset], (), most=5)
    asked = [query.text.casefold() for query in asking.core + asking.tail]
    assert len(asked) == len(set(asked))
    assert all(0 < len(query) <= 200 and query.strip() for query in asked)


def test_offers_that_hide_name_and_goods_are_asked_for_by_words_for_copies() -> None:
    assert {"replica", "高仿"} <= set(texts(asking_of([MARK], ("en", "zh"), 12)))
    bare = dataclasses.replace(MARK, goods=(), nice_classes=())
    assert "replica" not in texts(asking_of([bare], ("en",), 12))
