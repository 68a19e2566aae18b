"""Backups: one file that holds an installation, and its way back to any place.

Flow: snapshot (the database as it stood at one instant) -> writing (one tar, the manifest last)
-> reading (staged beside the final places, all of it verified) -> placing (renamed, or finished by
whoever comes next).
"""
