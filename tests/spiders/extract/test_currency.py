"""One sign, many currencies: the site settles it, or nobody does."""

import pytest

from spiders.extract.currency import MoneyPlace, iso_code, settle


@pytest.mark.parametrize(
    ("sign", "host", "language", "code"),
    [
        ("$", "shop.example.com", "en", "USD"),
        ("$", "well.ca", "en", "CAD"),
        ("$", "shop.com.au", "en-AU", "AUD"),
        ("$", "shop.example.com", "en-NZ", "NZD"),
        ("¥", "item.taobao.com", None, "CNY"),
        ("¥", "item.rakuten.co.jp", "ja", "JPY"),
        ("¥", "shop.example.com", "zh-CN", "CNY"),
        ("¥", "shop.example.com", "en", None),
        ("kr", "butik.dk", "da", "DKK"),
        ("kr", "butik.example.com", "sv", "SEK"),
        ("kr", "butik.example.com", "en", None),
        ("£", "shop.example.com", "en", "GBP"),
        ("Р", "muz.example.com", "ru", "RUB"),
        ("грн", "shop.example.com", None, "UAH"),
    ],
)
def test_a_shared_sign_is_settled_by_site_and_language(
    sign: str, host: str, language: str | None, code: str | None
) -> None:
    assert settle(sign, MoneyPlace(host, language)) == code


def test_what_the_page_declares_goes_before_its_top_level_domain() -> None:
    assert settle("$", MoneyPlace("shop.ca", "en", ("USD",))) == "USD"


def test_a_code_that_does_not_exist_is_refused() -> None:
    assert iso_code("UAN") is None
    assert iso_code(" usd ") == "USD"
