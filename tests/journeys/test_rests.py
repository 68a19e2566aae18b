"""A site that asks for a pause gets it; who runs a second pass meanwhile is told so."""

import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from monitor.cli.coverage import coverage
from monitor.cli.running import plan
from tests.journeys.house import asked, rightswatch

CONFIG = """
version: 1
service:
  database: "sqlite:///data/r.db"
  contact: ops@bureau.example
  browser: {{executable: /no/browser}}
holders: [{{id: acme, name: ACME Ltd}}]
assets: [{{id: acme-word, kind: word_mark, holder: acme, text: ACMEWORKS, status: registered}}]
sources:
  - {{id: shop, url: "http://127.0.0.1:{port}/", min_delay_s: 0, allow_private_addresses: true}}
watches: [{{source: shop, assets: [acme-word], every: 6h}}]
"""

SAID = re.compile(
    r"shop: 127\.0\.0\.1:\d+ rests until [\d: -]+UTC because the site asks for a pause"
)


class Busy(BaseHTTPRequestHandler):
    """Asks everybody for an hour's pause."""

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        self.send_response(429)
        self.send_header("Retry-After", "3600")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def busy_config(tmp_path: Path) -> Iterator[Path]:
    """A configuration that watches the busy site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
    Thread(target=server.serve_forever, daemon=True).start()
    config = tmp_path / "rightswatch.yaml"
    config.write_text(CONFIG.format(port=server.server_address[1]))
    yield config
    server.shutdown()
    server.server_close()


def test_what_rests_is_said_by_every_command_that_people_ask(
    busy_config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = ("--config", str(busy_config))
    (first,) = asked("once", *config)["sources"]
    (rest,) = first["rests"]
    assert "asks for a pause (429)" in rest["because"]
    second = rightswatch("once", *config)
    assert SAID.search(second.stderr)
    assert "fetched 0" in second.stderr
    for command in (coverage, plan):
        capsys.readouterr()
        command(busy_config)
        assert SAID.search(capsys.readouterr().out)
        command(busy_config, as_json=True)
        told = json.loads(capsys.readouterr().out)
        (row,) = told if command is coverage else told["sources"]
        assert row["rests"] == [rest]
