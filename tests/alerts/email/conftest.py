"""Fixtures of the mail tests."""

import socket
from collections.abc import Callable

import pytest

from alerts.email.writer import MailWriter


@pytest.fixture
def free_port() -> Callable[[], int]:
    """A port of this machine where nobody listens."""

    def find() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    return find


@pytest.fixture(scope="module")
def writer() -> MailWriter:
    return MailWriter("Rightswatch <alerts@bureau.example>")
