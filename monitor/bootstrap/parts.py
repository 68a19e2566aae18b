"""What there is of each kind: our matchers, readers of circumstances and spiders.

Each is imported when first asked for, so that a command pays for what it uses.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from monitor.domain.prices import PriceLevels
from monitor.domain.review import Pasts
from monitor.domain.watch import Source
from monitor.ports.matcher import ContextReader, Decider, Matcher
from monitor.ports.spider import Seeding, Spider

METHODS = (
    "text.word_mark/1",
    "image.reference/1",
    "image.logo_in_photo/2",
    "image.copied_photo/1",
    "design.views/1",
    "patent.claim_elements/1",
    "decision.first/2",
)
"""Names of our matchers and our decider: registering needs the names and not 100 MB of methods."""


def matchers(marks: Path | None = None) -> Sequence[Matcher]:
    """Our matchers, in the order in which their signals are told.

    marks: file where the index of a large register is kept and shared; what is prepared of
    registered pictures is kept beside it. None = in memory.
    """
    from monitor.bootstrap.marks import KeptWordMarkMatcher
    from monitor.runtime.kept_parts import KeptParts
    from rules.design.matcher import DesignMatcher
    from rules.image.copied import CopiedPhotoMatcher
    from rules.image.logo import LogoInPhotoMatcher
    from rules.image.matcher import ReferenceImageMatcher
    from rules.image.memory import FingerprintMemory
    from rules.patent.matcher import ClaimElementsMatcher
    from rules.text.matcher import WordMarkMatcher

    seen = FingerprintMemory(None if marks is None else KeptParts(marks.with_suffix(".pictures")))
    return (
        WordMarkMatcher() if marks is None else KeptWordMarkMatcher(marks),
        ReferenceImageMatcher(seen),
        LogoInPhotoMatcher(seen),
        CopiedPhotoMatcher(),
        DesignMatcher(),
        ClaimElementsMatcher(),
    )


def spiders() -> Sequence[Spider]:
    """Our spiders, the most particular first; the generic one claims every URL."""
    from spiders.domains.spider import LookalikeSpider
    from spiders.imports.spider import ImportSpider
    from spiders.sites.generic.named import NAMED_SHOPS
    from spiders.sites.generic.spider import GenericSpider
    from spiders.sites.marketplaces import MARKETPLACES

    return (*MARKETPLACES, *NAMED_SHOPS, LookalikeSpider(), ImportSpider(), GenericSpider())


def spider_of(source: Source) -> Seeding:
    """The spider that reads a source, or who asks its official interface.

    Raises:
        UnknownSite: there is none.
    """
    from monitor.bootstrap.asking import asker_of, askers
    from spiders.choice import choose_spider

    known: Sequence[Seeding] = (*spiders(), *askers())
    return asker_of(source) or choose_spider(source, known)


def readers(
    levels: Callable[[], PriceLevels] | None = None, pasts: Callable[[], Pasts] | None = None
) -> Sequence[ContextReader]:
    """Readers of circumstances.

    levels: what others ask for such goods; pasts: what was decided of sellers. None = not known.
    """
    from rules.context.compatible import CompatibleWithReader
    from rules.context.designs import DesignClassReader, PriorDesignReader
    from rules.context.exhaustion import ExhaustionReader
    from rules.context.goods import GoodsReader
    from rules.context.intent import IntentReader
    from rules.context.law import LegalTestReader, UnderTheLaw
    from rules.context.maker import OtherMakerReader
    from rules.context.naming import NegationReader, NominativeReader
    from rules.context.ordinary import OrdinaryWordReader
    from rules.context.prices import MarketPriceReader, PriceReader, no_levels
    from rules.context.public import PublicReader
    from rules.context.resale import SecondHandReader
    from rules.context.seller import AuthorisedSellerReader
    from rules.context.status import RightStatusReader
    from rules.context.territory import TerritoryReader
    from rules.context.trade import QuantityReader, SellerHistoryReader, no_pasts

    read = (
        RightStatusReader(),
        AuthorisedSellerReader(),
        TerritoryReader(),
        GoodsReader(),
        CompatibleWithReader(),
        NegationReader(),
        NominativeReader(),
        OrdinaryWordReader(),
        SecondHandReader(),
        OtherMakerReader(),
        IntentReader(),
        ExhaustionReader(),
        PublicReader(),
        DesignClassReader(),
        PriorDesignReader(),
        PriceReader(),
        MarketPriceReader(levels or no_levels),
        QuantityReader(),
        SellerHistoryReader(pasts or no_pasts),
        LegalTestReader(),
    )
    return (UnderTheLaw(read),)


def deciders() -> Mapping[str, Decider]:
    """Today's decider and every earlier one, by name."""
    from rules.decision.models import deciders

    return deciders()
