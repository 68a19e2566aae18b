"""What a mail says of goods that came back: by what they are known, how their case had ended."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.email.writer import MailWriter
from monitor.domain.alert import CaseStory
from monitor.domain.case import CaseEvent, CaseEventKind
from monitor.domain.listing import Listing
from monitor.domain.reason import Reason, noted
from monitor.domain.relisting import GoodsEdge, Relisting, Sameness, Shared
from tests.alerts.email.reading import read
from tests.alerts.email.stories import SEEN, case, letter, story

EDGES = {
    Shared.PICTURE: "both show the holder's own photograph 0123456789ab, which nobody else shows",
    Shared.TEXT: "82% of the description and 60% of the title agree",
    Shared.SELLER: "both are of the seller 'bob'",
    Shared.CONTACT: "their sellers share telephone 555",
}
EDGES_TOLD = {
    "zh": ("照片", "描述有 82% 相同", "卖家 “bob”", "两个卖家共用"),
    "en": (
        "both show the holder's own photograph",
        "82% of the description",
        "'bob'",
        "their sellers share",
    ),
}
BACK = SEEN + timedelta(days=9)
CHOSEN = f"confirmed: {noted(Reason.COUNTERFEIT, 'the seam is glued')}"


def event(kind: CaseEventKind, day: int, note: str) -> CaseEvent:
    return CaseEvent(
        id=day, case_id=7, kind=kind, at=SEEN + timedelta(days=day), by="Li", note=note
    )


REVIEWED = event(CaseEventKind.REVIEWED, 1, CHOSEN)
REMOVED = event(CaseEventKind.LIVE_STATE, 4, "live -> removed")


def relisting() -> Relisting:
    edges = tuple(GoodsEdge(shared=s, points=2.0, because=why) for s, why in EDGES.items())
    return Relisting(
        case_id=7,
        case_number="RW-000007",
        listing=Listing(market="shop.example", listing_id="99"),
        url="https://shop.example/offer/99",
        sighting_id=99,
        at=BACK,
        sameness=Sameness(score=0.99, is_same=True, method="relisting.points/2", edges=edges),
        reopened=True,
    )


def came_back(*events: CaseEvent) -> CaseStory:
    """The closed case itself, opened again."""
    told = story(case(7), relistings=(relisting(),))
    return replace(told, file=replace(told.file, events=events))


def came_from(*events: CaseEvent) -> CaseStory:
    """The new offer's own case, which tells of the old one."""
    return story(case(9), forerunner=relisting(), forerunner_events=events)


def parts(writer: MailWriter, told: CaseStory, language: str) -> tuple[str, str]:
    seen = read(writer.write(letter(told, language=language)).content)
    return seen.text, seen.html


@pytest.mark.parametrize("told", [came_back(REVIEWED, REMOVED), came_from(REVIEWED, REMOVED)])
@pytest.mark.parametrize(
    ("language", "closed"),
    [
        (
            "zh",
            (
                "案件 RW-000007 此前已结案：2026-03-03 已确认"
                "（假冒商品：the seam is glued）；2026-03-06 商品已下架"
            ),
        ),
        (
            "en",
            (
                "Case RW-000007 had been closed: 2026-03-03: confirmed (counterfeit: the seam is "
                "glued); 2026-03-06: the offer is gone"
            ),
        ),
    ],
)
def test_both_cases_tell_when_and_why_the_old_one_was_closed_beside_what_ties_them(
    writer: MailWriter, told: CaseStory, language: str, closed: str
) -> None:
    for part in parts(writer, told, language):
        assert part.count(closed) == 1
        for edge in EDGES_TOLD[language]:
            assert edge in part
        assert "（原文）both" not in part


@pytest.mark.parametrize(
    ("events", "chinese", "english"),
    [
        (
            (REVIEWED,),
            "2026-03-03 已确认（假冒商品：the seam is glued）",
            "2026-03-03: confirmed (",
        ),
        ((REMOVED,), "结案：2026-03-06 商品已下架", "closed: 2026-03-06: the offer is gone"),
        (
            (event(CaseEventKind.LIVE_STATE, 5, "live -> sold_out"),),
            "2026-03-07 页面显示商品已售罄",
            "2026-03-07: the page says that the offer is sold out",
        ),
        (
            (event(CaseEventKind.REVIEWED, 2, "confirmed"),),
            "2026-03-04 已确认（未注明理由）",
            "2026-03-04: confirmed (no reason given)",
        ),
        (
            (
                event(
                    CaseEventKind.REVIEWED, 2, f"confirmed: decided with RW-000003: {CHOSEN[11:]}"
                ),
            ),
            "已确认（随案件 RW-000003 一并决定；假冒商品：the seam is glued）",
            "confirmed (decided with case RW-000003; counterfeit: the seam is glued)",
        ),
    ],
)
def test_each_way_of_closing_has_its_words(
    writer: MailWriter, events: tuple[CaseEvent, ...], chinese: str, english: str
) -> None:
    for language, said in (("zh", chinese), ("en", english)):
        for part in parts(writer, came_back(*events), language):
            assert said in part


def test_the_day_is_that_of_the_reader(writer: MailWriter) -> None:
    late = replace(REMOVED, at=REMOVED.at.replace(hour=20))
    assert "2026-03-07 商品已下架" in parts(writer, came_back(late), "zh")[0]


def test_only_the_closing_before_the_offer_came_back_is_told(writer: MailWriter) -> None:
    later = event(CaseEventKind.REVIEWED, 20, "dismissed: [misread]")
    text, _ = parts(writer, came_back(REVIEWED, later), "en")
    assert "had been closed: 2026-03-03: confirmed" in text
    assert "dismissed" not in text


def test_a_note_of_the_old_case_is_shown_as_text(writer: MailWriter) -> None:
    hostile = event(CaseEventKind.REVIEWED, 2, "confirmed: <b>so</b>\u202e\n\nSubject: x {how}")
    for told in (came_back(hostile), came_from(hostile)):
        text, html = parts(writer, told, "en")
        assert "<b>so</b>" in text
        assert "Subject: x {how}" in text
        assert "\nSubject" not in text
        assert "\u202e" not in text + html
        assert "&lt;b&gt;so" in html
