"""Which hosts belong to one site."""

import pytest

from spiders.hosts import same_host, same_site, site_of


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.shop.example/", "shop.example"),
        ("https://item.shop.example:8443/", "shop.example"),
        ("https://www.shop.co.uk/", "shop.co.uk"),
        ("https://a.b.shop.com.cn/", "shop.com.cn"),
        ("https://www.ab.de/", "ab.de"),
        ("http://127.0.0.1:8100/", "127.0.0.1:8100"),
        ("http://[::1]:8100/", "[::1]:8100"),
        ("http://localhost:8000/", "localhost:8000"),
    ],
)
def test_the_registrable_part_names_the_site(url: str, site: str) -> None:
    assert site_of(url) == site


def test_addresses_are_one_site_only_with_their_port() -> None:
    assert not same_site("http://127.0.0.1:1/", "http://127.0.0.1:2/")
    assert not same_site("http://127.0.0.1/", "http://128.0.0.1/")
    assert not same_site("https://one.co.uk/", "https://other.co.uk/")
    assert same_site("http://shop.example/", "https://www.shop.example/a")


def test_www_makes_no_other_host() -> None:
    assert same_host("http://shop.example/a", "https://WWW.shop.example/")
    assert not same_host("http://de.shop.example/", "http://shop.example/")
    assert not same_host("http://shop.example:81/", "http://shop.example/")
