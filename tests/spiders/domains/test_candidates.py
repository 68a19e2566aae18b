"""Names that look alike: each kind makes what it says, ranked, within a budget, never our own."""

import unicodedata

import idna
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.domains.candidates import MOST, candidates, parts_of
from spiders.domains.changes import KINDS, changes
from spiders.domains.letters import NEIGHBOURS

OWN = "https://www.vellorine.com/shop"


def made(
    url: str = OWN, excluded: tuple[str, ...] = (), goods: tuple[str, ...] = ()
) -> dict[str, str]:
    return {one.domain: one.because for one in candidates(url, excluded, goods)}


@pytest.mark.parametrize(
    ("domain", "because"),
    [
        ("velorine.com", "omission: without one l"),
        ("vellorrine.com", "repetition: r twice"),
        ("vellroine.com", "transposition: or as ro"),
        ("bellorine.com", "replacement: b beside the key v"),
        ("vellorune.com", "vowel swap: u for i"),
        ("ve11orine.com", "homoglyph: 1 looks like l"),
        ("vellorine-outlet.com", "word: outlet behind it"),
        ("thevellorine.com", "word: the before it"),
        ("vellorineguanwang.com", "word: guanwang behind it"),
        ("vellorines.com", "plural: with s"),
        ("vello-rine.com", "hyphenation: with a hyphen"),
        ("wwwvellorine.com", "dot trick: www without its dot"),
        ("vellorinecom.com", "dot trick: com without its dot"),
        ("vellorine.cn", "vellorine under .cn"),
        ("vellorine-tmall.cn", "word: tmall behind it, under .cn"),
        ("tellorine.com", "bit flip: t is v with one bit flipped"),
    ],
)
def test_each_kind_of_look_alike_is_made_and_says_how(domain: str, because: str) -> None:
    assert made()[domain].startswith(because)


def test_the_likeliest_come_first_and_the_budget_is_kept() -> None:
    ranked = candidates(OWN)
    assert len(ranked) == MOST
    assert [one.weight for one in ranked] == sorted((one.weight for one in ranked), reverse=True)
    assert len({one.domain for one in ranked}) == MOST
    assert [one.domain for one in candidates(OWN, most=7)] == [one.domain for one in ranked[:7]]


def test_the_holders_own_domains_and_all_under_them_are_never_asked() -> None:
    shut = ("vellorine.cn", "outlet.vellorine-shop.com")
    found = made(excluded=shut)
    assert not {"vellorine.com", "vellorine.cn", "vellorine-shop.com"} & found.keys()
    assert "vellorine.cn" in made()


def test_goods_stand_beside_the_name() -> None:
    assert "vellorinebags.com" not in made()
    assert "vellorinebags.com" in made(goods=("bags", "包", "far too long a word for a name"))


def test_letters_of_other_scripts_come_alone_or_for_the_whole_name() -> None:
    names = [
        idna.decode(one.domain.partition(".")[0])
        for one in candidates("https://pocaxe.com/")
        if one.domain.startswith("xn--")
    ]
    assert "росахе" in names
    for name in names:
        latin = [x for x in name if x.isascii() or "LATIN" in unicodedata.name(x)]
        assert len(latin) in {0, len(name)}, f"{name} mixes scripts"


def test_international_names_stay_under_endings_that_take_them() -> None:
    endings = {d.partition(".")[2] for d in made("https://vellorine.co.uk/") if d[:4] == "xn--"}
    assert "co.uk" in endings
    assert not endings & {"top", "cn", "vip"}


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://www.acme.co.uk/", ("acme", "co.uk")),
        ("https://acme.example:8443/x", ("acme", "example")),
        ("http://127.0.0.1:8100/", ("", "")),
        ("http://[::1]/", ("", "")),
        ("http://localhost/", ("", "")),
        ("https://艾克米.cn/", ("xn--74qz56ht1d", "cn")),
    ],
)
def test_name_and_ending_are_told_apart(url: str, parts: tuple[str, str]) -> None:
    assert parts_of(url) == parts


def test_short_names_are_not_misspelt_for_that_is_other_peoples_names() -> None:
    kinds = {change.kind for change in changes("abc")}
    assert kinds == {"word", "plural", "dot trick"}
    assert candidates("https://ab.com/") == []


def test_keys_touch_on_every_layout() -> None:
    assert {"q", "w"} <= set(NEIGHBOURS["a"])
    assert "z" in NEIGHBOURS["t"], "QWERTZ"
    assert "a" in NEIGHBOURS["z"], "AZERTY and QWERTY"


@given(st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True))
def test_whatever_the_name_every_change_is_a_label_and_another_one(name: str) -> None:
    for change in changes(name):
        assert change.name != name
        assert 2 <= len(change.name) <= 63
        assert change.name.isascii()
        assert not change.name.startswith("-")
        assert not change.name.endswith("-")
        assert change.because
        assert 0 < change.weight <= 1
    assert len(KINDS) == 13


def test_a_name_in_other_letters_is_looked_for_under_other_endings_alone() -> None:
    ranked = candidates("https://bücher.de/")
    assert {one.kind for one in ranked} == {"other ending"}
    assert "xn--bcher-kva.com" in {one.domain for one in ranked}


def test_domains_in_other_letters_are_left_out_too() -> None:
    (known,) = [domain for domain in made() if idna.decode(domain) == "vellórine.com"]
    assert known not in made(excluded=("vellórine.com",))
