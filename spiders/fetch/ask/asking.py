"""One batch of questions to an official interface: the counterpart of child.crawl for an Asker.

One thread, one question after the other, at the source's pace. Each question becomes exactly one
Visit, each offer of its answer one Sighting; the answer's bytes are kept as the page behind them.
Keys are added when a question leaves and are nowhere in what is emitted, logged or kept.

robots.txt is not asked: it speaks to crawlers of pages, while an interface has terms and keys; the
pictures it names are its answer's part.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import structlog

from monitor.domain.errors import (
    EgressRefused,
    FetchFailed,
    KeysRefused,
    RightswatchError,
    SourceBusy,
)
from monitor.domain.listing import Listing, Offer, Sighting
from monitor.domain.page import Page, PageKind
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.ports.asker import Admission, Answer, Asker, Keys, Question
from monitor.ports.blobs import Blobs
from monitor.ports.http import EgressRule, Http
from spiders.fetch.ask.keys import keys_of
from spiders.fetch.ask.pace import Ended, Pace
from spiders.fetch.ask.plain_pictures import PlainPictures
from spiders.fetch.ask.ticket import Keepsake, ticket_of
from spiders.fetch.egress import rules_of
from spiders.fetch.order import CrawlOrder
from spiders.fetch.visits import visit_of

log = structlog.get_logger(__name__)

MOST_INSTEAD: Final = 2
PER_FOUND_OFFER: Final = 1
"""Pictures fetched of an offer in a list; one asked for by itself gets the order's number."""
NO_KEEPSAKE: Final = Keepsake()
REMEDY: Final = "check the keys that `credentials` of this source names"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One question on its way."""

    target: Target
    target_id: int | None = None
    control_url: str | None = None
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))


def ask(
    order: CrawlOrder,
    asker: Asker,
    http: Http,
    blobs: Blobs,
    emit: Callable[[Visit], None],
    keepsake: Keepsake = NO_KEEPSAKE,
) -> None:
    """Ask every question of the order and the further pages its answers have.

    emit is called once for each question, as soon as it is answered, in this thread. A target not
    reached before `order.time_limit_s` gets no visit. keepsake: an admission of an earlier batch.
    """
    _Asking(order, asker, http, blobs, emit, keepsake).run()


class _Asking:
    """The state of one batch."""

    def __init__(
        self,
        order: CrawlOrder,
        asker: Asker,
        http: Http,
        blobs: Blobs,
        emit: Callable[[Visit], None],
        keepsake: Keepsake,
    ) -> None:
        source = order.source
        self._order = order
        self._source = source
        self._asker = asker
        self._http = http
        self._blobs = blobs
        self._emit_visit = emit
        self._rule = rules_of(source).get(source.host) or EgressRule()
        self._pace = Pace(source.min_delay_s, order.time_limit_s * 2 / 3)
        self._pictures = PlainPictures(http, blobs, self._pace, source)
        self._keys: Keys | None = None
        self._keepsake = keepsake
        self._ticket = keepsake.ticket()
        self._known: set[str] = set()
        self._controls: dict[str, bool] = {}
        self._asked = 0
        self._requests = 0
        self._left_s = self._pace.left_s

    def run(self) -> None:
        leased = self._order.targets[: self._order.max_pages]
        waiting = deque(
            _Step(target=t.target, target_id=t.id, control_url=t.control_url) for t in leased
        )
        seen = {step.target.url for step in waiting}
        with self._pace.ends_on_signals(os._exit):
            try:
                while waiting and self._asked < self._order.max_pages and self._has_time():
                    self._asked += 1
                    step = replace(waiting.popleft(), started_at=datetime.now(UTC))
                    for following in self._visit(step):
                        if following.url not in seen:
                            seen.add(following.url)
                            waiting.append(_Step(target=following))
            except Ended:
                pass
            except KeysRefused as error:
                self._refuse_all(error, waiting)
        log.info(
            "batch.asked",
            source=self._source.id,
            questions=self._asked,
            requests=self._requests,
            pictures=self._pictures.fetched,
            left=len(waiting),
        )

    def _has_time(self) -> bool:
        """Whether another question is answered, with its pictures, in the time that is left."""
        took_s, self._left_s = self._left_s - self._pace.left_s, self._pace.left_s
        return self._left_s > took_s

    def _visit(self, step: _Step) -> Iterable[Target]:
        """Ask one question and say what came of it; gives the questions that follow.

        Raises:
            Ended: nothing more is to be asked.
            KeysRefused: nothing more can be.
            OSError: visits can no longer be handed over.
        """
        try:
            page, answer = self._answered(step.target)
            if answer is None:
                alive = self._control_alive(step.control_url)
                because = "the interface says that there is no such offer"
                self._emit(step, VisitOutcome.GONE, because, page=page, control_alive=alive)
                return ()
            return self._read(step, page, answer)
        except SourceBusy as error:
            because = "the interface asks for a pause: too many questions"
            self._emit(step, VisitOutcome.BUSY, because, retry_after_s=error.retry_after_s)
            raise Ended from error
        except KeysRefused as error:
            self._emit(step, VisitOutcome.FAILED, self._clean(f"{error}; {REMEDY}"))
            if error.for_all:
                raise
        except EgressRefused as error:
            self._emit(step, VisitOutcome.POLICY, self._clean(error.because))
        except FetchFailed as error:
            self._emit(step, VisitOutcome.FAILED, self._clean(error.because))
        except (Ended, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - no answer, however odd, ends the batch
            log.warning("answer.failed", source=self._source.id, error=type(error).__name__)
            because = f"reading the answer failed: {type(error).__name__}"
            self._emit(step, VisitOutcome.FAILED, because)
        return ()

    def _read(self, step: _Step, page: Page, answer: Answer) -> Iterable[Target]:
        sightings = self._sightings(page, answer)
        fresh = {offer.listing.listing_id for offer in answer.offers} - self._known
        self._known |= fresh
        following = (answer.next,) if answer.next is not None and fresh else ()
        self._emit(
            step,
            VisitOutcome.READ,
            None,
            page=page,
            page_kind=answer.kind,
            sightings=sightings,
            found=following,
        )
        return following

    def _answered(self, target: Target) -> tuple[Page, Answer | None]:
        """The answer to a question, asked again with fresh keys or in another way where needed.

        Raises:
            FetchFailed: it sends us from one question to the next.
        """
        asked = target
        for _ in range(MOST_INSTEAD + 1):
            page = self._page(asked)
            answer = self._asker.answer(page, asked)
            if answer is None or answer.instead is None:
                return page, answer
            asked = answer.instead
        raise FetchFailed(target.url, "the interface sends us from one question to the next")

    def _page(self, target: Target) -> Page:
        """The answer's bytes under an address without keys.

        Raises:
            FetchFailed: the question cannot be put, or is not answered.
        """
        question = self._asker.question(target, self._source, self._picture(target))
        admission, is_old = self._admitted()
        page = self._sent(question, admission)
        if page.status == 401 and is_old:  # a token may be withdrawn before its time
            self._ticket = None
            page = self._sent(question, self._admitted()[0])
        return page

    def _sent(self, question: Question, admission: Admission | None) -> Page:
        """One request with its keys; what comes back shows none.

        Raises:
            FetchFailed: it is not answered, or the answer repeats a key.
            EgressRefused: the address policy forbids it.
            SourceBusy: the interface asks for a pause.
        """
        self._pace.wait_for(question.url)
        self._requests += 1
        url, headers = question.url, dict(question.headers)
        if admission is not None:
            headers |= admission.headers
            if admission.query:
                url += ("&" if urlsplit(url).query else "?") + urlencode(admission.query)
        try:
            page = self._http.send(
                question.method, url, headers=headers, body=question.body, rule=self._rule
            )
        except FetchFailed as error:
            raise FetchFailed(question.url, error.because) from None
        except EgressRefused as error:
            raise EgressRefused(question.url, error.because) from None
        except SourceBusy as error:
            raise SourceBusy(question.url, error.retry_after_s) from None
        if admission is not None and any(key.encode() in page.body for key in self._secrets()):
            raise FetchFailed(question.url, "the answer repeats a key and is not kept")
        return replace(page, url=question.url, requested_url=question.url)

    def _admitted(self) -> tuple[Admission, bool]:
        """What lets us in, and whether it was in use before."""
        if self._ticket is not None and self._ticket.lets_in(self._source, datetime.now(UTC)):
            return self._ticket.admission, True
        if self._keys is None:
            self._keys = keys_of(self._source)
        self._ticket, asked_at = None, datetime.now(UTC)
        asked = self._asker.login(self._source, self._keys)
        if isinstance(asked, Question):
            asked = self._asker.admission(self._sent(asked, None))
        self._ticket = ticket_of(asked, self._source, asked_at)
        self._keepsake.leave(self._ticket)
        return asked, False

    def _picture(self, target: Target) -> bytes | None:
        """The registered picture that a question needs.

        Raises:
            FetchFailed: it is not kept.
        """
        sha256 = self._asker.picture_of(target)
        if sha256 is None:
            return None
        picture = self._blobs.get(sha256)
        if picture is None:
            raise FetchFailed(target.url, "the registered picture to search by is not kept")
        return picture

    def _sightings(self, page: Page, answer: Answer) -> tuple[Sighting, ...]:
        if not answer.offers:
            return ()
        kept = page.kept_under(self._blobs.put(page.body))
        alone = answer.kind is PageKind.LISTING
        most = self._order.images_per_offer
        most = most if alone else min(most, PER_FOUND_OFFER)
        return tuple(
            Sighting(
                source_id=self._source.id,
                offer=self._pictures.added(offer, most),
                seen_at=page.fetched_at,
                page=kept,
            )
            for offer in _once_each(answer.offers)
        )

    def _control_alive(self, url: str | None) -> bool | None:
        """Whether an offer known to be alive is still answered for; asked once a batch."""
        if url is None:
            return None
        if url not in self._controls:
            target = Target(source_id=self._source.id, url=url, kind=TargetKind.LISTING)
            try:
                self._controls[url] = self._answered(target)[1] is not None
            except RightswatchError:
                self._controls[url] = False
        return self._controls[url]

    def _refuse_all(self, error: KeysRefused, waiting: Iterable[_Step]) -> None:
        """Say of every question left why it was not put: asking again would change nothing."""
        for step in waiting:
            if step.target_id is not None:
                self._emit(step, VisitOutcome.FAILED, self._clean(f"not asked: {error}; {REMEDY}"))

    def _secrets(self) -> list[str]:
        keys = [self._keys.client_id, self._keys.client_secret] if self._keys else []
        given = self._ticket.admission.headers.values() if self._ticket else ()
        tokens = [value.partition(" ")[2] for value in given if value.startswith("Bearer ")]
        return [secret for secret in (*keys, *tokens) if len(secret) >= 6]

    def _clean(self, sentence: str) -> str:
        """A sentence that may quote the interface, without any key."""
        for secret in self._secrets():
            sentence = sentence.replace(secret, "***")
        return sentence

    def _emit(
        self,
        step: _Step,
        outcome: VisitOutcome,
        because: str | None,
        *,
        page: Page | None = None,
        **more: Any,  # noqa: ANN401 - further fields of the visit
    ) -> None:
        self._emit_visit(visit_of(step, outcome, because, page, **more))


def _once_each(offers: Iterable[Offer]) -> Iterable[Offer]:
    """An answer may list an offer twice, once for each variant; the first stands."""
    first: dict[Listing, Offer] = {}
    for offer in offers:
        first.setdefault(offer.listing, offer)
    return first.values()
