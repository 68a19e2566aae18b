"""Codes that rights are described with, each in its official spelling.

Sources: WIPO ST.3 (revision of September 2024: ISO 3166-1 alpha-2 and the organisations named in
ST.3), Nice Classification 1..45, Vienna Classification (three pairs of digits), Locarno
Classification 1..32 with subclasses, IPC and CPC symbols.

Layer: config, standard library only.
"""

import re
from typing import Final

_STATES: Final = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
# ARIPO, Benelux, Eurasia, EUIPO, EPO, Gulf, WIPO's bureau, OAPI, plant varieties (CPVO), WIPO,
# Nordic institute, UPOV, Visegrad institute
_ORGANISATIONS: Final = "AP BX EA EM EP GC IB OA QZ WO XN XU XV"

OFFICES: Final = frozenset(_STATES.split()) | frozenset(_ORGANISATIONS.split())

# What people write -> the code they mean.
_MEANT: Final = {
    "UK": "GB",
    "UKIPO": "GB",
    "EU": "EM",
    "EUIPO": "EM",
    "OHIM": "EM",
    "EPO": "EP",
    "USA": "US",
    "USPTO": "US",
    "CHINA": "CN",
    "CHN": "CN",
    "CNIPA": "CN",
    "PRC": "CN",
    "GERMANY": "DE",
    "GER": "DE",
    "DEU": "DE",
    "DPMA": "DE",
    "JAPAN": "JP",
    "JPN": "JP",
    "JPO": "JP",
    "KOREA": "KR",
    "KOR": "KR",
    "KIPO": "KR",
    "FRANCE": "FR",
    "FRA": "FR",
    "EL": "GR",
    "WIPO": "WO",
    "PCT": "WO",
    "MADRID": "WO",
    "BENELUX": "BX",
    "中国": "CN",
    "美国": "US",
    "日本": "JP",
    "欧盟": "EM",
}


def office_meant(written: str) -> str | None:
    """The ST.3 code somebody probably means by `written`; None when there is no telling."""
    upper = written.strip().upper()
    return upper if upper in OFFICES else _MEANT.get(upper)


def similar_group(written: str) -> str | None:
    """Group of similar goods as 0901, also of 901; None when it is none (classes 1..45)."""
    found = re.fullmatch(r"(\d{1,2})(\d{2})", written)
    if found is None or not 1 <= int(found[1]) <= 45 or found[2] == "00":
        return None
    return found[1].zfill(2) + found[2]


def vienna(written: str) -> str | None:
    """Vienna code as 26.01.03, 26.01 or 26; None when it is none (categories 1..29)."""
    found = re.fullmatch(r"(\d{1,2})(?:\.(\d{1,2}))?(?:\.(\d{1,2}))?", written)
    if found is None or not 1 <= int(found[1]) <= 29:
        return None
    return ".".join(part.zfill(2) for part in found.groups() if part)


def locarno(written: str) -> str | None:
    """Locarno class as 09-01 or 09; None when it is none (classes 1..32, subclasses 0..99)."""
    found = re.fullmatch(r"(\d{1,2})(?:[-.](\d{1,2}))?", written)
    if found is None or not 1 <= int(found[1]) <= 32:
        return None
    return "-".join(part.zfill(2) for part in found.groups() if part)


def ipc(written: str) -> str | None:
    """IPC or CPC symbol as F04, F04D or F04D 29/22; None when it is none (sections A..H, Y)."""
    found = re.fullmatch(
        r"([A-HY])(\d{2})(?:([A-Z])(?:\s*0*(\d{1,4})/(\d{2,6}))?)?", written.strip().upper()
    )
    if found is None:
        return None
    section, number, letter, group, subgroup = found.groups()
    symbol = f"{section}{number}{letter or ''}"
    return f"{symbol} {group}/{subgroup}" if group else symbol
