"""Words of strangers in a mail: they change nothing but themselves."""

from dataclasses import replace

import pytest
from lxml import html as lxml_html

from alerts.email.writer import MailWriter
from monitor.domain.alert import Letter
from monitor.domain.signal import Ground, Signal
from monitor.domain.verdict import Against, Gate
from tests.alerts.email.letters import LANGUAGES, page_of, text_of
from tests.alerts.email.naughty import mixed, nasty
from tests.alerts.email.reading import Reading, lines, read
from tests.alerts.email.stories import (
    digest,
    letter,
    offer,
    sealed,
    story,
    word_verdict,
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
