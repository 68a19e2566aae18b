"""amazon: see pages.py."""
