"""Colours as a screen shows them: a picture's own ICC profile is applied, or it has none."""

import io
from typing import Final

from PIL import Image, ImageCms

_LARGEST_PROFILE: Final = 4_000_000  # bytes; a printer's is 0.5 to 2 million
_SAYS_SRGB: Final = "srgb"


def as_srgb(picture: Image.Image, profile: bytes | None, side_px: int) -> Image.Image:
    """An upright picture of eight bits in sRGB, made smaller than it need be never.

    Args:
        picture: RGB, RGBA or CMYK. Reduced in place to about `side_px` before the costly part.
        profile: the ICC profile that came with it. One that cannot be used is passed over.
        side_px: longest side wanted.

    Returns:
        RGB or RGBA.
    """
    if max(picture.size) > side_px:
        picture.thumbnail((side_px, side_px), Image.Resampling.BOX, reducing_gap=2.0)
    if not profile or len(profile) > _LARGEST_PROFILE:
        return picture.convert("RGB") if picture.mode == "CMYK" else picture
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    coloured = picture.convert("RGB") if alpha else picture
    shown = _converted(coloured, profile)
    if alpha:
        shown.putalpha(alpha)
    return shown


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if picture.mode == "RGB" and _SAYS_SRGB in ImageCms.getProfileDescription(own).lower():
            return picture
        target = ImageCms.createProfile("sRGB")
        shown = ImageCms.profileToProfile(picture, own, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):  # damaged, or of another space
        shown = None
    return shown if shown is not None else picture.convert("RGB")
