"""Hostile pictures through the decoder: bench/decode.py [--mutated N] [--seed N].

Pillow's own test pictures, the bad ones among them, out of its source archive (fetched by
`pip download` into a temporary folder; passed over with one line where that fails), then N mutated
pictures made of pictures drawn here and of Pillow's, then bombs. Everything goes through the pooled
child as in the daemon. Shown: how many were opened or refused, anything else raised (must be 0),
the longest wall time of one (must be under 5 s), children lost, the child's largest memory.
"""

import argparse
import io
import random
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import numpy as np
import structlog
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from monitor.domain.errors import PictureUnreadable
from monitor.runtime.pictures.pool import OPENING, PooledOpener

_LIMIT_S = 5.0
_LARGEST = 2_000_000  # bytes of a file that is mutated: large ones only cost time


def main() -> int:
    """Run all three parts; exit 1 when anything but the one plain error came out."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mutated", type=int, default=5_000)
    options.add_argument("--seed", type=int, default=7)
    wanted = options.parse_args()
    draw = random.Random(wanted.seed)  # noqa: S311 - damage, no secrets
    bench = Bench()
    with tempfile.TemporaryDirectory() as folder:
        theirs = list(pillow_pictures(Path(folder)))
    bench.run("Pillow's own", theirs)
    pool = [*drawn(), *(content for content in theirs if 0 < len(content) < _LARGEST)]
    bench.run("mutated", (mutated(draw, pool) for _ in range(wanted.mutated)))
    bench.run("bombs", bombs())
    bench.close()
    return 1 if bench.uncaught or bench.longest > _LIMIT_S else 0


class Bench:
    """One pooled child, and what it came to."""

    def __init__(self) -> None:
        self._opener = PooledOpener()
        self.uncaught = 0
        self.longest = 0.0
        self._peak = 0

    def run(self, name: str, contents: Iterator[bytes] | list[bytes]) -> None:
        """Open all of them and print one line."""
        came: Counter[str] = Counter()
        times = []
        self._open(next(iter(drawn())))  # the child's start is not the picture's time
        for content in contents:
            before = self._opener.pid
            if before is None:
                self._open(next(iter(drawn())))
                before = self._opener.pid
            start = time.monotonic()
            came[self._open(content)] += 1
            times.append(time.monotonic() - start)
            if self._opener.pid != before and came["opened"] % OPENING.pictures:
                came["children lost or relieved"] += 1
            self._peak = max(self._peak, resident(self._opener.pid))
        if not times:
            return
        self.longest = max(self.longest, *times)
        spread = np.percentile(np.asarray(times), [50, 99, 100])
        print(
            f"{name}: {len(times)} pictures: {dict(came)}; s a picture: median {spread[0]:.3f}, "
            f"p99 {spread[1]:.3f}, longest {spread[2]:.2f}; largest memory {self._peak} MB",
            flush=True,
        )

    def _open(self, content: bytes) -> str:
        try:
            self._opener.open(content)
        except PictureUnreadable as error:
            return "over the limits" if "took over" in str(error) else "refused"
        except Exception as error:  # noqa: BLE001 - what this bench is there to count
            self.uncaught += 1
            print(f"UNCAUGHT {type(error).__name__}: {error}")
            return "uncaught"
        return "opened"

    def close(self) -> None:
        """End the child."""
        self._opener.close()


def resident(pid: int | None) -> int:
    """Largest resident memory of a process so far, MB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    peak = next((line for line in lines if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(peak.split()[1]) // 1024


def pillow_pictures(folder: Path) -> Iterator[bytes]:
    """Test pictures in Pillow's source archive; none, with a line, where it cannot be fetched."""
    command = (
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
        "--dest", str(folder), f"pillow=={version('pillow')}",
    )  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        print(f"Pillow's own pictures: passed over, the archive was not fetched ({error})")
        return
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        for member in packed:
            if member.isfile() and "/Tests/" in member.name:
                file = packed.extractfile(member)
                if file and not member.name.endswith((".py", ".md", ".txt", ".ttf", ".pcf")):
                    yield file.read()


def drawn() -> Iterator[bytes]:
    """Pictures of every format, still and moving, with and without transparency, and a drawing."""
    coarse = np.random.default_rng(3).integers(0, 255, (12, 16, 4), dtype=np.uint8)
    picture = Image.fromarray(coarse, "RGBA").resize((320, 240), Image.Resampling.BICUBIC)
    plain = picture.convert("RGB")
    for kind in ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"):
        yield _encoded(plain, kind)
    for kind in ("PNG", "WEBP", "TIFF", "GIF", "AVIF"):
        yield _encoded(picture, kind)
    for kind in ("GIF", "WEBP", "PNG"):
        more = [plain.rotate(turn) for turn in (30, 60, 90)]
        yield _encoded(plain, kind, save_all=True, append_images=more, duration=40)
    yield _encoded(plain, "JPEG", progressive=True)
    yield _encoded(plain.convert("CMYK"), "JPEG")
    yield _encoded(plain.convert("CMYK"), "TIFF", compression="tiff_lzw")
    yield (
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 60'><defs><g id='a'>"
        b"<path d='M5 5 L80 9 Q40 50 9 50 Z' fill='#a33'/></g></defs><use href='#a'/>"
        b"<use href='#a' transform='rotate(20) scale(.5)'/></svg>"
    )


def _encoded(picture: Image.Image, kind: str, **more: object) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, kind, **more)
    return kept.getvalue()


def mutated(draw: random.Random, pool: list[bytes]) -> bytes:
    """A picture with damage: letters changed, cut, doubled, or numbers made large."""
    content = bytearray(draw.choice(pool))
    for _ in range(draw.choice((1, 1, 2, 3, 6))):
        place = draw.randrange(len(content))
        change = draw.randrange(5)
        if change == 0:
            content[place] = draw.randrange(256)
        elif change == 1:
            content[place : place + 4] = draw.choice((
                b"\xff\xff\xff\xff",
                b"\x7f\xff\xff\xff",
                b"\x00\x00\x00\x00",
                b"\x00\x00\xff\xff",
            ))
        elif change == 2:
            del content[place : place + draw.randrange(1, 64)]
        elif change == 3:
            content[place:place] = content[place : place + draw.randrange(1, 64)]
        else:
            content[place] ^= 1 << draw.randrange(8)
        if len(content) < 2:
            return bytes(content)
    return bytes(content[: draw.randrange(1, len(content))] if draw.random() < 0.1 else content)


def bombs() -> Iterator[bytes]:
    """Small files that say or hold much."""
    for width, height in ((60_000, 60_000), (7_700, 7_700), (65_500, 2_000)):
        yield _png(width, height)
    yield _encoded(Image.new("RGBA", (7_700, 7_700), (1, 2, 3, 4)), "PNG", compress_level=1)
    frames = [Image.new("P", (4_000, 4_000), n) for n in range(12)]
    yield _encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    grown = "".join(f"<g id='a{n + 1}'>" + f"<use href='#a{n}'/>" * 12 + "</g>" for n in range(7))
    head = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><g id='a0'>"
    yield f"{head}<circle r='4' opacity='.5'/></g>{grown}</svg>".encode()
    yield f"{head}<filter id='f'><feGaussianBlur stdDeviation='9999'/></filter></g></svg>".encode()
    yield b"\x1f\x8b" + b"\x00" * 100


def _png(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    line = zlib.compress(b"\x00" * (1 + 3 * width) * min(height, 200), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", line) + chunk(b"IEND", b"")


if __name__ == "__main__":
    sys.exit(main())
