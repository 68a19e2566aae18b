"""Signals and circumstances -> one explainable verdict."""
