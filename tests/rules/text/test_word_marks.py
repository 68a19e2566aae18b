"""Word marks: what is found and where, what is passed over."""

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest

from monitor.domain.asset import AssetKind
from monitor.domain.signal import Signal
from rules.text.matcher import WordMarkMatcher
from tests.rules.making import offer, word_mark

REGISTER = tuple(
    word_mark(*names)
    for names in (
        ("NIKE", "耐克"),
        ("adidas",),
        ("LV",),
        ("Louis Vuitton",),
        ("小米",),
        ("阿迪达斯",),
        ("GUCCI",),
        ("The North Face",),
        ("Apple", "苹果"),
        ("HUAWEI",),
        ("李宁",),
        ("CHANEL",),
        ("瑞特普",),
        ("LAIDUOMI",),
        ("TOKAMI",),
    )
)
INDEX = WordMarkMatcher().prepare(REGISTER, {})


def found(title: str) -> dict[str, Sequence[Signal]]:
    return dict(INDEX.signals(offer(title), {}))


@pytest.mark.parametrize(
    ("title", "asset", "channel", "words"),
    [
        ("NIKE air max", "nike", "literal", "NIKE"),
        ("正品NIKE鞋 2024", "nike", "literal", "NIKE"),
        ("耐克男鞋", "nike", "alias", "耐克"),
        ("N1KE shoes", "nike", "shape", "N1KE"),
        ("N!KE shoes", "nike", "shape", "N!KE"),
        ("cheap n i k e shoes", "nike", "shape", "n i k e"),
        ("N-I-K-E shoes", "nike", "shape", "N-I-K-E"),
        ("Ni*e shoes", "nike", "shape", "Ni*e"),
        ("N\u200bik\u200be shoes", "nike", "shape", "N\u200bik\u200be"),
        ("𝐍𝐢𝐤𝐞 shoes", "nike", "shape", "𝐍𝐢𝐤𝐞"),
        ("🅝🅘🅚🅔 shoes", "nike", "shape", "🅝🅘🅚🅔"),
        ("ＮＩＫＥ shoes", "nike", "literal", "ＮＩＫＥ"),
        ("nikeshoes cheap", "nike", "literal", "nike"),
        ("NikeShoes cheap", "nike", "literal", "Nike"),
        ("guccibag leather", "gucci", "literal", "gucci"),
        ("louisvuittonbag mm", "louis vuitton", "literal", "louisvuitton"),
        ("applewatch cheap", "apple", "literal", "apple"),
        ("กระเป๋ากุชชี่ งานดี", "gucci", "alias", "กุชชี่"),
        ("耐ke运动鞋", "nike", "shape", "耐ke"),
        ("na克板鞋", "nike", "shape", "na克"),
        ("瑞te普外套", "瑞特普", "shape", "瑞te普"),
        ("新款小mi手机", "小米", "shape", "小mi"),
        ("而寸克 跑鞋", "nike", "shape", "而寸克"),
        ("G.U.C.C.1 belt", "gucci", "shape", "G.U.C.C.1"),
        ("Nyke shoes", "nike", "sound", "Nyke"),
        ("トカミ シューズ", "tokami", "sound", "トカミ"),
        ("ﾄｶﾐ シューズ", "tokami", "sound", "ﾄｶﾐ"),
        ("토카미 운동화", "tokami", "sound", "토카미"),
        ("Токами кроссовки", "tokami", "sound", "Токами"),
        ("حذاء توكامي", "tokami", "sound", "توكامي"),
        ("耐刻运动鞋", "nike", "sound", "耐刻"),
        ("Аdidаs hoodie", "adidas", "shape", "Аdidаs"),
        ("addidas hoodie", "adidas", "fuzzy", "addidas"),
        ("adiads hoodie", "adidas", "fuzzy", "adiads"),
        ("LV bag", "lv", "literal", "LV"),
        ("louisvuitton bag", "louis vuitton", "literal", "louisvuitton"),
        ("Louis Vuiton bag", "louis vuitton", "fuzzy", "Louis Vuiton"),
        ("Vuitton bag", "louis vuitton", "literal", "Vuitton"),
        ("小米手機", "小米", "literal", "小米"),
        ("李寧 T恤", "李宁", "literal", "李寧"),
        ("xiaomi phone", "小米", "alias", "xiaomi"),
        ("ruitepu phone", "瑞特普", "sound", "ruitepu"),
        ("华为手机", "huawei", "alias", "华为"),
        ("莱朵米手机", "laiduomi", "sound", "莱朵米"),
        ("阿*迪*达*斯", "阿迪达斯", "shape", "阿*迪*达*斯"),
        ("瑞特朴外套", "瑞特普", "fuzzy", "瑞特朴"),
        ("瑞待普外套", "瑞特普", "shape", "瑞待普"),
        ("North Face jacket", "the north face", "literal", "North Face"),
    ],
)
def test_a_mark_is_found_with_the_words_that_show_it(
    title: str, asset: str, channel: str, words: str
) -> None:
    best = found(title)[asset][0]
    assert best.span is not None
    assert (best.channel, title[slice(*best.span)]) == (channel, words)


PLAIN = """
fresh pineapple juice
scrapple pork loaf
applesauce jar
grapple hook
平安ta的鞋
小米粥 早餐
苹果派 烘焙
mountain bike hike strike
lv2 cat5
channel letters
最美的风景 明信片
snickers bar
garden hose 20 m
运动鞋 男 透气
手机壳 透明 软
кроссовки мужские
スニーカー メンズ
운동화 남성
حذاء رياضي للرجال
"""


@pytest.mark.parametrize("title", PLAIN.strip().split("\n"))
def test_chance_likeness_is_passed_over(title: str) -> None:
    assert found(title) == {}


def test_every_field_is_read_and_named() -> None:
    seen = offer(
        "shoes", seller="NIKE outlet", brand="Nike", category="Shoes > NIKE", description="by NIKE"
    )
    signals = INDEX.signals(seen, {})["nike"]
    assert {signal.field for signal in signals} == {"seller", "brand", "category", "description"}


def test_the_reason_names_both_sides() -> None:
    (signal,) = found("N1KE shoes")["nike"]
    assert "'N1KE'" in signal.because
    assert "'NIKE'" in signal.because


def test_combined_marks_are_read_too() -> None:
    combined = replace(word_mark("NIKE"), kind=AssetKind.COMBINED_MARK)
    index = WordMarkMatcher().prepare([combined], {})
    assert index.signals(offer("NIKE shoes"), {})["nike"]


def test_a_title_of_a_megabyte_takes_time_in_proportion() -> None:
    block = "genuine leather walking shoes for women 女鞋 真皮 "
    index = WordMarkMatcher().prepare(REGISTER, {})
    spent = []
    for letters in (250_000, 1_000_000):
        title = (block * (letters // len(block) + 1))[:letters] + " NIKE"
        start = time.process_time()
        signals = index.signals(offer(title), {})
        spent.append(time.process_time() - start)
        assert signals["nike"][0].channel == "literal"
    assert spent[1] < 4 * 3 * spent[0] + 0.5


@pytest.mark.parametrize("mark", ["Hound & Hare", "Hound and Hare"])
@pytest.mark.parametrize(
    "title", ["Hound and Hare bag", "Hound & Hare bag", "HOUND+HARE bag", "Hound n Hare bag"]
)
def test_a_sign_and_a_word_join_two_names_alike(mark: str, title: str) -> None:
    index = WordMarkMatcher().prepare([word_mark(mark, id="joined")], {})
    signals = index.signals(offer(title), {})["joined"]
    assert [signal.channel for signal in signals] == ["literal"]


def test_letters_joined_by_a_sign_are_not_found_in_other_words() -> None:
    index = WordMarkMatcher().prepare([word_mark("H&M")], {})
    assert dict(index.signals(offer("second hand M"), {})) == {}
