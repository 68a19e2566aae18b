"""What the browser of a camera does: what it may reach, tells of itself, and how it may end."""

import os
import signal
import socket
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from alerts.evidence.camera import Camera
from alerts.evidence.limits import Limits
from alerts.evidence.shot import Shot
from monitor.domain.errors import CaptureFailed
from monitor.ports.browser import BrowserSpec
from monitor.ports.http import EgressRule
from spiders.fetch.browser.proxy import ForwardProxy
from tests.alerts.evidence.certificate import self_signed
from tests.alerts.evidence.conftest import RunningClock
from tests.alerts.evidence.shop import Shop, open_shop
from tests.alerts.evidence.strict_proxy import StrictProxy
from tests.fixtures.processes import lives


def shoot(camera: Camera, shop: Shop, path: str) -> Shot:
    return camera.shoot(shop.url + path, {shop.host: EgressRule(allow_private_addresses=True)})


def pid_of(camera: Camera) -> int:
    warm = camera._warm
    assert warm is not None
    assert warm._pid is not None
    return warm._pid


def test_addresses_that_no_rule_allows_are_never_reached_and_never_recorded_as_answers(
    browser_spec: BrowserSpec, shop: Shop
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as inner:
        reached: list[object] = []
        thread = threading.Thread(target=_accept, args=(inner, reached), daemon=True)
        thread.start()
        secret = f"127.0.0.1:{inner.getsockname()[1]}"
        shop.pages["/prying"] = f"""<h1>ACME pump</h1><img src="http://{secret}/a.png">
        <iframe src="http://{secret}/frame"></iframe><script>
        fetch('http://{secret}/fetch').catch(() => 0); new WebSocket('ws://{secret}/ws');
        new RTCPeerConnection({{iceServers: [{{urls: 'stun:{secret}'}}]}});
        navigator.sendBeacon('http://{secret}/beacon', 'x');</script>"""
        proxy = StrictProxy()
        with closing(Camera(browser_spec, proxy, RunningClock())) as camera:
            shot = shoot(camera, shop, "/prying")
    assert reached == []
    assert secret in proxy.refused
    foreign = [one for one in shot.exchanges if secret in one.url]
    assert foreign
    assert {one.status for one in foreign} == {None}
    failed = {entry["url"] for entry in shot.measures["requests_failed"]}
    assert f"http://{secret}/a.png" in failed


def _accept(inner: socket.socket, reached: list[object]) -> None:
    try:
        while True:
            connection, address = inner.accept()
            connection.close()
            reached.append(address)
    except OSError:
        return


def test_the_certificate_is_that_of_the_browser_s_own_connection(
    browser_spec: BrowserSpec, tmp_path: Path
) -> None:
    context, fingerprint = self_signed(tmp_path)
    trusting = replace(browser_spec, args=(*browser_spec.args, "--ignore-certificate-errors"))
    camera = Camera(trusting, ForwardProxy(), RunningClock())
    with open_shop(context) as shop, closing(camera):
        rule = EgressRule(allow_private_addresses=True)
        shot = camera.shoot(f"https://{shop.host}/offer/1", {shop.host: rule})
    told = shot.measures["tls"][shop.host]
    assert told["chain_sha256"] == [fingerprint]
    assert told["protocol"].startswith("TLS 1.")
    assert {"cipher", "sanList", "scts", "validTo"} <= told.keys()
    assert "--ignore-certificate-errors" in shot.measures["browser"]["switches"]


def test_a_page_that_the_address_policy_refuses_is_a_failed_capture(
    browser_spec: BrowserSpec, shop: Shop
) -> None:
    camera = Camera(browser_spec, StrictProxy(), RunningClock())
    with closing(camera), pytest.raises(CaptureFailed, match="address policy"):
        camera.shoot(f"{shop.url}/offer/1", {})


def test_a_browser_that_is_killed_fails_one_capture_and_the_next_starts_another(
    browser_spec: BrowserSpec, shop: Shop
) -> None:
    camera = Camera(browser_spec, ForwardProxy(), RunningClock())
    with closing(camera):
        shoot(camera, shop, "/offer/1")
        killer = threading.Timer(0.4, os.kill, (pid_of(camera), signal.SIGKILL))
        killer.start()
        with pytest.raises(CaptureFailed):
            shoot(camera, shop, "/endless-page")
        assert shoot(camera, shop, "/offer/1").title == "ACME pump, blue"


def test_a_browser_that_hangs_is_killed_in_time(browser_spec: BrowserSpec, shop: Shop) -> None:
    limits = Limits(whole_s=12.0, load_s=4.0)
    camera = Camera(browser_spec, ForwardProxy(), RunningClock(), limits)
    with closing(camera):
        shoot(camera, shop, "/offer/1")
        pid = pid_of(camera)
        os.kill(pid, signal.SIGSTOP)
        started = time.monotonic()
        with pytest.raises(CaptureFailed):
            shoot(camera, shop, "/offer/1")
        assert time.monotonic() - started < 90
        assert not lives(pid)
        assert shoot(camera, shop, "/offer/1").status == 200


def test_a_program_that_is_no_browser_fails_with_its_name(shop: Shop) -> None:
    spec = BrowserSpec(executable="/bin/false")
    camera = Camera(spec, ForwardProxy(), RunningClock())
    with closing(camera), pytest.raises(CaptureFailed, match="/bin/false does not start"):
        shoot(camera, shop, "/offer/1")
