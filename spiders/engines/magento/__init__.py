"""Magento 2 and Adobe Commerce: GraphQL where it answers a plain GET, else pages with JSON."""
