"""SVG -> pixels, with nothing fetched and nothing read from this machine.

The drawing is read and written anew before it is rendered: references to anything outside it go,
and so do scripts and foreign documents. Words set as text need fonts and are left out: a mark whose
letters are to be compared is drawn as paths.

Source: resvg (static SVG 1.1 and parts of 2), which runs no script and fetches nothing by network;
it does read files that an `image` names, which is why the references go first.
"""

import gzip
import io
import re
import zlib
from typing import Final

import resvg_py
from lxml import etree
from PIL import Image

_MOST_BYTES: Final = 5_000_000
_MOST_ELEMENTS: Final = 50_000
_HREFS: Final = ("href", "{http://www.w3.org/1999/xlink}href")
_INSIDE: Final = re.compile(r"\s*(#|data:image/(png|jpe?g|gif|webp);base64,)", re.IGNORECASE)
_DROPPED: Final = frozenset({"script", "foreignobject", "audio", "video", "iframe", "text"})
_FIRST: Final = re.compile(
    rb"\A(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE|svg|[\w-]+:svg)", re.IGNORECASE
)
_NAMED: Final = re.compile(rb"<([\w-]+:)?svg[\s>]", re.IGNORECASE)
_ZIPPED: Final = b"\x1f\x8b"


def is_svg(content: bytes) -> bool:
    """Whether bytes begin as an SVG document does; a packed one counts as well."""
    if content.startswith(_ZIPPED):
        return True  # none of the other formats is packed
    return bool(_FIRST.match(content[:512]) and _NAMED.search(content[:8_192]))


def rendered(content: bytes, side_px: int) -> Image.Image:
    """Draw a document, its longer side `side_px` pixels, on transparent ground: RGBA.

    Raises:
        ValueError: no SVG, too large, or one that cannot be drawn.
    """
    drawing = _cleaned(_unzipped(content))
    width, height = _shape(drawing)
    wide = width >= height
    png = resvg_py.svg_to_bytes(
        svg_string=etree.tostring(drawing, encoding="unicode"),
        skip_system_fonts=True,
        width=side_px if wide else None,
        height=None if wide else side_px,
    )
    with Image.open(io.BytesIO(bytes(png)), formats=("PNG",)) as opened:
        return opened.convert("RGBA")


def _unzipped(content: bytes) -> bytes:
    if content.startswith(_ZIPPED):
        try:
            with gzip.open(io.BytesIO(content)) as packed:
                content = packed.read(_MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            message = f"a packed drawing cannot be unpacked: {error}"
            raise ValueError(message) from error
    if len(content) > _MOST_BYTES:
        message = f"a drawing of over {_MOST_BYTES} bytes"
        raise ValueError(message)
    return content


def _cleaned(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        no_network=True, load_dtd=False, resolve_entities="internal",  # type: ignore[arg-type]
        remove_pis=True, remove_comments=True, huge_tree=False,
    )  # fmt: skip
    try:
        drawing = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        message = f"no well-formed drawing: {error.msg}"
        raise ValueError(message) from error
    if _name(drawing) != "svg":
        message = f"a document of {_name(drawing) or 'no'} elements is no drawing"
        raise ValueError(message)
    for number, element in enumerate(list(drawing.iter())):
        if number > _MOST_ELEMENTS:
            message = f"a drawing of over {_MOST_ELEMENTS} elements"
            raise ValueError(message)
        _clean(element)
    return drawing


def _clean(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None and _name(element) in _DROPPED:
        parent.remove(element)
        return
    for href in _HREFS:
        where = element.get(href)
        if where is not None and not _INSIDE.match(where):
            del element.attrib[href]


def _name(element: etree._Element) -> str:
    """Local name in small letters; "" for what is no element."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _shape(drawing: etree._Element) -> tuple[float, float]:
    """Width and height as far as they are stated, for which of them is longer.

    Raises:
        ValueError: a shape that no picture of goods has.
    """
    box = re.findall(r"-?[\d.]+(?:e-?\d+)?", drawing.get("viewBox", ""))
    stated = [re.match(r"\s*([\d.]+)", drawing.get(side, "")) for side in ("width", "height")]
    if len(box) == 4:
        width, height = float(box[2]), float(box[3])
    elif all(stated):
        width, height = (float(found.group(1)) for found in stated if found)
    else:
        return 1.0, 1.0
    if min(width, height) <= 0 or not 1 / 60 <= width / height <= 60:
        message = f"a drawing of {width:g} x {height:g}"
        raise ValueError(message)
    return width, height
