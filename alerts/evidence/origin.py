"""Origin: facts that support that the site showed this. None of them proves it, so none decides.

Layer: evidence, pure. Whoever signs no page cannot be held to it: TLS speaks of a connection, and
that the recording machine tells of it truly rests on its word.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from alerts.evidence.check import Check, Claim, Outcome

LISTING = "evidence/listing.json"
TEXT = "evidence/text.txt"


def origin_checks(
    capture: Mapping[str, Any], members: Mapping[str, bytes] | None = None
) -> Iterator[Check]:
    """By what capture.json says, or the log's entry. members: None = they are not at hand."""
    supplied = capture.get("supplied")
    if supplied:
        because = f"the page was supplied by {supplied['by']}, not fetched by this program"
        yield _check(Outcome.INCOMPLETE, because)
    visit = capture.get("visit")
    if not visit or members is None:
        return
    final = urlsplit(visit["final_url"])
    for met in visit.get("hosts", ()):
        if met["host"] == final.hostname:
            yield _noted(f"{met['host']} was met at {met['address']}, port {met['port']}")
    yield _noted(_connection(final, visit.get("tls", {}).get(final.netloc)))
    yield _noted(_title(members))


def _connection(final: SplitResult, tls: Mapping[str, Any] | None) -> str:
    if final.scheme != "https":
        return f"no certificate speaks for {final.netloc}: the page came without TLS"
    if tls is None:
        return f"the certificate of {final.netloc} was not kept"
    return (
        f"{final.netloc} showed the browser a certificate of {tls['issuer']}, in a chain of "
        f"{len(tls['chain_sha256'])}, with {tls['scts']} stamps of certificate transparency"
    )


def _title(members: Mapping[str, bytes]) -> str:
    """Whether the crawl and the browser, which went there each for itself, read the same title."""
    read = json.loads(members[LISTING].decode("utf-8", "surrogatepass"))["offer"]["title"]
    shown = members[TEXT].decode("utf-8", "replace")
    if not read:
        return "the crawl read no title that the browser's page could show"
    if " ".join(read.split()) in " ".join(shown.split()):
        return "the title that the crawl read stands in the page that the browser was shown later"
    return "the title that the crawl read does not stand in the page that the browser was shown"


def _noted(because: str) -> Check:
    return _check(Outcome.NOTED, because)


def _check(outcome: Outcome, because: str) -> Check:
    return Check(name="origin", claim=Claim.ORIGIN, outcome=outcome, because=because)
