"""Traits of a seller, as an offer's own words show them.

Numbers must look like what they are called: mobile numbers of mainland China have eleven digits,
licence numbers a check digit (GB 32100-2015), messenger names stand behind the messenger's name.
"""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from monitor.domain.listing import Offer
from monitor.domain.network import Trait, TraitKind

_EMAIL: Final = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{2,63}){1,3})(?![\w-])"
)
_MOBILE: Final = re.compile(r"(?<!\d)(?:\+?86[\s-]?)?(1[3-9]\d)[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)")
_PHONE: Final = re.compile(r"(?<![\d+])\+(\d{1,3})[\s().-]{0,2}((?:\d[\s().-]{0,2}){7,12}\d)(?!\d)")
_MESSENGER: Final = re.compile(
    r"(?:微信号?|威信|薇信|vx|v信|wechat|weixin|whatsapp|telegram|tg|line\s?id|qq号?|扣扣)"
    r"\s*(?:id|号)?\s*[:：=@#]?\s*([a-z0-9_+][a-z0-9_-]{4,24})(?![a-z0-9_-])"
)
_LICENCE: Final = re.compile(
    r"(?<![0-9A-Z])([0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10})(?![0-9A-Z])"
)
_COMPANY: Final = re.compile(r"[\u4e00-\u9fff（）()]{3,24}?(?:有限责任公司|股份有限公司|有限公司)")
_HOST: Final = re.compile(
    r"(?<![\w@.-])(?:https?://)?((?:[\w-]{1,63}\.){1,3}(?:com|net|org|shop|store|top|xyz|cn|vip|cc|io|co))(?![\w.-])"
)
_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
COPIED: Final = frozenset({TraitKind.PICTURE, TraitKind.TEMPLATE})
"""What a seller takes from another without knowing him."""
_TEMPLATE_LEAST: Final = 160
_TEMPLATE_WORDS: Final = re.compile(r"\w")
_READ: Final = 6_000
_WORDLESS: Final = frozenset({"please", "contact", "number", "message", "account"})


def traits_of(offer: Offer) -> tuple[Trait, ...]:
    """Every trait the offer shows of its seller, each once; nothing without a seller."""
    if offer.seller is None or offer.seller.key is None:
        return ()
    name = offer.seller.name or ""
    text = unicodedata.normalize("NFKC", f"{name}\n{(offer.description or '')[:_READ]}")
    found = [
        *_contacts(text),
        *_firms(text),
        *_hosts(text, offer),
        *filter(None, (template_of(offer),)),
    ]
    found += [
        Trait(kind=TraitKind.PICTURE, value=image.sha256, shown=image.sha256[:12])
        for image in offer.images
        if image.sha256
    ]
    return tuple({trait.key: trait for trait in found}.values())


def own_traits(offer: Offer) -> tuple[Trait, ...]:
    """Without what others copy: a copier is not linked with the shop it took the pictures from."""
    return tuple(trait for trait in traits_of(offer) if trait.kind not in COPIED)


def _contacts(text: str) -> Iterator[Trait]:
    for name, host in _EMAIL.findall(text):
        value = f"{name}@{host}".casefold()
        yield Trait(kind=TraitKind.EMAIL, value=value, shown=f"{_masked(name)}@{host.casefold()}")
    for found in _MOBILE.finditer(text):
        number = "86" + "".join(found.groups())
        yield Trait(kind=TraitKind.PHONE, value=number, shown=_masked(number[2:]))
    for found in _PHONE.finditer(text):
        number = found.group(1) + re.sub(r"\D", "", found.group(2))
        if not (number.startswith("861") and len(number) == len("86") + 11):
            yield Trait(kind=TraitKind.PHONE, value=number, shown=f"+{_masked(number)}")
    for name in _MESSENGER.findall(text.casefold()):
        if name not in _WORDLESS:
            yield Trait(kind=TraitKind.MESSENGER, value=name, shown=_masked(name))


def _firms(text: str) -> Iterator[Trait]:
    for number in _LICENCE.findall(text.upper()):
        if is_licence(number):
            yield Trait(kind=TraitKind.LICENCE, value=number, shown=number)
    for name in _COMPANY.findall(text):
        value = name.replace("（", "(").replace("）", ")").strip("()")
        yield Trait(kind=TraitKind.COMPANY, value=value, shown=value)


def is_licence(number: str) -> bool:
    """Whether the check digit of a unified social credit code holds.

    Source: GB 32100-2015, check digit by weighted sum modulo 31.
    """
    summed = sum(
        _SIGNS.index(sign) * weight for sign, weight in zip(number[:17], _WEIGHTS, strict=True)
    )
    return number[17] == _SIGNS[(31 - summed % 31) % 31]


def _hosts(text: str, offer: Offer) -> Iterator[Trait]:
    """Sites that the text names, but for the market's own."""
    own = offer.listing.market.partition(":")[0]
    for host in _HOST.findall(text.casefold()):
        value = host.removeprefix("www.")
        if not (value == own or value.endswith(f".{own}") or own.endswith(f".{value}")):
            yield Trait(kind=TraitKind.DOMAIN, value=value, shown=value)


def template_of(offer: Offer) -> Trait | None:
    """A long description without its figures: shops of one hand reuse their texts."""
    text = unicodedata.normalize("NFKC", offer.description or "").casefold()
    letters = "".join(sign for sign in _TEMPLATE_WORDS.findall(text[:_READ]) if not sign.isdigit())
    if len(letters) < _TEMPLATE_LEAST:
        return None
    digest = sha256(letters.encode("utf-8", "backslashreplace")).hexdigest()
    return Trait(kind=TraitKind.TEMPLATE, value=digest, shown=digest[:12])


def _masked(value: str) -> str:
    """The first and last signs: enough to tell two apart, not enough to call somebody."""
    keep = 3 if len(value) > 8 else 1
    return f"{value[:keep]}{'*' * (len(value) - 2 * keep)}{value[-keep:]}"
