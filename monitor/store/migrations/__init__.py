"""Versions of the tables, oldest first; run by `monitor.store.schema`."""
