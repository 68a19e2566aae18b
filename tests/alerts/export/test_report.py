"""The report of a case: made of what was sealed, harmless, and silent on what is withheld."""

import hashlib
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html

from alerts.evidence.bundle import Record, seal
from alerts.evidence.check import Exit, Outcome, exit_code
from alerts.evidence.container import unpack
from alerts.evidence.redacted import ENDING, redacted
from alerts.evidence.verify import verify_bundle
from alerts.export.dossier import WITHHELD, Dossier, SealedCapture, dossier_of
from alerts.export.report import LANGUAGES, report_html
from alerts.export.words import CHINESE, ENGLISH
from alerts.notices.clocks import ClockKind
from monitor.domain import notice_life
from monitor.domain.case import CaseEvent, CaseEventKind, CaseFile
from monitor.domain.checkpoint import TimeMark
from monitor.domain.notice import NoticeForm
from monitor.domain.notice_life import Answer, Notice, NoticeEvent, NoticeEventKind
from monitor.domain.page import PageKind
from monitor.domain.purchase import CustodyKind
from monitor.domain.seller import Seller
from monitor.domain.signal import Placement
from tests.alerts.email import stories
from tests.alerts.evidence import samples
from tests.alerts.notices.packets import purchase

SELLER = "North <b>Finds</b> 北方优品"
HOSTILE = "<script>alert(1)</script>ACME \u202epump"


def pictured() -> Record:
    """A record with a picture pair, a seller and a description that speaks of the mark."""
    one, picture = samples.record(), samples.png(300, 200)
    digest = hashlib.sha256(picture).hexdigest()
    offer = replace(
        one.order.sighting.offer,
        seller=Seller(id="s-77", name=SELLER),
        description=f"Genuine ACME from {SELLER}",
    )
    corners = ((0.1, 0.2), (0.5, 0.2), (0.5, 0.6), (0.1, 0.6))
    word = one.order.verdicts[0].signals[0]
    signals = (
        word,
        replace(word, field="description", span=(8, 12), because="the description says 'ACME'"),
        replace(
            word,
            matcher="image.logo_in_photo/2",
            channel="logo",
            field="images",
            span=None,
            offered=digest,
            registered=digest,
            placement=Placement(corners=corners, pairs=((0.5, 0.5, 0.3, 0.4),)),
        ),
    )
    verdict = replace(one.order.verdicts[0], signals=signals)
    sighting = replace(one.order.sighting, offer=offer)
    order = replace(one.order, sighting=sighting, verdicts=(verdict,))
    return replace(one, order=order, pictures={digest: picture})


def dossier(record: Record, withheld: tuple[str, ...] = (), **more: object) -> Dossier:
    content = seal(record, samples.KEY)
    folder = samples.bundle_of(unpack(content), "x.wacz", content)
    capture = SealedCapture(
        bundle=folder,
        entry=samples.log_of(folder)[1],
        members=unpack(content),
        withheld=redacted(content, withheld).withheld if withheld else (),
        **more,  # type: ignore[arg-type]
    )
    case = replace(stories.case(), listing=record.order.sighting.offer.listing)
    told = CaseEvent(
        id=1, case_id=1, kind=CaseEventKind.ALERTED, at=samples.NOON, by="rightswatch",
        note="letter to officer@bureau.example queued",
    )  # fmt: skip
    file = CaseFile(case=case, sighting=record.order.sighting, verdicts=(), events=(told,))
    return dossier_of(
        file,
        [capture],
        written_at=samples.NOON,
        by="officer",
        software="rightswatch 0.1.0",
        key=samples.LOG_KEY.public.text,
    )


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    whole = dossier(pictured())
    return {language: report_html(whole, language, "Asia/Shanghai") for language in LANGUAGES}


def test_both_sides_stand_side_by_side_with_what_was_found_marked(pages: dict[str, str]) -> None:
    for page in pages.values():
        tree = lxml_html.document_fromstring(page)
        assert [mark.text for mark in tree.iter("mark")] == ["ACME", "ACME"]
        (outline,) = tree.xpath("//polygon[@class='edge']/@points")
        assert outline == "10.00,20.00 50.00,20.00 50.00,60.00 10.00,60.00"
        assert len(tree.xpath("//*[@class='drawing']/i")) == 1
        assert len(tree.xpath("//*[@class='pair']//img")) == 2
        assert "officer@bureau.example" not in page


def test_the_chinese_report_says_in_chinese_what_the_program_says(pages: dict[str, str]) -> None:
    text = lxml_html.document_fromstring(pages["zh"]).text_content()
    assert "本报告不能证明什么" in text
    assert "What it does not prove" in pages["en"]
    assert "compliant" not in pages["en"]


def test_a_page_of_a_stranger_cannot_speak_in_the_report() -> None:
    one = pictured()
    offer = replace(one.order.sighting.offer, title=HOSTILE, url="javascript:alert(1)")
    sighting = replace(one.order.sighting, offer=offer)
    page = report_html(
        dossier(replace(one, order=replace(one.order, sighting=sighting))), "en", "UTC"
    )
    tree = lxml_html.document_fromstring(page)
    assert tree.xpath("//script | //iframe | //a | //link | //form") == []
    assert {uri.partition(":")[0] for uri in tree.xpath("//img/@src")} == {"data"}
    assert "\u202e" not in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_withheld_stands_nowhere_in_the_report(language: str) -> None:
    hidden = dossier(pictured(), withheld=("seller",))
    page = report_html(hidden, language, "UTC")
    assert WITHHELD in page
    assert "北方优品" not in page
    assert "s-77" not in page
    assert "Genuine" not in page, "the description repeats the seller's name"
    assert "evidence/screenshot.png" in page, "it is named among what is withheld"
    tree = lxml_html.document_fromstring(page)
    assert tree.xpath("//*[@class='page']//img") == []


def test_only_what_was_checked_is_called_proven(tmp_path: Path) -> None:
    unchecked = report_html(dossier(pictured()), "en", "UTC")
    assert "Every byte of the bundle" not in unchecked
    path = samples.sealed_file(tmp_path, pictured())
    checks = tuple(verify_bundle(path))
    assert "Every byte of the bundle" in report_html(
        dossier(pictured(), checks=checks), "en", "UTC"
    )


def test_of_a_redacted_copy_only_what_is_shown_is_called_proven(tmp_path: Path) -> None:
    copy = redacted(seal(pictured(), samples.KEY), ["seller"])
    path = tmp_path / f"RW-000007-3{ENDING}"
    path.write_bytes(copy.content)
    checks = tuple(verify_bundle(path))
    for language, words in (("en", ENGLISH), ("zh", CHINESE)):
        page = report_html(
            dossier(pictured(), withheld=("seller",), checks=checks), language, "UTC"
        )
        assert words.proven_shown in page
        assert words.proven_whole not in page


@pytest.mark.parametrize(("content", "code"), [(b"PK", Exit.UNREADABLE), (None, Exit.TAMPERED)])
def test_evidence_that_is_changed_or_cannot_be_read_proves_nothing(
    tmp_path: Path, content: bytes | None, code: Exit
) -> None:
    path = samples.sealed_file(tmp_path, pictured())
    path.write_bytes(content or path.read_bytes()[:-1])
    checks = tuple(verify_bundle(path))
    assert exit_code(checks) is code
    page = report_html(dossier(pictured(), checks=checks), "en", "UTC")
    assert ENGLISH.proven_nothing in page
    assert ENGLISH.proven_whole not in page


def test_what_cannot_be_proven_is_said_of_the_case_at_hand() -> None:
    wall = report_html(dossier(replace(pictured(), page_kind=PageKind.CHALLENGE)), "en", "UTC")
    assert re.search(r"the browser was shown [\w ]+ when it looked", wall)
    assert "no authority has stamped it yet" in wall
    mark = TimeMark(authority="tsa", at=samples.NOON, note="", token=b"")
    stamped = report_html(dossier(pictured(), marks=(mark,)), "en", "UTC")
    assert "no authority has stamped it yet" not in stamped
    assert "tsa: 2026-03-05 12:00" in stamped


def test_notices_and_test_purchases_are_told_with_their_log_entries_in_the_readers_words() -> None:
    refused = NoticeEvent(
        kind=NoticeEventKind.ANSWERED,
        day=date(2026, 3, 9),
        at=samples.NOON,
        by="Li <b>Wei</b>",
        answer=Answer.REFUSED,
        note="no proof",
    )
    came = replace(refused, kind=NoticeEventKind.COUNTERED, answer=None, origin="Shop 9")
    notice = Notice(
        number="NT-000001",
        case_id=1,
        form=NoticeForm.CN_ECOMMERCE,
        asset_id="acme-word",
        events=(refused, came),
        entries=(4, None),
    )
    bought = replace(purchase("PO-1"), entries=(5, 6, 7))
    whole = replace(dossier(pictured()), notices=(notice,), purchases=(bought,))
    english, chinese = (report_html(whole, language, "UTC") for language in ("en", "zh"))
    assert "the platform refused it, by Li &lt;b&gt;Wei&lt;/b&gt;; no proof (log #4)" in english
    assert "until 2026-03-24" in english
    assert "handed over, by Li Wei; to Wang Fang, bureau (log #7)" in english
    assert "收到不存在侵权行为的声明，经手人 Li &lt;b&gt;Wei&lt;/b&gt;；来自 Shop 9" in chinese
    assert "期限：向有关部门投诉或者起诉并告知平台" in chinese
    assert "移交，经手人 Li Wei；接收人 Wang Fang, bureau（日志 #7）" in chinese


def test_every_step_and_period_has_its_words() -> None:
    for words in (CHINESE.records, ENGLISH.records):
        assert set(words.clocks) == set(ClockKind)
        assert set(words.custody) == set(CustodyKind)
        assert set(words.words) == {*NoticeEventKind, *Answer, *notice_life.Outcome}


def test_every_event_and_outcome_has_its_words() -> None:
    for words in (CHINESE, ENGLISH):
        assert set(words.events) == set(CaseEventKind)
        assert set(words.outcomes) == set(Outcome)
        assert set(words.verdicts) == set(Exit)
