"""Serving: the desk on its address, until told to stop."""

import socket
import threading

import uvicorn

from monitor.web.application import application
from monitor.web.desk import Desk

GRACE_S = 5


def serve(desk: Desk, stop: threading.Event) -> None:
    """Answer browsers; ends within some seconds of `stop`.

    Raises:
        OSError: the address is taken, or is none of this machine's.
    """
    server = _Server(
        uvicorn.Config(
            application(desk),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
        )
    )
    with _listening(desk.address) as listener:
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
