"""robots.txt by RFC 9309: what one origin allows us, how often, and where its sitemaps are.

Pure: bytes and a status in, answers out. The fetching (redirects, time limits) is the crawl's.
Source: RFC 9309 section 2.3.1: an answer 4xx allows everything, 5xx or none forbids everything;
at least 500 KiB are read, at least five redirects followed. Crawl-delay is no part of it but meant
as a wish; it is granted up to a cap.
"""

from dataclasses import dataclass
from typing import Final

from protego import Protego

from monitor.domain.target import VisitOutcome

LARGEST_BYTES: Final = 500 * 1024
MOST_REDIRECTS: Final = 5
LONGEST_DELAY_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one origin for one product token.

    parsed None: there are no rules. shut: why everything is forbidden; None when it is not;
    outcome: what a refused visit is then called. dead: nobody answers at the origin.
    """

    token: str
    parsed: Protego | None = None
    shut: str | None = None
    sitemaps: tuple[str, ...] = ()
    outcome: VisitOutcome = VisitOutcome.ROBOTS
    dead: bool = False

    def why_refused(self, url: str) -> str | None:
        """Say why a URL is not fetched; None when it may be."""
        if self.shut:
            return self.shut
        if self.parsed is None or self.parsed.can_fetch(url, self.token):
            return None
        return "robots.txt does not allow us this page"

    @property
    def delay_s(self) -> float:
        """Seconds between two requests the site wishes, 0.0 to `LONGEST_DELAY_S`."""
        wished = self.parsed.crawl_delay(self.token) if self.parsed else None
        return min(max(float(wished or 0.0), 0.0), LONGEST_DELAY_S)


def product_token(user_agent: str) -> str:
    """First word of the user agent without its version: what robots.txt files name us by."""
    return user_agent.partition("/")[0].split(" ")[0]


def rules_from_answer(status: int, body: bytes, token: str) -> RobotsRules:
    """Rules from the final answer for /robots.txt (redirects already followed)."""
    if status >= 500 or status < 200 or status == 429:  # "ask less often" is no permission
        shut = f"robots.txt answered {status}, which forbids all visits"
        return RobotsRules(token, shut=shut, outcome=VisitOutcome.FAILED)
    if status >= 300:  # 4xx; and a redirect that led nowhere counts as "no rules" by RFC 9309
        return RobotsRules(token)
    text = body[:LARGEST_BYTES].decode("utf-8-sig", "replace")
    parsed = Protego.parse(text)
    return RobotsRules(token, parsed=parsed, sitemaps=tuple(dict.fromkeys(parsed.sitemaps)))


def rules_unreachable(
    outcome: VisitOutcome, because: str, token: str, *, dead: bool = False
) -> RobotsRules:
    """Rules when robots.txt could not be fetched: everything is forbidden for now.

    The visits that are not made count as what kept robots.txt away: a fault, or the address
    policy. The site itself has refused nothing, and it is asked again as after any fault.
    """
    if outcome is VisitOutcome.POLICY:
        return RobotsRules(token, shut=because, outcome=outcome)
    shut = f"robots.txt cannot be reached, which forbids all visits: {because}"
    return RobotsRules(token, shut=shut, outcome=outcome, dead=dead)
