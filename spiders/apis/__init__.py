"""Official interfaces of marketplaces: one folder each, `client.py` pure, `spider.py` the Asker."""
