"""oscar's search, forked as its documentation says, for facets.py beside this file."""

from pathlib import Path

from oscar.apps.search.apps import SearchConfig as OscarSearchConfig


class SearchConfig(OscarSearchConfig):
    """oscar's own, found here."""

    name = "tests.journeys.oscar.search"
    path = str(Path(__file__).parent)  # a folder of tests is no package, so nothing else names it
