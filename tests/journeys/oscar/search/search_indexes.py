"""What is indexed: as oscar does; haystack looks for it beside the application."""

from oscar.apps.search.search_indexes import ProductIndex

__all__ = ["ProductIndex"]
