"""Fixtures of the whole suite live in tests/fixtures, one module a real part."""

pytest_plugins = [
    "tests.fixtures.require",
    "tests.fixtures.postgres",
    "tests.fixtures.smtp",
    "tests.fixtures.browser",
    "tests.fixtures.crawl_child",
    "tests.fixtures.faults",
    "tests.fixtures.market",
]
