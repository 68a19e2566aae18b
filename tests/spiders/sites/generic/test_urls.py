"""What links of unknown shops lead to."""

import pytest

from monitor.domain.target import TargetKind
from spiders.sites.generic.urls import is_act, is_never_visited, kind_by_url, tidy

LISTINGS = (
    "https://shop.example/product/red-bag",
    "https://shop.example/products/red-bag",
    "https://shop.example/collections/bags/products/red-bag",
    "https://shop.example/p/12345",
    "https://shop.example/item/1005001234567890.html",
    "https://shop.example/itm/Some-Name/123456789012",
    "https://shop.example/dp/B00EXAMPLE",
    "https://shop.example/Some-Name/dp/B00EXAMPLE",
    "https://shop.example/catalogue/the-shellcoders-handbook_209/",
    "https://shop.example/index.php?route=product/product&product_id=43",
    "https://shop.example/goods.php?goods_id=9",
    "https://shop.example/red-bag-p-123.html",
    "https://shop.example/red-bag-12345.html",
    "https://shop.example/123456-red-bag.html?id_product=123",
    "https://shop.example/detail/987654",
    "https://shop.example/offer/123456.html",
    "https://shop.example/artikel/rote-tasche",
    "https://shop.example/product-page/red-bag",
    "https://shop.example/12345678.html",
    "https://shop.example/%E5%95%86%E5%93%81/12",
)
CATEGORIES = (
    "https://shop.example/category/bags",
    "https://shop.example/catalogue/category/fiction_3/",
    "https://shop.example/catalogue/",
    "https://shop.example/collections/all",
    "https://shop.example/product-category/bags/",
    "https://shop.example/c/bags",
    "https://shop.example/brands/acme",
    "https://shop.example/products",
    "https://shop.example/index.php?route=product/category&path=20",
    "https://shop.example/list.php?cat_id=4",
    "https://shop.example/kategorie/taschen",
)
SELLERS = (
    "https://shop.example/seller/acme-direct",
    "https://shop.example/sellers/42",
    "https://shop.example/vendor/acme",
    "https://shop.example/usr/somebody",
    "https://shop.example/list?seller_id=9",
)
NEVER = (
    "https://shop.example/cart",
    "https://shop.example/basket/",
    "https://shop.example/checkout/onepage",
    "https://shop.example/account/login",
    "https://shop.example/my-account/orders",
    "https://shop.example/customer/account/logout",
    "https://shop.example/wishlist/add/7",
    "https://shop.example/add-to-cart/7",
    "https://shop.example/product/7?add-to-cart=7",
    "https://shop.example/index.php?route=checkout/cart",
    "https://shop.example/index.php?route=account/login",
    "https://shop.example/compare",
    "https://shop.example/product/7/reviews",
    "https://shop.example/register.php",
    "https://shop.example/wp-admin/",
    "https://shop.example/wp-json/wc/v3",
    "https://shop.example/feed/",
    "https://shop.example/shopping_cart.html",
    "https://shop.example/checkout_shipping.html",
    "https://signin.shop.example/ws",
    "https://shop.example/SignInView?storeId=226",
    "https://shop.example/about-us",
    "https://shop.example/privacy-policy",
    "https://shop.example/blog/how-to",
    "https://shop.example/category/bags?sort=price",
    "https://shop.example/category/bags?orderby=date&page=2",
    "https://shop.example/category/bags?color=red",
    "https://shop.example/category/bags?filter[size]=4",
    "https://shop.example/calendar?month=3&year=2031",
    "https://shop.example/archive/2024/05/",
    "https://shop.example/a/b/a/b/a/b/a",
    "https://shop.example/" + "x/" * 20,
    "https://shop.example/image.jpg",
    "https://shop.example/catalogue.pdf",
    "https://shop.example/bags?" + "&".join(f"k{n}=1" for n in range(12)),
    "https://shop.example/" + "a" * 2000,
    "mailto:shop@shop.example",
    "javascript:void(0)",
    "tel:+4912345",
)


@pytest.mark.parametrize("url", LISTINGS)
def test_an_offers_address_is_known_by_its_shape(url: str) -> None:
    assert kind_by_url(url) is TargetKind.LISTING
    assert not is_never_visited(url)


@pytest.mark.parametrize("url", CATEGORIES)
def test_a_category_is_known_by_its_shape(url: str) -> None:
    assert kind_by_url(url) is TargetKind.CATEGORY
    assert not is_never_visited(url)


@pytest.mark.parametrize("url", SELLERS)
def test_a_seller_is_known_by_its_shape(url: str) -> None:
    assert kind_by_url(url) is TargetKind.SELLER
    assert not is_never_visited(url)


@pytest.mark.parametrize("url", NEVER)
def test_what_acts_or_has_no_end_is_never_visited(url: str) -> None:
    assert is_never_visited(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/product/bagpipe-cartridge",
        "https://shop.example/product/helper-apron",
        "https://shop.example/product/login-themed-mug-12",
        "https://shop.example/category/cartridges",
        "https://shop.example/product/tea-basket",
        "https://shop.example/products/shopping-cart-toy",
        "https://shop.example/products/blue-bag",
        "https://shop.example/itm/compare-the-meerkat-toy/123456789012",
        "https://shop.example/collections/bags",
        "https://shop.example/category/bags?page=2",
    ],
)
def test_an_offer_that_only_sounds_like_a_trap_is_visited(url: str) -> None:
    assert not is_never_visited(url)


@pytest.mark.parametrize(
    ("url", "tidied"),
    [
        ("https://Shop.Example/a?utm_source=x&id=1#top", "https://shop.example/a?id=1"),
        ("https://shop.example/a;jsessionid=ABC?b=c", "https://shop.example/a?b=c"),
        ("https://shop.example/a?q=%E4%B8%AD+b", "https://shop.example/a?q=%E4%B8%AD+b"),
        ("https://shop.example/a?gclid=1", "https://shop.example/a"),
    ],
)
def test_one_page_has_one_address(url: str, tidied: str) -> None:
    assert tidy(url) == tidied


@pytest.mark.parametrize(
    ("url", "acts"),
    [
        ("https://s.example/shampoo_340.html?action=buy_now&products_id=5133", True),
        ("https://s.example/bags?add-to-cart=7", True),
        ("https://s.example/index.php?cmd=addtobasket&id=7", True),
        ("https://s.example/cart/add/7", True),
        ("https://s.example/index.php?action=show&products_id=5133", False),
        ("https://s.example/p/7?variant=12&colour=red", False),
        ("https://s.example/shampoo_5133.html", False),
    ],
)
def test_a_link_that_puts_something_into_a_basket_is_told_from_an_offer(
    url: str, *, acts: bool
) -> None:
    assert is_act(url) is acts
