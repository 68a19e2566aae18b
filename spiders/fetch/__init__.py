"""How pages are got: the only folder of the house that opens a connection to a foreign host.

client.py and egress.py are the HTTP client and the address policy, order.py and outcomes.py what
all who visit share. crawl/ visits pages by Scrapy, browser/ renders those that need it, ask/ puts
questions to official interfaces.
"""
