"""jd: see pages.py."""
