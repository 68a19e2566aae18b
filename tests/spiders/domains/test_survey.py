"""Which look-alikes answer, told by a table of names that stands for DNS."""

import re
import socket
import time
from dataclasses import dataclass, field, replace

import pytest

from monitor.domain.target import LeasedTarget, Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import Source
from spiders.domains.candidates import candidates
from spiders.domains.spider import LookalikeSpider
from spiders.domains.survey import is_survey, look, survey
from spiders.fetch.order import CrawlOrder

PUBLIC = "93.184.215.14"
SOURCE = Source(
    id="alike",
    url="https://vellorine.com/",
    site="lookalike-domains",
    own_domains=("vellorine.com", "vellorine.cn"),
)
(SEED,) = LookalikeSpider().seeds(SOURCE, ["ignored"])


@dataclass
class Table:
    """Names and what they resolve to; an ending in `wild` answers every name under it."""

    names: dict[str, str] = field(default_factory=dict)
    wild: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str) -> list[str]:
        self.asked.append(host)
        address = self.names.get(host) or self.wild.get(host.partition(".")[2])
        if address is None:
            raise OSError(host)
        return [address]


def ask(table: Table, source: Source = SOURCE, limit_s: float = 20.0) -> Visit:
    order = CrawlOrder(
        source=source,
        targets=(LeasedTarget(id=1, target=SEED),),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=limit_s,
        max_pages=10,
    )
    visits: list[Visit] = []
    survey(order, visits.append, table)
    (visit,) = visits
    return visit


def test_the_seed_is_one_question_of_the_own_domain() -> None:
    assert (SEED.url, SEED.kind) == ("https://vellorine.com/#lookalikes", TargetKind.CATEGORY)
    assert is_survey(SEED)
    assert not is_survey(Target(source_id="alike", url="http://velorine.com/", kind=SEED.kind))


def test_names_that_answer_become_homes_of_their_own_and_are_counted() -> None:
    table = Table({
        "velorine.com": PUBLIC,
        "vellorine.shop": PUBLIC,
        "vellorine-outlet.com": PUBLIC,
    })
    visit = ask(table)
    assert visit.outcome is VisitOutcome.READ
    assert {target.url for target in visit.found} == {
        "http://velorine.com/",
        "http://vellorine.shop/",
        "http://vellorine-outlet.com/",
    }
    assert {target.kind for target in visit.found} == {TargetKind.HOME}
    assert {target.source_id for target in visit.found} == {"alike"}
    assert visit.because == "2,000 look-alike names asked: 3 answer"
    assert "vellorine.com" not in table.asked
    assert "vellorine.cn" not in table.asked


def test_an_ending_that_answers_any_name_tells_nothing() -> None:
    table = Table({"velorine.com": PUBLIC}, wild={"top": PUBLIC, "vip": PUBLIC})
    visit = ask(table)
    assert [target.url for target in visit.found] == ["http://velorine.com/"]
    assert "under endings that answer any name (top, vip)" in (visit.because or "")
    probes = [name for name in table.asked if re.fullmatch(r"[0-9a-f]{20}\.com", name)]
    assert len(probes) == 1, "the ending of the one that answers was tried with a random name"


def test_a_resolver_that_answers_everything_finds_nothing() -> None:
    class Liar(Table):
        def __call__(self, host: str) -> list[str]:
            self.asked.append(host)
            return [PUBLIC]

    visit = ask(Liar())
    assert visit.found == ()
    assert "2,000 look-alike names asked: 0 answer; 2000 are under endings" in (visit.because or "")


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1"])
def test_names_with_addresses_that_are_not_fetched_are_counted_apart(address: str) -> None:
    visit = ask(Table({"velorine.com": address}))
    assert visit.found == ()
    assert visit.because == (
        "2,000 look-alike names asked: 0 answer; 1 answer with addresses that are not fetched"
    )


def test_time_that_runs_out_is_told_and_what_answered_stands() -> None:
    class Slow(Table):
        def __call__(self, host: str) -> list[str]:
            time.sleep(0.05)
            return super().__call__(host)

    planned = candidates(SOURCE.url)
    first = planned[0].domain
    started = time.monotonic()
    found = look(planned, Slow({first: PUBLIC}), limit_s=2.0)
    assert time.monotonic() - started < 60.0
    assert 0 < found.asked < len(planned)
    assert [one.domain for one in found.answering] == [first]
    assert f"{found.asked:,} of 2,000 look-alike names asked" in found.because


def test_an_address_has_no_look_alikes() -> None:
    visit = ask(Table(), replace(SOURCE, url="http://127.0.0.1:8100/"))
    assert visit.outcome is VisitOutcome.FAILED
    assert "holds no name" in (visit.because or "")


def test_a_resolver_that_fails_says_nothing_of_any_name() -> None:
    class Away(Table):
        def __call__(self, host: str) -> list[str]:
            if len(self.asked) < 1_500:
                self.asked.append(host)
                raise socket.gaierror(socket.EAI_AGAIN, "temporary failure")
            return super().__call__(host)

    visit = ask(Away())
    assert visit.outcome is VisitOutcome.FAILED
    assert "for 1,500 the resolver failed" in (visit.because or "")
