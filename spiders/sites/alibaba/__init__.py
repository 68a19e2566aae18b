"""alibaba: see pages.py."""
