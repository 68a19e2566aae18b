"""eBay's Browse API; see README.md."""
