"""Capture, bundle, verify."""
