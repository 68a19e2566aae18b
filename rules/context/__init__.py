"""Circumstances: seller, status of the right, phrases, territory."""
