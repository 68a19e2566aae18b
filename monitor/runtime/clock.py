"""The machine's clock."""

from datetime import UTC, datetime


class SystemClock:
    """Aware UTC from the operating system."""

    def now(self) -> datetime:
        """The moment."""
        return datetime.now(UTC)
