"""Serving: the desk on its address, and what machines ask on theirs, until told to stop."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from monitor.web.application import application
from monitor.web.desk import Desk
from monitor.web.health import health_application
from monitor.web.vitals import Premises

GRACE_S = 5


def serve(desk: Desk, stop: threading.Event) -> None:
    """Answer browsers; ends within some seconds of `stop`.

    Raises:
        OSError: the address is taken, or is none of this machine's.
    """
    with _listening(desk.address) as listener:
        _answer(application(desk), listener, stop)


@contextmanager
def health_served(premises: Premises, address: str, stop: threading.Event) -> Iterator[None]:
    """Answer machines in a thread of its own while the block lasts.

    Raises:
        OSError: the address is taken, or is none of this machine's.
    """
    with _listening(address) as listener:
        words = (health_application(premises), listener, stop)
        server = threading.Thread(target=_answer, args=words, name="health")
        server.start()
        try:
            yield
        finally:
            stop.set()
            server.join()


def _answer(app: FastAPI, listener: socket.socket, stop: threading.Event) -> None:
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
        )
    )
    watcher = threading.Thread(target=server.end_when, args=(stop,), name="stop", daemon=True)
    watcher.start()
    server.run(sockets=[listener])
    stop.set()
    watcher.join()


def _listening(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    return socket.create_server((bare, int(port)), family=family)


class _Server(uvicorn.Server):
    """Ends by the program's own signal; whoever started it handles those of the system."""

    def end_when(self, stop: threading.Event) -> None:
        stop.wait()
        self.should_exit = True
