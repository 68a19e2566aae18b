"""What a person gets: the whole mail, read back by a parser that did not write it."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import html as lxml_html

from alerts.email.writer import MailWriter
from monitor.domain.alert import Letter
from monitor.domain.asset import AssetKind
from monitor.domain.capture import EvidenceBundle
from monitor.domain.case import CaseEvent, CaseEventKind, CaseState, LiveState
from monitor.domain.listing import Price
from monitor.domain.page import PageKind
from monitor.domain.signal import Defence, Ground, Signal
from monitor.domain.verdict import Against, Gate, Grade
from tests.alerts.email.naughty import mixed, nasty
from tests.alerts.email.reading import Reading, lines, read
from tests.alerts.email.stories import (
    LOGO,
    OFFERED,
    SEEN,
    WORD,
    case,
    digest,
    drawn,
    letter,
    offer,
    picture,
    sealed,
    story,
    word_verdict,
)

LANGUAGES = ("zh", "en")
INDICATION = {
    "zh": "本邮件只是供人判断的线索，不是侵权认定。",
    "en": "This is an indication for a person to judge, not a finding of infringement.",
}


@pytest.fixture(scope="module")
def writer() -> MailWriter:
    return MailWriter("Rightswatch <alerts@bureau.example>")


def kinds_of_letters(language: str) -> dict[str, Letter]:
    """Every way the templates can go."""
    bare_case = replace(case(7), live=LiveState.REMOVED, state=CaseState.CONFIRMED)
    bare = story(
        bare_case,
        offer("", None, price=None, url="javascript:alert(1)"),
        verdicts=(),
        asset_names={},
        assets=(),
        offered=(),
        registered=(),
        bundle=None,
        entry=None,
    )
    partial = sealed(page_kind=PageKind.CHALLENGE, missing=("the browser met a wall",))
    closed = replace(
        word_verdict(),
        against=(),
        gate=Gate(enforceable=False, because="the right has expired"),
        grade=Grade.REVIEW,
    )
    logo = replace(word_verdict(), asset_id=LOGO.id, score=0.4)
    return {
        "single": letter(language=language),
        "bare": letter(bare, language=language, key="bare"),
        "partial": letter(story(bundle=partial), language=language, key="partial"),
        "closed": letter(story(verdicts=(closed, logo)), language=language, key="closed"),
        "digest": digest(language),
        "long digest": digest(language, 27),
    }


KINDS = tuple(kinds_of_letters("en"))


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


def test_registered_and_offered_picture_stand_side_by_side(writer: MailWriter) -> None:
    seen = read(writer.write(letter()).content)
    assert len(seen.pictures) == 2
    _, row = lxml_html.fromstring(seen.html).xpath("//table[@class='pair']//tr")
    assert [len(cell.findall(".//img")) for cell in row.findall("td")] == [1, 1]


def test_every_picture_shown_is_in_the_mail_and_none_is_fetched(writer: MailWriter) -> None:
    for sent in kinds_of_letters("en").values():
        alert = writer.write(sent)
        shown = lxml_html.fromstring(read(alert.content).html).xpath("//img/@src")
        carried = re.findall(rb"Content-ID: <([^>]+)>", alert.content)
        assert {f"cid:{cid.decode()}" for cid in carried} == set(shown)


def test_a_mail_holds_ten_pictures_of_forty_kilobytes_at_most(writer: MailWriter) -> None:
    stories = [
        story(case(n), offered=(drawn("#446", str(n)),), registered=(drawn("#644", f"r{n}"),))
        for n in range(15)
    ]
    seen = read(writer.write(letter(*stories)).content)
    assert len(seen.pictures) == 10
    assert all(len(content) <= 40_000 for content in seen.pictures)


def test_a_picture_that_cannot_be_read_is_left_out_and_said_so(writer: MailWriter) -> None:
    broken = picture(b"\x89PNG\r\n\x1a\nnot really")
    sent = letter(story(offered=(broken,), registered=()), language="en")
    seen = read(writer.write(sent).content)
    assert seen.pictures == []
    assert "could not be read safely: 1." in seen.html
    assert "could not be read safely: 1." in seen.text


def test_a_readable_picture_takes_the_place_of_a_broken_one(writer: MailWriter) -> None:
    sent = letter(story(offered=(picture(b"broken"), OFFERED), verdicts=()))
    assert len(read(writer.write(sent).content).pictures) == 2


def test_a_signal_about_a_picture_that_is_not_here_shows_another(writer: MailWriter) -> None:
    sent = letter(story(offered=(drawn("#363", "other"),)))
    assert len(read(writer.write(sent).content).pictures) == 2


def test_a_word_mark_without_pictures_stands_as_words_beside_the_offer(
    writer: MailWriter,
) -> None:
    page = page_of(writer, letter(story(registered=())))
    assert page.xpath("//td[1]/div[@class='tile']")[0].text_content().strip() == "NORTHWIND"


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


def test_names_survive_the_way_into_the_subject(writer: MailWriter) -> None:
    base = word_verdict()
    for text in (*nasty(55), *mixed(20)):
        told = story(asset_names={base.asset_id: text}, assets=(), offered=(), registered=())
        alert = writer.write(letter(told))
        assert alert.content.isascii()
        assert len(alert.subject) <= 180
        assert read(alert.content).subject == alert.subject


HOSTILE = tuple(dict.fromkeys(text for text in nasty(55)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_words_change_nothing_but_themselves(writer: MailWriter, language: str) -> None:
    calm = skeleton(read(writer.write(hostile("calm", language)).content))
    for text in HOSTILE:
        alert = writer.write(hostile(text, language))
        assert alert.content.isascii()
        assert max(map(len, lines(alert.content))) <= 998
        assert skeleton(read(alert.content)) == calm


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//shop.example/offer",
        "http://",
        "http://[::1",
        "http://a\x00b/",
        "ht\ntp://shop.example",
        "vbscript:x",
        "",
    ],
)
def test_only_web_pages_become_links(writer: MailWriter, url: str) -> None:
    page = page_of(writer, letter(story(seen=offer(url=url))))
    assert page.xpath("//a") == []


def test_a_link_shows_where_it_leads(writer: MailWriter) -> None:
    url = 'https://shop.example@evil.example/?q="><script>&x=王\u202e'
    page = page_of(writer, letter(story(seen=offer(url=url))))
    (link,) = page.xpath("//a")
    assert "evil.example" in link.text_content()
    assert "shop.example@" not in link.text_content()
    assert link.get("href").startswith("https://shop.example@evil.example/?q=%22%3E%3Cscript%3E")
    assert link.get("href").isascii()


def test_nothing_in_a_mail_calls_home(writer: MailWriter) -> None:
    title = '<img src="http://evil.example/t.gif"><link href="http://evil.example"> url(http://evil.example)'
    for sent in (letter(story(seen=offer(title))), digest("en")):
        page = page_of(writer, sent)
        assert not page.xpath("//script|//link|//iframe|//object|//form|//video|//base")
        assert all(src.startswith("cid:") for src in page.xpath("//@src"))
        assert "url(" not in "".join(page.xpath("//style/text()|//@style"))
        assert page.xpath("//@background|//@srcset|//*[@http-equiv]") == []


def test_invisible_characters_in_a_title_become_visible(writer: MailWriter) -> None:
    seen = text_of(
        writer, letter(story(seen=offer("N\u200bIKE \u202eevil\u202c"), verdicts=()), language="en")
    )
    assert "N‹U+200B›IKE" in seen
    assert "‹U+202E›evil‹U+202C›" in seen


def test_untrusted_names_keep_their_direction_to_themselves(writer: MailWriter) -> None:
    sent = letter(story(seen=offer("مرحبا NORTHWIND", "متجر")), language="en")
    seen = read(writer.write(sent).content)
    assert "<bdi>متجر · s-771</bdi>" in seen.html
    assert "Seller: \u2068متجر · s-771\u2069" in seen.text


def test_a_signal_of_an_unknown_matcher_is_told_as_it_is(writer: MailWriter) -> None:
    strange = Signal(
        matcher="sound.jingle/1",
        ground=Ground.PASSING_OFF,
        channel="melody",
        score=0.5,
        field="video",
        because="the tune is the same",
    )
    doubt = Against(defence=None, because="may be chance")
    told = replace(word_verdict(), signals=(strange,), against=(doubt,))
    text = text_of(writer, letter(story(verdicts=(told,)), language="en"))
    assert "video: melody" in text
    assert "the tune is the same" in text
    assert "To keep in mind: may be chance" in text


def test_every_defence_and_ground_has_its_words_in_the_mail(writer: MailWriter) -> None:
    base = word_verdict()
    signals = tuple(replace(base.signals[0], ground=g, score=0.5) for g in list(Ground)[:6])
    against = tuple(Against(defence=d, because="so") for d in Defence)
    text = text_of(
        writer, letter(story(verdicts=(replace(base, signals=signals, against=against),)))
    )
    assert text.count("：（原文）so") == len(Defence)


def page_of(writer: MailWriter, sent: Letter) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(read(writer.write(sent).content).html)


def text_of(writer: MailWriter, sent: Letter) -> str:
    return read(writer.write(sent).content).text


def hostile(text: str, language: str) -> Letter:
    """One string in every field that a stranger fills."""
    base = word_verdict()
    signal = replace(base.signals[0], because=text, channel=text, field=text, span=None)
    verdict = replace(
        base,
        signals=(signal,),
        against=(Against(defence=None, because=text),),
        gate=Gate(enforceable=True, because=text),
    )
    seen = offer(text or " ", text or "x", description=text, brand=text)
    return letter(
        story(
            seen=seen,
            verdicts=(verdict,),
            offered=(),
            registered=(),
            bundle=sealed(missing=(text,)),
            asset_names={base.asset_id: text or "x"},
        ),
        language=language,
    )


def skeleton(seen: Reading) -> tuple[list[str], int]:
    """The tags of the HTML and the headers' names; runs of a marked title count as one."""
    page = lxml_html.fromstring(seen.html)
    tags = [node.tag for node in page.iter() if isinstance(node.tag, str)]
    return tags, len(seen.headers)
