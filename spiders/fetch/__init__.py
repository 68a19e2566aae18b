"""How pages are got: the address policy, politeness, robots.txt, HTTP, the browser.

The only folder of the house that opens a connection to a foreign host.
"""
