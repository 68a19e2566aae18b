"""Rakuten Ichiba's search API; see README.md."""
