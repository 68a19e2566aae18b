"""Offers for bench/relisting.py: what was closed, what came back, and honest ones that look alike.

Made at run time from word stocks and drawn pictures; a kind is a function. OPEN kinds are English
and were there while the list in rules/relisting was made; BLIND kinds are Chinese, change pictures
and words in other ways, and were written before the list met any of them.
"""

import io
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

MARKET: Final = "market.example"
OTHER_MARKET: Final = "mall.example"
SHOP: Final = "brand-store.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One offer. others: sellers who showed its first picture, or told its text, before."""

    title: str
    body: str
    pictures: tuple[bytes, ...]
    seller: str
    market: str = MARKET
    price: Decimal = Decimal(39)
    currency: str = "USD"
    condition: str | None = "new"
    others: tuple[str, ...] = ()
    early: bool = False


Rng = random.Random  # noqa: S311 - repeatable
Kind = Callable[["Stock", Made, Rng], Made]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Words of one language. join: what stands between words."""

    brand: str
    goods: tuple[str, ...]
    adjectives: tuple[str, ...]
    sentences: tuple[str, ...]
    shop: tuple[str, ...]
    join: str
    currency: str

    def title(self, rng: Rng, goods: str | None = None) -> str:
        """Brand, three adjectives and the goods."""
        words = [self.brand, *rng.sample(self.adjectives, 3), goods or rng.choice(self.goods)]
        if self.join:
            words.append(f"{rng.randrange(20, 60)} cm")
        return self.join.join(words)

    def body(self, rng: Rng, goods: str) -> str:
        """Seven sentences about the goods, and numbers of this offer alone."""
        told = [rng.choice(self.sentences).format(
            goods=goods, one=rng.choice(self.adjectives), other=rng.choice(self.adjectives),
        ) for _ in range(7)]  # fmt: skip
        return self.join.join(told) + f" No. {rng.randrange(10**6)}"


ENGLISH: Final = Stock(
    brand="VELLORINE",
    goods=("tote bag", "belt", "wallet", "running shoes", "scarf", "wrist watch", "sun glasses",
           "backpack", "key ring", "rain coat"),
    adjectives=("leather", "quilted", "large", "vintage style", "soft", "classic", "light",
                "water repellent", "women's", "men's", "slim", "padded", "golden", "striped"),
    sentences=(
        "This {goods} is {one} and {other}, made for every day.",
        "The lining of the {goods} is {one}.", "Pockets inside keep your things in order, {one}.",
        "We checked every {goods} before it left our workshop in spring.",
        "A {one} finish and {other} seams make it last for years.",
        "The {goods} comes with a dust cover and a {one} card.",
        "Friends will ask where you found such a {one}, {other} {goods}.",
        "Wipe it with a dry cloth; the {one} surface does not like water.",
        "Measured lying flat, the {goods} may differ a little from the picture.",
        "Handles and edges are {one}, the corners {other}.",
        "Its zip runs smoothly, and the {one} strap can be taken off.",
        "Customers say the {goods} looks even more {one} in daylight.",
    ),
    shop=(
        "Orders before noon leave our store the same day. Tracking numbers are sent by message.",
        "Returns within fourteen days, unworn, with all labels. The buyer pays for the way back.",
        "Please leave five stars if you are happy, and write to us first if you are not.",
    ),
    join=" ", currency="USD",
)  # fmt: skip
CHINESE: Final = Stock(
    brand="薇洛琳",
    goods=("托特包", "腰带", "钱包", "跑步鞋", "丝巾", "手表", "太阳镜", "双肩包",
           "钥匙扣", "风衣"),
    adjectives=("头层牛皮", "菱格", "大容量", "复古", "柔软", "经典款", "轻便", "防泼水", "女士",
                "男士", "修身", "加厚", "金色", "条纹"),
    sentences=(
        "这款{goods}采用{one}工艺，{other}设计，日常通勤都合适。", "内里为{one}面料，触感细腻。",
        "五金件电镀均匀，不易褪色，{one}又耐看。", "每一只{goods}出厂前都经过人工质检。",
        "附赠防尘袋与{one}卡片，送礼体面。", "平铺测量，尺寸误差属正常现象，请以实物为准。",
        "建议用干布擦拭，避免阳光直射，{one}材质怕水。", "肩带可拆卸调节，{other}风格随心搭配。",
        "很多顾客反馈实物比图片更{one}。", "边角走线整齐，{one}细节处处用心。",
        "拉链顺滑，{other}款式百搭不挑人。", "适合上班旅行逛街，{goods}百看不厌。",
    ),
    shop=("每天下午四点前付款当天发货，默认圆通快递，偏远地区补运费差价。",
          "支持七天无理由退换，吊牌完整不影响二次销售，质量问题运费由我们承担。",
          "满意请给五星好评，有任何问题请先联系客服处理，感谢理解。"),
    join="", currency="CNY",
)  # fmt: skip


def photograph(rng: Rng) -> bytes:
    """A picture unlike any other: blurred colours under some dozens of shapes."""
    noise = np.random.default_rng(rng.randrange(1 << 31)).integers(
        0, 255, (9, 9, 3), dtype=np.uint8
    )
    image = Image.fromarray(noise).resize((420, 420), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    for _ in range(26):
        x, y, size = rng.randrange(420), rng.randrange(420), rng.randrange(15, 120)
        colour = tuple(rng.randrange(256) for _ in range(3))
        shape = rng.choice((pen.ellipse, pen.rectangle))
        shape((x, y, x + size, y + rng.randrange(15, 120)), fill=colour)
    return _jpeg(image.filter(ImageFilter.GaussianBlur(1)), 88)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    sink = io.BytesIO()
    image.convert("RGB").save(sink, "JPEG", quality=quality)
    return sink.getvalue()


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def smaller(content: bytes, rng: Rng) -> bytes:
    """Made smaller and encoded anew, as marketplaces do."""
    side = rng.randrange(240, 400)
    return _jpeg(_opened(content).resize((side, side)), rng.randrange(55, 85))


def trimmed(content: bytes, rng: Rng) -> bytes:
    """Two per cent cut off each edge, a little brighter."""
    image = _opened(content)
    edge = int(0.02 * image.width)
    image = image.crop((edge, edge, image.width - edge, image.height - edge))
    return _jpeg(ImageEnhance.Brightness(image).enhance(rng.uniform(1.0, 1.12)), 80)


def marked(content: bytes, rng: Rng) -> bytes:
    """With a line of text written over a corner."""
    image = _opened(content)
    pen = ImageDraw.Draw(image)
    pen.text((12, image.height - 34), f"shop {rng.randrange(1000)}", fill=(250, 250, 250))
    return _jpeg(image, 78)


def forerunner(stock: Stock, number: int, rng: Rng) -> Made:
    """What was closed: a stranger's offer with his own photographs and words."""
    goods = rng.choice(stock.goods)
    body = f"{stock.body(rng, goods)} {' '.join(rng.sample(stock.shop, 2))}{_contact(number)}"
    return Made(
        title=stock.title(rng, goods),
        body=body,
        pictures=tuple(photograph(rng) for _ in range(rng.choice((1, 2, 3)))),
        seller=f"seller-{number}",
        price=Decimal(rng.randrange(20, 60)),
        currency=stock.currency,
    )


def _contact(number: int) -> str:
    return f" Tel 139{number:08d}" if number % 3 else ""


def _phone(made: Made) -> str:
    place = made.body.find(" Tel ")
    return made.body[place:] if place >= 0 else ""


def _other(stock: Stock, rng: Rng, goods_of: Made | None = None, *, branded: bool = True) -> Made:
    """Other goods, or other words for the same: nothing taken from the first offer."""
    choices = [g for g in stock.goods if goods_of is None or g not in goods_of.title]
    goods = rng.choice(choices)
    title = stock.title(rng, goods)
    return Made(
        title=title if branded else title.replace(stock.brand, "").strip(),
        body=stock.body(rng, goods),
        pictures=(photograph(rng), photograph(rng)),
        seller=f"somebody-{rng.randrange(10**9)}",
        price=Decimal(rng.randrange(20, 60)),
        currency=stock.currency,
    )


# -- offers that came back ---------------------------------------------------------------------


def same_picture_same_seller(stock: Stock, old: Made, rng: Rng) -> Made:
    """His own photograph under other words."""
    return replace(_other(stock, rng), pictures=old.pictures[:1], seller=old.seller)


def same_picture_new_account(stock: Stock, old: Made, rng: Rng) -> Made:
    """The photograph encoded anew, other words, a stranger's account."""
    return replace(_other(stock, rng), pictures=(smaller(old.pictures[0], rng), photograph(rng)))


def trimmed_picture_without_the_brand(stock: Stock, old: Made, rng: Rng) -> Made:
    """The photograph trimmed, the brand no longer named."""
    return replace(_other(stock, rng, branded=False), pictures=(trimmed(old.pictures[0], rng),))


def picture_moved_back_linked_account(stock: Stock, old: Made, rng: Rng) -> Made:
    """The photograph in second place; the account shows the same telephone."""
    other = _other(stock, rng)
    pictures = (photograph(rng), smaller(old.pictures[0], rng))
    return replace(other, pictures=pictures, body=other.body + _phone(old))


def same_text_new_account(stock: Stock, old: Made, rng: Rng) -> Made:
    """All words again under other pictures."""
    return replace(_other(stock, rng), title=old.title, body=old.body)


def edited_text_same_seller(stock: Stock, old: Made, rng: Rng) -> Made:
    """The words with one sentence and the title changed, other pictures."""
    sentences = old.body.split(". ")
    sentences[rng.randrange(len(sentences))] = "New batch with better seams"
    body = ". ".join(sentences).replace("No. ", "Ref ")
    return replace(_other(stock, rng), title=f"NEW {old.title}", body=body, seller=old.seller)


def everything_again_new_account(stock: Stock, old: Made, rng: Rng) -> Made:
    """Words and pictures again, another account."""
    del stock
    pictures = tuple(smaller(one, rng) for one in old.pictures)
    return replace(old, pictures=pictures, seller=f"fresh-{rng.randrange(10**9)}")


def other_market(stock: Stock, old: Made, rng: Rng) -> Made:
    """On another market: the title and the photograph."""
    made = same_picture_new_account(stock, old, rng)
    return replace(made, market=OTHER_MARKET, title=old.title)


def marked_picture_new_account(stock: Stock, old: Made, rng: Rng) -> Made:
    """The photograph with a line written over it."""
    return replace(_other(stock, rng), pictures=(marked(old.pictures[0], rng),))


def shuffled_text_new_account(stock: Stock, old: Made, rng: Rng) -> Made:
    """The sentences in another order."""
    stop = "。" if not stock.join else ". "
    sentences = old.body.split(stop)
    rng.shuffle(sentences)
    return replace(_other(stock, rng), title=old.title, body=stop.join(sentences))


def longer_text_linked_account(stock: Stock, old: Made, rng: Rng) -> Made:
    """The words and some more; the account shows the same telephone."""
    more = f"{old.body} {stock.sentences[0].format(goods='', one='', other='')}{rng.random()}"
    return replace(_other(stock, rng), title=old.title, body=more)


# -- honest offers that look alike -------------------------------------------------------------


def authorised_shop_same_photograph(stock: Stock, old: Made, rng: Rng) -> Made:
    """The holder's own shop shows the photograph that was copied from it."""
    made = _other(stock, rng)
    return replace(made, pictures=(smaller(old.pictures[0], rng),), market=SHOP, seller="official")


def stock_photograph(stock: Stock, old: Made, rng: Rng) -> Made:
    """A photograph that three other shops showed before."""
    made = _other(stock, rng)
    others = tuple(f"retail-{rng.randrange(10**9)}" for _ in range(3))
    return replace(made, pictures=(smaller(old.pictures[0], rng),), others=others)


def same_brand_other_goods(stock: Stock, old: Made, rng: Rng) -> Made:
    """Other goods of the brand, by a stranger."""
    return _other(stock, rng, old)


def same_seller_other_goods(stock: Stock, old: Made, rng: Rng) -> Made:
    """Other goods of the same seller."""
    made = _other(stock, rng, old)
    body = f"{made.body} {' '.join(stock.shop)}{_phone(old)}"
    return replace(made, seller=old.seller, body=body)


def same_seller_same_shop_text(stock: Stock, old: Made, rng: Rng) -> Made:
    """A shop that puts one and the same description under all its goods."""
    return replace(_other(stock, rng, old), seller=old.seller, body=old.body)


def same_seller_same_size_chart(stock: Stock, old: Made, rng: Rng) -> Made:
    """Other goods of the same seller with one card that stands beside all of them."""
    made = same_seller_other_goods(stock, old, rng)
    if len(old.pictures) < 2:
        return made
    return replace(made, pictures=(*made.pictures, old.pictures[-1]))


def second_hand_with_that_photograph(stock: Stock, old: Made, rng: Rng) -> Made:
    """Somebody sells what he bought, and shows the photograph he bought by."""
    made = _other(stock, rng)
    word = "used, like new" if stock.join else "二手"
    return replace(made, pictures=(smaller(old.pictures[0], rng),), condition=word)


def retailer_at_the_full_price(stock: Stock, old: Made, rng: Rng) -> Made:
    """A retailer with that photograph, at the price of the genuine one."""
    made = _other(stock, rng)
    return replace(made, pictures=(smaller(old.pictures[0], rng),), price=old.price * 5)


def the_makers_text(stock: Stock, old: Made, rng: Rng) -> Made:
    """The maker's words, which three other shops had before; own photographs."""
    made = _other(stock, rng)
    others = tuple(f"retail-{rng.randrange(10**9)}" for _ in range(3))
    return replace(made, title=old.title, body=old.body, others=others)


def same_title_other_everything(stock: Stock, old: Made, rng: Rng) -> Made:
    """The same title by a stranger, nothing else."""
    return replace(_other(stock, rng), title=old.title)


def linked_seller_other_goods(stock: Stock, old: Made, rng: Rng) -> Made:
    """Other goods of an account with the same telephone."""
    made = _other(stock, rng, old)
    return replace(made, body=f"{made.body} {' '.join(stock.shop)}{_phone(old)}")


def twin_that_was_there_before(stock: Stock, old: Made, rng: Rng) -> Made:
    """The same goods under another number, but while the first was still there."""
    del stock
    pictures = tuple(smaller(one, rng) for one in old.pictures)
    return replace(old, pictures=pictures, early=True)


OPEN_BACK: Final[Mapping[str, Kind]] = {
    kind.__name__: kind
    for kind in (
        same_picture_same_seller, same_picture_new_account, trimmed_picture_without_the_brand,
        picture_moved_back_linked_account, same_text_new_account, edited_text_same_seller,
        everything_again_new_account, other_market,
    )
}  # fmt: skip
BLIND_BACK: Final[Mapping[str, Kind]] = {
    kind.__name__: kind
    for kind in (
        same_picture_same_seller, trimmed_picture_without_the_brand, marked_picture_new_account,
        same_text_new_account, shuffled_text_new_account, longer_text_linked_account,
        everything_again_new_account, other_market,
    )
}  # fmt: skip
HONEST: Final[Mapping[str, Kind]] = {
    kind.__name__: kind
    for kind in (
        authorised_shop_same_photograph, stock_photograph, same_brand_other_goods,
        same_seller_other_goods, same_seller_same_size_chart, second_hand_with_that_photograph,
        retailer_at_the_full_price, the_makers_text, same_title_other_everything,
        linked_seller_other_goods, twin_that_was_there_before, same_seller_same_shop_text,
    )
}  # fmt: skip
