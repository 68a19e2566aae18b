"""relisting: an offer that came back opens its closed case again. Part of decide.

Reads: the offer that was just judged; closed cases that share a trace with it; what is known of
pictures, texts and sellers. Writes, in the transaction of the verdicts: what ties the two, the
case's new state with its history, and a capture of the new offer for it where nothing else tells
people of it. A person may take it back: "not the same".
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import structlog

from monitor.domain.case import Case, CaseEventKind, CaseFile, CaseState, LiveState
from monitor.domain.listing import Listing, Offer, Sighting
from monitor.domain.network import LinkEdge, SellerRef, Trait
from monitor.domain.picture import SharedPicture
from monitor.domain.relisting import OfferPair, Refusal, Relisting, Sameness
from monitor.domain.signal import Signal
from monitor.pipeline.pictures import PictureDesk
from monitor.ports.blobs import Blobs
from monitor.ports.store import Store, Transaction

log = structlog.get_logger(__name__)

SERVICE = "rightswatch"
MOST_CANDIDATES = 8
"""Closed cases that one offer is compared with for each kind of trace, those that share most."""
MOST_TRIMMED = 100
"""Pictures whose trimmed fingerprints are made at one time; a hundredth of a second each."""
MOST_SHOPS = 20
"""Sellers of one photograph whose authority is looked up; of more it tells nothing anyway."""

Told = Mapping[str, tuple[Case, CaseEventKind | None]]
"""Holder -> the offer's own case as it was just filed, and what happened to it."""

Neighbours = Callable[[SellerRef], Sequence[LinkEdge]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """How goods are known again; pure, handed in.

    traces: by what an offer is found, a kind after the other. compare: weighs a pair. way: the
    strongest way between two sellers by what they do not copy. copied: offered pictures that are
    the holder's own. is_ours: whether a holder (by id) lets this seller offer its goods. text: the
    trait of an offer's words. trims: fingerprints of a prepared picture with its edges cut off.
    """

    traces: Callable[[Offer], Sequence[Sequence[int]]]
    compare: Callable[[OfferPair], Sameness]
    way: Callable[[SellerRef, SellerRef, Neighbours], tuple[LinkEdge, ...]]
    copied: Callable[[Sequence[Signal]], frozenset[str]]
    is_ours: Callable[[Offer, str], bool]
    text: Callable[[Offer], Trait | None]
    trims: Callable[[bytes], Sequence[bytes]]
    most_sellers: int


@dataclass(frozen=True, kw_only=True)
class NewOffer:
    """An offer that was just judged. offer: as `by_photograph` gives it."""

    tx: Transaction
    known: Recognition
    sighting_id: int
    offer: Offer
    now: datetime

    @cached_property
    def span(self) -> tuple[datetime, datetime] | None:
        """When it was first and last seen."""
        return self.tx.sightings.span(self.offer.listing)

    @cached_property
    def shared(self) -> Sequence[SharedPicture]:
        """Who else shows its photographs."""
        return self.tx.pictures.sharing(self.offer.listing, self.known.most_sellers)

    @cached_property
    def tellers(self) -> Sequence[SellerRef]:
        """Who has its text."""
        trait = self.known.text(self.offer)
        return self.tx.networks.having(trait, self.known.most_sellers) if trait else ()

    def showing(self, family: str) -> AbstractSet[SellerRef]:
        """Sellers of other listings that show a photograph."""
        return {one.seller for one in self.shared if one.family == family and one.seller}

    def is_a_shops(self, family: str, holder_id: str) -> bool:
        """Whether a shop that the holder lets sell its goods shows a photograph."""
        showing = {one.seller: one.listing for one in self.shared if one.family == family}
        shops = list(showing.values())[:MOST_SHOPS]
        seen = (self.tx.sightings.newest(listing) for listing in shops)
        return any(self.known.is_ours(one.offer, holder_id) for one in seen if one)


def tie_relistings(new: NewOffer, told: Told) -> None:
    """Tie an offer to the closed case, one a holder, whose goods it most likely is."""
    tx, kinds = new.tx, new.known.traces(new.offer)
    for case, _ in told.values():
        tx.relistings.note(case.id, [trace for traces in kinds for trace in traces])
    best: dict[str, tuple[Sameness, CaseFile]] = {}
    for case in _candidates(new, kinds):
        if not _may_be_back(new, case):
            continue
        file = tx.cases.file(case.id)
        sameness = _sameness(new, file)
        standing = best.get(case.holder_id)
        if sameness and (standing is None or sameness.score > standing[0].score):
            best[case.holder_id] = sameness, file
    for holder_id, (sameness, file) in best.items():
        _tie(new, file, sameness, told.get(holder_id))


def _candidates(new: NewOffer, kinds: Sequence[Sequence[int]]) -> list[Case]:
    """Closed cases that share a trace of any kind, each once."""
    listing, rows = new.offer.listing, new.tx.relistings
    if not rows.candidates(listing, [trace for traces in kinds for trace in traces], 1):
        return []  # of nearly all offers; one statement is what looking costs them
    found = (rows.candidates(listing, traces, MOST_CANDIDATES) for traces in kinds)
    return list({case.id: case for cases in found for case in cases}.values())


def look_for_earlier_ones(tx: Transaction, case: Case, now: datetime) -> None:
    """Judge again what a seller put up while nobody knew yet that the offer of a case was gone."""
    span = tx.sightings.span(case.listing)
    if span:
        tx.sightings.rematch_of_seller(case.sighting_id, span[1], now)


def know_trimmed(
    store: Store, blobs: Blobs, desk: PictureDesk, trims: Callable[[bytes], Sequence[bytes]]
) -> None:
    """Let photographs of closed cases be known by trimmed copies; so no offer pays for it.

    A picture that is gone, or cannot be opened any more, has none.
    """
    with store.transaction() as tx:
        due = tx.pictures.trims_due(MOST_TRIMMED)
    for sha256 in due:
        content = blobs.get(sha256)
        opened = desk.open({sha256: content}).pixels if content else {}
        marks = trims(opened[sha256]) if sha256 in opened else ()
        with store.transaction() as tx:
            tx.pictures.trimmed(sha256, marks)


def refuse(store: Store, number: str, listing: Listing, refusal: Refusal) -> Relisting | None:
    """File a person's word that a relisting is not the same goods; None where nothing ties them.

    A case that was opened again for it alone, and that nobody has judged since, closes as it was.

    Raises:
        UnknownCase: there is no case of that number.
    """
    with store.transaction(durable=True) as tx:
        case = tx.cases.get(number)
        refused = tx.relistings.refuse(case.id, listing, refusal)
        if refused is None:
            return None
        note = ": ".join(filter(None, (str_of(listing), refusal.note)))
        kind = CaseEventKind.RELISTING_REFUSED
        tx.cases.add_event(case.id, kind, refusal.at, by=refusal.by, note=note)
        _close_again(tx, case)
    log.info("relisting.refused", case=case.number, listing=listing.listing_id, by=refusal.by)
    return refused


def by_photograph(offer: Offer, families: Mapping[str, str]) -> Offer:
    """The offer with each picture named by its family; without those that cannot be compared."""
    images = tuple(
        replace(image, sha256=families.get(image.sha256 or "")) for image in offer.images
    )
    return replace(offer, images=images)


def str_of(listing: Listing) -> str:
    """As people write it ("shop.example/4711")."""
    return f"{listing.market}/{listing.listing_id}"


def _may_be_back(new: NewOffer, case: Case) -> bool:
    """What the case says without its file: whose goods they are, and when its offer was gone."""
    if new.known.is_ours(new.offer, case.holder_id):
        return False
    theirs, ours = new.span, new.tx.sightings.span(case.listing)
    if theirs is None or ours is None:
        return False
    return case.live is not LiveState.REMOVED or theirs[0] > ours[1]


def _sameness(new: NewOffer, file: CaseFile) -> Sameness | None:
    """What ties an offer to a case; None where it came too early, or is another."""
    if file.case.live is not LiveState.REMOVED and not _is_beside(new, file):
        return None
    sameness = new.known.compare(_pair(new, file))
    return sameness if sameness.is_same else None


def _is_beside(new: NewOffer, file: CaseFile) -> bool:
    """Whether an offer counts although the confirmed one is still up.

    Another seller's does, put up after the decision; one of the same seller is another number of
    what he sells anyway.
    """
    decided = [event.at for event in file.events if event.kind is CaseEventKind.REVIEWED]
    if new.span is None or not decided:
        return False
    return new.span[0] > decided[-1] and _seller(file.sighting) != _seller_of(new.offer)


def _pair(new: NewOffer, file: CaseFile) -> OfferPair:
    """Both offers, and what is known of what they share."""
    tx, known = new.tx, new.known
    digests = [image.sha256 for image in file.sighting.offer.images if image.sha256]
    families = tx.pictures.families(digests)
    old = by_photograph(file.sighting.offer, families)
    both = {i.sha256 for i in old.images if i.sha256} & {i.sha256 for i in new.offer.images}
    signals = [signal for verdict in file.verdicts for signal in verdict.signals]
    copied = {families.get(digest, digest) for digest in known.copied(signals)}
    shops = {f for f in both if f and new.is_a_shops(f, file.case.holder_id)}
    sellers = _tied_sellers(tx, file) | {_seller_of(new.offer)}
    return OfferPair(
        old=old,
        new=new.offer,
        shown_by={family: len(new.showing(family) - sellers) for family in both if family},
        borrowed=frozenset(copied | shops),
        told_by=len(set(new.tellers) - sellers),
        link=_link(new, _seller(file.sighting), _seller_of(new.offer)),
    )


def _tied_sellers(tx: Transaction, file: CaseFile) -> AbstractSet[SellerRef | None]:
    """Sellers of a case's goods so far: their sharing something makes it no commoner."""
    tied = (tx.sightings.get(r.sighting_id) for r in tx.relistings.of_case(file.case.id)
            if r.refused is None)  # fmt: skip
    return {_seller(file.sighting), *(_seller(sighting) for sighting in tied)}


def _link(new: NewOffer, one: SellerRef | None, other: SellerRef | None) -> tuple[LinkEdge, ...]:
    if one is None or other is None or one == other:
        return ()
    most = new.known.most_sellers

    def neighbours(seller: SellerRef) -> Sequence[LinkEdge]:
        return new.tx.networks.edges(seller, most)

    return new.known.way(one, other, neighbours)


def _seller(sighting: Sighting) -> SellerRef | None:
    return _seller_of(sighting.offer)


def _seller_of(offer: Offer) -> SellerRef | None:
    key = offer.seller.key if offer.seller else None
    return SellerRef(market=offer.listing.market, key=key) if key else None


def _tie(
    new: NewOffer,
    file: CaseFile,
    sameness: Sameness,
    own: tuple[Case, CaseEventKind | None] | None,
) -> None:
    """Tie the two, open the case again, and see to it that people hear of it once."""
    tx, case, listing = new.tx, file.case, new.offer.listing
    reopens = _is_closed(tx, file)
    relisting = Relisting(
        case_id=case.id,
        case_number=case.number,
        listing=listing,
        url=new.offer.url,
        sighting_id=new.sighting_id,
        at=new.now,
        sameness=sameness,
        reopened=reopens,
    )
    if not tx.relistings.tie(relisting):
        return
    because = "; ".join(edge.because for edge in sameness.edges)
    note = f"{str_of(listing)}, sighting {new.sighting_id}: {because}"
    tx.cases.add_event(case.id, CaseEventKind.RELISTED, new.now, by=SERVICE, note=note)
    if reopens:
        tx.cases.set_state(case.id, CaseState.OPEN)
        said = f"{case.state.value} -> open: the offer came back as {str_of(listing)}"
        tx.cases.add_event(case.id, CaseEventKind.REOPENED, new.now, by=SERVICE, note=said)
        if not _tells_by_itself(case, own):
            name = f"{case.number}-{new.sighting_id}-relisted"
            tx.captures.order(name, case.id, new.sighting_id, new.now)
    log.info("offer.relisted", case=case.number, listing=listing.listing_id, reopened=reopens)


def _is_closed(tx: Transaction, file: CaseFile) -> bool:
    """Whether nobody waits for anything of a case: decided, or gone and not back since.

    What came back and was not the same, as a person said, was not back.
    """
    if file.case.state is CaseState.CONFIRMED:
        return True
    turns = [
        event.kind is CaseEventKind.REOPENED
        for event in file.events
        if event.kind is CaseEventKind.REOPENED
        or (event.kind is CaseEventKind.LIVE_STATE and event.note.endswith("-> removed"))
    ]
    return not (turns and turns[-1] and _is_back(tx, file.case))


def _is_back(tx: Transaction, case: Case) -> bool:
    """Whether an offer is tied to a case that nobody has refused."""
    return any(one.refused is None for one in tx.relistings.of_case(case.id))


def _tells_by_itself(case: Case, own: tuple[Case, CaseEventKind | None] | None) -> bool:
    """Whether the new offer's own case is news as loud as this one: then one letter is enough."""
    if own is None or own[1] not in {CaseEventKind.OPENED, CaseEventKind.RAISED}:
        return False
    return own[0].grade.at_least(case.grade)


def _close_again(tx: Transaction, case: Case) -> None:
    """Give a case back the state it had, where nothing else keeps it open."""
    file = tx.cases.file(case.id)
    if _is_back(tx, case):
        return
    opened = [e for e in file.events if e.kind is CaseEventKind.REOPENED]
    judged = [e for e in file.events if e.kind is CaseEventKind.REVIEWED]
    if not opened or (judged and judged[-1].id > opened[-1].id):
        return
    before = opened[-1].note.partition(" -> ")[0]
    tx.cases.set_state(case.id, CaseState(before))
