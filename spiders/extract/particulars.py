"""Condition, category and destinations as the visible page shows them, where no data says them.

Layer: spiders.extract, pure.
"""

import bisect
import itertools
import re
from typing import Final

from spiders.extract.document import Document, clean
from spiders.extract.vocabulary import condition_of

_REACH: Final = 9_000
_CONDITION: Final = re.compile(
    r"(?i)(?:(?<=[\x01\x02\n\t.(|])|\A)\s*(?:item\s+condition|condition|zustand|artikelzustand|état|"
    r"estado|condición|condição|condizione|condizioni|stan|stav|állapot|состояние|стан|kondition|"
    r"skick|stand|tilstand|kunto|conditie|toestand|durum|成色|商品の状態|状態|상태|상품상태)"
    r"[\s\x01\x02]{0,6}[:：]?[\s\x01\x02]{0,12}(?P<said>[^\x01\x02:：]{2,40})"
)
_CRUMBS: Final = re.compile(
    r"bread-?_?crumb|crumbs|pathway|brotkrum|brotkr|fil-?ariane|migas|navpath"
)
_HOME: Final = re.compile(
    r"(?i)^(?:home|start|startseite|accueil|inicio|início|главная|головна|トップ|首页|首頁|hem|hjem|"
    r"forside|strona główna|homepage|ana sayfa|(?:back|return|zurück|voltar|volver|retour|назад)\b.*|…|\.\.\.)?$"
)
_SHIPS: Final = re.compile(
    r"(?i)(?:ships?|shipping|delivers?|delivery|posts?)\s+to\s*[:：]|versand\s+nach\s*[:：]|"
    r"lieferung\s+nach\s*[:：]|liv(?:re|raison)\s+(?:vers|en)\s*[:：]|env[ií]os?\s+a\s*[:：]|"
    r"envia\s+para\s*[:：]|spedi\w+\s+(?:verso|in)\s*[:：]|доставка\s+в\s*[:：]|wysyłka\s+do\s*[:：]|"
    r"配送至\s*[:：]|発送先\s*[:：]"
)
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


def condition_shown(document: Document, start: int) -> str | None:
    """The condition that a label names between an offset of the stream and 9,000 letters on."""
    for match in _CONDITION.finditer(document.stream, start, start + _REACH):
        found = condition_of(clean(match.group("said")))
        if found:
            return found
    return None


def category_shown(document: Document, title: str, title_node: int) -> str | None:
    """The path to the offer ("Kitchen > Knives"), from links in a block called breadcrumbs."""
    links = document.nodes("a")
    steps: list[str] = []
    holder = -1
    for node in links[: bisect.bisect(links, title_node + 150)] if title_node > 0 else ():
        above = next(
            (
                one
                for one in itertools.islice(document.ancestors(node), 5)
                if _is_path(document, one)
            ),
            -1,
        )
        if above < 0 or (holder >= 0 and not document.within(node, holder)):
            continue
        holder = holder if holder >= 0 else above
        text = document.text(node, 80)
        if not _HOME.match(text) and text != title and text not in steps:
            steps.append(text)
    return " > ".join(steps[:8]) or None


def _is_path(document: Document, node: int) -> bool:
    return bool(_CRUMBS.search(document.name(node)))


def ships_to_shown(document: Document, start: int) -> tuple[str, ...]:
    """Countries that a label of destinations lists, as codes of two capitals."""
    match = _SHIPS.search(document.stream, start, start + _REACH)
    if match is None:
        return ()
    said = document.stream[match.end() : match.end() + 300].lstrip("\x01\x02 \n\t")
    said = said.partition("\x02")[0]
    names = (
        clean(name).casefold().strip(" .") for name in re.split(r"[,;/、，]| and | und ", said)
    )
    return tuple(dict.fromkeys(_LANDS[name] for name in names if name in _LANDS))
