"""The frame shops put around an offer: menus, baskets, banners, limits, neighbours, reviews.

Everything here is meant to mislead: amounts, headings and pictures that are not the offer's own.
"""

import html
import json
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Storefront:
    """One page and what it offers. price: None when it shows none.

    image: a part of the main picture's URL. variants, condition, quantity: None = not looked at.
    """

    name: str
    url: str
    html: str
    title: str
    price: str | None
    currency: str | None = None
    high: str | None = None
    image: str | None = None
    brand: str | None = None
    seller: str | None = None
    variants: tuple[str, ...] | None = None
    condition: str | None = None
    quantity: int | None = None
    encoding: str = "utf-8"
    headers: tuple[tuple[str, str], ...] = field(default=())

    @property
    def body(self) -> bytes:
        """The page as a server sends it."""
        return self.html.encode(self.encoding, "xmlcharrefreplace")

    @property
    def amount(self) -> Decimal | None:
        """The price asked."""
        return Decimal(self.price) if self.price else None


def document(
    main: str, *, title: str, lang: str = "en", head: str = "", charset: str = "utf-8"
) -> str:
    """A whole page around what stands in its body."""
    opening = f'<html lang="{lang}">' if lang else "<html>"
    return (
        f'<!DOCTYPE html>{opening}<head><meta charset="{charset}"><title>{title}</title>{head}'
        f"</head><body>{main}</body></html>"
    )


def header(site: str, *, basket: str = "$0.00", banner: str = "Free shipping over $75") -> str:
    """Announcement, menu and basket."""
    menu = "".join(
        f"<li class=nav__li><a href=/c/{slug}>{word}</a></li>"
        for slug, word in (("new", "New in"), ("sale", "Sale"), ("about", "About us"))
    )
    return (
        f"<div class=announcement-bar><p>{banner}</p></div>"
        f"<header class=site-header><a href=/><img src=/theme/logo.png alt='{site}'></a>"
        f"<nav><ul>{menu}</ul></nav>"
        f"<form action=/search><input type=search name=q placeholder=Search></form>"
        f"<a class=mini-cart href=/cart>Cart <span class=amount>{basket}</span></a></header>"
    )


def footer(site: str) -> str:
    """Cookie banner, newsletter, payment marks."""
    return (
        "<footer class=page-footer><h3>Newsletter</h3><p>Get $10 off your first order.</p>"
        f"<img src=/theme/visa.png alt=Visa><p>&copy; {site}</p></footer>"
        "<div id=cookie-consent role=dialog><h2>We value your privacy</h2>"
        "<p>We use cookies to run this shop.</p><button>Accept all</button></div>"
    )


def crumbs(*steps: str) -> str:
    """The path to the offer."""
    links = " / ".join(f"<a href=/c/{at}>{step}</a>" for at, step in enumerate(steps))
    return f"<div class=breadcrumbs><a href=/>Home</a> / {links}</div>"


def neighbours(
    price: str = "$19.90", *, heading: str = "You may also like", count: int = 4, slug: str = "/p/"
) -> str:
    """Other offers, with their own pictures and prices."""
    cards = "".join(
        f"<div class=grid-cell><a href={slug}other-{n}><img src=/media/other-{n}.jpg "
        f"alt='Another thing {n}'></a><h3><a href={slug}other-{n}>Another thing no {n}</a></h3>"
        f"<div class=cell-price>{price}</div></div>"
        for n in range(1, count + 1)
    )
    return f"<section class=more><h2>{heading}</h2><div class=grid>{cards}</div></section>"


def reviews(author: str = "Kim") -> str:
    """What buyers wrote; an amount too."""
    return (
        "<section id=reviews><h2>3 reviews</h2><article><h3>Worth it</h3>"
        f"<p>by {author}: I paid $45 elsewhere for something worse.</p>"
        "<img src=/media/review-photo.jpg alt='photo of a buyer'></article></section>"
    )


def ld(text: str) -> str:
    """A block of structured data."""
    return f'<script type="application/ld+json">{text}</script>'


def as_json(value: object) -> str:
    """State as scripts hold it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def as_text(value: object) -> str:
    """State as a string of JSON, the way JSON.parse is handed it."""
    return json.dumps(as_json(value))


def as_attribute(value: object) -> str:
    """State inside an attribute."""
    return html.escape(as_json(value), quote=True)
