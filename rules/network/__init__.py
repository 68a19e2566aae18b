"""Sellers who are one: traits read from offers, and what it weighs to share them."""
