"""A source of look-alike domains is told what is the holders' own, and what they sell."""

from monitor.config.loading import load
from tests.monitor.config.conftest import Write

SOURCE = "  - {id: alike, url: 'https://www.acme.example/', site: lookalike-domains}\nwatches:\n"


def test_own_and_licensed_domains_of_all_holders_and_the_goods_of_this_one(
    sample: str, write: Write
) -> None:
    other = (
        "  - {id: other, name: Other Ltd, authorised_domains: [other.example]}\nassets:\n"
        "  - {id: other-word, kind: word_mark, holder: other, text: OTHERLY, goods: [hoses]}\n"
    )
    text = sample.replace("assets:\n", other, 1).replace("watches:\n", SOURCE, 1)
    sources = {source.id: source for source in load(write(text)).sources}
    assert sources["alike"].own_domains == ("acme.example", "other.example")
    assert sources["alike"].goods == ("bags", "shoes", "tools")
    assert (sources["shop"].own_domains, sources["shop"].goods) == ((), ())
