"""Registered rights for programs: what is watched over, and what was found against each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Path, Query, Response

from monitor.domain.asset import Asset, AssetKind, RightStatus
from monitor.domain.case import CaseState
from monitor.ports.store import QueueQuery
from monitor.web.api.asked import AssetsAsked
from monitor.web.api.calls import Call, Calling
from monitor.web.api.problems import not_there
from monitor.web.counting import tallies

AssetId = Annotated[str, Path(max_length=200, description="As in the configuration.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetTold:
    """One registered right. in_force: whether its dates let it be so today, status apart."""

    id: str
    kind: AssetKind
    holder: str
    name: str
    office: str | None
    application_number: str | None
    registration_number: str | None
    status: RightStatus
    application_date: date | None
    registration_date: date | None
    expiry_date: date | None
    in_force: bool
    territories: tuple[str, ...]
    nice_classes: tuple[int, ...]
    goods: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetPage:
    """Rights by id. next: cursor of the page after this one; null = there is none."""

    assets: tuple[AssetTold, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetWithCases:
    """One right, and how many cases it is the foremost right of, by state."""

    asset: AssetTold
    cases: Mapping[CaseState, int]


def list_assets(call: Calling, asked: Annotated[AssetsAsked, Query()]) -> Response:
    """The configured rights whose cases the token shows, by id."""
    after = asked.cursor or ""
    mine = sorted(one for one in call.desk.assets if one > after and _is_shown(call, one))
    shown = [_told(call, call.desk.assets[one]) for one in mine[: asked.limit]]
    last = shown[-1].id if len(mine) > len(shown) else None
    return call.told(AssetPage(assets=tuple(shown), next=last))


def show_asset(call: Calling, asset: AssetId) -> Response:
    """One of them, and its cases counted."""
    if asset not in call.desk.assets or not _is_shown(call, asset):
        raise not_there("Rights are listed at /api/v1/assets.")
    query = QueueQuery(holders=call.holders, asset=asset)
    counted: Counter[CaseState] = Counter()
    with call.desk.store.reading() as tx:
        for tally in tallies(call.desk.counts, tx, query, call.now):
            counted[tally.state] += tally.count
    cases = {state: counted[state] for state in CaseState}
    return call.told(AssetWithCases(asset=_told(call, call.desk.assets[asset]), cases=cases))


def _is_shown(call: Call, asset_id: str) -> bool:
    return call.person.sees(call.desk.assets[asset_id].holder_id)


def _told(call: Call, asset: Asset) -> AssetTold:
    return AssetTold(
        id=asset.id,
        kind=asset.kind,
        holder=asset.holder_id,
        name=asset.name,
        office=asset.office,
        application_number=asset.application_number,
        registration_number=asset.registration_number,
        status=asset.status,
        application_date=asset.application_date,
        registration_date=asset.registration_date,
        expiry_date=asset.expiry_date,
        in_force=asset.runs_on(call.now.date()),
        territories=asset.territories,
        nice_classes=asset.nice_classes,
        goods=asset.goods,
    )
