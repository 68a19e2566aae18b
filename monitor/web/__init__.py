"""The officers' desk: pages on which cases are read and decided.

Flow: `bootstrap` hands a Desk -> `application` opens its doors -> `serving` answers browsers.
"""
