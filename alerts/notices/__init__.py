"""Takedown notices and referrals: refused until complete, written for people to send."""
