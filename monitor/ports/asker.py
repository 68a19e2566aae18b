"""Asker: a source that is no pages but questions, such as a marketplace's official interface.

Pure like a Spider: it builds questions and reads answers; `spiders.fetch.ask.asking` sends them. A
target's URL is the question without keys, so that frontier, plan, visits and evidence hold none;
what lets us in is an Admission, added when the question leaves and never written down.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from monitor.domain.listing import Offer
from monitor.domain.page import Page, PageKind
from monitor.domain.target import Target
from monitor.domain.watch import Source
from monitor.ports.spider import Seeding


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The two secrets of an interface, and the address registered with them; never in a repr."""

    client_id: str = field(repr=False)
    client_secret: str = field(repr=False)
    application_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """What every question carries to be answered. lasts_s: None = as long as the keys."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    lasts_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request as it leaves, before the admission is added."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an interface answered.

    kind: LISTING for the answer about one offer, else SEARCH or SELLER. next: the question for the
    next page. instead: what has to be asked in place of this question; its answer counts as this
    one's.
    """

    kind: PageKind
    offers: tuple[Offer, ...] = ()
    next: Target | None = None
    instead: Target | None = None


class Asker(Seeding, Protocol):
    """One official interface."""

    def login(self, source: Source, keys: Keys) -> Question | Admission:
        """What is asked first to be let in; an interface that needs no such step admits at once."""
        ...

    def admission(self, page: Page) -> Admission:
        """Read the answer to the login.

        Raises:
            KeysRefused: it does not know the keys.
            FetchFailed: it says something else.
        """
        ...

    def picture_of(self, target: Target) -> str | None:
        """Hex SHA-256 of the picture a question needs; None = it needs none."""
        ...

    def question(self, target: Target, source: Source, picture: bytes | None) -> Question:
        """The request for a target, or for the page of an offer.

        Raises:
            FetchFailed: the interface cannot be asked for that.
        """
        ...

    def answer(self, page: Page, target: Target) -> Answer | None:
        """Read an answer; None = it says that there is no such offer.

        Raises:
            KeysRefused: it does not know the keys or does not let them do this.
            FetchFailed: it is no answer: an error object, broken or foreign text.
            SourceBusy: it says in words that the quota is used up.
        """
        ...


@runtime_checkable
class SearchesPictures(Protocol):
    """An asker whose interface finds offers by a picture."""

    def picture_seeds(self, source: Source, sha256s: Sequence[str]) -> Iterator[Target]:
        """One question for each registered picture, named by its digest in the blob store."""
        ...
