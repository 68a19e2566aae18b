"""Shopify: a hosted shop; its catalogue is open as products.json unless the shop closes it."""
