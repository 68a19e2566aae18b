"""Fixtures of the whole suite live in tests/fixtures, one module a real part."""

import pytest

pytest_plugins = [
    "tests.fixtures.require",
    "tests.fixtures.postgres",
    "tests.fixtures.smtp",
    "tests.fixtures.browser",
    "tests.fixtures.crawl_child",
    "tests.fixtures.authority",
    "tests.fixtures.bucket",
    "tests.fixtures.faults",
    "tests.fixtures.interface",
    "tests.fixtures.market",
    "tests.fixtures.provider",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest first, so that no process is left alone with them at the end.

    Within each kind the order stays random.
    """
    long = ("tests/journeys/oscar/test_watch", "tests/journeys/test_", "tests/journeys/")
    items.sort(key=lambda item: [not item.nodeid.startswith(kind) for kind in long])
