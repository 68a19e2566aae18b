"""Which languages a market is searched in."""

import pytest

from monitor.pipeline.queries.imitation import words_in
from monitor.pipeline.queries.tongues import tongues_of, written_in


@pytest.mark.parametrize(
    ("url", "tongues"),
    [
        ("https://s.taobao.com/search?q=x", ("zh",)),
        ("https://www.amazon.co.jp/", ("ja",)),
        ("https://www.amazon.de", ("de",)),
        ("https://shop.example/", ()),
        ("https://nottaobao.com/", ()),
        ("http://127.0.0.1:8100/", ()),
        ("not an address", ()),
    ],
)
def test_a_host_tells_its_languages_or_nothing(url: str, tongues: tuple[str, ...]) -> None:
    assert tongues_of(url) == tongues


def test_letters_tell_languages_and_latin_ones_none() -> None:
    assert written_in(["Acme", "艾克米", "アクメ", "Акме", "123"]) == ("zh", "ja", "ru")


def test_words_of_several_languages_take_turns() -> None:
    assert words_in(("en", "zh", "unknown"))[:4] == ("replica", "高仿", "1:1", "复刻")
