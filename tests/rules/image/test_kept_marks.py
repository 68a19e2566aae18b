"""What is prepared of registered pictures once is read back, and tells the same."""

import numpy as np
import pytest
from PIL import Image

from monitor.domain.asset import Asset
from monitor.domain.listing import OfferedImage
from rules.image.kept_marks import MARK, kept_or_made
from rules.image.logo import LogoInPhotoMatcher
from rules.image.logo_examples import drawn_mark, on_photo
from rules.image.logo_marks import LogoMark, prepare_mark
from rules.image.memory import FingerprintMemory
from rules.image.packed import Array, pack, unpack
from tests.rules.image.test_logo import asset
from tests.rules.image.test_reference import kept as registered
from tests.rules.making import offer


class Shelf(dict[str, bytes]):
    """Parts kept in memory."""

    def put(self, name: str, content: bytes) -> None:
        self[name] = content


def told(shelf: Shelf, marks: dict[str, bytes], assets: list[Asset]) -> object:
    shown = registered(on_photo(drawn_mark(3), 220))
    index = LogoInPhotoMatcher(FingerprintMemory(shelf)).prepare(assets, marks)
    seen = offer("tote", images=(OfferedImage(url="u", sha256=shown[0]),))
    return index.signals(seen, dict((shown,)))


def test_marks_read_back_tell_the_same_without_opening_their_pictures_again() -> None:
    key, content = registered(drawn_mark(3))
    shelf, assets = Shelf(), [asset(1, key)]
    first = told(shelf, {key: content}, assets)
    assert first
    assert told(shelf, {key: b"not opened again"}, assets) == first
    assert len(shelf) == 2  # fingerprints, and the mark


def test_a_mark_too_plain_is_kept_as_just_that() -> None:
    shelf = Shelf()
    assert kept_or_made(shelf, MARK, "a", lambda: prepare_mark((blank(),))) is None
    assert list(shelf.values()) == [b""]
    assert kept_or_made(shelf, MARK, "a", never) is None


def test_a_part_of_another_form_is_made_again() -> None:
    shelf = Shelf({"a mark/2": b"\xff\xff older", "b mark/2": pack([np.zeros(3, np.int64)])})
    for name in "ab":
        assert kept_or_made(shelf, MARK, name, lambda: prepare_mark((drawn_mark(3),)))
        assert kept_or_made(shelf, MARK, name, never)


@pytest.mark.parametrize("shape", [(0,), (3,), (0, 32), (2, 3), (4, 2, 3)])
@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.float32, np.float64, np.int64])
def test_arrays_are_the_same_after_packing(shape: tuple[int, ...], kind: type) -> None:
    array: Array = np.arange(np.prod(shape)).reshape(shape).astype(kind)
    (again,) = unpack(pack([array]))
    assert again.dtype == array.dtype
    assert np.array_equal(again, array)
    assert again.shape == shape


def blank() -> Image.Image:
    return Image.new("RGB", (90, 90), "white")


def never() -> LogoMark | None:
    pytest.fail("a kept mark was prepared again")
