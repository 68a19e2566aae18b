"""Where a seller's whole shop is, asked of the spider that reads his source."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from monitor.bootstrap.parts import spider_of
from monitor.domain.listing import Sighting
from monitor.domain.target import Target
from monitor.ports.spider import KnowsSellers

if TYPE_CHECKING:
    from monitor.pipeline.plan import SourcePlan


def shop_of(plans: "Mapping[str, SourcePlan]", sighting: Sighting) -> Target | None:
    """The list of all that a sighting's seller offers; None where no spider knows it.

    plans: of the sources that are watched; a shop on any other is visited by nobody.
    """
    plan, seller = plans.get(sighting.source_id), sighting.offer.seller
    if plan is None or seller is None or not plan.source.is_visited:
        return None
    spider = spider_of(plan.source)
    if not isinstance(spider, KnowsSellers):
        return None
    return spider.seller_target(plan.source, seller)
