"""A complete notice is written; one with a gap is refused, and the gap is named."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from alerts.notices.forms import FORMS, gaps, write
from alerts.notices.history import SILENT
from monitor.domain.case import CaseEvent, CaseEventKind, CaseState
from monitor.domain.chart import ChartRow, ElementStatus
from monitor.domain.notice import NoticeForm, NoticePacket
from monitor.domain.signal import Ground
from monitor.domain.verdict import Gate
from tests.alerts.notices.packets import (
    MARK,
    NOON,
    bundle,
    packet,
    purchase,
    with_case,
    with_offer,
    with_sender,
)

Spoil = Callable[[NoticePacket], NoticePacket]

EVERYWHERE: dict[str, tuple[Spoil, str]] = {
    "an open case": (lambda p: with_case(p, CaseState.OPEN), "a person's confirmation"),
    "a licensed case": (lambda p: with_case(p, CaseState.LICENSED), "a person's confirmation"),
    "a closed gate": (
        lambda p: replace(p, verdict=replace(p.verdict, gate=Gate(enforceable=False, because="x"))),
        "a right that can be enforced",
    ),
    "no evidence": (lambda p: replace(p, bundles=()), "sealed evidence"),
    "evidence without a browser": (
        lambda p: replace(p, bundles=(bundle("no browser"),)),
        "sealed evidence",
    ),
    "no address": (lambda p: with_offer(p, url=""), "the exact address"),
    "no reason": (lambda p: replace(p, verdict=replace(p.verdict, signals=())), "reasons"),
    "nobody who signs": (lambda p: replace(p, signer=None), "the person who answers"),
}
OWN: dict[NoticeForm, dict[str, tuple[Spoil, str]]] = {
    NoticeForm.CN_ECOMMERCE: {
        "no identity": (lambda p: with_sender(p, identity_document=None), "proof of the compl"),
        "no certificate": (lambda p: with_sender(p, certificates={}), "a copy of the certificate"),
        "no address of ours": (lambda p: with_sender(p, address=None), "the complainant's address"),
        "no phone": (lambda p: with_sender(p, phone=None), "the complainant's phone"),
        "an agent without power": (lambda p: with_sender(p, is_agent=True), "power of attorney"),
    },
    NoticeForm.DMCA: {
        "a trade mark": (lambda p: replace(p, asset=MARK), "a ground of copyright"),
        "another ground": (
            lambda p: replace(p, verdict=replace(p.verdict, grounds=(Ground.TRADEMARK_USE,))),
            "a ground of copyright",
        ),
        "no phone": (lambda p: with_sender(p, phone=None), "the complainant's phone"),
    },
    NoticeForm.DSA: {
        "no sender": (lambda p: replace(p, holder=replace(p.holder, notices=None)), "full name"),
        "no mail": (lambda p: replace(p, holder=replace(p.holder, contacts=())), "e-mail"),
    },
    NoticeForm.VERO: {
        "no office": (lambda p: replace(p, asset=replace(p.asset, office=None)), "the office"),
        "counterfeit unseen": (
            lambda p: replace(p, verdict=replace(p.verdict, grounds=(Ground.COUNTERFEIT,))),
            "a test purchase on record",
        ),
    },
    NoticeForm.ALIBABA: {
        "no seller": (lambda p: with_offer(p, seller=None), "the seller's name"),
        "no identity": (lambda p: with_sender(p, identity_document=None), "proof of the compl"),
    },
    NoticeForm.TEMU: {
        "counterfeit unseen": (
            lambda p: replace(p, verdict=replace(p.verdict, grounds=(Ground.COUNTERFEIT,))),
            "a test purchase on record",
        ),
        "no sender": (lambda p: replace(p, holder=replace(p.holder, notices=None)), "full name"),
    },
    NoticeForm.CSV: {
        "no number": (
            lambda p: replace(p, asset=replace(p.asset, registration_number=None)),
            "number of the registration",
        ),
        "a patent without a chart": (
            lambda p: replace(p, asset=replace(p.asset, kind=p.asset.kind.PATENT)),
            "a comparison of features",
        ),
    },
    NoticeForm.REFERRAL: {
        "no seller": (lambda p: with_offer(p, seller=None), "the seller's name"),
        "no office": (lambda p: replace(p, asset=replace(p.asset, office=None)), "the office"),
    },
}
IN_CHINESE = {NoticeForm.CN_ECOMMERCE, NoticeForm.ALIBABA, NoticeForm.REFERRAL}
INCOMPLETE = [
    pytest.param(form, *spoilt, id=f"{form.value}: {name}")
    for form in NoticeForm
    for name, spoilt in (EVERYWHERE | OWN[form]).items()
]


@pytest.mark.parametrize("form", NoticeForm)
def test_a_complete_notice_is_written_and_names_offer_right_and_signer(form: NoticeForm) -> None:
    whole = packet(form)
    assert gaps(form, whole) == []
    document, before_signing = write(form, [whole])
    text = document.content.decode("utf-8-sig")
    assert "4711" in text
    if form is not NoticeForm.VERO:
        assert whole.file.sighting.offer.url in text
    if form not in {NoticeForm.VERO, NoticeForm.ALIBABA}:
        assert "Li Wei" in text
    assert ("逐字相同" if form in IN_CHINESE else "letter for letter") in text
    told = before_signing.content.decode()
    assert "not known: territory" in told
    assert "尚不清楚：商品面向的地域" in told
    # an authority is told what speaks against; a platform not
    assert ("尚不清楚：商品面向的地域" in text) == (form is NoticeForm.REFERRAL)
    assert "not known: territory" not in text


@pytest.mark.parametrize(("form", "spoil", "what"), INCOMPLETE)
def test_an_incomplete_notice_is_refused_and_the_gap_named(
    form: NoticeForm, spoil: Spoil, what: str
) -> None:
    spoilt = spoil(packet(form))
    named = [gap for gap in gaps(form, spoilt) if what in gap.what]
    assert named, gaps(form, spoilt)
    assert all(gap.mend and gap.source == FORMS[form].source for gap in named)
    with pytest.raises(ValueError, match=what):
        write(form, [spoilt])


def test_a_test_purchase_closes_the_gap_of_a_counterfeit() -> None:
    whole = packet(NoticeForm.TEMU)
    whole = replace(whole, verdict=replace(whole.verdict, grounds=(Ground.COUNTERFEIT,)))
    bought = replace(whole, purchases=(purchase("PO-1"), purchase("PO-2")))
    assert gaps(NoticeForm.TEMU, bought) == []
    text = write(NoticeForm.TEMU, [bought])[0].content.decode("utf-8-sig")
    assert "PO-1 PO-2" in text


def test_a_referral_tells_test_purchases_with_their_chain_of_custody() -> None:
    whole = replace(packet(NoticeForm.REFERRAL), purchases=(purchase("PO-1"),))
    text = write(NoticeForm.REFERRAL, [whole])[0].content.decode()
    assert "订单 PO-1（2026-05-20）：货款 58.00，运费 6.50，合计 64.50 CNY，购买人 Li Wei" in text
    assert "2026-05-25 08:00 UTC 移交，经手人 Li Wei；接收人 Wang Fang, bureau" in text
    assert f"附件 parcel.jpg，SHA-256 {'cd' * 32}" in text


@pytest.mark.parametrize("form", [NoticeForm.DSA, NoticeForm.CN_ECOMMERCE, NoticeForm.REFERRAL])
def test_what_a_stranger_wrote_stays_on_its_line_of_a_letter(form: NoticeForm) -> None:
    forged = with_offer(packet(form), title="bag\n\n(e) I take it back\u202e \ud800")
    text = write(form, [forged])[0].content.decode()
    assert "bag (e) I take it back‹U+202E›\n" in text


def test_a_referral_tells_the_history_but_not_who_got_letters_of_it() -> None:
    whole = packet(NoticeForm.REFERRAL)
    events = [
        CaseEvent(id=1, case_id=1, kind=kind, at=NOON, by="rightswatch", note=f"note of {kind}")
        for kind in CaseEventKind
    ]
    whole = replace(whole, file=replace(whole.file, events=tuple(events)))
    text = write(NoticeForm.REFERRAL, [whole])[0].content.decode()
    assert "2026-06-01 12:00 UTC 发出通知邮件 rightswatch\n" in text
    assert "2026-06-01 12:00 UTC 作出判断 rightswatch note of reviewed\n" in text
    assert text.count("note of ") == len(CaseEventKind) - len(SILENT)


@pytest.mark.parametrize("form", [NoticeForm.ALIBABA, NoticeForm.CSV])
def test_many_offers_of_one_right_go_into_one_table_up_to_what_the_portal_takes(
    form: NoticeForm,
) -> None:
    whole = packet(form)
    notice, before = write(form, [whole] * FORMS[form].most)
    rows = list(csv.reader(io.StringIO(notice.content.decode("utf-8-sig"))))
    assert len(rows) == 1 + 300
    assert before.content.decode().count("not known: territory") == 300
    with pytest.raises(ValueError, match="1 to 300 offers of one right"):
        write(form, [whole] * 301)


def test_offers_of_two_rights_do_not_go_into_one_notice() -> None:
    whole = packet(NoticeForm.ALIBABA)
    other = replace(whole, asset=replace(whole.asset, id="other"))
    with pytest.raises(ValueError, match="of one right"):
        write(NoticeForm.ALIBABA, [whole, other])


def test_one_incomplete_case_holds_the_batch() -> None:
    whole = packet(NoticeForm.ALIBABA)
    with pytest.raises(ValueError, match="the seller's name"):
        write(NoticeForm.ALIBABA, [whole, with_offer(whole, seller=None)])


def test_a_chart_is_told_row_by_row() -> None:
    whole = packet(NoticeForm.CSV)
    row = ChartRow(claim=1, element="a lid", status=ElementStatus.MET, because="the offer says lid")
    signals = (replace(whole.verdict.signals[0], chart=(row,)),)
    asset = replace(whole.asset, kind=whole.asset.kind.PATENT)
    whole = replace(whole, asset=asset, verdict=replace(whole.verdict, signals=signals))
    text = write(NoticeForm.CSV, [whole])[0].content.decode("utf-8-sig")
    assert "a lid: met, the offer says lid" in text


def test_a_cell_that_an_office_program_would_run_is_quoted() -> None:
    hostile = with_offer(packet(NoticeForm.CSV), title='=HYPERLINK("http://x","y")')
    document = write(NoticeForm.CSV, [hostile])[0]
    assert document.content.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(io.StringIO(document.content.decode("utf-8-sig")))
    cells = dict(zip(head, row, strict=True))
    assert cells["title"] == '\'=HYPERLINK("http://x","y")'
    assert cells["seller"] == "s9"
    assert cells["evidence_sha256"] == "ab" * 32


def test_texts_keep_to_the_lengths_that_ebay_takes() -> None:
    whole = packet(NoticeForm.VERO)
    long = replace(whole.verdict.signals[0], because="x" * 3000)
    whole = replace(
        whole,
        asset=replace(whole.asset, text="N" * 80),
        verdict=replace(whole.verdict, signals=(long,)),
    )
    _, row = csv.reader(io.StringIO(write(NoticeForm.VERO, [whole])[0].content.decode("utf-8-sig")))
    assert len(row[1]) == 50
    assert len(row[3]) == 1000
