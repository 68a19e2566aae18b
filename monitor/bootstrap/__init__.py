"""The only place that builds and connects objects.

Every part is made when first asked for, with its imports, so that a command pays for what it uses.
"""

from monitor.bootstrap.crawl_child import crawl_batch
from monitor.bootstrap.importing import ImportWishes, importer
from monitor.bootstrap.parts import METHODS, deciders, matchers, readers, spider_of, spiders
from monitor.bootstrap.wiring import COMMAND, Wiring

__all__ = [
    "COMMAND",
    "METHODS",
    "ImportWishes",
    "Wiring",
    "crawl_batch",
    "deciders",
    "importer",
    "matchers",
    "readers",
    "spider_of",
    "spiders",
]
