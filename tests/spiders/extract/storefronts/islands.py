"""States of further shapes behind a title of the shop: islands, properties, references, layers."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    as_attribute,
    as_json,
    as_text,
    document,
    footer,
    header,
)


def _in_script(told: str) -> str:
    return document(f"<div id=root></div><script>{told}</script>", title="Store")


PRELOADED_STRING = Storefront(
    name="preloaded state as a string, recommendations beside",
    url="https://www.tarnlight.example.com/p/8812345-lamp",
    title="Tarn Reading Lamp",
    price="59.5",
    currency="GBP",
    image="tarn.jpg",
    brand="Tarn",
    html=_in_script(
        "window.__PRELOADED_STATE__ = JSON.parse("
        + as_text({
            "pdp": {
                "product": {
                    "productId": "8812345",
                    "displayName": "Tarn Reading Lamp",
                    "brandName": "Tarn",
                    "pricing": {
                        "current": {"value": 59.5, "currency": "GBP"},
                        "was": {"value": 80},
                    },
                    "media": [{"url": "https://i.example.com/tarn.jpg"}],
                },
                "recs": {"recommendations": [{"displayName": "X lamp", "pricing": {"current": 1}}]},
            }
        })
        + ")"
    ),
)

REFERENCES = Storefront(
    name="a cache of references, cents beside the written price",
    url="https://www.farnhouse.example.com/products/fern-vase",
    title="Fern Vase Tall",
    price="42.00",
    currency="EUR",
    image="fern.jpg",
    html=document(
        "<div id=__next></div><script id=__NEXT_DATA__ type=application/json>"
        + as_json({
            "props": {
                "apolloState": {
                    "ROOT_QUERY": {'product({"slug":"fern-vase"})': {"__ref": "Product:991"}},
                    "Product:992": {
                        "__typename": "Product",
                        "id": "992",
                        "slug": "fern-bowl",
                        "name": "Fern Bowl",
                        "price": {"amount": 900, "formatted": "€9.00"},
                    },
                    "Product:991": {
                        "__typename": "Product",
                        "id": "991",
                        "slug": "fern-vase",
                        "name": "Fern Vase Tall",
                        "price": {"amount": 4200, "currency": "EUR", "formatted": "€42.00"},
                        "images": [{"url": "https://i.example.com/fern.jpg"}],
                    },
                }
            }
        })
        + "</script>",
        title="Store",
    ),
)

VUE_PROPERTIES = Storefront(
    name="properties of a component, others' beside",
    url="https://www.grebe.example.com/shop/grebe-clock-4412",
    title="Grebe Wall Clock",
    price="149.00",
    currency="AUD",
    image="grebe.jpg",
    html=document(
        '<div id=app><product-page :product="'
        + as_attribute({
            "id": 4412,
            "title": "Grebe Wall Clock",
            "price": "149.00",
            "currency": "AUD",
            "images": ["https://i.example.com/grebe.jpg"],
        })
        + '" :related="'
        + as_attribute([{"id": 1, "title": "Other clock", "price": "9.00"}])
        + '"></product-page></div>',
        title="Store",
    ),
)

ANALYTICS_LAYER = Storefront(
    name="a layer for analytics, the currency named once for its list",
    url="https://www.dunlin.example.com/p/dunlin-jug",
    title="Dunlin Jug 1L",
    price="38",
    currency="CAD",
    brand="Dunlin",
    html=_in_script(
        "window.dataLayer=window.dataLayer||[];dataLayer.push("
        + as_json({
            "event": "view_item",
            "ecommerce": {
                "currency": "CAD",
                "value": 38,
                "items": [
                    {"item_id": "DJ1", "item_name": "Dunlin Jug 1L", "item_brand": "Dunlin",
                     "price": 38, "quantity": 1}
                ],
            },
        })
        + ");"
    ),
)  # fmt: skip

ISLAND = Storefront(
    name="properties of an island, each value behind its type",
    url="https://www.smew.example.com/products/smew-mug",
    title="Smew Mug Speckled",
    price="18.5",
    currency="EUR",
    image="smew.jpg",
    html=document(
        '<astro-island component-url=/x.js props="'
        + as_attribute({
            "product": [
                0,
                {
                    "handle": [0, "smew-mug"],
                    "title": [0, "Smew Mug Speckled"],
                    "price": [0, 18.5],
                    "currency": [0, "EUR"],
                    "image": [0, "https://i.example.com/smew.jpg"],
                },
            ]
        })
        + '"></astro-island>',
        title="Store",
    ),
)

PLAIN_OBJECT = Storefront(
    name="an object of JavaScript in an attribute",
    url="https://www.knot.example.com/item/55123",
    title="Knot Bench Oak",
    price="320",
    currency="USD",
    image="knot.jpg",
    html=document(
        "<div id=app x-data=\"{ open: false, item: { id: 55123, name: 'Knot Bench Oak', "
        "price: 320, currency: 'USD', image: 'https://i.example.com/knot.jpg' } }\"></div>",
        title="Store",
    ),
)

ONE_IN_A_LIST = Storefront(
    name="the one offer in a list, named by the query",
    url="https://www.ruff.example.com/view?sku=RUFF88",
    title="Ruff Wool Blanket",
    price="89.00",
    currency="USD",
    image="ruff.jpg",
    brand="Ruffwool",
    html=_in_script(
        "window.appData="
        + as_json({
            "page": {
                "products": [
                    {
                        "sku": "RUFF88",
                        "productName": "Ruff Wool Blanket",
                        "offerPrice": "$89.00",
                        "imageUrl": "https://i.example.com/ruff.jpg",
                        "manufacturer": "Ruffwool",
                    }
                ]
            }
        })
    ),
)

CENTS = Storefront(
    name="a price in cents by its key",
    url="https://www.teal.example.com/products/teal-scarf",
    title="Teal Scarf Merino",
    price="64",
    currency="USD",
    image="teal.jpg",
    html=_in_script(
        "window.initial="
        + as_json({
            "product": {
                "slug": "teal-scarf",
                "title": "Teal Scarf Merino",
                "price_in_cents": 6400,
                "currency": "usd",
                "cover": {"src": "https://i.example.com/teal.jpg"},
            }
        })
    ),
)

GERMAN_KEYS = Storefront(
    name="keys in german, below a page full of other words",
    url="https://www.kiebitz.example.de/artikel/kiebitz-tasse-77123",
    title="Kiebitz Tasse 300 ml",
    price="14.9",
    currency="EUR",
    image="kiebitz.jpg",
    brand="Kiebitz",
    html=document(
        header("Laden", basket="0,00 €", banner="Versandkostenfrei ab 49 €")
        + "<main id=app></main>"
        + "".join(
            f"<p>Unsere Filiale in Stadt {n} hat werktags geöffnet und berät gern.</p>"
            for n in range(12)
        )
        + footer("Laden")
        + "<script>window.__STATE__="
        + as_json({
            "artikel": {
                "artikelId": 77123,
                "name": "Kiebitz Tasse 300 ml",
                "marke": "Kiebitz",
                "preis": {"betrag": 14.9, "waehrung": "EUR"},
                "bild": {"url": "https://i.example.de/kiebitz.jpg"},
            }
        })
        + "</script>",
        title="Laden",
        lang="de",
    ),
)

ISLANDS = (
    PRELOADED_STRING,
    REFERENCES,
    VUE_PROPERTIES,
    ANALYTICS_LAYER,
    ISLAND,
    PLAIN_OBJECT,
    ONE_IN_A_LIST,
    CENTS,
    GERMAN_KEYS,
)
