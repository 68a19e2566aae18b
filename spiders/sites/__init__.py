"""One folder a marketplace: pages (bytes to offer), spider (where to go)."""
