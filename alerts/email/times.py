"""Times as the reader's clock and calendar show them.

Layer: alerts.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from alerts.email.words import Words


def local_time(at: datetime, timezone: str, words: Words) -> str:
    """A time as the reader's clock shows it, with its zone and offset."""
    zone = _zone(timezone)
    local = at.astimezone(zone)
    offset = f"{local:%z}"
    return words.time_format.format(at=local, zone=zone.key, offset=f"{offset[:3]}:{offset[3:]}")


def local_day(at: datetime, timezone: str) -> date:
    """The day that it was where the reader is."""
    return at.astimezone(_zone(timezone)).date()


def _zone(timezone: str) -> ZoneInfo:
    """The zone of an IANA name; UTC when it is unknown."""
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
