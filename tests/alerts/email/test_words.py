"""Both languages say everything."""

import hashlib
import string
from dataclasses import fields
from itertools import chain
from typing import get_args

import pytest

from alerts.email.words import CHINESE, ENGLISH, Words, words_for
from monitor.domain.asset import AssetKind, RightStatus
from monitor.domain.case import CaseState, LiveState
from monitor.domain.page import PageKind
from monitor.domain.signal import Defence, Ground
from monitor.domain.verdict import Grade
from monitor.ports.matcher import Matcher
from rules.image.logo import LogoInPhotoMatcher
from rules.image.matcher import ReferenceImageMatcher
from rules.text.matcher import WordMarkMatcher

ENUMS = {
    "graded": Grade,
    "kinds": AssetKind,
    "statuses": RightStatus,
    "grounds": Ground,
    "defences": Defence,
    "states": CaseState,
    "live_states": LiveState,
    "page_kinds": PageKind,
}
SAME_IN_BOTH = {"quoted", "tag"}


@pytest.mark.parametrize("words", [CHINESE, ENGLISH], ids=["zh", "en"])
@pytest.mark.parametrize("name", ENUMS)
def test_every_member_has_its_own_word(words: Words, name: str) -> None:
    catalogue = getattr(words, name)
    assert set(catalogue) == set(ENUMS[name])
    assert all(catalogue.values())
    assert len(set(catalogue.values())) == len(catalogue)


@pytest.mark.parametrize("name", [f.name for f in fields(Words) if f.type is str])
def test_both_languages_fill_the_same_places(name: str) -> None:
    chinese, english = getattr(CHINESE, name), getattr(ENGLISH, name)
    assert english
    assert chinese
    same = places(chinese) == places(english)
    assert same or {"count", "total"} >= places(chinese) ^ places(english)
    assert chinese != english or name in SAME_IN_BOTH or places(chinese)


def test_both_languages_know_the_same_channels_and_fields() -> None:
    assert set(CHINESE.channels) == set(ENGLISH.channels)
    assert set(CHINESE.fields) == set(ENGLISH.fields)


@pytest.mark.parametrize(
    "matcher",
    [WordMarkMatcher(), ReferenceImageMatcher(), LogoInPhotoMatcher()],
    ids=["text", "image", "logo"],
)
def test_every_channel_and_field_our_matchers_name_has_a_word(matcher: Matcher) -> None:
    told = 0
    for example in matcher.examples():
        pictures = {hashlib.sha256(content).hexdigest(): content for content in example.pictures}
        index = matcher.prepare((example.asset,), pictures)
        for signal in chain.from_iterable(index.signals(example.offer, pictures).values()):
            assert signal.channel in ENGLISH.channels
            assert signal.field in ENGLISH.fields
            told += 1
    assert told


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("zh", CHINESE),
        ("zh-CN", CHINESE),
        ("ZH_Hans", CHINESE),
        ("en-GB", ENGLISH),
        ("fr", ENGLISH),
        ("", ENGLISH),
    ],
)
def test_a_language_tag_finds_its_words(tag: str, words: Words) -> None:
    assert words_for(tag) is words


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_catalogue_is_made_of_strings_and_maps() -> None:
    assert all(f.type is str or get_args(f.type) for f in fields(Words))
