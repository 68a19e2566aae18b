"""What is allowed but will not work well: unreadable or plain pictures, short marks, ended rights.

Layer: config. Flow: a Configuration -> faults and warnings for `rightswatch check`.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from PIL import Image

from monitor.config.building import absolute
from monitor.config.crosscheck import is_loopback
from monitor.config.entries import Draft, Entry
from monitor.config.keyless import keyless
from monitor.config.loading import Configuration
from monitor.config.plainness import plain_shape
from monitor.config.rights_shape import AssetEntry
from monitor.config.settings import Settings
from monitor.config.unsaid import Compared, unclassed, uncompared, undeclared
from monitor.config.words import listed, nearest, shown
from monitor.domain.asset import AssetKind, RightStatus
from monitor.domain.errors import ConfigFault, PictureUnreadable

SOON: Final = timedelta(days=180)
"""Renewal of a mark is open for about half a year before it runs out (CN: 12 months, EM: 6)."""

LEAST_WEIGHT: Final = 3
"""A letter weighs 1, a Chinese, Japanese or Korean character 2; lighter marks are met by chance."""

_MARKS: Final = {AssetKind.WORD_MARK, AssetKind.FIGURATIVE_MARK, AssetKind.COMBINED_MARK}
_INVENTIONS: Final = {AssetKind.PATENT, AssetKind.UTILITY_MODEL}
_SAYS_SOMETHING: Final = {
    "claims": _INVENTIONS,
    "ipc": _INVENTIONS,
    "locarno_classes": {AssetKind.DESIGN},
    "prior_designs": {AssetKind.DESIGN},
    "vienna_codes": _MARKS - {AssetKind.WORD_MARK},
    "nice_classes": _MARKS,
    "similar_groups": _MARKS,
    "prices": _MARKS,
    "images": set(AssetKind) - _INVENTIONS - {AssetKind.WORD_MARK, AssetKind.DATA_IP},
}
"""Keys that only these kinds of right are matched by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What the rest of the program can do, told by the command.

    see: decodes a picture safely and gives what of it can be compared, nothing for a blank one;
    raises PictureUnreadable. in_photos: True when the mark on such pictures (one, or one for each
    ground) has enough in it to be looked for inside photographs. is_common: True for a case-folded
    word that is an ordinary one. asks: True when a source (site, URL) is an official interface,
    which needs keys.
    """

    see: Callable[[bytes], Sequence[Image.Image]]
    sites: Collection[str]
    compared: Compared
    is_common: Callable[[str], bool]
    asks: Callable[[str, str], bool]
    in_photos: Callable[[Sequence[Image.Image]], bool] = bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """faults: the daemon would not do what is written. warnings: probably not meant."""

    faults: list[ConfigFault]
    warnings: list[ConfigFault]


def inspect(configuration: Configuration, today: date, program: Program) -> Inspection:
    """Look at everything that loading does not, also where loading found mistakes."""
    draft, settings = configuration.draft, configuration.settings
    faults, warnings = list(configuration.faults), list(configuration.warnings)
    for fault, broken in _pictures(draft, program):
        (faults if broken else warnings).append(fault)
    faults += _unknown_sites(draft, program.sites)
    faults += keyless(draft, program.asks)
    for asset in draft.assets:
        warnings += [*_words(asset), *_unused(asset), *_term(asset, today)]
    warnings += [*uncompared(draft, program.compared), *unclassed(draft)]
    warnings += undeclared(draft, program.is_common)
    warnings += [*(_left_out(settings, draft) if settings else ()), *_machine(draft)]
    return Inspection(
        faults=configuration.ordered(faults), warnings=configuration.ordered(warnings)
    )


def _pictures(draft: Draft, program: Program) -> Iterator[tuple[ConfigFault, bool]]:
    """Every picture, opened once: what is wrong, and whether it cannot be used at all."""
    seen: dict[tuple[Path, bool], tuple[str, str, bool] | None] = {}
    for asset in draft.assets:
        pictures = (("images", asset.model.images), ("prior_designs", asset.model.prior_designs))
        named = [(key, index, name) for key, names in pictures for index, name in enumerate(names)]
        for key, index, name in named:
            path = absolute(asset.folder, name)
            key_of = path, asset.model.kind in _MARKS
            if key_of not in seen:
                seen[key_of] = _picture(path, program, is_mark=key_of[1])
            if told := seen[key_of]:
                problem, remedy, broken = told
                told_of = f"{name} of {asset.model.id}: {problem}"
                yield asset.fault((key, index), told_of, remedy), broken


def _picture(path: Path, program: Program, *, is_mark: bool) -> tuple[str, str, bool] | None:
    try:
        pictures = program.see(path.read_bytes()) if path.is_file() else None
    except (PictureUnreadable, OSError) as error:
        return str(error), "Save it again as PNG or JPEG, 200 to 4000 pixels wide.", True
    if pictures is None:
        return None  # loading has told it
    if not pictures:
        problem = "the picture is blank or nearly so: nothing can be compared with it"
        return problem, "Use one in which the right is seen large and with contrast.", False
    if all(plain_shape(picture) for picture in pictures):
        problem = "the picture is one plain shape, which many pictures hold by chance"
        return problem, "Use one with the whole mark, or register the words too.", False
    if is_mark and not program.in_photos(pictures):
        problem = "the mark is too plain to be looked for inside photographs: chance draws its like"
        return problem, "It is still found where it is shown whole; register the words too.", False
    return None


def _unknown_sites(draft: Draft, sites: Collection[str]) -> Iterator[ConfigFault]:
    for source in draft.sources:
        site = source.model.site
        if site != "auto" and site not in sites:
            near = nearest(site, ["auto", *sites])
            remedy = f"Did you mean {near}?" if near else f"There are: auto, {listed(sites)}."
            yield source.fault(("site",), f"there is no adapter for the site {site!r}", remedy)


def _words(asset: Entry[AssetEntry]) -> Iterator[ConfigFault]:
    model = asset.model
    places: list[tuple[tuple[str | int, ...], str]] = [
        (("aliases", index), alias) for index, alias in enumerate(model.aliases)
    ]
    if model.text and model.kind in _MARKS:
        places.append((("text",), model.text))
    for below, words in places:
        if weight(words) < LEAST_WEIGHT:
            problem = f"{shown(words)} is so short that it is met by chance"
            remedy = "Expect false alarms; a longer form, or a logo as its own asset, tells more."
            yield asset.fault(below, problem, remedy)
    others = model.aliases or model.images or model.nice_classes or model.goods
    if model.dictionary_word and not others:
        problem = "an ordinary word without goods, classes, aliases or pictures proves nothing"
        remedy = "Add `nice_classes` and `goods`, so that offers of other goods are left alone."
        yield asset.fault(("dictionary_word",), problem, remedy)


def weight(words: str) -> int:
    """How much there is to recognise: see LEAST_WEIGHT."""
    return sum(2 if _is_dense(letter) else 1 for letter in words if letter.isalnum())


def _is_dense(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("CJK", "HANGUL", "HIRAGANA", "KATAKANA"))


def _unused(asset: Entry[AssetEntry]) -> Iterator[ConfigFault]:
    kind = asset.model.kind
    for key, kinds in _SAYS_SOMETHING.items():
        if getattr(asset.model, key) and kind not in kinds:
            which = listed(sorted(kind.value for kind in kinds))
            problem = f"`{key}` of a {kind.value} is not compared with anything"
            yield asset.fault((key,), problem, f"It tells something of: {which}.", at_key=True)


def _term(asset: Entry[AssetEntry], today: date) -> Iterator[ConfigFault]:
    model = asset.model
    if model.status in {RightStatus.EXPIRED, RightStatus.INVALIDATED}:
        problem = f"an asset that is {model.status.value} never raises an alert"
        yield asset.fault(("status",), problem, "Delete it, or correct its status.")
    elif model.expiry_date and model.expiry_date < today:
        problem = f"the right ran out on {model.expiry_date} and raises no alert any more"
        remedy = "Correct the date if it was renewed, else write `status: expired`."
        yield asset.fault(("expiry_date",), problem, remedy)
    elif model.expiry_date and model.expiry_date <= today + SOON:
        days = (model.expiry_date - today).days
        problem = f"the right runs out in {days} days, on {model.expiry_date}"
        yield asset.fault(("expiry_date",), problem, "Renew it, then correct the date here.")


def _left_out(settings: Settings, draft: Draft) -> Iterator[ConfigFault]:
    """Assets that nobody looks for or hears of, sources nobody looks at, people left out."""
    watched = {asset_id for watch in settings.watches for asset_id in watch.asset_ids}
    visited = {watch.source_id for watch in settings.watches}
    yield from _unwatched(draft, watched)
    yield from _unvisited(draft, visited)
    yield from _unheard(settings, draft, watched)


def _unwatched(draft: Draft, watched: set[str]) -> Iterator[ConfigFault]:
    for asset in draft.assets:
        if asset.model.id not in watched:
            problem = f"no watch covers {asset.model.id}: it is looked for nowhere"
            yield asset.fault(("id",), problem, "Name it in `assets` of a watch.")


def _unvisited(draft: Draft, visited: set[str]) -> Iterator[ConfigFault]:
    for source in draft.sources:
        if source.model.id not in visited:
            problem = f"no watch names {source.model.id}: it is never visited"
            yield source.fault(("id",), problem, "Add a watch with this source, or delete it.")


def _unheard(settings: Settings, draft: Draft, watched: set[str]) -> Iterator[ConfigFault]:
    """People who hear of nothing, and watched assets of which nobody hears."""
    heard: set[str] = set()
    watches = [(watch.source_id, id_) for watch in settings.watches for id_ in watch.asset_ids]
    contacts = {recipient.escalate_to for recipient in settings.recipients}
    for entry, recipient in zip(draft.recipients, settings.recipients, strict=True):
        mine = {id_ for source_id, id_ in watches if recipient.hears_of(id_, source_id)}
        heard |= mine
        if not mine and recipient.email not in contacts:
            problem = f"{recipient.email} hears of nothing: no watched asset is meant"
            yield entry.fault(("email",), problem, "Widen `assets`, or add a watch.")
    for asset in draft.assets:
        if asset.model.id in watched - heard:
            problem = f"nobody hears of {asset.model.id}"
            yield asset.fault(("id",), problem, "Name it in `assets` of a recipient.")


def _machine(draft: Draft) -> Iterator[ConfigFault]:
    service = draft.service
    if service is None:
        return
    browser = service.model.browser.executable
    if browser and not absolute(service.folder, browser).is_file():
        problem = f"there is no program {shown(browser)} on this machine"
        yield service.fault(("browser", "executable"), problem, "Correct it, or delete the line.")
    if not service.model.browser.sandbox:
        problem = "without its sandbox, a page that breaks the browser reaches this machine"
        yield service.fault(("browser", "sandbox"), problem, "Delete this line if you can.")
    web = service.model.web
    public = urlsplit(web.public_url or f"http://{web.address}") if web else None
    if public and public.scheme == "http" and not is_loopback(public.hostname or ""):
        problem = "who reads along on the way can act as whoever signs in to the desk"
        remedy = "Put it behind a proxy that encrypts, and write its https:// as `public_url`."
        yield service.fault(("web",), problem, remedy)
    if web and web.oidc and find_spec("joserfc") is None:
        problem = "a sign-in provider needs an extra that is not installed"
        yield service.fault(("web", "oidc"), problem, 'pip install "rightswatch[oidc]".')
    if service.model.smtp and service.model.smtp.allow_cleartext:
        problem = "mails travel in clear"
        yield service.fault(("smtp", "allow_cleartext"), problem, "Use starttls if you can.")
