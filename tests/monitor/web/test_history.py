"""Notes of the program are told in the reader's language; those of people stay as written."""

import re

import pytest

from monitor.domain.case import CaseEvent, CaseEventKind
from monitor.web.history import note_told
from tests.contracts.store.made import NOON

KIND = CaseEventKind
MINE = "the case is confirmed"
"""Words of a person that look like the program's."""


def in_chinese(kind: CaseEventKind, note: str) -> str:
    event = CaseEvent(id=1, case_id=1, kind=kind, at=NOON, by="x", note=note)
    assert note_told(event, "en")
    return note_told(event, "zh")


@pytest.mark.parametrize(
    ("kind", "note", "shown"),
    [
        (KIND.OPENED, "review", "待核查"),
        (KIND.RAISED, "review -> alert", "待核查 → 预警"),
        (KIND.LIVE_STATE, "live -> removed", "商品仍在线 → 商品已下架"),
        (KIND.SEALED, "2026/a.wacz sha256 ab12 entry 7", "#7 · sha256:ab12 · 2026/a.wacz"),
        (KIND.REVIEWED, "open", "待处理"),
        (KIND.REVIEWED, "dismissed: old stock", "已排除 · old stock"),
        (KIND.REVIEWED, "dismissed: [fits_only]", "已排除 · 仅说明适配"),
        (KIND.REVIEWED, "dismissed: [fits_only] a: b", "已排除 · 仅说明适配: a: b"),
        (
            KIND.REVIEWED,
            "dismissed: decided with RW-000007: [fits_only] so",
            "已排除 · 随 RW-000007 一并处理 · 仅说明适配: so",
        ),
        (KIND.REVIEWED, "confirmed: decided with RW-000007", "已确认 · 随 RW-000007 一并处理"),
        (
            KIND.REOPENED,
            "confirmed -> open: the offer came back as shop.example/9",
            "已确认 → 待处理：商品以 shop.example/9 再次出现",
        ),
        (
            KIND.RELISTED,
            "shop.example/9, sighting 12: 40% of the title agrees",
            "shop.example/9 · 标题有 40% 相同",
        ),
        (KIND.ALERTED, "letter to li@b.example queued, <1@b>", "li@b.example · <1@b>"),
        (
            KIND.ALERTED,
            "reminder of N-1/answer to li@b.example queued, <2@b>",
            "提醒 N-1/answer · li@b.example · <2@b>",
        ),
        (
            KIND.DELETED,
            "a.wacz sha256 ab tombstone 9: dismissed cases are kept for 90 days after the decision",
            "#9 · sha256:ab · a.wacz · 已排除：此类案件自作出判断起保留 90 天",
        ),
        (
            KIND.DELETED,
            "a.wacz sha256 ab tombstone 9: asked to by the court",
            "#9 · sha256:ab · a.wacz · asked to by the court",
        ),
        (
            KIND.HELD_BACK,
            "letter to li@b.example: wu@b.example is no recipient any more",
            "li@b.example · 未发送：wu@b.example 已不是收件人",
        ),
        (KIND.EXPORTED, "packet.zip, 3 fields withheld", "packet.zip，隐去 3 项"),
    ],
)
def test_a_note_of_the_program_is_told_in_chinese(
    kind: CaseEventKind, note: str, shown: str
) -> None:
    assert in_chinese(kind, note) == shown


@pytest.mark.parametrize(
    "because",
    [
        "the case is confirmed",
        "the case is open already, and was told as review",
        "somebody has answered",
    ],
)
def test_why_a_letter_was_held_back_is_told_in_chinese(because: str) -> None:
    shown = in_chinese(KIND.HELD_BACK, f"letter to li@b.example: {because}")
    assert shown.startswith("li@b.example · ")
    assert not re.search(r"[a-z]", shown.removeprefix("li@b.example")), shown


@pytest.mark.parametrize("kind", [KIND.ACKNOWLEDGED, KIND.HELD, KIND.RELEASED, KIND.CAPTURE_FAILED])
@pytest.mark.parametrize(
    "note", [MINE, "review", "live -> removed", "open: x", "N, 3 fields withheld"]
)
def test_what_people_write_is_not_reworded(kind: CaseEventKind, note: str) -> None:
    assert in_chinese(kind, note) == note


def test_an_odd_note_stays_as_it_is() -> None:
    assert in_chinese(KIND.REVIEWED, "stolen: x") == "stolen: x"
    assert in_chinese(KIND.RAISED, "a -> b") == "a → b"
