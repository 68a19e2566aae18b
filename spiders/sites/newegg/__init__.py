"""Newegg: pages.py reads its pages, spider.py knows where to go, README.md its terms."""
