"""What a person gets: the whole mail, read back by a parser that did not write it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import html as lxml_html

from alerts.email.writer import MailWriter
from alerts.evidence.witness import find_checkpoint
from monitor.domain.listing import Price
from monitor.domain.severity import Severity
from monitor.domain.verdict import Grade
from tests.alerts.email.letters import (
    INDICATION,
    KINDS,
    LANGUAGES,
    kinds_of_letters,
    page_of,
    text_of,
)
from tests.alerts.email.reading import lines, read
from tests.alerts.email.stories import (
    CHECKPOINT,
    case,
    digest,
    letter,
    offer,
    sealed,
    story,
    word_verdict,
)

HARMFUL = Severity(points=70, because="such goods can hurt people: 'brake'; 90 are said to be sold")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_is_seven_bit_with_short_lines(
    writer: MailWriter, kind: str, language: str
) -> None:
    content = writer.write(kinds_of_letters(language)[kind]).content
    assert content.isascii()
    assert max(map(len, lines(content))) <= 998


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_is_read_alike_by_a_second_parser(
    writer: MailWriter, kind: str, language: str
) -> None:
    sent = kinds_of_letters(language)[kind]
    alert = writer.write(sent)
    seen = read(alert.content)
    assert seen.subject == alert.subject
    assert seen.headers["Message-ID"] == [alert.message_id]
    for told in sent.stories:
        assert told.file.case.number in seen.text
        assert told.file.case.number in seen.html
    assert INDICATION[language] in seen.text
    assert INDICATION[language] in seen.html


@pytest.mark.parametrize("kind", KINDS)
def test_equal_letters_give_equal_bytes(kind: str) -> None:
    first = MailWriter("Rightswatch <alerts@bureau.example>").write(kinds_of_letters("zh")[kind])
    again = MailWriter("Rightswatch <alerts@bureau.example>").write(kinds_of_letters("zh")[kind])
    assert first == again


def test_another_key_is_another_mail(writer: MailWriter) -> None:
    one, other = writer.write(letter(key="one")), writer.write(letter(key="other"))
    assert one.message_id != other.message_id


def test_an_officer_reads_everything_in_the_text_part_too(writer: MailWriter) -> None:
    seen = read(writer.write(letter(language="en")).content)
    for told in (
        "[NORTHW1ND] 正品冲锋衣",
        "1,299.00 CNY",
        "户外优选专营店",
        "https://shop.example/offer/8842?from=search",
        "2026-03-02 12:30 (Asia/Shanghai, UTC+08:00)",
        "Office: CN",
        "Number: 12345678",
        "Status: registered",
        "reads as the mark 'NORTHWIND'",
        "Second hand: the description says",
        "registered in CN until 2035-03-01",
        "score 0.910",
        sealed().sha256,
        "#0",
        "rightswatch cases confirm RW-000123",
        "rightswatch cases license RW-000123",
    ):
        assert told in seen.text, told


def test_the_html_part_tells_what_the_text_part_tells(writer: MailWriter) -> None:
    seen = read(writer.write(letter(language="zh")).content)
    shown = " ".join(lxml_html.fromstring(seen.html).text_content().split())
    for told in (
        "NORTHW1ND 正品冲锋衣",
        "1,299.00 CNY",
        "2026-03-02 12:30（Asia/Shanghai，UTC+08:00）",
        "编号 12345678",
        "状态 已注册或授权",
        "使用商标",
        "用形近字符掩饰的商标 “NORTHW1ND”",
        "二手商品",
        sealed().sha256,
        "rightswatch cases dismiss RW-000123",
    ):
        assert told in shown, told


def test_the_stretch_a_signal_was_measured_on_is_marked(writer: MailWriter) -> None:
    page = page_of(writer, letter())
    assert [run.text_content() for run in page.iter("span") if run.get("class") == "mark"] == [
        "NORTHW1ND"
    ]


def test_a_span_beyond_the_title_marks_nothing(writer: MailWriter) -> None:
    signals = tuple(replace(s, span=(400, 900)) for s in word_verdict().signals)
    page = page_of(writer, letter(story(verdicts=(replace(word_verdict(), signals=signals),))))
    assert not [run for run in page.iter("span") if run.get("class") == "mark"]


def test_a_digest_leaves_no_case_out(writer: MailWriter) -> None:
    alert = writer.write(digest("en", 250))
    seen = read(alert.content)
    for n in range(250):
        assert f"RW-{200 + n:06d}" in seen.html
        assert f"RW-{200 + n:06d}" in seen.text
    assert "250 cases" in alert.subject
    assert len(alert.content) < 2_000_000


def test_a_digest_begins_with_the_gravest_case(writer: MailWriter) -> None:
    text = text_of(writer, digest("en"))
    assert text.index("RW-000200") < text.index("RW-000202") < text.index("RW-000201")


def test_of_alerts_the_one_that_may_do_more_harm_comes_first(writer: MailWriter) -> None:
    cases = [case(1), replace(case(2), severity=HARMFUL), case(3, grade=Grade.REVIEW)]
    text = text_of(writer, letter(*map(story, cases), language="en"))
    assert text.index("RW-000002") < text.index("RW-000001") < text.index("RW-000003")


def test_how_much_harm_an_offer_may_do_is_told_with_its_reasons(writer: MailWriter) -> None:
    told = text_of(writer, letter(story(replace(case(1), severity=HARMFUL)), language="zh"))
    assert "可能的危害：" in told
    assert "页面称已售 90 件" in told
    assert "可能的危害" not in text_of(writer, letter(story(case(1)), language="zh"))


def test_letters_about_one_case_hang_on_one_thread(writer: MailWriter) -> None:
    first = read(writer.write(letter(key="RW-000123/opened")).content).headers
    later = read(writer.write(letter(key="RW-000123/raised")).content).headers
    assert first["References"] == later["References"] == later["In-Reply-To"]
    assert first["Message-ID"] != later["Message-ID"]
    other = read(writer.write(letter(story(case(9)), key="RW-000009/opened")).content).headers
    assert other["References"] != first["References"]


def test_machines_know_that_a_machine_wrote(writer: MailWriter) -> None:
    headers = read(writer.write(letter()).content).headers
    assert headers["Auto-Submitted"] == ["auto-generated"]
    assert headers["X-Auto-Response-Suppress"] == ["All"]
    assert headers["List-Id"] == ["Rightswatch alerts <alerts.bureau.example>"]
    assert headers["Date"] == ["Mon, 02 Mar 2026 04:30:00 +0000"]
    assert headers["Content-Language"] == ["zh-CN"]
    assert headers["X-Rightswatch-Case"] == ["RW-000123"]


def test_names_of_sender_and_receiver_keep_their_spaces() -> None:
    writer = MailWriter('"预警 Rights watch, 一 组" <alerts@bureau.example>')
    headers = read(writer.write(letter()).content).headers
    assert headers["From"] == ["预警 Rights watch, 一 组 <alerts@bureau.example>"]
    assert headers["To"] == ["王小明 Officer <officer@bureau.example>"]


@pytest.mark.parametrize(
    ("to", "shown"),
    [
        ("officer@büro.example", "officer@xn--bro-hoa.example"),
        ("王@bureau.example", "undisclosed-recipients:;"),
        ("not an address", "undisclosed-recipients:;"),
        ("a@b\r\nBcc: x@y", "undisclosed-recipients:;"),
    ],
)
def test_any_receiver_gives_a_mail(writer: MailWriter, to: str, shown: str) -> None:
    sent = letter()
    sent = replace(sent, recipient=replace(sent.recipient, email=to, name=None))
    alert = writer.write(sent)
    assert alert.to == to
    assert read(alert.content).headers["To"] == [shown]
    assert b"\r\nBcc:" not in alert.content


@pytest.mark.parametrize("sender", ["nobody", "@bureau.example", "王@bureau.example"])
def test_a_sender_without_an_address_is_refused_at_the_start(sender: str) -> None:
    with pytest.raises(ValueError, match="no mail address"):
        MailWriter(sender)


def test_a_letter_about_nothing_is_refused(writer: MailWriter) -> None:
    with pytest.raises(ValueError, match="no case"):
        writer.write(replace(letter(), stories=()))


def test_an_unknown_time_zone_becomes_utc(writer: MailWriter) -> None:
    sent = letter(language="en")
    for timezone in ("Mars/Olympus", "../../etc/passwd", ""):
        wrong = replace(sent, recipient=replace(sent.recipient, timezone=timezone))
        assert "2026-03-02 04:30 (UTC, UTC+00:00)" in text_of(writer, wrong)


@pytest.mark.parametrize(
    ("price", "shown"),
    [
        (Price(amount=Decimal("9.50"), high=Decimal(20), currency="EUR"), "9.50 – 20 EUR"),
        (Price(amount=Decimal("1E+3"), currency=None), "1,000 (currency not settled)"),
        (None, "not read from the page"),
    ],
)
def test_a_price_is_shown_as_it_was_read(
    writer: MailWriter, price: Price | None, shown: str
) -> None:
    assert f"Price: {shown}" in text_of(
        writer, letter(story(seen=offer(price=price)), language="en")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_carries_the_newest_checkpoint_to_be_read_back(
    writer: MailWriter, language: str
) -> None:
    content = writer.write(letter(language=language)).content
    seen = read(content)
    shown = " ".join(lxml_html.fromstring(seen.html).text_content().split())
    assert CHECKPOINT in seen.text.replace("\r\n", "\n")
    for line in CHECKPOINT.split("\n"):
        assert line in shown
    assert find_checkpoint(content) == CHECKPOINT
    bare = writer.write(replace(letter(language=language), checkpoint=None))
    assert "rightswatch/" not in read(bare.content).text


@pytest.mark.parametrize(
    ("kind", "language", "subject", "said"),
    [
        ("reminder", "en", "Still waiting: [Rightswatch] 3 cases", "nobody has answered yet"),
        ("reminder", "zh", "仍待处理：[Rightswatch] 3 个案件", "至今无人答复"),
        ("escalation", "en", "Nobody answered: [RW-000123]", "officer@bureau.example was told"),
        ("escalation", "zh", "无人处理：[RW-000123]", "此前已通知"),
    ],
)
def test_a_letter_says_when_it_is_not_the_first(
    kind: str, language: str, subject: str, said: str
) -> None:
    sent = kinds_of_letters(language)[kind]
    mail = read(MailWriter("alerts@bureau.example").write(sent).content)
    assert mail.subject.startswith(subject)
    assert said in mail.text
    assert said in lxml_html.fromstring(mail.html).text_content()
