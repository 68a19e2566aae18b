"""The offer's title: which heading the title tag and the structured data agree on.

Layer: spiders.extract, pure.

A page has many headings, and on marketplaces the first h1 is often not the offer ("Follow the
author", the shop's name). What the offer is called is said several times; a candidate is believed
by how much of it the other places repeat.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from spiders.extract.document import Document, clean
from spiders.extract.fields import MAX_TITLE, tidy

_SEPARATORS: Final = re.compile(
    r"\s+[|\-–—·•»«>:/~]+\s+|\s*[|»｜–—]+\s*|\s*::\s*|[:：]\s+|\s*[_【】]\s*|\s-(?=\S)|(?<=\S)-\s"
)
_ORNAMENT: Final = re.compile(
    r"(?i)^\s*(?:buy|shop|purchase|order|acheter|comprar|kaufen|купить|價格|报价|价格)\s+(?=\S)"
)
_NAMED: Final = re.compile(
    r"(?:product|item|prod|goods|article|offer|listing|detail|pdp|artikel)s?[-_]*"
    r"(?:title|name|heading|header|tit)|title[-_]?(?:product|item)|(?:^|[\s_-])sku-name"
    r"|(?:^|\s)page-?heading"
)
_WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)
_HAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def tokens(text: str) -> set[str]:
    """Folded words; writing without blanks gives pairs of neighbouring letters."""
    found: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if _HAN.search(word) and len(word) > 2:
            found.update(word[at : at + 2] for at in range(len(word) - 1))
        else:
            found.add(word)
    return found


def share(part: set[str], whole: set[str]) -> float:
    """How much of `part` stands in `whole`, 0..1; 0 for an empty part."""
    return len(part & whole) / len(part) if part else 0.0


def agree(one: str, other: str) -> bool:
    """Tell whether two titles speak of the same thing: most words of one stand in the other."""
    words, others = tokens(one), tokens(other)
    return max(share(words, others), share(others, words)) >= 0.6


@dataclass(frozen=True, slots=True)
class TitleClues:
    """What a page says of its title. names: (title, layer) of structured data, by trust."""

    tag: str
    social: str | None
    names: tuple[tuple[str, str], ...]
    site_names: tuple[str, ...]
    path: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A candidate. node: -1 when it stands nowhere visible. agreed: others repeat it."""

    text: str
    node: int
    layer: str
    rank: float
    agreed: bool = False


def _names_title(name: str) -> bool:
    """Tell whether lower-case names are those of a title; few hold the part all such names have."""
    return ("tit" in name or "name" in name or "head" in name) and bool(_NAMED.search(name))


def headings(document: Document) -> list[Heading]:
    """Candidates of the visible page, with a rank for the place they stand in."""
    found: list[Heading] = []
    seen: set[str] = set()
    nodes = [(node, 1.0) for node in document.nodes("h1")]
    nodes += [(node, 0.8) for name, node in document.ids.items() if _names_title(name.lower())]
    nodes += [
        (node, 0.9)
        for node in document.itemprops
        if document.attrs[node]["itemprop"] == "name" and document.tags[node] != "meta"
    ]
    nodes += [(node, 0.6) for node in document.nodes("h2")[:15]]
    nodes += [(node, 0.4) for node in document.nodes("h3")[:10]]
    for node, rank in nodes:
        text = document.text(node, 2 * MAX_TITLE)
        if 1 < len(text) <= MAX_TITLE and text not in seen:
            seen.add(text)
            extra = 0.3 * bool(_names_title(document.name(node)))
            found.append(Heading(text, node, "visible", rank + extra))
    return found


def named_blocks(document: Document) -> list[Heading]:
    """Blocks that their author's class names call a title, or that say a part of the title tag.

    Sought where no heading is believed.
    """
    found = _parts_shown(document)
    for node, attrs in enumerate(document.attrs):
        name = attrs.get("class") if attrs else None
        if name and _names_title(name.lower()):
            text = document.text(node, 2 * MAX_TITLE)
            if 1 < len(text) <= MAX_TITLE:
                found.append(Heading(text, node, "visible", 0.8))
        if len(found) >= 20:
            break
    return found


def _parts_shown(document: Document) -> list[Heading]:
    """Texts that stand alone on the page and are, letter for letter, a part of the title tag."""
    found = []
    for part in (document.title, *_SEPARATORS.split(document.title)):
        text = clean(part)
        if not 8 <= len(text) <= MAX_TITLE:
            continue
        at = document.stream.find(text)
        while at >= 0:
            node = document.owner(at)
            if document.text(node, 2 * MAX_TITLE) == text and document.tags[node] != "a":
                found.append(Heading(text, node, "visible", 0.8))
                break
            at = document.stream.find(text, at + 1)
    return found


def certain(title: str, layer: str, candidates: Sequence[Heading]) -> Heading:
    """A title that a site's own reading is sure of, with the heading that shows it."""
    own, squeezed = tokens(title), _squeezed(title)
    node = next((h.node for h in candidates if share(own, tokens(h.text)) >= 0.9), -1)
    if node < 0 and len(squeezed) >= 8:  # brand and name in one heading, no blank between
        node = next((h.node for h in candidates if squeezed in _squeezed(h.text)), -1)
    return Heading(title, node, layer, 2.0, agreed=True)


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def choose(clues: TitleClues, candidates: Sequence[Heading]) -> Heading | None:
    """The candidate that the rest of the page agrees on most.

    Structured names compete with visible headings; where none is believed, the social title and
    the title tag without the site's ornaments stand in.
    """
    best = _most_agreed(clues, candidates)
    if best is None:
        return _fallback(clues, candidates)
    if best.node < 0:
        return certain(best.text, best.layer, candidates)
    if best.rank >= 0.8 or best.layer != "visible":
        return best
    plain = without_site(clues.tag, clues)
    if plain and share(tokens(plain), tokens(best.text)) >= 0.85:
        return best
    return _fallback(clues, candidates) or best


def _most_agreed(clues: TitleClues, candidates: Sequence[Heading]) -> Heading | None:
    """The name or heading of which title tag, social title, address and names say the most."""
    names = [name for name, _ in clues.names]
    said = tokens(" ".join(filter(None, (clues.tag, clues.social, clues.path, *names))))
    site = {name.casefold() for name in clues.site_names}
    best: Heading | None = None
    best_score = 0.0
    structured = [
        Heading(name, -1, layer, 1.8, agreed=True)
        for name, layer in clues.names
        if layer != "microdata" or not _is_contradicted(name, clues, candidates)
    ]
    for heading in (*structured, *candidates):
        own = tokens(heading.text)
        agreed = share(own, said)
        if agreed < 0.6 or heading.text.casefold() in site:
            continue
        score = heading.rank + agreed + min(len(own), 12) / 20
        if score > best_score:
            best, best_score = replace(heading, agreed=True), score
    return best


def _is_contradicted(name: str, clues: TitleClues, candidates: Sequence[Heading]) -> bool:
    """Tell whether an itemprop names something else than title tag and first heading agree on."""
    tag, own = tokens(clues.tag), tokens(name)
    if share(own, tag) >= 0.6 or not tag:
        return False
    tops = (tokens(heading.text) for heading in candidates if heading.rank >= 1.0)
    return any(len(top) > 1 and share(top, tag) >= 0.9 and share(own, top) < 0.6 for top in tops)


def _fallback(clues: TitleClues, candidates: Sequence[Heading]) -> Heading | None:
    social = without_site(clues.social, clues) if clues.social else None
    if social:
        return Heading(social, -1, "opengraph", 0.5)
    plain = without_site(clues.tag, clues)
    tops = [heading for heading in candidates if heading.rank >= 1.0]
    if len(tops) == 1 and (not plain or share(tokens(tops[0].text), tokens(plain)) > 0.3):
        return tops[0]
    if plain and len(plain) < 3:
        plain = None
    if not plain:
        return None
    said = tokens(plain)
    within = [h for h in candidates if h.text and share(tokens(h.text), said) >= 0.9]
    node = max(within, key=lambda h: (len(tokens(h.text)), h.node)).node if within else -1
    return Heading(plain, node, "title-tag", 0.3)


def without_site(text: str, clues: TitleClues) -> str | None:
    """A title without the site's name, its slogan words and buying phrases around it."""
    text = _ORNAMENT.sub("", tidy(text) or "")
    site = [tokens(name) for name in clues.site_names if name]
    first, bar, rest = text.partition(" | ")
    if bar and len(first) >= len(rest):
        text = first
    parts = [part for part in _SEPARATORS.split(text) if part and part.strip()]
    if len(parts) < 2:
        return text or None
    kept = [
        part
        for part in parts
        if not any(_is_site(part, names) for names in site)
        and not re.fullmatch(r"[\d\s.,#-]+", part)
    ]
    if not kept:
        return text
    start = text.find(kept[0])
    end = text.rfind(kept[-1]) + len(kept[-1])
    return clean(text[start:end]) or None


def _is_site(part: str, names: set[str]) -> bool:
    own = tokens(part)
    return bool(own) and (own <= names or "".join(sorted(own)) == "".join(sorted(names)))
