"""Photographs used again: whole or in part, mirrored or not, and never a new one of the same."""

import hashlib
import io

import numpy as np
import pytest
from PIL import Image, ImageOps

from monitor.domain.asset import Asset, AssetKind, ReferenceImage
from monitor.domain.listing import Listing, Offer, OfferedImage
from monitor.domain.signal import Ground, Signal
from rules.image.copied import CopiedPhotoIndex, CopiedPhotoMatcher
from rules.image.copied_examples import photograph
from rules.image.photo_points import WIDTH, detect


def encoded(picture: Image.Image, quality: int = 80) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=quality)
    return kept.getvalue()


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture(scope="module")
def index() -> CopiedPhotoIndex:
    files = {sha(content): content for content in (encoded(photograph(n)) for n in range(6))}
    assets = [
        Asset(
            id=f"photo-{number}",
            kind=AssetKind.COPYRIGHT_WORK,
            holder_id="studio",
            images=(ReferenceImage(path="", sha256=sha256),),
        )
        for number, sha256 in enumerate(files)
    ]
    return CopiedPhotoIndex(CopiedPhotoMatcher.name, assets, files)


def found(index: CopiedPhotoIndex, picture: Image.Image) -> dict[str, Signal]:
    content = encoded(picture)
    images = (OfferedImage(url="", sha256=sha(content)),)
    listing = Listing(market="shop.example", listing_id="1")
    offer = Offer(listing=listing, url="https://shop.example/1", images=images)
    return {asset: told[0] for asset, told in index.signals(offer, {sha(content): content}).items()}


def part(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    return picture.crop((width // 4, height // 5, width * 9 // 10, height * 9 // 10))


def in_page(picture: Image.Image) -> Image.Image:
    page = Image.new("RGB", (900, 700), "white")
    page.paste(picture.resize((360, 270)), (450, 70))
    return page


def test_a_part_is_found_with_how_much_of_it_is_shown(index: CopiedPhotoIndex) -> None:
    told = found(index, part(photograph(3)))
    assert list(told) == ["photo-3"]
    signal = told["photo-3"]
    assert signal.ground is Ground.COPYRIGHT_IMAGE
    assert "% of photograph" in signal.because
    assert "mirrored" not in signal.because


def test_a_mirrored_part_is_found_and_said_to_be_mirrored(index: CopiedPhotoIndex) -> None:
    told = found(index, ImageOps.mirror(part(photograph(3))))
    assert "mirrored" in told["photo-3"].because


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_the_place_in_a_page_is_told(index: CopiedPhotoIndex, *, is_mirrored: bool) -> None:
    shown = photograph(4)
    box = found(index, in_page(ImageOps.mirror(shown) if is_mirrored else shown))["photo-4"].box
    assert box is not None
    assert np.abs(np.array(box) - (500, 100, 900, 486)).max() < 25


def test_a_collage_names_both_photographs(index: CopiedPhotoIndex) -> None:
    whole = Image.new("RGB", (980, 360))
    whole.paste(photograph(0), (0, 0))
    whole.paste(photograph(5), (500, 0))
    assert sorted(found(index, whole)) == ["photo-0", "photo-5"]


def test_other_photographs_and_blank_pictures_say_nothing(index: CopiedPhotoIndex) -> None:
    for picture in (photograph(77), Image.new("RGB", (400, 300), "white")):
        assert found(index, picture) == {}


def test_a_plain_photograph_is_not_registered_for_this() -> None:
    content = encoded(Image.new("RGB", (300, 300), "grey"))
    image = ReferenceImage(path="", sha256=sha(content))
    work = Asset(id="w", kind=AssetKind.COPYRIGHT_WORK, holder_id="h", images=(image,))
    empty = CopiedPhotoIndex("test", [work], {sha(content): content})
    assert found(empty, photograph(1)) == {}


def test_rows_of_a_mirrored_picture_are_the_same_numbers_in_another_order() -> None:
    grey = np.asarray(photograph(1).convert("L"))
    ours = detect(grey, 200).mirrored()
    theirs = detect(np.ascontiguousarray(grey[:, ::-1]), 200)
    assert ours.rows.shape == (len(ours), WIDTH)
    like = ours.floats() @ theirs.floats().T
    best = like.argmax(axis=1)
    apart = np.linalg.norm(ours.places - theirs.places[best], axis=1)
    assert (apart < 2).mean() > 0.7
    assert np.median(like.max(axis=1)) > 0.9
