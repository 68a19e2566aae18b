"""Amazon in small: result pages, offers with their buying box, a merchant's offers, its wall."""

from html import escape

from monitor.domain.seller import Seller
from spiders.sites.amazon.spider import AmazonSpider
from tests.journeys.sites.replica import Expected, Replica

MERCHANT = Seller(id="A1BRIMWORTH99", name="Kettle Corner Ltd")
OFFERS = {
    "B0BRIMW001": ("Brimworth Enamel Kettle, 1.5 Litre, Cream", "34", "90"),
    "B0BRIMW002": ("Brimworth Enamel Kettle, 2 Litre, Navy", "39", "50"),
    "B0OTHERK03": ("Stovetop Kettle with Thermometer", "27", "99"),
    "B0OTHERK04": ("Kettle Descaler, 12 Sachets", "8", "49"),
}


def price(whole: str, fraction: str) -> str:
    return (
        f'<span class="a-price"><span class="a-offscreen">£{whole}.{fraction}</span>'
        f'<span aria-hidden="true"><span class="a-price-symbol">£</span><span class="'
        f'a-price-whole">{whole}<span class="a-price-decimal">.</span></span>'
        f'<span class="a-price-fraction">{fraction}</span></span></span>'
    )


def card(asin: str) -> str:
    title, whole, fraction = OFFERS[asin]
    link = f"/{escape(title.replace(' ', '-'))}/dp/{asin}/ref=sr_1_1?keywords=kettle"
    return (
        f'<div data-asin="{asin}" data-component-type="s-search-result"><a href="{link}">'
        f'<img class="s-image" src="https://m.media-amazon.com/images/I/{asin}._AC_UL320_.jpg">'
        f'</a><h2><a href="{link}"><span>{escape(title)}</span></a></h2>{price(whole, fraction)}'
        '<span class="a-price a-text-price" data-a-strike="true"><span class="a-offscreen">'
        "£99.00</span></span></div>"
    )


def results(asins: list[str]) -> str:
    cards = "".join(map(card, asins))
    return (
        "<html lang=en-gb><head><title>Amazon.co.uk : brimworth kettle</title></head><body>"
        f'<div class="s-main-slot s-result-list">{cards}</div></body></html>'
    )


def offer(asin: str) -> str:
    title, whole, fraction = OFFERS[asin]
    picture = f"https://m.media-amazon.com/images/I/{asin}"
    return (
        f"<html lang=en-gb><head><title>{escape(title)} : Amazon.co.uk: Home & Kitchen</title>"
        "</head><body><h2>Follow the author</h2>"
        f'<img id="landingImage" src="{picture}._AC_SX300_.jpg" '
        f'data-old-hires="{picture}._AC_SL1500_.jpg">'
        f'<h1><span id="productTitle"> {escape(title)} </span></h1>'
        '<a id="bylineInfo" href="/stores/Brimworth">Visit the Brimworth Store</a>'
        f'<div id="corePriceDisplay_desktop_feature_div">{price(whole, fraction)}'
        '<span class="a-price a-text-price" data-a-strike="true"><span class="a-offscreen">'
        "RRP: £99.00</span></span></div>"
        '<div id="merchant-info">Dispatched from and sold by <a id="sellerProfileTriggerId" '
        f'href="/gp/help/seller?seller={MERCHANT.id}&amp;x=1">{MERCHANT.name}</a>.</div>'
        '<input type="submit" id="add-to-cart-button" value="Add to Basket"></body></html>'
    )


WALL = (
    "<html><head><title>Amazon.co.uk</title></head><body><h4>Enter the characters you see below"
    "</h4><p>Sorry, we just need to make sure you're not a robot.</p>"
    '<form method="get" action="/errors/validateCaptcha"><img src="/captcha/x.jpg">'
    '<input type="text" id="captchacharacters" name="field-keywords"></form></body></html>'
)

FIRST, SECOND = ["B0BRIMW001", "B0OTHERK03"], ["B0BRIMW002"]

REPLICA = Replica(
    spider=AmazonSpider(),
    home="http://www.amazon.co.uk/",
    query="brimworth kettle",
    pages={
        "/s?k=brimworth+kettle&s=date-desc-rank": results(FIRST),
        "/s?k=brimworth+kettle&s=date-desc-rank&page=2": results(SECOND),
        f"/s?me={MERCHANT.id}": results(["B0BRIMW001", "B0BRIMW002", "B0OTHERK03", "B0OTHERK04"]),
        **{f"/dp/{asin}": offer(asin) for asin in OFFERS},
    },
    offers={
        asin: Expected(
            title=title,
            price=f"{whole}.{fraction}",
            currency="GBP",
            seller=MERCHANT,
            brand="Brimworth",
        )
        for asin, (title, whole, fraction) in OFFERS.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=MERCHANT,
    shop=frozenset(OFFERS),
    wall=WALL,
)
