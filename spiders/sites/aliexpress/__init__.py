"""aliexpress: see pages.py."""
