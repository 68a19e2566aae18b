"""Canaries in words: how many were found, and which are lost."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.cli.columns import plain

if TYPE_CHECKING:
    from monitor.domain.watch import CanaryNews


def canary_lines(news: "Sequence[CanaryNews]") -> list[str]:
    """A sentence for each source that has canaries, then one for each that was not found."""
    from monitor.pipeline.canaries import recall_of

    by_source: dict[str, list[CanaryNews]] = {}
    for one in news:
        by_source.setdefault(one.source_id, []).append(one)
    lines = []
    for source_id, own in by_source.items():
        counts = recall_of(own)
        told = f"{counts['found']} of {counts['declared']} canaries found"
        lines.append(f"{source_id}: {told}, {counts['seen']} seen; recall {counts['recall']:.2f}")
        lines += [f"{source_id}: canary lost: {_lost(one)}" for one in own if not one.is_found]
    return lines


def _lost(one: "CanaryNews") -> str:
    name = plain(one.canary.url or one.canary.listing_id)
    if one.seen_at is None:
        return f"{name} was never seen"
    if not one.is_seen:
        return f"{name} was last seen {one.seen_at.isoformat(timespec='seconds')}"
    reached = one.grade.value if one.grade else "none"
    wanted = f"{one.canary.grade.value} for {one.canary.asset_id}"
    return f"{name} was seen, but matched as {reached} in place of {wanted}"
