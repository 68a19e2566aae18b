"""1688: pages.py reads its pages, spider.py knows where to go, README.md its terms."""
