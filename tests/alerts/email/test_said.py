"""What a mail says of evidence, of rights and of what became of an offer."""

from dataclasses import replace

from alerts.email.writer import MailWriter
from monitor.domain.asset import AssetKind
from monitor.domain.capture import EvidenceBundle
from monitor.domain.case import CaseEvent, CaseEventKind
from monitor.domain.signal import Defence, Ground
from monitor.domain.verdict import Against, Gate
from tests.alerts.email.letters import kinds_of_letters, text_of
from tests.alerts.email.reading import read
from tests.alerts.email.stories import (
    LOGO,
    SEEN,
    WORD,
    letter,
    sealed,
    story,
    word_verdict,
)


def test_a_partial_bundle_says_what_the_browser_saw(writer: MailWriter) -> None:
    seen = read(writer.write(kinds_of_letters("en")["partial"]).content)
    assert "it saw a check for robots, not the offer" in seen.text
    assert "The bundle is not complete: the browser met a wall" in seen.text


def test_no_browser_and_no_seal_are_said(writer: MailWriter) -> None:
    unseen: EvidenceBundle = sealed(page_kind=None)
    assert (
        "No browser looked"
        in read(writer.write(letter(story(bundle=unseen), language="en")).content).text
    )
    assert "No evidence is sealed" in text_of(
        writer, letter(story(bundle=None, entry=None), language="en")
    )


def test_a_work_nobody_registered_is_not_called_registered(writer: MailWriter) -> None:
    photograph = replace(LOGO, kind=AssetKind.COPYRIGHT_WORK, office=None, registration_number=None)
    gate = Gate(enforceable=True, because=f"the right {photograph.id} is in force on 2026-03-02")
    verdict = replace(word_verdict(), asset_id=photograph.id, gate=gate)
    sent = letter(story(verdicts=(verdict,), assets=(photograph,)), language="en")
    text = text_of(writer, sent)
    assert "Kind: Copyright work" in text
    assert "Status" not in text
    assert "the right 北风 logo is in force on 2026-03-02" in text


def test_an_application_is_called_an_application(writer: MailWriter) -> None:
    pending = replace(WORD, registration_number=None, application_number="202612345")
    assert "Number: application 202612345" in text_of(
        writer, letter(story(assets=(pending,)), language="en")
    )


def test_a_figure_without_words_is_called_by_kind_and_number(writer: MailWriter) -> None:
    figure = replace(LOGO, title=None)
    told = story(
        verdicts=(replace(word_verdict(), asset_id=figure.id),),
        asset_names={figure.id: figure.name},
        assets=(figure,),
    )
    for language, name in (("en", "Figurative mark 12345678"), ("zh", "图形商标 12345678")):
        alert = writer.write(letter(told, language=language))
        assert name in alert.subject
        assert figure.id not in read(alert.content).text


def test_a_mail_says_that_an_offer_may_concern_a_right(writer: MailWriter) -> None:
    assert "An offer on shop.example may concern NORTHWIND." in text_of(
        writer, letter(language="en")
    )
    assert "可能涉及 NORTHWIND" in text_of(writer, letter())


def test_the_check_a_mail_names_reads_the_log_too(writer: MailWriter) -> None:
    seen = read(writer.write(letter(language="en")).content)
    command = f"rightswatch verify {sealed().path} --config rightswatch.yaml"
    assert command in seen.text
    assert command in seen.html


def test_a_raised_case_says_so(writer: MailWriter) -> None:
    raised = CaseEvent(id=2, case_id=1, kind=CaseEventKind.RAISED, at=SEEN, by="rightswatch")
    told = story()
    told = replace(told, file=replace(told.file, events=(raised,)))
    assert "was raised to Alert" in text_of(writer, letter(told, language="en"))


def test_an_offer_that_is_gone_is_said_to_be_gone(writer: MailWriter) -> None:
    assert "the offer is gone" in text_of(writer, kinds_of_letters("en")["bare"])
    assert "商品已下架" in text_of(writer, kinds_of_letters("zh")["bare"])


def test_every_defence_and_ground_has_its_words_in_the_mail(writer: MailWriter) -> None:
    base = word_verdict()
    signals = tuple(replace(base.signals[0], ground=g, score=0.5) for g in list(Ground)[:6])
    against = tuple(Against(defence=d, because="so") for d in Defence)
    text = text_of(
        writer, letter(story(verdicts=(replace(base, signals=signals, against=against),)))
    )
    assert text.count("：（原文）so") == len(Defence)
