"""How goods of closed cases are known again: the rules about it, handed to the verb."""

from collections.abc import Mapping

from monitor.domain.asset import Holder
from monitor.domain.listing import Offer
from monitor.pipeline.relisting import Recognition


def recognition(holders: Mapping[str, Holder]) -> Recognition:
    """The rules, with the holders' lists of whom they let sell their goods."""
    from rules.context.seller import authorised
    from rules.image.likeness import trimmed_marks
    from rules.network.links import MOST_SELLERS, own_way
    from rules.network.traits import template_of
    from rules.relisting.sameness import compare, copied_pictures
    from rules.relisting.traces import traces

    def is_ours(offer: Offer, holder_id: str) -> bool:
        holder = holders.get(holder_id)
        return holder is not None and authorised(offer, holder) is not None

    return Recognition(
        traces=traces,
        compare=compare,
        way=own_way,
        copied=copied_pictures,
        is_ours=is_ours,
        text=template_of,
        trims=trimmed_marks,
        most_sellers=MOST_SELLERS,
    )
