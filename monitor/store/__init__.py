"""The truth: SQLAlchemy tables and repositories on SQLite and PostgreSQL."""
