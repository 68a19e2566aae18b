"""Marks, other logos and photos for bench/image.py, rendered at run time from packages.

Nothing is kept here: the packages are unpacked under one folder, rendered pictures are
cached in it. Logos stay marks of their owners, whatever the package's licence.
"""

import io
import json
import random
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageOps

Logo = Image.Image  # RGBA
Paste = Callable[[Image.Image, Logo, random.Random], Image.Image]
SIDE_PX: Final = 512


MARKS: Final = "@iconify-json/logos@1.2.19"
OTHERS: Final = (
    "@iconify-json/skill-icons@1.2.4", "@iconify-json/devicon@1.2.68", "simple-icons@16.37.0",
)  # fmt: skip
PHOTOS: Final = ("gnome-backgrounds", "mate-backgrounds", "lomiri-wallpapers-16.04")


BY_EYE: Final = frozenset({"golang", "premierepro", "spss", "traefikmesh", "xd"})
"""Brands of other logos that are a registered mark again though neither name nor drawing shows it:
Go, Adobe Premiere, IBM, Traefik, Adobe XD.
"""

SAME_DRAWING: Final = 0.95
"""Correlation of two drawings from which they are one sign, whatever it is called: of 1,156 logos,
five are above .98 (Twitter is X, vscode is Visual Studio Code) and the next is .94, a ball for a
moon, which stays an other."""

_DRAWN_PX: Final = 48


def fetched(folder: Path) -> None:
    """Fetch what is not yet there: icons by npm, photographs by apt-get; stop where neither can."""
    folder.mkdir(parents=True, exist_ok=True)
    for package in (MARKS, *OTHERS):
        name = package.removeprefix("@").replace("/", "-").replace("@", "-")
        home = folder / name
        if not home.exists():
            _run(["npm", "pack", "--silent", package], folder, package)
            home.mkdir()
            _run(["tar", "xzf", f"{name}.tgz", "-C", str(home)], folder, package)
    for package in PHOTOS:
        home = folder / f"deb_{package}"
        if not home.exists():
            _run(["apt-get", "download", package], folder, package)
            (archive,) = folder.glob(f"{package}_*.deb")
            _run(["dpkg-deb", "-x", str(archive), str(home)], folder, package)


def _run(command: Sequence[str], folder: Path, package: str) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        wanted = f"{package} cannot be fetched into {folder} ({error}); unpack it there by hand"
        raise SystemExit(wanted) from error


def others(folder: Path, registered: Sequence[tuple[str, "Logo"]]) -> Sequence[tuple[str, "Logo"]]:
    """Names and logos of brands that are not registered.

    Left out are brands whose name holds a registered one or is held by it, who share its maker's
    name, of whom any logo is a registered drawing again (SAME_DRAWING), and BY_EYE. A look-alike of
    another brand stays: telling it apart is what is measured.
    """
    names = [name for name, _ in registered]
    brands, makers = {brand(name) for name in names}, {maker(name) for name in names} - {""}
    found = []
    for pack, count in PACKS:
        for name, picture in logos(folder, pack, count, 7):
            own = brand(name)
            known = own in BY_EYE or maker(name) in makers
            if not known and not any(_same_brand(own, other) for other in brands):
                found.append((name, picture))
    again = _drawn_again(found, [picture for _, picture in registered])
    return [(name, picture) for name, picture in found if brand(name) not in again]


PACKS: Final = (("logos", 1300), ("skill-icons", 400), ("devicon", 700), ("simple-icons", 300))
"""Where other logos come from, and how many of each are looked at."""


def maker(name: str) -> str:
    """The first word of a name of several; "" where it has one, or a short first one."""
    first, *more = name.split("-")
    return first if len(first) >= 4 and more and brand(name) != first else ""


def _drawn_again(strangers: Sequence[tuple[str, Logo]], registered: Sequence[Logo]) -> set[str]:
    """Brands of which a logo is one of the registered drawings, light and dark exchanged or not."""
    ours, shapes = zip(*(_drawn(logo) for logo in registered), strict=True)
    known, wide = np.stack(ours), np.array(shapes)
    again = set()
    for name, logo in strangers:
        theirs, shape = _drawn(logo)
        like = np.abs(known @ theirs)[np.abs(wide - shape) < 0.1]
        if like.max(initial=0.0) >= SAME_DRAWING:
            again.add(brand(name))
    return again


def _drawn(logo: Logo) -> tuple[np.ndarray[tuple[int], np.dtype[np.float32]], float]:
    """Brightness of what stands out of the ground, in a square, length 1; log of its shape."""
    picture = shown(logo)
    pixels = np.asarray(picture, dtype=np.float32)
    out = np.abs(pixels - pixels[0, 0]).max(axis=2) > 40
    rows, columns = np.nonzero(out.any(axis=1))[0], np.nonzero(out.any(axis=0))[0]
    if not len(rows):
        return np.zeros(_DRAWN_PX**2, np.float32), 0.0
    box = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    square = picture.crop(box).convert("F").resize((_DRAWN_PX, _DRAWN_PX), Image.Resampling.BOX)
    flat = np.asarray(square, dtype=np.float32).ravel()
    flat = flat - flat.mean()
    shape = float(np.log((box[2] - box[0]) / (box[3] - box[1])))
    return flat / (np.linalg.norm(flat) + np.float32(1e-6)), shape


def _same_brand(ours: str, theirs: str) -> bool:
    """Whether one name holds the other; names of one or two letters hold nothing but themselves."""
    if min(len(ours), len(theirs)) <= 2:
        return ours == theirs
    return ours in theirs or theirs in ours


def _iconify(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and SVG of each icon of one iconify package."""
    pack = json.loads((folder / "package" / "icons.json").read_text())
    for name, icon in sorted(pack["icons"].items()):
        width = icon.get("width", pack.get("width", 16))
        height = icon.get("height", pack.get("height", 16))
        head = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        yield name, f'<svg {head} viewBox="0 0 {width} {height}">{icon["body"]}</svg>'


def _simple(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((folder / "package" / "icons").glob("*.svg")):
        yield path.stem, path.read_text()


def brand(name: str) -> str:
    """The part of an icon's name that names the brand."""
    plain = re.sub(
        r"-(icon|wordmark|plain|original|line|light|dark|horizontal|vertical)\b", "", name
    )
    return re.sub(r"[^a-z0-9]", "", plain.replace("dotjs", "js").replace("dot", "").lower())


def render(folder: Path, key: str, svg: str) -> Logo | None:
    """RGBA, longest side SIDE_PX; None when it is empty or cannot be drawn."""
    import resvg_py  # noqa: PLC0415 - on the first run alone

    kept = folder / "rendered" / f"{key}.png"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        try:
            drawn = resvg_py.svg_to_bytes(svg_string=svg, width=SIDE_PX, skip_system_fonts=True)
        except BaseException as error:  # a panic of the renderer is no Exception
            if isinstance(error, KeyboardInterrupt):
                raise
            return None
        with Image.open(io.BytesIO(bytes(drawn))) as opened:
            picture = opened.convert("RGBA")
        box = picture.getchannel("A").getbbox()
        if box is None:
            return None
        picture = picture.crop(box)
        picture.thumbnail((SIDE_PX, SIDE_PX))
        picture.save(kept)
    with Image.open(kept) as opened:
        return opened.convert("RGBA") if min(opened.size) >= 24 else None


def logos(folder: Path, pack: str, count: int, seed: int) -> Iterator[tuple[str, Logo]]:
    """`count` logos of one package, shuffled by seed: name and picture."""
    home = next(folder.glob(f"*{pack}*[0-9]"))
    drawn = list(_simple(home) if pack == "simple-icons" else _iconify(home))
    random.Random(seed).shuffle(drawn)  # noqa: S311 - an order, not a secret
    told = 0
    for name, svg in drawn:
        if told == count:
            return
        picture = render(folder, f"{pack}-{name}", svg)
        if picture is not None:
            told += 1
            yield name, picture


def photos(folder: Path) -> Sequence[Image.Image]:
    """Photographs of the packages, longest side 1,400 px."""
    small = folder / "small"
    if small.exists():
        return [Image.open(path).convert("RGB") for path in sorted(small.glob("*.jpg"))]
    found: list[Image.Image] = []
    small.mkdir()
    for path in sorted(folder.rglob("deb_*/**/*")):
        if path.suffix.lower() not in {".jpg", ".jpeg", ".png", ".webp"} or path.is_symlink():
            continue
        with Image.open(path) as opened:
            picture = opened.convert("RGB")
        picture.thumbnail((1400, 1400))
        picture.save(small / f"{len(found):03}.jpg", quality=95)
        found.append(picture)
    return found


def ground(pool: Sequence[Image.Image], dice: random.Random) -> Image.Image:
    """A crop of a photograph, 800 px wide, mirrored or turned half the time."""
    photo = pool[dice.randrange(len(pool))]
    width = round(photo.width * dice.uniform(0.35, 0.9))
    height = min(photo.height, round(width * dice.choice((0.75, 1.0, 1.25))))
    left, top = dice.randint(0, photo.width - width), dice.randint(0, photo.height - height)
    cut = photo.crop((left, top, left + width, top + height))
    cut = ImageOps.mirror(cut) if dice.random() < 0.5 else cut
    return cut.resize((800, round(800 * height / width)), Image.Resampling.LANCZOS)


def shown(logo: Logo) -> Image.Image:
    """The logo as it is registered: on white; a light one on dark."""
    pixels = np.asarray(logo)
    opaque = pixels[pixels[..., 3] > 128][:, :3]
    light = opaque.size and float(opaque.mean()) > 205
    flat = Image.new("RGB", (logo.width + 48, logo.height + 48), (24, 24, 24) if light else "white")
    flat.paste(logo, (24, 24), logo)
    return flat


def _sized(photo: Image.Image, logo: Logo, area: float) -> Logo:
    """Scaled so that its box covers `area` of the photo, inside it."""
    scale = (photo.width * photo.height * area / (logo.width * logo.height)) ** 0.5
    scale = min(scale, photo.width * 0.96 / logo.width, photo.height * 0.96 / logo.height)
    size = (max(8, round(logo.width * scale)), max(8, round(logo.height * scale)))
    return logo.resize(size, Image.Resampling.LANCZOS)


def _put(photo: Image.Image, stamp: Logo, dice: random.Random) -> Image.Image:
    made = photo.copy()
    place = (
        dice.randint(0, max(0, photo.width - stamp.width)),
        dice.randint(0, max(0, photo.height - stamp.height)),
    )
    made.paste(stamp, place, stamp)
    return made


def paste(area: float) -> Paste:
    """Set on the photo as it is."""
    return lambda photo, logo, dice: _put(photo, _sized(photo, logo, area), dice)


def _label(photo: Image.Image, logo: Logo, dice: random.Random) -> Image.Image:
    stamp = _sized(photo, logo, 0.1)
    margin = max(stamp.size) // 6
    size = (stamp.width + 2 * margin, stamp.height + 2 * margin)
    label = Image.new("RGBA", size, dice.choice(["#fff", "#f3ead2", "#dfe6ee", "#f7d9d9"]))
    label.paste(stamp, (margin, margin), stamp)
    ImageDraw.Draw(label).rectangle((2, 2, size[0] - 3, size[1] - 3), outline="#555", width=2)
    return _put(photo, label, dice)


def _perspective(photo: Image.Image, logo: Logo, dice: random.Random) -> Image.Image:
    stamp = np.asarray(_sized(photo, logo, 0.14))
    height, width = stamp.shape[:2]
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    moved = corners.copy()
    shifts = [(dice.uniform(-0.16, 0.16), dice.uniform(-0.16, 0.16)) for _ in corners]
    moved += np.array(shifts, dtype=np.float32) * np.array([width, height], dtype=np.float32)
    moved -= moved.min(axis=0)
    size = tuple(int(side) + 1 for side in moved.max(axis=0))
    bend = cv2.getPerspectiveTransform(corners, moved)
    return _put(photo, Image.fromarray(cv2.warpPerspective(stamp, bend, size)), dice)


def _hidden(photo: Image.Image, logo: Logo, dice: random.Random) -> Image.Image:
    stamp = _sized(photo, logo, 0.14)
    alpha = stamp.getchannel("A")
    width, height = stamp.size
    box = dice.choice((
        (0, 0, width // 3, height), (2 * width // 3, 0, width, height),
        (0, 0, width, height // 3), (0, 2 * height // 3, width, height),
    ))  # fmt: skip
    alpha.paste(0, box)
    stamp.putalpha(alpha)
    return _put(photo, stamp, dice)


def _white(photo: Image.Image, logo: Logo, dice: random.Random) -> Image.Image:
    stamp = _sized(photo, logo, 0.12)
    one = Image.new("RGBA", stamp.size, dice.choice(["#ffffff", "#ffffff", "#111111"]))
    one.putalpha(stamp.getchannel("A"))
    return _put(photo, one, dice)


def _rotated(photo: Image.Image, logo: Logo, dice: random.Random) -> Image.Image:
    stamp = _sized(photo, logo, 0.12)
    angle = dice.uniform(-45, 45)
    return _put(photo, stamp.rotate(angle, Image.Resampling.BICUBIC, expand=True), dice)


PASTES: Final[Mapping[str, Paste]] = {
    "paste 5 %": paste(0.05), "paste 10 %": paste(0.10), "paste 20 %": paste(0.20),
    "paste 40 %": paste(0.40), "label": _label, "perspective": _perspective,
    "third hidden": _hidden, "one colour": _white, "rotated": _rotated,
}  # fmt: skip


def encoded(picture: Image.Image, dice: random.Random) -> bytes:
    """JPEG of quality 55 to 88, as markets keep pictures."""
    kept = io.BytesIO()
    picture.convert("RGB").save(kept, "JPEG", quality=dice.randint(55, 88))
    return kept.getvalue()
