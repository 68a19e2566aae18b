"""Ordinary words, as the word lists of a spelling checker count them."""

import gzip
import json
from importlib.resources import files

import spellchecker

from rules.language.lexicon import frequency, is_common


def test_every_word_that_a_list_counts_often_is_common_and_rare_ones_are_not() -> None:
    packed = files(spellchecker).joinpath("resources/es.json.gz").read_bytes()
    counted: dict[str, int] = json.loads(gzip.decompress(packed))
    often = {word: count for word, count in counted.items() if word.isascii() and count >= 200}
    assert len(often) > 10_000
    assert [word for word, count in often.items() if frequency(word.lower()) < count] == []
    assert is_common("hikes")
    assert not is_common("adidsa")
