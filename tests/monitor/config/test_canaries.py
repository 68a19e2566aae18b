"""Canaries in the configuration: one offer each, of an asset that there is."""

from pathlib import Path

import pytest

from monitor.config import load
from monitor.domain.errors import ConfigRefused
from monitor.domain.verdict import Grade
from monitor.domain.watch import Canary

TEXT = """
version: 1
service: {{contact: ops@bureau.example}}
holders: [{{id: acme, name: ACME Ltd}}]
assets: [{{id: acme-word, kind: word_mark, holder: acme, text: ACME, status: registered}}]
sources:
  - id: shop
    url: https://shop.example/
    canaries:
      - {canary}
watches: [{{source: shop, assets: [acme-word]}}]
"""


def written(folder: Path, canary: str) -> Path:
    config = folder / "rightswatch.yaml"
    config.write_text(TEXT.format(canary=canary), encoding="utf-8")
    return config


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            '{url: "https://shop.example/7", asset: acme-word}',
            Canary(asset_id="acme-word", url="https://shop.example/7"),
        ),
        (
            '{listing_id: "7", asset: acme-word, grade: review}',
            Canary(asset_id="acme-word", listing_id="7", grade=Grade.REVIEW),
        ),
    ],
)
def test_a_canary_is_named_by_its_page_or_its_number(
    tmp_path: Path, said: str, meant: Canary
) -> None:
    (source,) = load(written(tmp_path, said)).sources
    assert source.canaries == (meant,)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("{asset: acme-word}", "of `url` and `listing_id` neither is given"),
        ('{url: "https://a.example/", listing_id: "7", asset: acme-word}', "both are given"),
        ('{listing_id: "7", asset: acme-wrd}', "there is no asset 'acme-wrd'"),
        ('{listing_id: "7", asset: acme-word, grade: none}', "every offer reaches the grade none"),
    ],
)
def test_a_canary_that_measures_nothing_is_a_mistake(
    tmp_path: Path, said: str, problem: str
) -> None:
    with pytest.raises(ConfigRefused) as refused:
        load(written(tmp_path, said))
    assert problem in str(refused.value)
