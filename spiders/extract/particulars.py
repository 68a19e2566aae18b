"""Condition, category and destinations as the visible page shows them, where no data says them.

Layer: spiders.extract, pure.
"""

import bisect
import re
from collections.abc import Container
from typing import Final

from ahocorasick_rs import AhoCorasick

from spiders.extract.document import Document, clean
from spiders.extract.vocabulary import condition_of
from spiders.extract.words import PageWords

_REACH: Final = 9_000
_SAID: Final = re.compile(r"[\s\x01\x02]{0,6}[:：]?[\s\x01\x02]{0,12}([^\x01\x02:：]{2,40})")
_CRUMBS: Final = re.compile(
    r"bread-?_?crumb|crumbs|pathway|brotkrum|brotkr|fil-?ariane|migas|navpath"
)
_PATH_WORDS: Final = AhoCorasick(["crumb", "pathway", "brotkr", "ariane", "migas", "navpath"])
_HOME: Final = re.compile(
    r"(?i)^\W*(?:home|start|startseite|accueil|inicio|início|главная|головна|トップ|首页|首頁|hem|hjem|"
    r"forside|strona główna|homepage|ana sayfa|"
    r"(?:back|return|zurück|voltar|volver|retour|tilbake|torna|powrót|назад)\b.*|…|\.\.\.)?$"
)
_SENDS: Final = re.compile(r"(?i)(?:to|nach|vers|en|a|para|verso|в|do|至|先)$")
_LANDS_TEXT: Final = """
united states=US usa=US états-unis=US vereinigte staaten=US estados unidos=US сша=US canada=CA
kanada=CA mexico=MX méxico=MX brazil=BR brasil=BR united kingdom=GB great britain=GB uk=GB
großbritannien=GB royaume-uni=GB reino unido=GB ireland=IE irland=IE france=FR frankreich=FR
francia=FR germany=DE deutschland=DE allemagne=DE alemania=DE германия=DE austria=AT österreich=AT
switzerland=CH schweiz=CH suisse=CH italy=IT italien=IT italia=IT spain=ES spanien=ES españa=ES
portugal=PT netherlands=NL niederlande=NL belgium=BE belgien=BE poland=PL polska=PL polen=PL
czechia=CZ czech republic=CZ tschechien=CZ hungary=HU ungarn=HU romania=RO denmark=DK dänemark=DK
sweden=SE schweden=SE norway=NO norwegen=NO finland=FI finnland=FI greece=GR russia=RU россия=RU
россию=RU ukraine=UA turkey=TR türkiye=TR china=CN 中国=CN japan=JP 日本=JP south korea=KR korea=KR
taiwan=TW hong kong=HK singapore=SG malaysia=MY thailand=TH indonesia=ID vietnam=VN
philippines=PH india=IN australia=AU new zealand=NZ israel=IL south africa=ZA luxembourg=LU
luxemburg=LU
"""
_LANDS: Final = dict(
    pair.split("=") for pair in re.findall(r"[^\s=][^=]*?=[A-Z]{2}", " ".join(_LANDS_TEXT.split()))
)


def condition_shown(document: Document, words: PageWords, start: int) -> str | None:
    """The condition that a label names between an offset of the stream and 9,000 letters on."""
    for first, last in words.places["condition"]:
        match = _SAID.match(document.stream, last) if start <= first < start + _REACH else None
        found = condition_of(clean(match.group(1))) if match else None
        if found:
            return found
    return None


def category_shown(document: Document, title: str, title_node: int) -> str | None:
    """The path to the offer ("Kitchen > Knives"), from links in a block called breadcrumbs."""
    last = title_node + 150
    paths = {node for node in document.called(_PATH_WORDS) if _CRUMBS.search(document.name(node))}
    links = document.nodes("a")
    steps: list[str] = []
    holder = -1
    first = bisect.bisect(links, min(paths, default=last))
    for node in links[first : bisect.bisect(links, last)] if title_node > 0 else ():
        if holder >= 0 and not document.within(node, holder):
            break
        above = _path_above(document, node, paths)
        if above < 0:
            continue
        holder = holder if holder >= 0 else above
        text = document.text(node, 80)
        if not _HOME.match(text) and text != title and text not in steps:
            steps.append(text)
    return " > ".join(steps[:8]) or None


def _path_above(document: Document, node: int, paths: Container[int]) -> int:
    """The nearest of five holders that is called breadcrumbs; -1 when none is."""
    for _ in range(5):
        node = document.parents[node]
        if node <= 0:
            break
        if node in paths:
            return node
    return -1


def ships_to_shown(document: Document, words: PageWords, start: int) -> tuple[str, ...]:
    """Countries that a label of destinations lists, as codes of two capitals."""
    stream = document.stream
    for first, last in words.places["shipping"]:
        if start <= first < start + _REACH and _SENDS.search(stream, first, last):
            said = stream[last : last + 300].lstrip(":： \x01\x02\n\t").partition("\x02")[0]
            names = (clean(name).casefold().strip(" .") for name in _AND.split(said))
            codes = tuple(dict.fromkeys(_LANDS[name] for name in names if name in _LANDS))
            if codes:
                return codes
    return ()


_AND: Final = re.compile(r"[,;/、，]| and | und | et | y | e ")
