"""Solid things drawn at run time: shapes with depth and light, as photographs and as line drawings.

A thing is a handful of solids (boxes, cylinders, balls, rings, rods), seen by marching rays through
their distances. Its line drawing comes from depth, slope and part, never from brightness: no
operator that reads photographs has a share in it.
"""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Floats = npt.NDArray[np.float32]
Solid = Callable[[Floats], Floats]

SIDE_PX = 176
_STEPS = 36
_FAR = 6.0


@dataclass(frozen=True, slots=True)
class Thing:
    """Solids with their colours, around the origin, about 1 in size."""

    solids: tuple[Solid, ...]
    colours: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """What one ray a pixel met. depth: (n, n), inf = nothing; slope: (n, n, 3); part: (n, n)."""

    depth: Floats
    slope: Floats
    part: npt.NDArray[np.int64]

    @property
    def solid(self) -> npt.NDArray[np.bool_]:
        """Where the thing is."""
        return np.isfinite(self.depth)


def _box(size: Floats, at: Floats, round_by: float) -> Solid:
    def distance(p: Floats) -> Floats:
        q = np.abs(p - at) - (size - round_by)
        outside = np.linalg.norm(np.maximum(q, 0), axis=-1)
        return outside + np.minimum(q.max(axis=-1), 0) - round_by

    return distance


def _cylinder(radius: float, half: float, at: Floats, taper: float) -> Solid:
    def distance(p: Floats) -> Floats:
        q = p - at
        across = np.hypot(q[..., 0], q[..., 2]) - radius * (1 + taper * q[..., 1] / half)
        along = np.abs(q[..., 1]) - half
        inside = np.minimum(np.maximum(across, along), 0)
        return 0.8 * (inside + np.hypot(np.maximum(across, 0), np.maximum(along, 0)))

    return distance


def _ball(radii: Floats, at: Floats) -> Solid:
    def distance(p: Floats) -> Floats:
        q = (p - at) / radii
        return 0.8 * (np.linalg.norm(q, axis=-1) - 1) * float(radii.min())

    return distance


def _ring(radius: float, thick: float, at: Floats, axis: int) -> Solid:
    others = [a for a in range(3) if a != axis]

    def distance(p: Floats) -> Floats:
        q = p - at
        across = np.hypot(q[..., others[0]], q[..., others[1]]) - radius
        return np.hypot(across, q[..., axis]) - thick

    return distance


def _rod(a: Floats, b: Floats, thick: float) -> Solid:
    along = b - a

    def distance(p: Floats) -> Floats:
        share = np.clip(((p - a) @ along) / float(along @ along), 0, 1)
        return np.linalg.norm(p - a - share[..., None] * along, axis=-1) - thick

    return distance


def thing(seed: int) -> Thing:
    """One thing of three to six solids: a body, a head, and what is fixed to them."""
    draw = random.Random(seed)  # noqa: S311 - shapes, no secrets
    body = draw.uniform(0.25, 0.5), draw.uniform(0.3, 0.75)
    solids = [_body(draw, *body)]
    solids.append(_head(draw, body[1]))
    solids += [_fixed(draw, *body) for _ in range(draw.randint(1, 4))]
    colours = [
        tuple(draw.uniform(0.15, 0.95) for _ in range(3)) for _ in range(draw.choice((1, 2, 3)))
    ]
    picked = tuple(draw.choice(colours) for _ in solids)
    return Thing(tuple(solids), picked)  # type: ignore[arg-type]


def _v(*values: float) -> Floats:
    return np.asarray(values, dtype=np.float32)


def _body(draw: random.Random, wide: float, high: float) -> Solid:
    kind = draw.randrange(3)
    if kind == 0:
        return _box(_v(wide, high, draw.uniform(0.15, 0.5)), _v(0, 0, 0), draw.uniform(0.02, 0.15))
    if kind == 1:
        return _cylinder(wide, high, _v(0, 0, 0), draw.uniform(-0.45, 0.45))
    return _ball(_v(wide * 1.2, high, draw.uniform(0.25, 0.5)), _v(0, 0, 0))


def _head(draw: random.Random, high: float) -> Solid:
    kind, at = draw.randrange(4), draw.uniform(0.8, 1.15) * high
    size = draw.uniform(0.1, 0.35)
    if kind == 0:
        return _cylinder(size, draw.uniform(0.05, 0.3), _v(0, at, 0), draw.uniform(-0.4, 0.4))
    if kind == 1:
        return _ball(_v(size, size * draw.uniform(0.6, 1.4), size), _v(0, at, 0))
    if kind == 2:
        return _box(_v(size, size * 0.6, size), _v(0, at, 0), 0.03)
    return _ring(size, draw.uniform(0.03, 0.08), _v(0, at, 0), draw.randrange(3))


def _fixed(draw: random.Random, wide: float, high: float) -> Solid:
    kind, side = draw.randrange(4), draw.choice((-1, 1))
    at = _v(side * wide * draw.uniform(0.8, 1.2), draw.uniform(-0.7, 0.7) * high, 0)
    if kind == 0:
        return _ring(draw.uniform(0.12, 0.3), draw.uniform(0.03, 0.06), at, 2)
    if kind == 1:
        reach = _v(
            side * draw.uniform(0.15, 0.45), draw.uniform(-0.4, 0.4), draw.uniform(-0.3, 0.3)
        )
        return _rod(at, at + reach, draw.uniform(0.03, 0.09))
    if kind == 2:
        return _box(_v(*(draw.uniform(0.06, 0.2) for _ in range(3))), at, 0.02)
    base = _v(0, -high * draw.uniform(0.8, 1.1), 0)
    return _cylinder(wide * draw.uniform(0.7, 1.5), draw.uniform(0.03, 0.1), base, 0.0)


def look(seen: Thing, yaw: float, pitch: float, roll: float = 0.0, fov: float = 0.5) -> Sight:
    """March one ray a pixel. yaw, pitch, roll: degrees. fov: half width at distance 1."""
    turn = _turn(yaw, pitch, roll)
    steps = np.linspace(-1, 1, SIDE_PX, dtype=np.float32)
    across, down = np.meshgrid(steps, steps)
    away = 1.25 / fov
    rays = np.stack([across * fov, -down * fov, -np.ones_like(across)], axis=-1)
    rays /= np.linalg.norm(rays, axis=-1, keepdims=True)
    rays = (rays.reshape(-1, 3) @ turn.T).astype(np.float32)
    start = (_v(0, 0.05, away) @ turn.T).astype(np.float32)
    gone = np.full(len(rays), away - 1.6, dtype=np.float32)
    live = np.arange(len(rays))
    met = np.full(len(rays), np.inf, dtype=np.float32)
    for _ in range(_STEPS):
        near = _nearest(seen, start + gone[live, None] * rays[live])
        hit = near < 0.004
        met[live[hit]] = gone[live[hit]]
        gone[live] += near
        live = live[~hit & (gone[live] < away + 2.0)]
        if not len(live):
            break
    solid = np.isfinite(met)
    points = start + np.where(solid, met, 0)[:, None] * rays
    part = np.full(len(rays), -1)
    slope = np.zeros((len(rays), 3), dtype=np.float32)
    if solid.any():
        own = points[solid]
        part[solid] = np.argmin([solid_(own) for solid_ in seen.solids], axis=0)
        slope[solid] = _slopes(seen, own)
    shape = (SIDE_PX, SIDE_PX)
    return Sight(met.reshape(shape), slope.reshape(*shape, 3), part.reshape(shape))


def _turn(yaw: float, pitch: float, roll: float) -> Floats:
    y, p, r = np.radians([yaw, pitch, roll])
    about_y = [[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]]
    about_x = [[1, 0, 0], [0, np.cos(p), np.sin(p)], [0, -np.sin(p), np.cos(p)]]
    about_z = [[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]]
    turned: Floats = (np.asarray(about_y) @ np.asarray(about_x) @ np.asarray(about_z)).astype(
        np.float32
    )
    return turned


def _nearest(seen: Thing, points: Floats) -> Floats:
    near = seen.solids[0](points)
    for solid in seen.solids[1:]:
        near = np.minimum(near, solid(points))
    return near


def _slopes(seen: Thing, points: Floats) -> Floats:
    step = np.float32(0.004)
    slopes = np.stack(
        [
            _nearest(seen, points + step * axis) - _nearest(seen, points - step * axis)
            for axis in np.eye(3, dtype=np.float32)
        ],
        axis=-1,
    )
    out: Floats = slopes / np.maximum(np.linalg.norm(slopes, axis=-1, keepdims=True), 1e-6)
    return out


def drawing(sight: Sight, seed: int = 0) -> Image.Image:
    """Black lines on white where depth or slope jumps or another part begins, as offices ask."""
    depth = np.where(sight.solid, sight.depth, _FAR)
    lines = np.zeros((SIDE_PX, SIDE_PX), dtype=bool)
    for axis in (0, 1):
        far = np.abs(np.diff(depth, axis=axis)) > 0.09
        bent = (
            np.take(sight.slope, range(1, SIDE_PX), axis)
            * np.take(sight.slope, range(SIDE_PX - 1), axis)
        ).sum(axis=-1) < 0.75
        both = np.take(sight.solid, range(1, SIDE_PX), axis) & np.take(
            sight.solid, range(SIDE_PX - 1), axis
        )
        other = np.diff(sight.part, axis=axis) != 0
        place = (
            (slice(0, SIDE_PX - 1), slice(None))
            if axis == 0
            else (slice(None), slice(0, SIDE_PX - 1))
        )
        lines[place] |= far | (both & (bent | other))
    ink = Image.fromarray(np.where(lines, 0, 255).astype(np.uint8))
    large = ink.resize((4 * SIDE_PX, 4 * SIDE_PX), Image.Resampling.BICUBIC)
    large = large.filter(ImageFilter.GaussianBlur(1.6)).point(
        lambda value: 0 if value < 168 else 255
    )
    ground = Image.new("L", (5 * SIDE_PX, 5 * SIDE_PX), 255)
    draw = random.Random(seed)  # noqa: S311 - a place, no secret
    ground.paste(large, (draw.randrange(SIDE_PX), draw.randrange(SIDE_PX)))
    return ground.convert("RGB")


def photograph(seen: Thing, sight: Sight, seed: int) -> bytes:
    """Light, shade, colours with grain, on a white, plain, soft or patterned ground; a JPEG."""
    draw, noise = random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - no secrets
    light = _v(draw.uniform(-1, 1), draw.uniform(0.3, 1), draw.uniform(0.4, 1))
    light /= np.linalg.norm(light)
    shade = 0.3 + 0.65 * np.clip(sight.slope @ light, 0, 1)
    shine = np.clip(sight.slope @ light, 0, 1) ** 30 * draw.uniform(0, 0.6)
    colours = np.asarray([*seen.colours, (0, 0, 0)])[sight.part]
    grain = 1 + noise.normal(0, draw.uniform(0, 0.06), (SIDE_PX, SIDE_PX, 1))
    shown = np.clip((colours * shade[..., None] + shine[..., None]) * grain, 0, 1) * 255
    by = draw.uniform(2.2, 3.4)
    side = round(SIDE_PX * by)
    picture = Image.fromarray(shown.astype(np.uint8)).resize((side, side), Image.Resampling.BICUBIC)
    mask = Image.fromarray((sight.solid * 255).astype(np.uint8)).resize(
        (side, side), Image.Resampling.BICUBIC
    )
    ground = _ground(draw, noise, (draw.choice((640, 720, 800)), draw.choice((640, 720))))
    place = tuple(
        draw.randint(min(0, gap), max(0, gap)) if gap > 0 else gap // 2
        for gap in (ground.width - side, ground.height - side)
    )
    if draw.random() < 0.5:  # a soft shadow beside it
        dark = mask.filter(ImageFilter.GaussianBlur(14)).point(lambda value: value * 2 // 5)
        ground.paste((20, 20, 20), (place[0] + 18, place[1] + 14), dark)
    ground.paste(picture, place, mask)
    kept = io.BytesIO()
    ground.save(kept, "JPEG", quality=draw.choice((60, 75, 88)))
    return kept.getvalue()


def _ground(draw: random.Random, noise: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    kind = draw.randrange(4)
    if kind == 0:
        return Image.new("RGB", size, (draw.randint(238, 255),) * 3)
    coarse = noise.integers(60, 220, (5, 6, 3), dtype=np.uint8)
    soft = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
    if kind == 1:
        return soft
    if kind == 2:  # cloth: fine grain
        grain = noise.normal(0, 14, (size[1], size[0], 1))
        return Image.fromarray(np.clip(np.asarray(soft) + grain, 0, 255).astype(np.uint8))
    planks = (np.arange(size[1]) // draw.randint(50, 110)) % 2 * draw.randint(12, 40)
    wavy = noise.normal(0, 6, (size[1], 1, 1)) + planks[:, None, None]
    return Image.fromarray(np.clip(np.asarray(soft) + wavy, 0, 255).astype(np.uint8))
