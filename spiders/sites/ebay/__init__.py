"""ebay: see pages.py."""
