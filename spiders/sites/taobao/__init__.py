"""taobao: see pages.py."""
