"""What the test shop sells: 228 clean offers, made from lists, and 12 planted ones.

The marks are those of the demo's holders, all invented: VELLORINE, KESTROVA, PLUMVOX.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Stocked:
    """One offer. planted: why a watch must speak; None when it must stay silent."""

    title: str
    price: Decimal
    category: str
    picture: str
    description: str
    planted: str | None = None


_GOODS: Final = {
    "Bags": (("tote", "tote bag"), ("clutch", "evening clutch"), ("backpack", "daypack")),
    "Shoes": (("shoe", "trainers"), ("shoe", "walking boots"), ("shoe", "canvas shoes")),
    "Kitchen": (("mug", "stoneware mug"), ("bottle", "steel bottle"), ("lamp", "table lamp")),
    "Paper": (("poster", "art print"), ("notebook", "notebook"), ("notebook", "sketchbook")),
}
_CLEAN: Final = 228
_KINDS: Final = ("Plain", "Striped", "Speckled", "Folding", "Small", "Large", "Everyday")
_SHADES: Final = ("in slate", "in oat", "in moss", "in brick")

_PLANTED: Final = (
    ("VELLORINE leather tote bag, large", "Bags", "tote", "verbatim"),
    ("Vellorine evening clutch with chain", "Bags", "clutch", "verbatim"),
    ("KESTROVA running shoes, men", "Shoes", "shoe", "verbatim"),
    ("Plumvox wireless earbuds", "Kitchen", "earbuds", "verbatim"),
    ("VELLОRINE wallet, zip round", "Bags", "wallet", "homoglyph: a Cyrillic O"),
    ("K3STR0VA trainers, unisex", "Shoes", "shoe", "leet"),
    ("V E L L O R I N E shoulder bag", "Bags", "tote", "spaced"),
    ("薇洛琳 真皮手提包", "Bags", "tote", "alias"),
    ("凯斯洛瓦 透气跑鞋", "Shoes", "shoe", "alias"),
    ("高仿薇洛琳 经典款 女包", "Bags", "clutch", "imitation"),
    ("1:1 replica Kestrova racing shoes", "Shoes", "shoe", "imitation"),
    ("Soft grain tote for work and travel", "Bags", "photo-vellorine", "copied photograph"),
)


def _pounds(pence: int) -> Decimal:
    return Decimal(pence).scaleb(-2)


def _clean() -> list[Stocked]:
    shelves = [_of_category(category, goods) for category, goods in _GOODS.items()]
    return [offer for row in zip(*shelves, strict=True) for offer in row][:_CLEAN]


def _of_category(category: str, goods: tuple[tuple[str, str], ...]) -> list[Stocked]:
    return [
        Stocked(
            title=f"{kind} {name} {shade}",
            price=_pounds(900 + number * 137 % 7000),
            category=category,
            picture=picture,
            description=f"A {kind.lower()} {name} {shade}, made to last.",
        )
        for number, (kind, (picture, name), shade) in enumerate(product(_KINDS, goods, _SHADES))
    ]


def stock() -> list[Stocked]:
    """Everything on sale on the first day, planted offers scattered among the clean ones."""
    offers = _clean()
    for number, (title, category, picture, because) in enumerate(_PLANTED):
        planted = Stocked(
            title=title,
            price=_pounds(2990 + number * 450),
            category=category,
            picture=picture,
            description="Ships within three days.",
            planted=because,
        )
        offers.insert(7 + number * 19, planted)
    return offers
