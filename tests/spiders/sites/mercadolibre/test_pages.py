"""Mercado Libre's pages: marks of 2017 and 2022, states of 2021 and 2025, lists, gone, walls."""

import json
from typing import Any

import pytest

from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from tests.spiders.sites.reads import cards_of, kind_of, money_of, offer_of

BRAZIL = "https://produto.mercadolivre.com.br/MLB-1230004567-moringa-de-barro-2-l-_JM"
MEXICO = "https://articulo.mercadolibre.com.mx/MLM-987000123-jarro-de-barro-_JM"
TITLE = "Moringa De Barro Queimado 2 L"

OF_2017 = """<html lang="pt-BR"><head><title>Moringa De Barro Queimado 2 L - R$ 1.149,90</title>
</head><body><nav><a class="breadcrumb" href="/casa">Casa</a></nav>
<figure class="gallery-image-container"><a
 href="https://http2.mlstatic.com/moringa-D_NQ_NP_1-MLB_1-F.jpg">
<img src="https://http2.mlstatic.com/moringa-D_NQ_NP_1-MLB_1-O.jpg"></a></figure>
<div class="item-conditions">Novo - 12 vendidos</div>
<h1 class="item-title__primary">Moringa De Barro Queimado 2 L</h1>
<fieldset class="item-price"><del class="price-tag price-tag__del"><span>R$</span>
<span class="price-tag-fraction">1.499</span></del>
<span class="price-tag"><span class="price-tag-symbol">R$</span><span
 class="price-tag-fraction">1.149</span><span class="price-tag-cents">90</span></span></fieldset>
<div class="new-reputation"><a href="https://perfil.mercadolivre.com.br/OLARIA+DO+VALE"></a>
<a class="reputation-view-more" href="https://www.mercadolivre.com.br/perfil/OLARIA+DO+VALE">Ver</a>
</div><button>Comprar agora</button></body></html>"""

OF_2022 = """<html lang="es-MX"><head><title>Jarro De Barro | MercadoLibre</title></head><body>
<span class="ui-pdp-subtitle">Usado | 3 vendidos</span><h1 class="ui-pdp-title">Jarro De Barro</h1>
<div class="ui-pdp-price"><s class="andes-money-amount andes-money-amount--previous"><span
 class="andes-money-amount__fraction">2,400</span></s><div class="ui-pdp-price__second-line">
<span class="andes-money-amount"><span class="andes-money-amount__currency-symbol">$</span><span
 class="andes-money-amount__fraction">1,899</span><span
 class="andes-money-amount__cents">50</span></span></div>
<p>en 12x <span class="andes-money-amount__fraction">158</span></p></div>
<div class="ui-pdp-gallery"><img data-zoom="https://http2.mlstatic.com/D_NQ_NP_2X_7-MLM-F.webp"
 src="https://http2.mlstatic.com/D_NQ_NP_7-MLM-O.webp"></div>
<h2 class="ui-seller-data-header__title">Vendido por <span>ALFARERIA LUNA</span></h2>
<button>Comprar ahora</button></body></html>"""


def test_the_marks_of_2017_give_whole_part_and_cents() -> None:
    offer = offer_of(OF_2017, BRAZIL)
    assert (offer.title, money_of(offer)) == (TITLE, ("1149.9", None, "BRL"))
    assert (offer.seller, offer.condition) == (Seller(name="OLARIA DO VALE"), "new")
    assert offer.images[0].url.endswith("moringa-D_NQ_NP_1-MLB_1-F.jpg")


def test_the_marks_of_2022_give_the_price_and_no_rate_of_it() -> None:
    offer = offer_of(OF_2022, MEXICO)
    assert money_of(offer) == ("1899.5", None, "MXN")
    assert (offer.seller, offer.condition) == (Seller(name="ALFARERIA LUNA"), "used")
    assert "7-MLM" in offer.images[0].url


def event(**more: object) -> dict[str, Any]:
    told = {"item_id": "MLB1230004567", "seller_id": 445566, "price": 149.9, "currency_id": "BRL",
            "item_condition": "new", **more}  # fmt: skip
    return {"melidata_event": {"event_data": told}}


def of_2021() -> dict[str, Any]:
    return {
        "id": "MLB1230004567",
        "components": {
            "header": {"title": TITLE, "subtitle": "Novo  |  +100 vendidos"},
            "price": {"price": {"value": 149.9, "original_value": 199, "currency_id": "BRL"}},
            "seller": {"seller": {"name": "Olaria do Vale", "official_store_id": 9}},
            "gallery": {
                "pictures": [{"id": "600-MLB1_012025"}, {"id": "601-MLB2_012025"}],
                "picture_config": {
                    "template_zoom": "https://http2.mlstatic.com/D_NQ_NP_{id}-F.webp"
                },
            },
            "description": {"content": "Moringa feita à mão."},
        },
        "track": event(),
    }


def of_2025() -> dict[str, Any]:
    return {
        "components": {
            "short_description": [
                {"type": "header", "title": TITLE, "subtitle": "Novo  |  5 vendidos"},
                {"type": "price", "price": {"value": 149.9, "currency_id": "BRL"}},
            ],
            "seller_data": {"components": [
                {"type": "seller_header", "title": {"text": "Vendido por Olaria do Vale"}}
            ]},
            "fixed": {"gallery": {"pictures": [{"id": "600-MLB1_012025"}]}},
            "track": event(),
        },
    }  # fmt: skip


def scripts() -> list[str]:
    state = json.dumps({"pageState": {"initialState": of_2021()}})
    late = json.dumps({"appProps": {"pageProps": {"initialState": of_2025()}}})
    return [
        f"<script>window.__PRELOADED_STATE__ = {state};</script>",
        f'<script id="__PRELOADED_STATE__" type="application/json">{state}</script>',
        f'<script id="__NORDIC_RENDERING_CTX__">_n.ctx.r={late};_n.ctx.r.assets=1;</script>',
    ]


def page(script: str, body: str = "") -> str:
    return (
        f'<html lang="pt-BR"><head><title>{TITLE} | Parcelamento sem juros</title></head><body>'
        f'<h1 class="ui-pdp-title">{TITLE}</h1>{body}{script}</body></html>'
    )


@pytest.mark.parametrize("script", scripts(), ids=["assigned", "as json", "context"])
def test_the_state_tells_price_and_seller_wherever_it_stands(script: str) -> None:
    offer = offer_of(page(script), BRAZIL)
    assert (offer.title, money_of(offer)) == (TITLE, ("149.9", None, "BRL"))
    assert offer.seller == Seller(id="445566", name="Olaria do Vale")
    assert offer.condition == "new"
    assert "600-MLB1_012025" in offer.images[0].url


@pytest.mark.parametrize(
    "body",
    [
        '<div class="ui-pdp-message"><p>Anúncio pausado</p></div>',
        '<div class="andes-message__title">Este produto está indisponível.</div>',
    ],
)
def test_a_paused_offer_has_no_price(body: str) -> None:
    for script in scripts():
        assert offer_of(page(script, body), BRAZIL).price is None


def test_a_closed_offer_of_the_state_has_no_price() -> None:
    state = of_2025()
    state["components"]["track"] = event(item_status="closed")
    script = f"<script>window.__PRELOADED_STATE__ = {json.dumps({'initialState': state})};</script>"
    assert offer_of(page(script), BRAZIL).price is None


PLACE = "produto.mercadolivre.com.br"


def polycard(number: int) -> dict[str, Any]:
    return {"id": "POLYCARD", "polycard": {
        "metadata": {"id": f"MLB{number}", "url": f"{PLACE}/MLB-{number}-x-_JM"},
        "components": [
            {"type": "title", "title": {"text": f"Moringa {number}"}},
            {"type": "price", "price": {
                "current_price": {"value": 99.9, "currency": "BRL"},
                "original_price": {"value": 150}}},
        ],
        "pictures": {"pictures": [{"id": f"{number}-MLB1"}]},
    }}  # fmt: skip


def test_a_search_of_cards_is_read_from_its_state() -> None:
    group = {"id": "GROUP_ITEMS_INTERVENTION", "items": [polycard(1230000003)]}
    found = [polycard(1230000001), polycard(1230000002), group, {"id": "BANNER"}]
    state = json.dumps({"appProps": {"pageProps": {"initialState": {"results": found}}}})
    body = (
        '<html lang="pt-BR"><head><title>Moringa | MercadoLivre</title></head><body>'
        f'<script id="__NORDIC_RENDERING_CTX__">_n.ctx.r={state};</script></body></html>'
    )
    assert cards_of(body, "https://lista.mercadolivre.com.br/moringa") == [
        (f"MLB123000000{n}", f"Moringa 123000000{n}", "99.9") for n in (1, 2, 3)
    ]


def test_a_search_before_them_too() -> None:
    found = [
        {"id": f"MLM98700012{n}", "title": f"Jarro {n}",
         "price": {"amount": 250, "currency_id": "MXN"},
         "permalink": f"https://articulo.mercadolibre.com.mx/MLM-98700012{n}-jarro-_JM"}
        for n in (1, 2)
    ]  # fmt: skip
    state = json.dumps({"initialState": {"results": found}})
    body = (
        '<html lang="es-MX"><head><title>Jarro | MercadoLibre</title></head><body>'
        f"<script>window.__PRELOADED_STATE__ = {state};</script></body></html>"
    )
    assert cards_of(body, "https://listado.mercadolibre.com.mx/jarro") == [
        (f"MLM98700012{n}", f"Jarro {n}", "250") for n in (1, 2)
    ]


def test_visible_cards_give_the_price_now_and_not_the_rate() -> None:
    shown = "".join(
        '<li class="ui-search-layout__item"><div class="poly-card">'
        f'<img src="https://http2.mlstatic.com/D_Q_NP_{n}-MLB-O.webp">'
        f'<h3><a class="poly-component__title" href="https://{PLACE}/MLB-123000001{n}-_JM">'
        f'Moringa de barro {n}</a></h3><div class="poly-component__price">'
        '<s class="andes-money-amount andes-money-amount--previous">'
        '<span>R$</span><span class="andes-money-amount__fraction">200</span></s>'
        '<div class="poly-price__current"><span class="andes-money-amount"><span>R$</span>'
        f'<span class="andes-money-amount__fraction">15{n}</span></span></div>'
        "</div></div></li>"
        for n in range(4)
    )
    head = "<title>Moringa</title>"
    body = f'<html lang="pt-BR"><head>{head}</head><body><ol>{shown}</ol></body></html>'
    cards = cards_of(body, "https://lista.mercadolivre.com.br/moringa")
    assert cards == [(f"MLB123000001{n}", f"Moringa de barro {n}", f"15{n}") for n in range(4)]


def test_the_walls_are_known() -> None:
    login = (
        '<html lang="pt-BR"><head><title>Iniciar sessão</title></head><body><h1>Para continuar, '
        'acesse sua conta</h1><form><input type="password"></form></body></html>'
    )
    url = "https://www.mercadolivre.com/jms/mlb/lgz/login?go=x"
    assert kind_of(login, url) is PageKind.LOGIN
    asks = (
        '<html lang="pt-BR"><head><title>Mercado Livre</title></head><body><h1>Para continuar, '
        'acesse sua conta</h1><a href="/r">Sou novo</a> <a href="/l">Já tenho conta</a></body>'
    )
    url = "https://www.mercadolivre.com.br/gz/account-verification?go=x"
    assert kind_of(asks, url) is PageKind.LOGIN
    wall = (
        "<html><head><title>Mercado Libre</title></head><body><p>Unusual traffic from your network"
        ".</p><script src='https://www.google.com/recaptcha/api.js'></script></body></html>"
    )
    assert kind_of(wall, BRAZIL, 403) is PageKind.CHALLENGE
