"""Rights: where each stands, when it runs out, how strong it is, who watches it, what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import quote

from fastapi import Response

from alerts.email.clean import clean_line
from alerts.email.verdict_view import register_lines
from alerts.email.words import words_for
from monitor.domain.asset import NAMELESS, Asset, RightStatus
from monitor.pipeline.statistics import Flow, flow_of
from monitor.web.counting import world_of
from monitor.web.pictures import encoded
from monitor.web.sellers import holders_of
from monitor.web.showing import page, refusal
from monitor.web.visit import Visit
from monitor.web.words import desk_words_for
from rules.language.lexicon import is_chinese_word, is_common

SOON: Final = timedelta(days=180)
ROWS_SHOWN: Final = 100
SEARCH_LETTERS: Final = 80
SHORT_LETTERS: Final = 3
"""Marks of fewer letters are met by chance."""
EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightLine:
    """One right in a line, cleaned. days_left: until it runs out; None = far off, or not stated."""

    id: str
    address: str
    name: str
    kind: str
    holder: str
    status: str
    in_force: bool
    expires: str
    days_left: int | None
    territories: str
    strength: str
    sources: tuple[str, ...]
    flow: Flow


def show_rights(visit: Visit) -> Response:
    """Those that run out first lead, where that is asked for; else by name."""
    named = " ".join(visit.asked.one("named").split())[:SEARCH_LETTERS]
    soon = visit.asked.one("soon") == "1"
    today = visit.now.astimezone(visit.zone).date()
    mine = [one for one in _mine(visit) if _is_named(one, named)]
    ending = [one for one in mine if _days_left(one, today) is not None]
    chosen = sorted(
        ending if soon else mine,
        key=lambda one: (one.expiry_date or date.max, one.name) if soon else (one.name, one.id),
    )
    flows, watched = _flows(visit), _watched(visit)
    return page(
        visit,
        "rights.html",
        lines=[_line(one, visit, flows, watched) for one in chosen[:ROWS_SHOWN]],
        count=len(chosen),
        ending=len(ending),
        named=named,
        soon=soon,
        most=ROWS_SHOWN,
    )


def show_right(visit: Visit) -> Response:
    """One right: what stands in the register, its pictures, and what was found."""
    asset = _seen(visit)
    if asset is None:
        return refusal(visit, 404)
    words = words_for(visit.language)
    more = [
        (desk_words_for(visit.language).rights.goods, words.list_separator.join(asset.goods)),
        ("Vienna", ", ".join(asset.vienna_codes)),
        ("Locarno", ", ".join(asset.locarno_classes)),
        ("IPC", ", ".join(asset.ipc)),
    ]
    return page(
        visit,
        "right.html",
        line=_line(asset, visit, _flows(visit), _watched(visit)),
        facts=[*register_lines(asset, words), *((a, clean_line(b, 400)) for a, b in more if b)],
        pictures=[image.sha256 for image in asset.images],
        claims=[clean_line(claim, 2_000) for claim in asset.claims],
    )


def show_registered(visit: Visit) -> Response:
    """One registered picture, encoded anew."""
    asset = _seen(visit)
    digest = visit.parts["sha256"]
    if asset is None or digest not in {image.sha256 for image in asset.images}:
        return refusal(visit, 404)
    return encoded(visit, visit.desk.blobs.get(digest))


def _mine(visit: Visit) -> list[Asset]:
    return [one for one in visit.desk.assets.values() if visit.member.sees(one.holder_id)]


def _seen(visit: Visit) -> Asset | None:
    """The right that the address names; None where it is not shown to the visitor."""
    asset = visit.desk.assets.get(visit.parts["right"])
    return asset if asset is not None and visit.member.sees(asset.holder_id) else None


def _is_named(asset: Asset, named: str) -> bool:
    wanted = named.casefold()
    numbers = (asset.registration_number, asset.application_number)
    names = (asset.name, asset.id, asset.holder_id, *filter(None, numbers))
    return any(wanted in one.casefold() for one in names)


def _flows(visit: Visit) -> Mapping[str, Flow]:
    """What came of the cases of each right, of the visitor's holders."""
    holders = holders_of(visit)

    def count() -> dict[str, Flow]:
        flows: dict[str, Flow] = {}
        for one in tx.statistics.tallies(holders, EVER):
            flows[one.asset_id] = flows.get(one.asset_id, Flow()) + flow_of(one)
        return flows

    with visit.desk.store.reading() as tx:
        return visit.desk.counts.kept(("rights", holders), world_of(tx, visit.now), count)


def _watched(visit: Visit) -> Mapping[str, Sequence[str]]:
    """Right -> the sources that are watched for it."""
    watched: dict[str, list[str]] = {}
    for source_id, plan in visit.desk.plans.items():
        for asset_id in plan.asset_ids:
            watched.setdefault(asset_id, []).append(source_id)
    return watched


def _days_left(asset: Asset, today: date) -> int | None:
    """Days until it runs out, less than 0 where it has; None = not soon, or not stated."""
    if asset.expiry_date is None or asset.expiry_date > today + SOON:
        return None
    return (asset.expiry_date - today).days


def _line(
    asset: Asset,
    visit: Visit,
    flows: Mapping[str, Flow],
    watched: Mapping[str, Sequence[str]],
) -> RightLine:
    words, today = words_for(visit.language), visit.now.astimezone(visit.zone).date()
    return RightLine(
        id=asset.id,
        address=f"/rights/{quote(asset.id, safe='')}",
        name=clean_line(asset.name, 80),
        kind=words.kinds[asset.kind],
        holder=clean_line(asset.holder_id, 60),
        status=words.statuses[asset.status],
        in_force=asset.status is RightStatus.REGISTERED and asset.runs_on(today),
        expires=asset.expiry_date.isoformat() if asset.expiry_date else words.not_stated,
        days_left=_days_left(asset, today),
        territories=", ".join(asset.territories) or words.not_stated,
        strength=_strength(asset, visit),
        sources=tuple(watched.get(asset.id, ())),
        flow=flows.get(asset.id, Flow()),
    )


def _strength(asset: Asset, visit: Visit) -> str:
    """How much it says when the mark's words stand alone; of other rights, what there is to see."""
    words = desk_words_for(visit.language).rights
    if asset.kind in NAMELESS or not asset.text:
        return words.shown_by.format(pictures=len(asset.images), claims=len(asset.claims))
    text = asset.text.casefold()
    if asset.dictionary_word or is_chinese_word(text) or all(map(is_common, text.split())):
        return words.ordinary
    letters = sum(letter.isalnum() for letter in text)
    return words.short if letters < SHORT_LETTERS else words.made_up
