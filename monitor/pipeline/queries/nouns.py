"""Query: one wording for a shop's search, why it is asked, and for which asset."""

from dataclasses import dataclass
from enum import StrEnum


class QueryKind(StrEnum):
    """How a query came about, the most telling first: that is its rank."""

    GIVEN = "given"
    NAME = "name"
    ALIAS = "alias"
    TITLE = "title"
    NAME_AND_GOODS = "name_and_goods"
    IMITATION = "imitation"
    SPACING = "spacing"
    SCRIPT = "script"
    DISGUISE = "disguise"
    MISSPELLING = "misspelling"
    GOODS = "goods"
    GOODS_AND_IMITATION = "goods_and_imitation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is typed into a search. asset_id None: the configuration gave the words.

    because: one sentence for the people who read `rightswatch plan`.
    """

    text: str
    kind: QueryKind
    because: str
    asset_id: str | None = None
