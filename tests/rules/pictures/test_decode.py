"""Decoding: every kind of picture becomes RGB, everything else one plain error."""

import gzip
import io
import random
import struct
import time
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from monitor.domain.errors import PictureUnreadable
from rules.pictures.decode import MAX_BYTES, SIDE_PX, decode, is_blank
from rules.pictures.prepared import pack, unpack


def encoded(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, kind, **more)
    return kept.getvalue()


def gradient(mode: str = "RGB") -> Image.Image:
    values = np.linspace(0, 255, 120 * 90 * 3).reshape(90, 120, 3).astype(np.uint8)
    return Image.fromarray(values).convert(mode)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    plain = gradient("L")
    picture = (
        Image.fromarray(np.asarray(plain, dtype=np.uint16) * 257)
        if mode == "I;16"
        else gradient().convert(mode)
    )
    for decoded in decode(encoded(picture)):
        assert decoded.mode == "RGB"
        assert decoded.size == (120, 90)


def test_cmyk_jpegs_become_rgb() -> None:
    (decoded,) = decode(encoded(gradient("CMYK"), "JPEG"))
    assert decoded.mode == "RGB"


def test_a_transparent_picture_is_seen_on_white_and_on_dark() -> None:
    drawn = Image.new("RGBA", (80, 80), (255, 255, 255, 0))
    drawn.paste((255, 255, 255, 255), (20, 20, 60, 60))
    on_white, on_dark = decode(encoded(drawn))
    assert np.asarray(on_white).std() == 0
    assert np.asarray(on_dark).std() > 20


def test_the_camera_s_turn_is_undone() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    (decoded,) = decode(encoded(gradient(), "JPEG", exif=turned))
    assert decoded.size == (90, 120)


def test_sixteen_bits_of_grey_keep_their_brightness() -> None:
    values = np.full((40, 60), 0x4000, dtype=np.uint16)
    values[:, 30:] = 0x8000
    (decoded,) = decode(encoded(Image.fromarray(values)))
    assert decoded.getpixel((5, 5)) == (64, 64, 64)
    assert decoded.getpixel((50, 5)) == (128, 128, 128)


def swapped() -> bytes:
    """An ICC profile of a screen whose red is green and the other way round."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red], profile[green] = profile[green], profile[red]
    described = profile.find("sRGB".encode("utf-16-be"))
    while described >= 0:
        profile[described : described + 8] = "ours".encode("utf-16-be")
        described = profile.find("sRGB".encode("utf-16-be"))
    return bytes(profile)


def test_a_picture_s_own_profile_is_applied() -> None:
    red = Image.new("RGB", (40, 40), (255, 0, 0))
    (plain,) = decode(encoded(red))
    (shown,) = decode(encoded(red, icc_profile=swapped()))
    assert plain.getpixel((9, 9)) == (255, 0, 0)
    assert shown.getpixel((9, 9))[1] > 240
    assert shown.getpixel((9, 9))[0] < 40


def test_a_broken_profile_is_passed_over() -> None:
    (shown,) = decode(encoded(gradient(), icc_profile=b"no profile at all"))
    assert shown.size == (120, 90)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_the_middle_and_the_last_frame_count(kind: str) -> None:
    colours = [(0, 0, 0), (60, 0, 0), (0, 255, 0), (0, 60, 0), (0, 0, 255)]
    frames = [Image.new("RGB", (64, 48), colour) for colour in colours]
    more = {"save_all": True, "append_images": frames[1:], "duration": 50}
    if kind == "WEBP":
        more["lossless"] = True
    seen = [
        max(range(3), key=picture.getpixel((9, 9)).__getitem__)
        for picture in decode(encoded(frames[0], kind, **more))
    ]
    assert len(seen) == 3
    assert seen[1:] == [1, 2]


def test_a_moving_picture_whose_later_frames_are_damaged_still_shows_its_first() -> None:
    frames = [gradient(), gradient().rotate(90), gradient().rotate(180)]
    moving = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert decode(moving[: len(moving) // 2])


def test_a_drawing_is_rendered_on_white_and_on_dark() -> None:
    drawing = (
        b"<?xml version='1.0'?><!-- a mark --><svg xmlns='http://www.w3.org/2000/svg' "
        b"viewBox='0 0 40 20'><circle cx='20' cy='10' r='8' fill='#ff0000'/></svg>"
    )
    for content in (drawing, gzip.compress(drawing)):
        on_white, on_dark = decode(content)
        assert on_white.size == (SIDE_PX, SIDE_PX // 2)
        assert on_white.getpixel((SIDE_PX // 2, SIDE_PX // 4)) == (255, 0, 0)
        assert on_white.getpixel((3, 3)) == (255, 255, 255)
        assert on_dark.getpixel((3, 3)) == (24, 24, 24)


def test_a_drawing_shows_no_file_of_this_machine_and_nothing_from_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (20, 20), "black").save(secret)
    for where in (str(secret), secret.as_uri(), "secret.png", "http://127.0.0.1:9/x.png"):
        for name in ("href", "xlink:href"):
            drawing = (
                "<svg xmlns='http://www.w3.org/2000/svg' "
                "xmlns:xlink='http://www.w3.org/1999/xlink' width='20' height='20'>"
                f"<image {name}='{where}' width='20' height='20'/></svg>"
            )
            assert all(is_blank(picture) for picture in decode(drawing.encode()))


def test_a_drawing_whose_entities_grow_without_end_is_refused() -> None:
    entities = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(12))
    drawing = (
        f"<!DOCTYPE svg [<!ENTITY a0 'xxxxxxxxxx'>{entities}]>"
        "<svg xmlns='http://www.w3.org/2000/svg'><desc>&a12;</desc></svg>"
    )
    with pytest.raises(PictureUnreadable):
        decode(drawing.encode())


def test_a_packed_drawing_is_unpacked_no_further_than_it_may() -> None:
    with pytest.raises(PictureUnreadable, match="over 5000000 bytes"):
        decode(gzip.compress(b"<svg>" + b" " * 50_000_000))


def test_a_blank_picture_is_told_from_one_that_shows_something() -> None:
    assert is_blank(Image.new("RGB", (300, 200), "white"))
    assert not is_blank(gradient())


def test_what_is_packed_is_read_again_as_it_was() -> None:
    pictures = [gradient(), gradient().resize((33, 7))]
    assert list(unpack(pack(pictures))) == pictures
    assert list(decode(pack(pictures))) == pictures


def test_cut_and_false_packed_pictures_are_one_plain_error() -> None:
    whole = pack([gradient()])
    for content in (whole[:-1], whole[:9], whole[:5] + b"\x00" * 20, whole[:5] + b"\xff" * 20):
        with pytest.raises(PictureUnreadable):
            decode(content)


def test_large_pictures_are_made_small() -> None:
    (decoded,) = decode(encoded(Image.new("RGB", (3000, 1500), "red"), "JPEG"))
    assert max(decoded.size) <= SIDE_PX


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it has width x height pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        b"", b"GIF89a", b"no picture", bomb(50_000, 50_000), bomb(9_000, 9_000), bomb(60_000, 2),
        b"<svg xmlns='http://www.w3.org/2000/svg'><g>", b"%!PS-Adobe-3.0 EPSF-3.0\n" * 9,
        b"\x00" * (MAX_BYTES + 1),
    ],
    ids=["empty", "head", "text", "bomb", "caps", "shape", "svg", "eps", "bytes"],
)  # fmt: skip
def test_what_is_no_picture_is_one_plain_error(content: bytes) -> None:
    with pytest.raises(PictureUnreadable):
        decode(content)


def test_damaged_pictures_raise_nothing_else_and_end_soon() -> None:
    draw = random.Random(5)  # noqa: S311 - damage, no secrets
    kinds = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
    whole = [encoded(gradient(), kind) for kind in kinds]
    start = time.process_time()
    for _ in range(300):
        content = bytearray(draw.choice(whole))
        for _ in range(draw.randint(1, 30)):
            content[draw.randrange(len(content))] = draw.randrange(256)
        del content[draw.randrange(len(content) // 2, len(content)) :]
        with suppress(PictureUnreadable):
            decode(bytes(content))
    assert time.process_time() - start < 30
