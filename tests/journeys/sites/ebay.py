"""eBay in small: its result pages, its offers' present layout, a seller's offers, its wall."""

from html import escape

from monitor.domain.seller import Seller
from spiders.sites.ebay.spider import EbaySpider
from tests.journeys.sites.replica import Expected, Replica

SELLER = "harbour_lights_uk"
TITLES = {
    "225000000001": ("Brimworth Enamel Kettle 1.5 L Cream", "24.50", "New"),
    "225000000002": ("Brimworth Style Kettle Copper Bottom", "19.99", "Pre-owned"),
    "225000000003": ("Kettle Whistle Replacement Cap", "4.20", "New"),
    "225000000004": ("Cast Iron Trivet Round", "11.00", "New"),
}


def card(number: str) -> str:
    title, price, condition = TITLES[number]
    return (
        '<li class="s-item s-item__pl-on-bottom"><div class="s-item__wrapper clearfix">'
        f'<div class="s-item__image"><a href="https://www.ebay.com/itm/{number}?hash=item1:g:x">'
        f'<img src="https://i.ebayimg.com/thumbs/images/g/{number}/s-l225.jpg" alt=""></a></div>'
        f'<a class="s-item__link" href="https://www.ebay.com/itm/{number}?hash=item1:g:x">'
        f'<div class="s-item__title"><span role="heading">{escape(title)}</span></div></a>'
        f'<div class="s-item__subtitle"><span class="SECONDARY_INFO">{condition}</span></div>'
        f'<span class="s-item__price">${price}</span>'
        '<span class="s-item__shipping">+$9.80 shipping</span></div></li>'
    )


def results(numbers: list[str], heading: str) -> str:
    return (
        f"<html lang=en><head><title>{heading} for sale | eBay</title></head><body>"
        f'<h1 class="srp-controls__count-heading"><span>{len(numbers)}</span> results</h1>'
        f'<ul class="srp-results srp-list">{"".join(map(card, numbers))}</ul></body></html>'
    )


def offer(number: str) -> str:
    title, price, condition = TITLES[number]
    picture = f"https://i.ebayimg.com/images/g/{number}/s-l500.jpg"
    return (
        f"<html lang=en><head><title>{escape(title)} | eBay</title></head><body>"
        f'<div class="ux-image-carousel-item image"><img src="{picture}" '
        f'data-zoom-src="{picture.replace("500", "1600")}"></div>'
        f'<h1 class="x-item-title__mainTitle"><span class="ux-textspans">{escape(title)}</span>'
        '</h1><div class="x-sellercard-atf__info__about-seller">'
        f'<a href="https://www.ebay.com/str/x?_trksid=1"><span>{SELLER}</span></a> (4821)</div>'
        f'<div class="x-price-primary"><span class="ux-textspans">US ${price}</span></div>'
        '<div class="x-item-condition-text"><span class="ux-textspans">'
        f"{condition}</span></div>"
        '<a class="ux-call-to-action" href="#">Buy It Now</a> <a href="#">Add to cart</a>'
        '<div class="ux-labels-values"><div class="ux-labels-values__labels">Brand</div>'
        '<div class="ux-labels-values__values">Brimworth</div></div></body></html>'
    )


WALL = (
    "<html><head><title>Pardon Our Interruption...</title></head><body><h1>Pardon Our "
    "Interruption...</h1><p>As you were browsing, something about your browser made us think you "
    "might be a bot.</p></body></html>"
)

FIRST, SECOND = ["225000000001", "225000000002"], ["225000000003"]

REPLICA = Replica(
    spider=EbaySpider(),
    home="http://www.ebay.com/",
    query="brimworth kettle",
    pages={
        "/sch/i.html?_nkw=brimworth+kettle&_sop=10&_ipg=240": results(FIRST, "brimworth kettle"),
        "/sch/i.html?_nkw=brimworth+kettle&_sop=10&_ipg=240&_pgn=2": results(
            SECOND, "brimworth kettle"
        ),
        f"/sch/i.html?_ssn={SELLER}&_sop=10&_ipg=240": results([*FIRST, "225000000004"], SELLER),
        **{f"/itm/{number}": offer(number) for number in TITLES},
    },
    offers={
        number: Expected(
            title=title,
            price=price,
            currency="USD",
            seller=Seller(name=SELLER),
            brand="Brimworth",
            condition={"New": "new", "Pre-owned": "used"}[condition],
        )
        for number, (title, price, condition) in TITLES.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=Seller(name=SELLER),
    shop=frozenset([*FIRST, "225000000004"]),
    wall=WALL,
    wall_status=403,
)
