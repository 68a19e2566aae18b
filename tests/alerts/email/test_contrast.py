"""Contrast of every text of every mail, computed from the finished HTML in both schemes.

Source: WCAG 2.2, relative luminance and contrast ratio; 4.5 is asked of all text here.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import html as lxml_html
from lxml.cssselect import CSSSelector

from alerts.email.links import Links
from alerts.email.writer import MailWriter
from monitor.domain.alert import Occasion
from tests.alerts.email.reading import read
from tests.alerts.email.stories import digest, letter, picture, story

Styles = dict[lxml_html.HtmlElement, dict[str, str]]


def finished(kind: str, language: str) -> lxml_html.HtmlElement:
    letters = {
        "single": letter(story(offered=(picture(b"broken"),)), language=language),
        "digest": digest(language, 22),
        "reminder": replace(digest(language), occasion=Occasion.REMINDER),
    }
    links = Links("https://desk.bureau.example", (b"k" * 32,))
    writer = MailWriter("Rightswatch <alerts@bureau.example>", links=links)
    return lxml_html.document_fromstring(read(writer.write(letters[kind]).content).html)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["single", "digest", "reminder"])
def test_every_text_stands_out_from_its_ground(kind: str, language: str, scheme: str) -> None:
    page = finished(kind, language)
    styles = {
        node: declared(node.get("style", "")) for node in page.iter() if isinstance(node.tag, str)
    }
    if scheme == "dark":
        darken(page, styles)
    looked_at = 0
    for node in styles:
        if (
            node.getroottree() is not None
            and own_text(node)
            and "pre" not in (node.get("class") or "")
        ):
            front, ground = (
                inherited(node, styles, "color"),
                inherited(node, styles, "background-color"),
            )
            assert contrast(front, ground) >= 4.5, (own_text(node), front, ground)
            looked_at += 1
    assert looked_at > 30


def test_the_ruler_measures_what_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def darken(page: lxml_html.HtmlElement, styles: Styles) -> None:
    """Apply the rules of the dark scheme, all of which are !important."""
    sheet = "".join(page.xpath("//style/text()"))
    start = sheet.index("@media (prefers-color-scheme: dark)")
    rules = sheet[sheet.index("{", start) + 1 : sheet.index("@media (max-width", start)]
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", rules):
        for selector in selectors.split(","):
            for node in CSSSelector(selector.strip())(page):
                styles[node].update(declared(body))


def declared(body: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in body.split(";"))
    return {
        name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value
    }


def own_text(node: lxml_html.HtmlElement) -> str:
    if node.tag in {"style", "title", "head", "script"}:
        return ""
    pieces = [node.text or "", *(child.tail or "" for child in node)]
    return "".join(pieces).strip()


def inherited(node: lxml_html.HtmlElement, styles: Styles, name: str) -> str:
    for near in (node, *ancestors(node)):
        if name in styles[near]:
            return styles[near][name]
    return "#000000" if name == "color" else "#ffffff"


def ancestors(node: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    yield from node.iterancestors()


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), colour
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
