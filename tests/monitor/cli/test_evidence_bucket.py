"""Evidence in a bucket: sealed there, verified from there, and a tombstone told from a loss."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from alerts.evidence.s3 import Bucket
from monitor.bootstrap import Wiring
from monitor.cli.app import build
from monitor.domain.capture import CaptureOrder
from monitor.domain.errors import ConfigRefused
from tests.alerts.evidence.samples import order

CONFIGURATION = """\
version: 1
service:
  browser: {{executable: no/browser}}
  evidence_bucket:
    name: {name}
    prefix: {prefix}
    endpoint: {endpoint}
    access_key: test
    secret_key: test
"""


@pytest.fixture
def config(tmp_path: Path, bucket: Bucket) -> Path:
    path = tmp_path / "rightswatch.yaml"
    told = {"name": bucket.name, "prefix": bucket.prefix, "endpoint": bucket.endpoint}
    path.write_text(CONFIGURATION.format(**told))
    return path


def sealed(wiring: Wiring, told: CaptureOrder) -> str:
    """Seal an order and log it; gives its path."""
    bundle = wiring.recorder.record(told)
    body = {"type": "capture", "v": 2, "case_number": told.case_number, "bundle": bundle}
    with wiring.store.transaction() as tx:
        tx.log.append(body, wiring.clock.now())
    return bundle.path


def test_a_bucket_is_verified_whole_and_a_tombstone_is_no_loss(config: Path) -> None:
    with Wiring.open(config) as wiring:
        for number in ("RW-000001-1", "RW-000002-2", "RW-000003-3"):
            one = order(number)
            path = sealed(wiring, replace(one, sighting=replace(one.sighting, page=None)))
        assert list(wiring.settings.service.evidence.glob("2*")) == []
        verify = ["verify", "--config", str(config)]
        told = CliRunner().invoke(build(), verify)
        assert told.exit_code == 3, told.output
        assert "all 3 logged bundles are there" in told.output
        wiring.sealing.store.remove("2026/03/RW-000003-3")
        lost = CliRunner().invoke(build(), verify)
        assert lost.exit_code == 1
        assert f"{path} is logged and is not in the folder" in lost.output
        with wiring.store.transaction() as tx:
            last = tx.log.head()
            assert last is not None
            gone = {"capture_id": "RW-000003-3", "sha256": last.body.split('"sha256":"')[1][:64]}
            told_why = {"by": "officer", "because": "kept for 30 days"}
            tx.log.append(
                {"type": "tombstone", "gone": gone, **told_why},
                wiring.clock.now() + timedelta(seconds=1),
            )
    buried = CliRunner().invoke(build(), verify)
    assert buried.exit_code == 3
    assert "entry 3 is its tombstone, by officer: kept for 30 days" in buried.output


def test_neither_a_path_nor_a_configuration_is_a_mistake_of_usage() -> None:
    assert CliRunner().invoke(build(), ["verify"]).exit_code == 2


def test_evidence_never_travels_in_clear_unless_that_is_meant(config: Path) -> None:
    plain = config.read_text()
    config.write_text(plain.replace("http://127.0.0.1", "http://s3.bureau.example"))
    with pytest.raises(ConfigRefused, match="would travel in clear"):
        Wiring.open(config)
    config.write_text(plain.replace("    secret_key: test\n", ""))
    with pytest.raises(ConfigRefused, match="both `access_key` and `secret_key`"):
        Wiring.open(config)
