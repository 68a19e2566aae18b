"""The test shop's process: fill the database, serve on a free port, obey lines on standard input.

    python -m tests.journeys.oscar.serve        (OSCAR_SHOP_FOLDER names an empty folder)

Each line in is {"do": "change_price" | "add" | "remove" | "requests", ...}; each line out is one
JSON answer. The first line out says where it listens and what it sells. End of input ends it.
"""

import json
import os
import sys
import threading
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import django
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import transaction

from tests.journeys.oscar.stock import Stocked, stock

if TYPE_CHECKING:
    from tests.journeys.oscar.warehouse import Warehouse

_requests: list[str] = []


class _Visitor(WSGIRequestHandler):
    def log_request(self, code: object = "-", size: object = "-") -> None:  # noqa: ARG002
        _requests.append(f"{code} {self.path}")


def _obey(warehouse: "Warehouse", order: dict[str, Any]) -> dict[str, Any]:
    match order.pop("do"):
        case "add":
            return warehouse.add(Stocked(**order | {"price": Decimal(order["price"])}))
        case "change_price":
            return warehouse.change_price(**order)
        case "remove":
            return warehouse.remove(**order)
        case "requests":
            return {"requests": list(_requests)}
        case unknown:
            return {"error": f"no such order: {unknown}"}


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Open the shop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.journeys.oscar.settings")
    django.setup()
    from tests.journeys.oscar.warehouse import Warehouse  # noqa: PLC0415 - needs django set up

    call_command("migrate", run_syncdb=True, verbosity=0)
    with transaction.atomic():
        warehouse = Warehouse()
        offers = warehouse.open(stock())
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Visitor)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _say({"port": server.server_port, "offers": offers})
    for line in sys.stdin:
        _say(_obey(warehouse, json.loads(line)))
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    main()
