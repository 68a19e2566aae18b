"""Offers that came back: what a case's goods are found again by, and when goods are the same."""
