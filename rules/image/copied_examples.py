"""The examples of the matcher of photographs, drawn here so that nothing third-party is shipped."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from monitor.domain.asset import AssetKind
from monitor.ports.matcher import Example
from rules.pictures.exampled import encoded, example


def examples() -> Sequence[Example]:
    """Found: cropped, mirrored and cropped, in a banner. Not found: another one, blank, none."""
    ours = photograph(1)
    width, height = ours.size
    part = ours.crop((width // 5, height // 6, width, height * 5 // 6))
    banner = Image.new("RGB", (width * 2, height), (200, 30, 40))
    banner.paste(ours.resize((width * 4 // 5, height * 4 // 5)), (width, height // 10))
    registered = encoded(ours, "JPEG")
    found = (
        encoded(part, "JPEG"),
        encoded(ImageOps.mirror(part), "JPEG"),
        encoded(banner, "JPEG"),
    )
    passed = (
        encoded(photograph(2), "JPEG"),
        encoded(Image.new("RGB", (300, 300), "white"), "JPEG"),
        b"no picture",
    )
    return (
        *(example(AssetKind.COPYRIGHT_WORK, registered, offered, 0.75, 1.0) for offered in found),
        *(example(AssetKind.COPYRIGHT_WORK, registered, offered, 0.0, 0.0) for offered in passed),
    )


def photograph(seed: int) -> Image.Image:
    """A drawn still life: pebbles of many colours and sizes, with grain."""
    draw = np.random.default_rng(seed)
    picture = Image.new("RGB", (480, 360), tuple(draw.integers(90, 200, 3).tolist()))
    pen = ImageDraw.Draw(picture)
    for _ in range(160):
        x, y = draw.integers(0, 480), draw.integers(0, 360)
        across, down = draw.integers(6, 40, 2)
        colour = tuple(draw.integers(20, 240, 3).tolist())
        pen.ellipse([(x - across, y - down), (x + across, y + down)], fill=colour)
    grain = draw.normal(0, 4, (360, 480, 3))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))
