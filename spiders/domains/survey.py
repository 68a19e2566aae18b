"""Which look-alike names answer: DNS, through the resolver that all our connections use.

A name that answers is registered, nothing more; whether it infringes is read from its page. Endings
that answer any name at all tell nothing: a random name under each ending is asked as well.

Layer: spiders.domains. The counterpart of child.crawl for the one target of a source that is a
question about names.
"""

import secrets
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from concurrent.futures import TimeoutError as OutOfTime
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import structlog

from monitor.domain.target import LeasedTarget, Target, TargetKind, Visit, VisitOutcome
from spiders.domains.candidates import Candidate, candidates
from spiders.fetch.egress import Resolve, why_refused
from spiders.fetch.order import CrawlOrder

log = structlog.get_logger(__name__)

MARK: Final = "lookalikes"
"""Fragment of the URL that stands for the question."""
AT_ONCE: Final = 16
"""Names asked for side by side."""
MOST_SHOWN: Final = 5


def is_survey(target: Target) -> bool:
    """Tell whether a target is the question which look-alikes answer."""
    return target.url.endswith(f"#{MARK}")


@dataclass(slots=True)
class Survey:
    """What came of asking. answering: candidates whose addresses may be connected to.

    unanswered: names for which the resolver itself failed, which says nothing of them.
    """

    asked: int = 0
    planned: int = 0
    unanswered: int = 0
    answering: list[Candidate] = field(default_factory=list)
    shut: int = 0
    unsaid: int = 0
    open_endings: list[str] = field(default_factory=list)

    @property
    def is_blind(self) -> bool:
        """True when the resolver failed so often that nothing was learned."""
        return self.unanswered * 2 > self.asked

    @property
    def because(self) -> str:
        """The counts as one sentence, for the coverage."""
        of = f" of {self.planned:,}" if self.asked < self.planned else ""
        told = f"{self.asked:,}{of} look-alike names asked: {len(self.answering)} answer"
        if self.shut:
            told += f"; {self.shut} answer with addresses that are not fetched"
        if self.unanswered:
            told += f"; for {self.unanswered:,} the resolver failed"
        if self.unsaid:
            shown = ", ".join(self.open_endings[:MOST_SHOWN])
            more = len(self.open_endings) - MOST_SHOWN
            shown += f" and {more} more" if more > 0 else ""
            told += f"; {self.unsaid} are under endings that answer any name ({shown or 'unasked'})"
        return told


def survey(order: CrawlOrder, emit: Callable[[Visit], None], resolve: Resolve) -> None:
    """Ask for the look-alikes of the source's own domain; what answers becomes targets.

    emit is called once for each leased target that is such a question.
    """
    for lease in order.targets:
        if is_survey(lease.target):
            emit(_visit(order, lease, resolve))


def _visit(order: CrawlOrder, lease: LeasedTarget, resolve: Resolve) -> Visit:
    source, started_at = order.source, datetime.now(UTC)
    planned = candidates(source.url, source.own_domains, source.goods)
    found = look(planned, resolve, order.time_limit_s / 2, source.allow_private_addresses)
    log.info("names.asked", source=source.id, asked=found.asked, answering=len(found.answering))
    for candidate in found.answering:
        log.info("name.answers", domain=candidate.domain, because=candidate.because)
    because = found.because if planned else "the source's address holds no name to look alike"
    return Visit(
        target_id=lease.id,
        target=lease.target,
        outcome=VisitOutcome.READ if planned and not found.is_blind else VisitOutcome.FAILED,
        because=because,
        started_at=started_at,
        ended_at=datetime.now(UTC),
        found=tuple(
            Target(
                source_id=source.id,
                url=f"http://{candidate.domain}/",
                kind=TargetKind.HOME,
                depth=1,
            )
            for candidate in found.answering
        ),
    )


def look(
    planned: Sequence[Candidate],
    resolve: Resolve,
    limit_s: float,
    allow_private: bool = False,  # noqa: FBT001, FBT002 - as the source says it
) -> Survey:
    """Resolve names until all are asked or the time is up; then tell open endings from names."""
    ends_at = time.monotonic() + limit_s
    found = Survey(planned=len(planned))
    names = {candidate.domain: candidate for candidate in planned}
    resolved: dict[str, list[str]] = {}
    for name, addresses in _resolved(list(names), resolve, ends_at):
        found.asked += 1
        found.unanswered += addresses is None
        resolved[name] = addresses or []
    resolved = {name: resolved[name] for name in names if resolved.get(name)}
    # The probes are few, and without them nothing that was learned can be trusted.
    trusted = _trusted({_ending(name) for name in resolved}, resolve, ends_at + limit_s / 2)
    found.open_endings = sorted(ending for ending, says in trusted.items() if not says)
    for name, addresses in resolved.items():
        shut = any(why_refused(one, allow_private=allow_private) for one in addresses)
        says = trusted.get(_ending(name), False)
        found.unsaid += not says
        found.shut += says and shut
        if says and not shut:
            found.answering.append(names[name])
    return found


def _ending(name: str) -> str:
    return name.partition(".")[2]


def _trusted(endings: Iterable[str], resolve: Resolve, ends_at: float) -> dict[str, bool]:
    """Of each ending tried in time: whether a name that nobody has gets no answer there."""
    probes = {f"{secrets.token_hex(10)}.{ending}": ending for ending in endings}
    answers = _resolved(list(probes), resolve, ends_at)
    return {probes[probe]: addresses == [] for probe, addresses in answers}


def _resolved(
    names: Iterable[str], resolve: Resolve, ends_at: float
) -> Iterator[tuple[str, list[str] | None]]:
    """Each name with its addresses as they come: empty for none, None when nobody could tell."""
    pool = ThreadPoolExecutor(AT_ONCE, "names")
    try:
        asked = {pool.submit(_addresses, resolve, name): name for name in names}
        for done in as_completed(asked, timeout=max(ends_at - time.monotonic(), 0.01)):
            yield asked[done], done.result()
    except OutOfTime:
        return
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _addresses(resolve: Resolve, name: str) -> list[str] | None:
    try:
        return list(resolve(name))
    except socket.gaierror as error:
        return None if error.errno in {socket.EAI_AGAIN, socket.EAI_FAIL} else []
    except (OSError, UnicodeError):
        return []
