"""The laws by which a mark and an offer are held against each other: what each asks and allows.

What is measured is the same everywhere. What differs is told and weighed by these profiles: whether
an identical mark on identical goods needs confusion, what a person weighs where it is needed, which
goods are presumed similar, where a first sale ends the holder's say, what a competitor may say, and
what the public there can read.

Sources. China: Trademark Law as amended in 2019 (in force from 1 November 2019), article 57 items 1
and 2 and article 59 paragraph 1. The law was revised on 26 June 2026 and numbered anew, in force
from 1 January 2027: its numbers are not cited here, so each citation names the version. Supreme
People's Court, Fa Shi [2002] 32 as amended by Fa Shi [2020] 19, articles 9 to 12 (appearance,
sound, meaning; whole and dominant part, apart from each other; attention of the related public; the
table of similar goods as a reference). European Union: Regulation (EU) 2017/1001 articles 9(2), 14,
15 and 33(7) on EU trade marks; on marks registered in a member state its own law, after Directive
(EU) 2015/2436 articles 10(2), 14 and 15; CJEU C-251/95 Sabel, C-39/97 Canon, C-342/97 Lloyd (global
appreciation), C-355/96 Silhouette and C-244/00 Van Doren (exhaustion within the European Economic
Area), C-487/07 L'Oreal v. Bellure (comparison). United States: 15 U.S.C. 1114(1), 1115(b)(4);
Polaroid v. Polarad, 287 F.2d 492 (2d Cir. 1961); AMF v. Sleekcraft, 599 F.2d 341 (9th Cir. 1979);
Smith v. Chanel, 402 F.2d 562 (9th Cir. 1968); New Kids on the Block v. News America Publishing, 971
F.2d 302 (9th Cir. 1992); Champion Spark Plug v. Sanders, 331 U.S. 125 (1947), where the buyers are
told that the goods are used; NEC Electronics v. CAL Circuit Abco, 810 F.2d 1506 (9th Cir. 1987);
Lever Bros. v. United States, 981 F.2d 1330 (D.C. Cir. 1993). Judgments of one circuit bind no
other; those before 2017 speak of the earlier acts of the Union.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from monitor.domain.asset import Asset
from monitor.domain.listing import Offer
from monitor.domain.signal import Defence
from rules.context.territory import directed_to, expanded

_CN: Final = "China Trademark Law (2019 version, in force to the end of 2026)"
_NEW_KIDS: Final = "New Kids on the Block v. News America Publishing, 971 F.2d 302 (9th Cir. 1992)"


def _union(article: str, directive: str) -> str:
    """An article on EU trade marks, beside that of the directive which national laws follow."""
    national = f"for a national mark its law after Directive (EU) 2015/2436 {directive}"
    return f"Regulation (EU) 2017/1001 {article}, {national}"


@dataclass(frozen=True, slots=True)
class Law:
    """One law. identity: where an identical mark on identical goods is enough; None = nowhere.

    confusion: where likelihood of confusion is asked; factors: what a person weighs for it.
    allows: defence -> where the law knows it.
    """

    name: str
    territories: frozenset[str]
    identity: str | None
    confusion: str
    factors: str
    allows: Mapping[Defence, str]


CHINA: Final = Law(
    name="China",
    territories=frozenset({"CN"}),
    identity=f"{_CN} article 57 item 1",
    confusion=f"{_CN} article 57 item 2",
    factors="distinctiveness and renown, attention of the related public, intent, actual confusion",
    allows={
        Defence.DESCRIPTIVE_USE: f"{_CN} article 59 paragraph 1",
        Defence.NOMINATIVE_USE: "the doctrine of indicative use in China",
        Defence.COMPATIBLE_WITH: "the doctrine of indicative use in China",
        Defence.SECOND_HAND: "the doctrine of exhaustion in China",
        Defence.PARALLEL_IMPORT: "the doctrine of exhaustion in China",
    },
)
UNION: Final = Law(
    name="the European Union",
    territories=expanded(["EM"]),
    identity=_union("9(2)(a)", "10(2)(a)"),
    confusion=_union("9(2)(b)", "10(2)(b)"),
    factors="distinctiveness and renown, attention of the average consumer, interdependence of "
    "marks and goods",
    allows={
        Defence.DESCRIPTIVE_USE: _union("14(1)(b)", "14(1)(b)"),
        Defence.NOMINATIVE_USE: _union("14(1)(c)", "14(1)(c)"),
        Defence.COMPATIBLE_WITH: _union("14(1)(c)", "14(1)(c)"),
        Defence.SECOND_HAND: _union("15(1)", "15(1)"),
        Defence.EXHAUSTION: _union("15(1)", "15(1)"),
    },
)
STATES: Final = Law(
    name="the United States",
    territories=frozenset({"US"}),
    identity=None,
    confusion="15 U.S.C. 1114(1)",
    factors="strength of the mark, marketing channels, care of the buyers, intent, actual "
    "confusion, bridging the gap",
    allows={
        Defence.DESCRIPTIVE_USE: "15 U.S.C. 1115(b)(4)",
        Defence.NOMINATIVE_USE: _NEW_KIDS,
        Defence.COMPATIBLE_WITH: _NEW_KIDS,
        Defence.SECOND_HAND: "Champion Spark Plug v. Sanders, 331 U.S. 125 (1947)",
        Defence.EXHAUSTION: "NEC Electronics v. CAL Circuit Abco, 810 F.2d 1506 (9th Cir. 1987)",
    },
)
LAWS: Final = (CHINA, UNION, STATES)
"""In order: of several that apply the first tells its test."""


def laws_of(offer: Offer, asset: Asset) -> Sequence[Law]:
    """Those of where the right is in force and the offer is directed.

    Where nothing tells to where it is directed, all of the right's.
    """
    here = _places(offer, asset)
    return [law for law in LAWS if law.territories & here]


def sole_law(offer: Offer, asset: Asset) -> Law | None:
    """The only law that applies: a doubt that one law alone knows is no doubt under the others.

    None where several apply, or one without a profile beside it.
    """
    here = _places(offer, asset)
    return next((law for law in LAWS if here and here <= law.territories), None)


def _places(offer: Offer, asset: Asset) -> frozenset[str]:
    covered = expanded(asset.territories or ((asset.office,) if asset.office else ()))
    return (covered & directed_to(offer)) or covered
