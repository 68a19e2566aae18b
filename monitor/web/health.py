"""Health: what a machine asks of this one. On an address of its own, for no visitor is signed in.

`/livez` answers as long as this process does. `/readyz` says whether the installation does its
work, each condition by name. `/metrics` is for Prometheus.
"""

from fastapi import FastAPI, Response

from monitor.web.metrics import CONTENT_TYPE, exposition
from monitor.web.vitals import Premises, checks


def health_application(premises: Premises) -> FastAPI:
    """Everything that answers a machine."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    def alive() -> Response:
        return Response("alive\n", media_type="text/plain")

    def ready() -> Response:
        told = checks(premises)
        lines = "".join(f"{'ok  ' if one.ok else 'FAIL'} {one.name}: {one.says}\n" for one in told)
        status = 200 if all(one.ok for one in told) else 503
        return Response(lines, status_code=status, media_type="text/plain")

    def metrics() -> Response:
        return Response(exposition(premises), headers={"content-type": CONTENT_TYPE})

    for path, answer in (("/livez", alive), ("/readyz", ready), ("/metrics", metrics)):
        app.add_api_route(path, answer, methods=["GET", "HEAD"], response_model=None)
    return app
