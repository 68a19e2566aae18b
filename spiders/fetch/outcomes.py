"""What an answer or a failure means for a visit: an outcome and one sentence. Pure."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from monitor.domain.page import Page, PageKind
from monitor.domain.target import Target, TargetKind, VisitOutcome
from spiders.hosts import same_site

PAUSE_S: Final = 60.0
"""Pause after a 429 that names none."""
LONGEST_PAUSE_S: Final = 24 * 3600.0
_WALLS: Final = frozenset((403, 412, 429, 503, 529))
"""Under which walls are shown (412: PerimeterX, 529: Flipkart); their pages are read."""

Meaning = tuple[VisitOutcome, str | None]


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """Seconds a Retry-After header asks for, as number or date (RFC 9110, 10.2.3); None = none.

    A day at most: nobody's typing mistake stops a watch for a year.
    """
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        seconds = float(value[:12])
    else:
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    return min(max(seconds, 0.0), LONGEST_PAUSE_S)


def asks_for_pause(status: int, names_one: bool) -> bool:  # noqa: FBT001 - a plain fact
    """Tell whether an answer asks for a pause: 429 always, 503 when it names one."""
    return status == 429 or (status == 503 and names_one)


def pause_s(page: Page) -> float | None:
    """The pause an answer asks for; None when it asks for none."""
    named = page.header("retry-after")
    if not asks_for_pause(page.status, named is not None):
        return None
    asked = retry_after_s(named, page.fetched_at)
    return PAUSE_S if asked is None else asked


def meaning_of_status(status: int) -> Meaning | None:
    """What the status alone says; None when the page has to be read for it."""
    if status in {404, 410}:
        return VisitOutcome.GONE, f"the site answered {status}: there is no such page"
    if status == 451:
        return VisitOutcome.GONE, "the site answered 451: taken down for legal reasons"
    if status == 401:
        return VisitOutcome.LOGIN, "the site asks for a login (401)"
    if status in _WALLS or 200 <= status < 300:
        return None
    return VisitOutcome.FAILED, f"the site answered {status}"


def why_unread(page: Page, target: Target) -> Meaning | None:
    """What an answer means that is not worth reading; None when the page has to be read for it."""
    if not same_site(page.url, target.url):
        return VisitOutcome.FAILED, f"leads to another site, {page.url}"
    if pause_s(page) is not None:
        return VisitOutcome.BUSY, f"the site asks for a pause ({page.status})"
    if page.status < 300 and not page.body.strip():
        return VisitOutcome.FAILED, "the site answered with nothing"
    return meaning_of_status(page.status)


def meaning_of_reading(kind: PageKind, status: int, target: Target) -> Meaning:
    """What a page that was read means: its kind, in the light of the status."""
    if kind is PageKind.CHALLENGE:
        return VisitOutcome.CHALLENGE, f"the site shows a challenge instead of the page ({status})"
    if kind is PageKind.LOGIN and target.kind is not TargetKind.HOME:
        return VisitOutcome.LOGIN, "the site asks for a login"
    if status >= 400:
        walled = status == 403
        outcome = VisitOutcome.CHALLENGE if walled else VisitOutcome.FAILED
        return outcome, "the site refuses us (403)" if walled else f"the site answered {status}"
    if kind is PageKind.ERROR:
        gone = target.kind is TargetKind.LISTING
        outcome = VisitOutcome.GONE if gone else VisitOutcome.FAILED
        return outcome, "the site shows an error page in place of what was asked for"
    return VisitOutcome.READ, None
