"""Shop software is told by several traces; words alone are no shop."""

import subprocess
import sys
import time

import pytest

from monitor.domain.listing import PageReading
from monitor.domain.page import PageKind
from spiders.engines import choice, traces
from tests.spiders.engines import shops

HOMES = {
    "shopify": shops.shopify_home(),
    "woocommerce": shops.woocommerce_home(),
    "magento": shops.magento_home(),
    "prestashop": shops.prestashop_home(),
    "opencart": shops.opencart_home(),
    "oscar": shops.oscar_home(),
}


@pytest.mark.parametrize("name", HOMES)
def test_a_home_page_tells_its_software_on_any_host(name: str) -> None:
    home = shops.page("https://shop.example/", HOMES[name])
    assert choice.engine_of(home) is choice.engine_named(name)


@pytest.mark.parametrize("name", HOMES)
def test_no_software_is_taken_for_another(name: str) -> None:
    others = [home for other, home in HOMES.items() if other != name]
    for home in others:
        assert (
            choice.engine_named(name).traces(shops.page("https://x.example/", home)) < traces.SURE
        )


def test_a_blog_that_writes_about_shop_software_is_no_shop() -> None:
    assert choice.engine_of(shops.page("https://blog.example/", shops.BLOG)) is None


def test_a_blog_with_one_buy_button_is_no_shop() -> None:
    button = '<script src="https://cdn.shopify.com/buy-button/latest.js"></script>'
    body = shops.BLOG.replace("</head>", f"{button}</head>")
    assert choice.engine_of(shops.page("https://blog.example/", body)) is None


def test_a_shop_that_hides_its_theme_is_told_by_its_headers() -> None:
    headers = {"powered-by": "Shopify", "x-shopid": "7"}
    home = shops.page("https://x.example/", "<p>shopify</p>", headers=headers)
    assert choice.engine_of(home) is choice.engine_named("shopify")


def test_every_engine_is_known_by_its_name_and_no_other_is() -> None:
    assert set(choice.ENGINES) == set(HOMES)
    with pytest.raises(KeyError):
        choice.engine_named("zencart")


def test_a_page_without_traces_loads_no_engine() -> None:
    code = (
        "import sys; from spiders.sites.generic.spider import GenericSpider;"
        "print(sorted(m for m in sys.modules if m.startswith('spiders.engines.')))"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = said.stdout
    assert "spiders.engines.choice" in loaded
    assert not any(f"spiders.engines.{name}" in loaded for name in choice.ENGINES)


@pytest.mark.parametrize(
    "bait", [b"src='" * 80_000, b"<meta " * 60_000, b'class="woocommerce ' * 9000]
)
def test_no_page_makes_the_search_for_traces_slow(bait: bytes) -> None:
    words = b"shopify woocommerce magento_ prestashop index.php?route= product_pod "
    begun = time.process_time()
    assert choice.engine_of(shops.page("https://x.example/", words + bait)) is None
    assert time.process_time() - begun < 20.0


def test_reading_without_an_offer_is_left_as_it_is() -> None:
    reading = PageReading(kind=PageKind.SEARCH)
    home = shops.page("https://x.example/", shops.magento_offer_page(1))
    assert choice.refined(reading, home) is reading
