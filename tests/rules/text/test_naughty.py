"""Naughty strings and texts of a megabyte: no exception, time in proportion."""

import time

import pytest

from monitor.domain.codec import to_plain
from rules.text.matcher import WordMarkMatcher
from tests.rules.making import offer, word_mark
from tests.rules.text.naughty import kinds

MARKS = (
    ("NIKE", "耐克"), ("adidas",), ("Louis Vuitton",), ("小米",), ("ナイキ",),
    ("나이키",), ("阿迪达斯",), ("Старт",),
)  # fmt: skip
INDEX = WordMarkMatcher().prepare([word_mark(*names) for names in MARKS], {})
STUCK_S = 20  # CPU seconds: tells "never ends" from "busy"
BLOCKS = (
    "walking shoes for women ", "女鞋真皮正品运动鞋新款",
    "耐", "スニーカー メンズ ", "운동화 남성 ",
    "حذاء رياضي للرجال ", "кроссовки мужские ", "รองเท้าผู้ชาย",
    "जूते पुरुषों के लिए ", "👩‍👩‍👧‍👦", "Z̗͓͖͖̊ͅa̷", "n!k$@", "a*b?",
    "n i k e ", "🅝🅘",
)  # fmt: skip


def spent_s(title: str) -> float:
    """CPU seconds of one offer; the mark at its end must be found."""
    start = time.process_time()
    assert "nike" in INDEX.signals(offer(title + " NIKE"), {})
    return time.process_time() - start


def test_there_are_two_hundred_and_more() -> None:
    every = [text for texts in kinds().values() for text in texts]
    assert len(set(every)) >= 200


@pytest.mark.parametrize("kind", kinds())
def test_naughty_strings_raise_nothing_and_end_soon(kind: str) -> None:
    for text in kinds()[kind]:
        start = time.process_time()
        shown = f"shoes {text} for men"
        for seen in (offer(text, seller=text, description=text), offer(shown)):
            for signals in INDEX.signals(seen, {}).values():
                for signal in signals:
                    assert signal.span is not None
                    assert 0 <= signal.span[0] < signal.span[1] <= len(shown)
                    assert 0.0 <= signal.score <= 1.0
                    to_plain(signal)
        assert time.process_time() - start < STUCK_S, ascii(text[:40])


@pytest.mark.parametrize("kind", kinds())
def test_a_mark_may_be_naughty_too(kind: str) -> None:
    texts = kinds()[kind]
    index = WordMarkMatcher().prepare(
        [word_mark(text, id=str(number)) for number, text in enumerate(texts)], {}
    )
    for text in (*texts[:3], "NIKE shoes 耐克"):
        index.signals(offer(text), {})


@pytest.mark.parametrize("block", BLOCKS, ids=ascii)
def test_time_grows_with_the_text_in_every_script(block: str) -> None:
    spent_s(block)  # loads what the script needs
    eighth = min(spent_s((block * 15_000)[:15_000]) for _ in range(2))
    whole = spent_s((block * 120_000)[:120_000])
    assert whole < 8 * 3 * eighth + 0.5
