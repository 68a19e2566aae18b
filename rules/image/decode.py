"""The decoder of `rules.pictures`, by the name that the matchers of marks know it by."""

from rules.pictures.decode import MAX_BYTES, MAX_PIXELS, SIDE_PX, decode

__all__ = ["MAX_BYTES", "MAX_PIXELS", "SIDE_PX", "decode"]
