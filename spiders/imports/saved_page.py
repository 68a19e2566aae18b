"""A saved page: HTML with its `..._files` folder beside it, one SingleFile, or one MHTML.

Layer: spiders.imports, no network.
Flow: bytes of a file -> where and when it was saved -> extraction -> a Sighting, or why not.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import quote, urljoin

from monitor.domain.errors import ImportRefused
from monitor.domain.listing import Offer, OfferedImage, Sighting
from monitor.domain.page import PageKind, PageRef
from spiders.extract.identity import marketplace_listing
from spiders.imports.bounds import LARGEST_PAGE, LARGEST_PICTURE, whole
from spiders.imports.pictures import Shelf, with_pictures
from spiders.imports.reading import reading_of, web_address
from spiders.imports.terms import Supply

HEAD: Final = 1 << 16
"""Browsers write where a page was saved from at its beginning."""
MOST_FILES: Final = 5_000
_SAVED_FROM: Final = re.compile(rb"<!-- saved from url=\(\d{4}\)(https?://[^\s<>\"]{1,4000}) -->")
_SINGLE_FILE: Final = re.compile(
    rb"Page saved with SingleFile\s{1,9}url:\s{0,9}(https?://[^\s<>\"]{1,4000})\s{1,9}"
    rb"saved date:\s{0,9}([^\r\n]{10,60})"
)
_SCRIPT_DATE: Final = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{2} \d{4} \d{2}:\d{2}:\d{2}) GMT([+-]\d{4})"
)
_INLINE: Final = re.compile(rb"data:image/[\w.+-]{2,20}(?:;[\w=-]{1,40}){0,3};base64,")
_BASE64_END: Final = re.compile(rb"[^A-Za-z0-9+/=%\r\n]")
LEAST_INLINE: Final = 1_500
"""Bytes of base64 below which an inlined picture is an ornament."""
INLINE_HOST: Final = "inline.invalid"
"""Stands in for the address of a picture that has none, while a page is read (RFC 6761)."""
_COMPANIONS: Final = (
    "_files",
    ".files",
    "-files",
    "_Dateien",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_ficheiros",
    "_file",
    "_文件",
    "的文件",
)

WHAT_TO_DO: Final = {
    PageKind.SEARCH: "Save the pages of the offers themselves: a list proves none of them.",
    PageKind.SELLER: "Save the pages of the offers themselves: a list proves none of them.",
    PageKind.CHALLENGE: "The site asked for a proof of being human: pass it, then save again.",
    PageKind.LOGIN: "The site asked for a login: save the page as a visitor may see it.",
    PageKind.ERROR: "The offer may be gone; save the page of one that is there.",
    PageKind.SHELL: "Save it as the browser shows it: SingleFile, MHTML or 'page, complete'.",
    PageKind.OTHER: "Save the page on which the offer is shown alone, with title and price.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """One page as it was saved. url, stated_at: as the file says, None where it does not.

    body: what is kept; text: what is read, where pictures inside it were taken out.
    """

    body: bytes
    url: str | None = None
    stated_at: datetime | None = None
    shelf: Shelf = field(default_factory=Shelf)
    text: bytes | None = None


def read_html(supply: Supply, url: str | None = None) -> Sighting:
    """The offer of one HTML file. url: where somebody says it was saved from.

    Raises:
        ImportRefused: there is none in it, or it cannot be read.
    """
    content = whole(supply.path, LARGEST_PAGE)
    saved = _from_html(content)
    base = url or saved.url or ""
    for name, place in companions(supply.path):
        load = partial(_load, place)
        saved.shelf.put(urljoin(base, quote(name)), load)
        saved.shelf.put(place.name, load)
    return to_sighting(saved, content, supply, url)


def to_sighting(
    saved: SavedPage, content: bytes, supply: Supply, url: str | None = None
) -> Sighting:
    """Read a saved page.

    content: of its file. url: where somebody says it was saved from; it goes before the file's.

    Raises:
        ImportRefused: it shows no offer, or not the one it is said to show.
    """
    address = url or saved.url or ""
    offer = offer_of(saved.text or saved.body, address)
    same_offer(url, saved.url)
    offer = with_pictures(
        offer, saved.shelf.find, supply.terms.blobs, supply.terms.images_per_offer
    )
    stated_at = saved.stated_at
    page = PageRef(
        url=address or offer.url,
        requested_url=address or offer.url,
        status=0,
        headers=(),
        body_sha256=supply.terms.blobs.put(saved.body),
        fetched_at=supply.moment(stated_at),
        rendered=True,
    )
    return supply.sighting(_plainly(offer), page, supply.part("", content), stated_at)


def offer_of(text: bytes, url: str) -> Offer:
    """The offer a page shows.

    Raises:
        ImportRefused: it shows none, and the remedy depends on what it is instead; or it is larger
            than any page.
    """
    reading = reading_of(text, url)
    if reading.kind is PageKind.LISTING and reading.offer is not None:
        return reading.offer
    told = f" with {len(reading.cards)} offers" if reading.cards else ""
    problem = f"is no page of one offer but of the kind {reading.kind.value}{told}"
    raise ImportRefused(problem, WHAT_TO_DO.get(reading.kind, WHAT_TO_DO[PageKind.OTHER]))


def same_offer(said: str | None, own: str | None) -> None:
    """Compare where a page is said to come from with where its browser says that it saved it.

    A canonical link is not compared: variants and regions of one offer name another one there.

    Raises:
        ImportRefused: both are offers of known marketplaces, and different ones.
    """
    one, other = (marketplace_listing(url) if url else None for url in (said, own))
    if one and other and one != other:
        problem = f"is said to be {_named(one)} and was saved as {_named(other)}"
        raise ImportRefused(problem, "Correct the address, or the name of the file.")


def _named(listing: tuple[str, str]) -> str:
    return f"{listing[1][:80]} of {listing[0]}"


def _plainly(offer: Offer) -> Offer:
    """Pictures that stood inside the page are named by their digest: they have no address."""
    images = tuple(
        OfferedImage(url=f"urn:sha256:{image.sha256}", sha256=image.sha256)
        if image.sha256 and INLINE_HOST in image.url
        else image
        for image in offer.images
        if image.sha256 or INLINE_HOST not in image.url
    )
    return replace(offer, images=images)


def _from_html(content: bytes) -> SavedPage:
    shelf = Shelf()
    text = _without_inline(content, shelf)
    head = content[:HEAD]
    single, plain = _SINGLE_FILE.search(head), _SAVED_FROM.search(head)
    url = stated_at = None
    if single:
        url, stated_at = _address(single[1]), _script_date(single[2].decode("ascii", "replace"))
    elif plain:
        url = _address(plain[1])
    return SavedPage(body=content, url=url, stated_at=stated_at, shelf=shelf, text=text)


def _address(written: bytes) -> str | None:
    return web_address(written.decode("utf-8", "replace").replace("&amp;", "&"))


def _script_date(written: str) -> datetime | None:
    """`Tue Mar 05 2024 10:00:00 GMT+0800 (...)`, as JavaScript writes a date."""
    match = _SCRIPT_DATE.match(written)
    if match is None:
        return None
    try:
        at = datetime.strptime(f"{match[1]} {match[2]}", "%b %d %Y %H:%M:%S %z")
    except ValueError:
        return None
    return at.astimezone(UTC)


def _without_inline(content: bytes, shelf: Shelf) -> bytes:
    """The page with each larger inlined picture laid on the shelf under an address instead."""
    parts, done = [], 0
    for match in _INLINE.finditer(content):
        if match.start() < done:
            continue
        end = _BASE64_END.search(content, match.end())
        stop = end.start() if end else len(content)
        written = content[match.end() : stop]
        if not LEAST_INLINE <= len(written) <= LARGEST_PICTURE * 2:
            continue
        picture = _decoded(written)
        if picture is None:
            continue
        url = f"https://{INLINE_HOST}/{hashlib.sha256(picture).hexdigest()}.jpg"
        shelf.put(url, partial(_itself, picture))
        parts += [content[done : match.start()], url.encode()]
        done = stop
    return b"".join([*parts, content[done:]])


def _itself(picture: bytes) -> bytes:
    return picture


def _decoded(written: bytes) -> bytes | None:
    try:
        return base64.b64decode(written.replace(b"%2B", b"+").replace(b"%3D", b"="))
    except (binascii.Error, ValueError):
        return None


def companions(path: Path) -> Iterator[tuple[str, Path]]:
    """Files that a browser saved beside a page: name as the page writes it, place."""
    for ending in _COMPANIONS:
        folder = path.with_name(path.stem + ending)
        if not folder.is_dir() or folder.is_symlink():
            continue
        for number, place in enumerate(sorted(folder.iterdir())):
            if number >= MOST_FILES:
                return
            if place.is_file() and not place.is_symlink():
                yield f"{folder.name}/{place.name}", place


def is_companion(folder: Path) -> bool:
    """Whether a folder belongs to a page beside it."""
    stems = [folder.name.removesuffix(end) for end in _COMPANIONS if folder.name.endswith(end)]
    return any(
        folder.with_name(stem + ending).is_file() for stem in stems for ending in (".html", ".htm")
    )


def _load(place: Path) -> bytes | None:
    try:
        return whole(place, LARGEST_PICTURE)
    except ImportRefused:
        return None
