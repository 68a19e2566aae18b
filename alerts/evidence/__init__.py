"""Evidence: what a page showed, kept as one sealed file that a stranger can check.

Flow: Camera (browser) -> Shot -> redact -> bundle (WARC, index, JSON, ZIP) -> Shelf -> verify.
"""
