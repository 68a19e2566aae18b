"""Signs and words of money -> ISO 4217; what is shared by many currencies is settled by the site.

Layer: spiders.extract, pure.
Source: ISO 4217 list one (active codes, no funds or metals), 2026; signs from Unicode CLDR.
"""

import functools
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_CODES: Final = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW
KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED
VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""
ISO_4217: Final = frozenset(_CODES.split())

THREE_DECIMALS: Final = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))
"""Currencies of a thousand parts: in them `423.923` has a fraction."""

_DOLLAR_TEXT: Final = """
USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU BRL BBD BSD BZD DOP FJD JMD TTD XCD
"""
_DOLLARS: Final = tuple(_DOLLAR_TEXT.split())
_SIGNS: Final[dict[str, tuple[str, ...]]] = {
    "$": _DOLLARS,
    "＄": _DOLLARS,
    "¥": ("JPY", "CNY"),
    "￥": ("CNY", "JPY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "kr.": ("DKK", "SEK", "NOK", "ISK"),
    ":-": ("SEK", "NOK"),
    ",-": ("NOK", "DKK", "SEK", "EUR", "CHF", "CZK", "PLN"),
    "rs": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "rs.": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "₨": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "£": ("GBP", "EGP"),
    "dollars": _DOLLARS,
    "ريال": ("SAR", "QAR", "OMR", "YER"),
    "ر.س": ("SAR",),
    "درهم": ("AED", "MAD"),
    "جنيه": ("EGP", "SDG"),
    "دينار": ("KWD", "JOD", "BHD", "IQD"),
    "fr.": ("CHF",),
    "fr": ("CHF",),
    "sfr": ("CHF",),
    "din": ("RSD", "MKD"),
    "р": ("RUB", "BYN"),
    "р.": ("RUB", "BYN"),
    "ден": ("MKD",),
    "peso": ("MXN", "ARS", "CLP", "COP", "PHP"),
    "pesos": ("MXN", "ARS", "CLP", "COP", "PHP"),
    "元": ("CNY", "TWD", "HKD"),
    "圆": ("CNY",),
    "円": ("JPY",),
    "원": ("KRW",),
}
_ONE_MEANING: Final = {
    "EUR": "€ euro euros eur. ευρώ евро 欧元",
    "USD": "us$ u.s.$ us$: usd$ $us u$s u$d us-$ 美元",
    "GBP": "₤ gbp£ £gbp 英镑",
    "CNY": "rmb cny¥ cn¥ rmb¥ 人民币 yuan 块",
    "JPY": "jp¥ 日元 yen",
    "CAD": "c$ ca$ cdn$ cad$ can$ $cad",
    "AUD": "a$ au$ aud$ $aud",
    "NZD": "nz$ nzd$",
    "HKD": "hk$ hkd$ 港币",
    "SGD": "s$ sg$ sgd$",
    "TWD": "nt$ nt ntd 台币",
    "MXN": "mx$ mex$ mxn$",
    "ARS": "ar$",
    "CLP": "clp$ cl$",
    "COP": "col$ cop$",
    "BRL": "r$ reais",
    "UYU": "$u",
    "DOP": "rd$",
    "JMD": "j$",
    "TTD": "tt$",
    "RUB": "₽ руб руб. рублей рубль rub. rur",
    "UAH": "₴ грн грн. гривень hrn",
    "BYN": "br byr бел.руб",
    "KZT": "₸ тг тенге",
    "GEL": "₾ лари",
    "AZN": "₼ man",
    "AMD": "֏ դր",
    "UZS": "сум so'm",
    "PLN": "zł zl złotych",
    "CZK": "kč kc",
    "HUF": "ft huf.",
    "RON": "lei leu",
    "BGN": "лв лв. lv",
    "KRW": "₩ krw₩ 韩元",
    "INR": "₹ inr₹",
    "IDR": "rp rp.",
    "MYR": "rm",
    "PHP": "₱ php₱ php.",
    "THB": "฿ บาท baht",
    "VND": "₫ đ vnđ đồng",
    "ILS": '₪ ש"ח nis',
    "TRY": "₺ tl ytl",
    "ZAR": "zar. r",
    "NGN": "₦",
    "GHS": "gh₵ ₵ gh¢",
    "KES": "ksh kshs ksh.",
    "EGP": "e£ ج.م le",
    "AED": "د.إ dhs dh aed. dhs.",
    "SAR": "sr s.r. sar. ﷼",
    "QAR": "qr ر.ق",
    "KWD": "kd k.d. د.ك",
    "BHD": "bd bd. د.ب",
    "OMR": "ro r.o ر.ع",
    "JOD": "jd د.أ",
    "PEN": "s/ s/.",
    "CRC": "₡",
    "PYG": "₲ gs gs.",
    "VES": "bs bs. bsf",
    "BOB": "b$",
    "MNT": "₮",
    "LAK": "₭",
    "KHR": "៛",
    "BDT": "৳ tk",
    "CHF": "chf. sfr. s₣",
    "MAD": "د.م. mad.",
    "NOK": "nkr",
    "SEK": "skr",
    "DKK": "dkr",
    "ISK": "íkr",
    "XOF": "fcfa f.cfa cfa",
}
for _code, _signs in _ONE_MEANING.items():
    for _sign in _signs.split():
        _SIGNS[_sign] = (_code,)

_BY_TLD_TEXT: Final = """
us:USD ca:CAD au:AUD nz:NZD hk:HKD sg:SGD tw:TWD mx:MXN ar:ARS cl:CLP co:COP uy:UYU br:BRL
jp:JPY cn:CNY se:SEK no:NOK dk:DKK is:ISK in:INR pk:PKR lk:LKR np:NPR mu:MUR uk:GBP gb:GBP
eg:EGP sa:SAR qa:QAR om:OMR ae:AED ma:MAD kw:KWD jo:JOD bh:BHD ru:RUB su:RUB by:BYN ch:CHF
li:CHF rs:RSD mk:MKD ph:PHP pl:PLN cz:CZK hu:HUF ro:RON bg:BGN kr:KRW id:IDR my:MYR th:THB
vn:VND il:ILS tr:TRY za:ZAR ua:UAH kz:KZT de:EUR fr:EUR it:EUR es:EUR nl:EUR be:EUR at:EUR
ie:EUR fi:EUR pt:EUR gr:EUR sk:EUR si:EUR lt:EUR lv:EUR ee:EUR lu:EUR hr:EUR jm:JMD tt:TTD
bb:BBD bs:BSD bz:BZD fj:FJD do:DOP ng:NGN ke:KES gh:GHS tz:TZS ug:UGX pe:PEN cr:CRC py:PYG
bo:BOB ve:VES gt:GTQ hn:HNL bd:BDT mn:MNT ge:GEL az:AZN uz:UZS kg:KGS tn:TND dz:DZD cy:EUR mt:EUR
"""
_BY_TLD: Final = dict(pair.split(":") for pair in _BY_TLD_TEXT.split())
_BY_LANGUAGE_TEXT: Final = """
ja:JPY zh:CNY sv:SEK nb:NOK no:NOK nn:NOK da:DKK is:ISK hi:INR ru:RUB uk:UAH be:BYN ur:PKR
ko:KRW pl:PLN cs:CZK hu:HUF th:THB vi:VND id:IDR ms:MYR he:ILS tr:TRY sr:RSD mk:MKD si:LKR
ne:NPR
"""
_BY_LANGUAGE: Final = dict(pair.split(":") for pair in _BY_LANGUAGE_TEXT.split())
_FIRST_FOR_ANY: Final = frozenset({"$", "＄", "£", "元", "р", "р.", "ريال", "درهم", "جنيه"})
_TAIL: Final = re.compile(r"[\s\x01.:]+$")


@dataclass(frozen=True, slots=True)
class MoneyPlace:
    """Where a page stands: what settles a sign that several currencies share.

    declared: ISO codes the page itself names in its structured data, most trusted first.
    """

    host: str = ""
    language: str | None = None
    declared: tuple[str, ...] = ()


def iso_code(written: str | None) -> str | None:
    """A code as written ("usd", " EUR ") -> ISO 4217, None when there is no such currency."""
    code = (written or "").strip().upper()
    code = {"RUR": "RUB", "RMB": "CNY", "NTD": "TWD"}.get(code, code)
    return code if code in ISO_4217 else None


_MISREAD: Final = frozenset((
    "ALL",
    "TOP",
    "CUP",
    "PEN",
    "MOP",
    "SOS",
    "GEL",
    "AMD",
    "BAM",
    "COP",
    "TRY",
    "MAD",
    "LAK",
    "RON",
))
"""Codes that are also words or makers' names: in running text they prove nothing."""
_LOWER_CODES: Final = frozenset((
    "usd",
    "eur",
    "gbp",
    "cny",
    "jpy",
    "aud",
    "cad",
    "inr",
    "pln",
    "chf",
))
_CASED: Final = {
    "r": ("R",),
    "sr": ("SR",),
    "kd": ("KD",),
    "bd": ("BD",),
    "jd": ("JD",),
    "rm": ("RM",),
    "ro": ("RO", "R.O"),
    "tl": ("TL",),
    "rp": ("Rp", "RP"),
    "le": ("LE",),
    "gs": ("Gs",),
    "bs": ("Bs",),
    "dh": ("Dh", "DH"),
    "ft": ("Ft", "ft"),
    "fr": ("Fr", "FR"),
    "nt": ("NT",),
    "br": ("Br", "BR"),
    "din": ("din",),
    "man": ("man",),
    "tk": ("Tk", "TK"),
    "qr": ("QR",),
    "kc": ("Kc",),
    "lv": ("lv",),
    "zl": ("zl", "zł", "ZL"),
}
"""Short words are signs of money only in their usual case."""


@functools.lru_cache(maxsize=16_384)
def is_sign(written: str) -> bool:
    """Tell whether a word beside a number in running text is a sign of money."""
    code = written.upper()
    if len(written) == 3 and code in ISO_4217:
        upper = written == code and code not in _MISREAD
        return upper or written in _LOWER_CODES
    usual = _CASED.get(written.lower().rstrip("."))
    if usual is not None and written.rstrip(".") not in usual:
        return False
    return bool(meanings(written))


def meanings(sign: str) -> tuple[str, ...]:
    """ISO codes that a sign or word may stand for, likeliest first; empty when it is no money."""
    code = iso_code(sign)
    if code is not None:
        return (code,)
    folded = sign.strip().lower().replace("\u00a0", "").replace(" ", "")
    return _SIGNS.get(folded) or _SIGNS.get(_TAIL.sub("", folded), ())


def settle(sign: str | None, place: MoneyPlace) -> str | None:
    """Which currency a sign means on this page; None when nothing settles it.

    Order: a sign of one meaning; what the page declares; top-level domain; region of the language;
    the language. A plain "$" is US-American, "£" British where nothing says otherwise; "¥" and
    "kr" stay open.
    """
    may = meanings(sign) if sign else ()
    if len(may) == 1:
        return may[0]
    if not may:
        return _without_sign(place) if not sign else None
    for code in (*place.declared, *_local(place)):
        if code in may:
            return code
    return may[0] if (sign or "").strip().lower() in _FIRST_FOR_ANY else None


def _without_sign(place: MoneyPlace) -> str | None:
    """The currency of a bare number: what the page declares, else that of the site or its land.

    A language alone says nothing: shops of many lands write English, and Chinese sells in dollars.
    """
    if place.declared:
        return place.declared[0]
    region = (place.language or "").replace("_", "-").partition("-")[2]
    return next(iter(_local(MoneyPlace(place.host, f"und-{region}" if region else None))), None)


_SITES_TEXT: Final = """
taobao:CNY tmall:CNY jd:CNY 1688:CNY yangkeduo:CNY pinduoduo:CNY suning:CNY vip:CNY dangdang:CNY
bestbuy:USD target:USD walmart:USD homedepot:USD lowes:USD costco:USD macys:USD kohls:USD
newegg:USD wayfair:USD overstock:USD poshmark:USD sears:USD flipkart:INR myntra:INR snapdeal:INR
meesho:INR ajio:INR trendyol:TRY hepsiburada:TRY n11:TRY coupang:KRW gmarket:KRW 11st:KRW
tokopedia:IDR bukalapak:IDR mercari:USD
"""
_BY_SITE: Final = dict(pair.split(":") for pair in _SITES_TEXT.split())
"""Markets of one currency whose own host ends in .com or .cn."""


def _local(place: MoneyPlace) -> list[str]:
    labels = place.host.split(".")
    site = labels[-2] if len(labels) > 1 and labels[-1] in {"com", "cn"} else ""
    found = [_BY_SITE[site]] if site in _BY_SITE else []
    top = urlsplit(f"//{place.host}").hostname or ""
    ends = (top.rsplit(".", 1)[-1], top.split(".", 1)[0])  # shop.ca, ca.shop.com
    found += [_BY_TLD[label] for label in ends if label in _BY_TLD and label != top]
    language, _, region = (place.language or "").lower().replace("_", "-").partition("-")
    if region in _BY_TLD:
        found.append(_BY_TLD[region])
    if language in _BY_LANGUAGE:
        found.append(_BY_LANGUAGE[language])
    return found


def sign_pattern() -> str:
    """A regular expression for every sign and word, longest first; words need no letter beside."""
    signs = sorted(_SIGNS, key=len, reverse=True)
    return "|".join(re.escape(sign) for sign in signs)
