"""The demo: a loopback market of our own making, and a configuration that watches it.

Every brand, seller and picture here is invented by us. Building blocks: `market.server.Market` is
the market, `sample.write_demo` writes a folder that watches it.
"""
