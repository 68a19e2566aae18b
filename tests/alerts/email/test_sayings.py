"""What the rules say in English reaches a Chinese reader in Chinese, and in its right place."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from alerts.email.sayings import against_view, measured, say, told
from alerts.email.words import CHINESE, ENGLISH
from alerts.email.writer import MailWriter
from monitor.domain.asset import AssetKind, Holder, RightStatus
from monitor.domain.signal import ContextFact, Defence, Signal
from monitor.domain.verdict import Against, Verdict
from monitor.ports.matcher import Matcher
from rules.context.status import RightStatusReader
from rules.decision.decider import FirstDecider
from rules.design.matcher import DesignMatcher
from rules.image.copied import CopiedPhotoMatcher
from rules.image.matcher import ReferenceImageMatcher
from rules.text.matcher import WordMarkMatcher
from tests.alerts.email.reading import read
from tests.alerts.email.stories import WORD, letter, offer, story, word_verdict
from tests.rules.truth import rows, verdict

TODAY = date(2026, 3, 2)
CLEAR = (
    Against(defence=None, because="looked for and not found: authorised seller, intent, territory"),
    Against(defence=None, because="not known: goods, other brand"),
)


@cache
def judged() -> tuple[Verdict, ...]:
    """Verdicts of the real rules over the hand-made truth set."""
    return tuple(verdict(row.offer, row.asset) for row in rows())


def sentences() -> Iterator[str]:
    for one in judged():
        yield one.gate.because
        yield from (signal.because for signal in one.signals)


def test_every_measurement_and_gate_of_the_truth_set_is_said_in_chinese() -> None:
    unsaid = [sentence for sentence in sentences() if say(sentence, CHINESE) is None]
    assert unsaid == []


def test_every_reason_against_of_the_truth_set_is_said_in_chinese() -> None:
    views = [against_view(one.against, CHINESE) for one in judged()]
    reasons = [because for view in views for _, because in view.reasons]
    assert len(reasons) > 100
    assert [because for because in reasons if "原文" in because] == []
    listed = [line for view in views for line in (view.looked_for, view.unknown) if line]
    assert [line for line in listed if re.search(r"[A-Za-z]", line)] == []
    assert len(listed) > 100


def test_every_circumstance_for_a_case_of_the_truth_set_is_said_in_chinese() -> None:
    told_for = [because for one in judged() for because in one.support]
    assert len(set(told_for)) > 20
    assert [because for because in told_for if say(because, CHINESE) is None] == []


def test_a_mail_tells_what_speaks_for_a_case_beside_what_was_measured() -> None:
    copied = ContextFact(
        name="context.intent/1",
        value="counterfeit",
        because="the offer speaks of copies: '高仿'",
        weight=1.0,
    )
    told_of = replace(word_verdict(), facts=(copied,))
    sent = letter(story(verdicts=(told_of,)), language="zh")
    seen = read(MailWriter("alerts@bureau.example").write(sent).content)
    for part in (seen.text, seen.html):
        here = part.index("页面使用仿冒行业用语：“高仿”")
        assert part.index("支持理由") < here < part.index("反对理由")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "权利 12345678 在 2026-03-02 有效"),
        ({"status": RightStatus.INVALIDATED}, "已被宣告无效"),
        ({"status": RightStatus.EXPIRED}, "已过期"),
        ({"status": RightStatus.PENDING}, "已申请，尚未注册"),
        ({"status": RightStatus.OPPOSED}, "正在异议中"),
        ({"expiry_date": date(2025, 1, 2)}, "已于 2025-01-02 到期，早于发现商品的 2026-03-02"),
        ({"registration_date": date(2027, 1, 2)}, "自 2027-01-02 起生效"),
    ],
)
def test_where_a_right_stands_is_said_in_chinese(changes: dict[str, object], said: str) -> None:
    asset = replace(WORD, **changes)  # type: ignore[arg-type]
    holder = Holder(id="northwind", name="Northwind")
    (fact,) = RightStatusReader().facts(offer(), asset, holder, (), TODAY)
    assert said in told(fact.because, CHINESE)


@pytest.mark.parametrize(
    "kind", [AssetKind.DESIGN, AssetKind.PATENT, AssetKind.UTILITY_MODEL, AssetKind.DATA_IP]
)
def test_what_no_machine_may_judge_is_said_in_chinese(kind: AssetKind) -> None:
    against = FirstDecider().decide(replace(WORD, kind=kind), (), ()).against
    (reason,) = against_view(against, CHINESE).reasons
    assert reason == ("疑点", f"{CHINESE.kinds[kind]}须由人比对，不能交给机器判断")


@pytest.mark.parametrize("matcher", [WordMarkMatcher(), ReferenceImageMatcher()])
def test_what_our_matchers_measure_is_said_in_chinese(
    matcher: WordMarkMatcher | ReferenceImageMatcher,
) -> None:
    for signal in signals_of(matcher):
        assert say(signal.because, CHINESE) is not None, signal.because


def test_a_picture_is_told_by_its_distance_not_by_names_of_machines() -> None:
    for signal in signals_of(ReferenceImageMatcher()):
        line = measured(signal, None, ENGLISH)
        assert line is not None
        assert "bits apart" in line
        assert (signal.registered or "")[:12] not in line


def test_where_a_logo_is_seen_is_told_without_names_of_machines() -> None:
    because = (
        "offered picture 0123456789ab shows, from 10 to 45 % across and 5 to 30 % down, registered "
        "picture ba9876543210 of 'kestrova-figure': 21 points match in place, and the outlines "
        "agree to 93%"
    )
    assert told(because, ENGLISH) == (
        "from 10 to 45 % across and 5 to 30 % down; 21 points match in place, and the outlines "
        "agree to 93%"
    )
    assert told(because, CHINESE) == (
        "横向 10%–45%、纵向 5%–30% 处可见：21 个点位吻合，轮廓一致度 93%"
    )


def test_what_was_not_found_and_what_is_unknown_are_no_reasons_against() -> None:
    view = against_view(CLEAR, ENGLISH)
    assert view.reasons == ()
    assert view.looked_for == (
        "Looked for and not found: a seller the holder authorised, words of the copy trade."
    )
    assert view.unknown == "Not known: kind of goods, another maker's brand."


def test_a_mail_says_first_that_nothing_was_found_against_it() -> None:
    writer = MailWriter("alerts@bureau.example")
    sent = letter(story(verdicts=(replace(word_verdict(), against=CLEAR),)), language="en")
    seen = read(writer.write(sent).content)
    for part in (seen.text, seen.html):
        nothing = part.index("Nothing was found against it.")
        assert nothing < part.index("Looked for and not found:") < part.index("Not known:")
        assert "To keep in mind" not in part


def test_a_doubt_that_only_begins_alike_stays_a_reason() -> None:
    against = (Against(defence=Defence.SECOND_HAND, because="not known: a trick"),)
    assert against_view(against, ENGLISH).reasons == (("Second hand", "not known: a trick"),)


def test_what_has_no_saying_is_shown_as_it_was_written() -> None:
    assert told("the moon was full", CHINESE) == "（原文）the moon was full"
    assert told("the moon was full", ENGLISH) == "the moon was full"
    assert told("the right 1 has expired; the moon was full", CHINESE).startswith("（原文）")


def test_several_clauses_are_said_one_after_the_other() -> None:
    because = "the right 1 has expired; it ships only to US; the right covers CN"
    assert told(because, CHINESE) == "权利 1 已过期；只发货至 US；权利覆盖 CN"


def test_goods_classes_and_places_are_parted_as_the_language_parts_them() -> None:
    goods = "'bag' (class 18), \"men's shoe\" (class 25), 'x, y' (class 9)"
    near = f"{goods}: next to the registered classes 14, 26"
    assert told(near, CHINESE) == (
        "“bag”（第 18 类）、“men's shoe”（第 25 类）、“x, y”（第 9 类）：与注册类别 14、26 相邻"
    )
    assert told("the right covers CN, US", CHINESE) == "权利覆盖 CN、US"
    known = "the title says 'a'; the mark is 'a, b' for 'c, d': letter for letter"
    assert told(known, CHINESE) == "对照 “a, b”（商标 “c, d”）：逐字相同"
    assert told(near, ENGLISH) == near


def test_a_mark_written_letter_for_letter_is_not_measured_twice() -> None:
    signal = replace(
        word_verdict().signals[0],
        channel="literal",
        because="the title says 'NORTHWIND'; the mark is 'NORTHWIND': letter for letter",
    )
    assert measured(signal, "NORTHWIND", ENGLISH) is None
    assert measured(signal, None, CHINESE) == "对照商标 “NORTHWIND”：逐字相同"


@pytest.mark.timeout(10)
def test_a_long_sentence_of_a_stranger_costs_little() -> None:
    for hostile in ("the a says '" * 5000, "'a' (class 1), " * 130, "; " * 5000, "'" * 1999):
        assert say(hostile, CHINESE) is None


def signals_of(matcher: WordMarkMatcher | ReferenceImageMatcher) -> list[Signal]:
    found: list[Signal] = []
    for example in matcher.examples():
        pictures = {digest(content): content for content in example.pictures}
        index = matcher.prepare((example.asset,), pictures)
        for signals in index.signals(example.offer, pictures).values():
            found += signals
    assert found
    return found


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("matcher", [CopiedPhotoMatcher(), DesignMatcher()])
def test_what_copies_and_views_come_to_is_said_in_both_languages(matcher: Matcher) -> None:
    for example in matcher.examples():
        files = {hashlib.sha256(content).hexdigest(): content for content in example.pictures}
        index = matcher.prepare([example.asset], files)
        for found in index.signals(example.offer, files).values():
            chinese = say(found[0].because, CHINESE)
            assert chinese is not None
            assert not re.search(r"[A-Za-z]", chinese)
            english = say(found[0].because, ENGLISH)
            assert english is not None
            assert str(found[0].offered)[:12] not in english
