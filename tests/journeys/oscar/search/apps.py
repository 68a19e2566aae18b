"""oscar's search, forked as its documentation says, for facets.py beside this file."""

from oscar.apps.search.apps import SearchConfig as OscarSearchConfig


class SearchConfig(OscarSearchConfig):
    """oscar's own, found here."""

    name = "tests.journeys.oscar.search"
