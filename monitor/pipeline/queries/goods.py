"""Words for goods: those the asset names itself, then seeds for its Nice classes.

Source of the classes: the alphabetical list of the Nice Classification (WIPO); goods.tsv holds
three words of each class in which shops sell, chosen by us.
"""

from functools import cache
from importlib.resources import files

from monitor.domain.asset import Asset
from monitor.pipeline.queries.tongues import OTHER_LETTERS, written_in

SEEDED = ("en", "zh")
"""Languages that goods.tsv speaks."""
MOST_GOODS = 6
"""Goods words used for one asset: a widely registered mark names dozens."""


def goods_of(asset: Asset, tongues: tuple[str, ...]) -> tuple[str, ...]:
    """The asset's own goods in these languages and seeds of its classes, each once, capped.

    Own words in Latin letters may be of any language: they come first where Latin letters are
    read, and last where they are not.
    """
    own = [word.strip() for word in asset.goods]
    spoken = [word for word in own if any(t in tongues for t in written_in([word]))]
    latin = [word for word in own if word and not written_in([word])]
    seeds = _seeds_of(asset, tongues)
    reads_latin = any(tongue not in OTHER_LETTERS for tongue in tongues)
    words = [*latin, *spoken, *seeds] if reads_latin else [*spoken, *seeds, *latin]
    return tuple(dict.fromkeys(words))[:MOST_GOODS]


def _seeds_of(asset: Asset, tongues: tuple[str, ...]) -> list[str]:
    """Seed words of the asset's classes in the languages we have, the classes taking turns."""
    speaking = [tongue for tongue in tongues if tongue in SEEDED] or ["en"]
    classes = [_seeds().get((number, t), ()) for number in asset.nice_classes for t in speaking]
    longest = max(map(len, classes), default=0)
    return [words[rank] for rank in range(longest) for words in classes if rank < len(words)]


@cache
def _seeds() -> dict[tuple[int, str], tuple[str, ...]]:
    table = files(__package__).joinpath("goods.tsv").read_text(encoding="utf-8")
    seeds = {}
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        number, *lists = line.split("\t")
        for tongue, words in zip(SEEDED, lists, strict=True):
            seeds[int(number), tongue] = tuple(words.split(","))
    return seeds
