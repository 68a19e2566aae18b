"""What an offer shows of its seller is found, and what only looks like it is not."""

import pytest

from monitor.domain.listing import Offer, OfferedImage
from monitor.domain.network import TraitKind
from rules.network.traits import is_licence, own_traits, traits_of
from tests.rules.making import offer

LICENCE = "91320594MA1XABCD2E"


def checked(first: str) -> str:
    """A licence number with the check digit that makes it hold."""
    return next(
        first + sign for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY" if is_licence(first + sign)
    )


def shown(text: str, kind: TraitKind, seller: str = "shop 1") -> list[str]:
    offered = offer("bag", seller=seller, description=text)
    return [trait.value for trait in traits_of(offered) if trait.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("客服电话 138-1234-5678", TraitKind.PHONE, "8613812345678"),
        ("手机：１３８１２３４５６７８", TraitKind.PHONE, "8613812345678"),
        ("call +86 138 1234 5678", TraitKind.PHONE, "8613812345678"),
        ("Tel. +49 (30) 1234567-8", TraitKind.PHONE, "493012345678"),
        ("mail: Big.Boss@Cheap.example.com!", TraitKind.EMAIL, "big.boss@cheap.example.com"),
        ("加微信：goods_888", TraitKind.MESSENGER, "goods_888"),
        ("VX: goods888", TraitKind.MESSENGER, "goods888"),
        ("WhatsApp: +8613900001111", TraitKind.MESSENGER, "+8613900001111"),
        ("苏州北风贸易有限公司 出品", TraitKind.COMPANY, "苏州北风贸易有限公司"),
        ("visit www.cheap-goods.shop today", TraitKind.DOMAIN, "cheap-goods.shop"),
        (f"执照 {checked('91320594MA1XABCD2')}", TraitKind.LICENCE, checked("91320594MA1XABCD2")),
    ],
)  # fmt: skip
def test_a_trait_is_read_in_its_normal_form(text: str, kind: TraitKind, value: str) -> None:
    assert shown(text, kind) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "订单号 2138123456789",
        "model 13812345",
        "size 38-40, weight 1381 g",
        "EAN 4006381333931",
        "wechat please contact us",
        f"number {LICENCE[:-1]}0",
        "see market.example for more",
        "ratio 1:1, v.good",
    ],
)
def test_what_only_looks_like_a_trait_is_none(text: str) -> None:
    assert traits_of(offer("bag", seller="s", description=text)) == ()


def test_numbers_of_persons_are_shown_masked_and_not_kept() -> None:
    offered = offer("bag", seller="s", description="13812345678, boss.of.goods@mail.example.com")
    phone, email = sorted(traits_of(offered), key=lambda trait: trait.kind, reverse=True)
    assert (phone.shown, email.shown) == ("138*****678", "bos*******ods@mail.example.com")
    assert b"13812345678" not in phone.key
    assert len(phone.key) == 32


def test_a_long_text_is_a_template_whatever_its_figures() -> None:
    text = "Genuine leather bag with many pockets, hand made by our own workshop. " * 4
    one = offer("bag", seller="a", description=text + "Order 4711 today.")
    other = offer("bag", seller="b", description=text + "Order 42 today.")
    short = offer("bag", seller="c", description="Genuine leather bag.")
    first, second = traits_of(one), traits_of(other)
    assert [trait.kind for trait in first] == [TraitKind.TEMPLATE]
    assert first == second
    assert traits_of(short) == ()


def test_pictures_are_traits_and_an_offer_without_a_seller_has_none() -> None:
    images = (OfferedImage(url="u", sha256="ab" * 32), OfferedImage(url="v"))
    assert [t.value for t in traits_of(offer("bag", seller="s", images=images))] == ["ab" * 32]
    assert traits_of(offer("bag", description="13812345678", images=images)) == ()


@pytest.mark.parametrize(
    "text", ["", "\ud800" * 300, "@" * 9999, "1" * 9999, "+1" * 5000, "a." * 5000]
)
def test_hostile_texts_raise_nothing(text: str) -> None:
    offered: Offer = offer("bag", seller="s", description=text)
    for trait in traits_of(offered):
        assert len(trait.key) == 32


def test_what_others_copy_is_not_the_shops_own() -> None:
    text = "Genuine leather bag with many pockets, hand made by our own workshop. " * 4
    images = (OfferedImage(url="u", sha256="ab" * 32),)
    shop = offer("bag", seller="s", description=f"{text} Tel 138-1234-5678", images=images)
    assert {trait.kind for trait in traits_of(shop)} == {
        TraitKind.PHONE, TraitKind.PICTURE, TraitKind.TEMPLATE,
    }  # fmt: skip
    assert [trait.kind for trait in own_traits(shop)] == [TraitKind.PHONE]
