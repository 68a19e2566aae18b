"""Mercado Livre in small: lists as state, offers as state and as shown, a seller's list, login."""

import json

from monitor.domain.seller import Seller
from spiders.sites.mercadolibre.spider import MercadoLibreSpider
from tests.journeys.sites.replica import Expected, Replica

SELLER = Seller(id="445577", name="Casa Serrana")
TITLES = {
    "MLB3100000001": ("Chaleira Esmaltada Serrana 1,5 L", 189.9),
    "MLB3100000002": ("Chaleira Tipo Serrana Cobre", 149.0),
    "MLB3100000003": ("Apito Para Chaleira", 19.5),
    "MLB3100000004": ("Caneca Esmaltada Serrana", 39.9),
}


PLACE = "produto.mercadolivre.com.br"


def path_of(number: str) -> str:
    return f"/MLB-{number.removeprefix('MLB')}-_JM"


def card(number: str) -> dict[str, object]:
    title, price = TITLES[number]
    return {
        "id": "POLYCARD",
        "polycard": {
            "metadata": {"id": number, "url": f"{PLACE}{path_of(number)}?sid=1"},
            "components": [
                {"type": "title", "title": {"text": title}},
                {"type": "price", "price": {"current_price": {"value": price, "currency": "BRL"},
                                            "original_price": {"value": 300}}},
            ],
            "pictures": {"pictures": [{"id": f"6-{number}"}]},
        },
    }  # fmt: skip


def results(numbers: list[str]) -> str:
    held = {"results": [card(number) for number in numbers]}
    state = json.dumps({"appProps": {"pageProps": {"initialState": held}}})
    return (
        '<html lang="pt-BR"><head><title>Chaleira | MercadoLivre</title></head><body>'
        f'<script id="__NORDIC_RENDERING_CTX__">_n.ctx.r={state};</script></body></html>'
    )


def offer(number: str) -> str:
    title, price = TITLES[number]
    event = {"seller_id": int(SELLER.id or 0), "price": price, "currency_id": "BRL"}
    held = {
        "components": {
            "header": {"title": title, "subtitle": "Novo  |  +50 vendidos"},
            "price": {"price": {"value": price, "original_value": 300, "currency_id": "BRL"}},
            "seller": {"seller": {"name": SELLER.name}},
            "gallery": {"pictures": [{"id": f"6-{number}"}]},
        },
        "track": {"melidata_event": {"event_data": event}},
    }
    state = json.dumps({"pageState": {"initialState": held}})
    return (
        f'<html lang="pt-BR"><head><title>{title} | MercadoLivre</title></head><body>'
        f'<h1 class="ui-pdp-title">{title}</h1><button>Comprar agora</button>'
        f"<script>window.__PRELOADED_STATE__ = {state};</script></body></html>"
    )


WALL = (
    '<html lang="pt-BR"><head><title>Entrar - Mercado Livre</title></head><body><h1>Para '
    'continuar, acesse sua conta</h1><form><input type="password"></form></body>'
)
FIRST, SECOND = ["MLB3100000001", "MLB3100000002"], ["MLB3100000003"]

REPLICA = Replica(
    spider=MercadoLibreSpider(),
    home="http://www.mercadolivre.com.br/",
    query="chaleira esmaltada",
    pages={
        "/chaleira-esmaltada": results(FIRST),
        "/chaleira-esmaltada_Desde_49": results(SECOND),
        "/chaleira-esmaltada_Desde_97": results([]),
        f"/_CustId_{SELLER.id}": results([*FIRST, "MLB3100000004"]),
        **{path_of(number): offer(number) for number in TITLES},
    },
    offers={
        number: Expected(
            title=title, price=str(price), currency="BRL", seller=SELLER, condition="new"
        )
        for number, (title, price) in TITLES.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=SELLER,
    shop=frozenset([*FIRST, "MLB3100000004"]),
    wall=WALL,
)
