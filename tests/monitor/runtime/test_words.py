"""Words in pictures, read by the real reader where the extra is installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from monitor.bootstrap.pictures import PictureParts
from monitor.config.settings import WordsSettings
from monitor.runtime.pictures.words import MISSING, PooledWordReader, is_installed
from rules.image.copied_examples import photograph
from rules.pictures.prepared import pack
from tests.fixtures.require import lacking

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


@pytest.fixture(scope="module")
def reader() -> Iterator[PooledWordReader]:
    if not is_installed():
        lacking("words", MISSING)
    if not FONT.is_file():
        lacking("fonts", "fonts-noto-cjk draws the Chinese words")
    reader = PooledWordReader()
    yield reader
    reader.close()


def printed(*lines: str) -> bytes:
    picture = Image.new("RGB", (700, 500), (220, 225, 230))
    picture.paste(photograph(2).resize((320, 240)), (350, 250))
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONT), 44)
    for number, line in enumerate(lines):
        pen.text((40, 40 + 90 * number), line, fill=(20, 30, 60), font=font)
    return pack([picture])


def test_english_and_chinese_lines_are_read_from_top_to_bottom(reader: PooledWordReader) -> None:
    lines = reader.lines(printed("NORTHWIND Sport", "北风户外旗舰店"))
    assert [line.text.replace(" ", "") for line in lines] == ["NORTHWINDSport", "北风户外旗舰店"]
    assert all(line.sureness > 0.8 for line in lines)


def test_a_line_says_where_it_stands_in_per_mille(reader: PooledWordReader) -> None:
    (line,) = reader.lines(printed("NORTHWIND Sport"))
    left, top, right, bottom = line.box
    assert 30 < left < 80
    assert 500 < right < 650
    assert 60 < top < 130
    assert 150 < bottom < 220


def test_a_picture_without_words_has_no_lines(reader: PooledWordReader) -> None:
    assert reader.lines(pack([Image.new("RGB", (400, 300), "white")])) == ()


def test_words_that_are_turned_off_start_no_process() -> None:
    parts = PictureParts(WordsSettings(read=False))
    parts.desk()
    assert parts.words is None
    parts.close()
