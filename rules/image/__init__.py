"""Registered and owned pictures against offered ones."""
