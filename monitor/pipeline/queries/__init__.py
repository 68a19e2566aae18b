"""Queries: what a shop's own search is asked for, derived from assets. Pure.

Flow: a watch's assets and its source's languages -> names, spellings, goods, imitation words ->
one ranked `Asking`: what is asked in every pass, and what takes turns.
"""

from monitor.pipeline.queries.asking import Asking, asking_of, given
from monitor.pipeline.queries.nouns import Query, QueryKind
from monitor.pipeline.queries.tongues import tongues_of

__all__ = ["Asking", "Query", "QueryKind", "asking_of", "given", "tongues_of"]
