"""How long and how large one visit may be.

Layer: evidence.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one visit; a page that goes beyond them is cut, and the cut is recorded.

    whole_s: everything; body_s: one body, from its headers on. width_px, height_px: the window.
    screenshot_px: height of the picture (Chromium's own limit is 16,384). scroll_px, scroll_s: how
    far down lazy pictures are looked for. body_bytes: one body; all_bytes: all bodies together.
    visits: after so many the browser is started afresh, which bounds its memory.
    """

    whole_s: float = 40.0
    connect_s: float = 15.0
    load_s: float = 8.0
    body_s: float = 6.0
    quiet_s: float = 0.15
    settle_s: float = 4.0
    screenshot_s: float = 12.0
    launch_s: float = 30.0
    width_px: int = 1280
    height_px: int = 800
    screenshot_px: int = 16_000
    scroll_px: int = 30_000
    scroll_s: float = 6.0
    body_bytes: int = 16 * 1024 * 1024
    all_bytes: int = 64 * 1024 * 1024
    exchanges: int = 2_000
    dom_bytes: int = 16 * 1024 * 1024
    visits: int = 50
