import json
import os
import socket
import stat
import subprocess
from pathlib import Path

import playwright
import pytest
from playwright.sync_api import sync_playwright

from monitor.domain.errors import BrowserMissing
from monitor.ports.browser import BrowserSpec
from monitor.runtime import browser
from monitor.runtime.browser import find_browser

superuser_only = pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser needs a starter")


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def reachable(folder: Path) -> None:
    """Let `nobody` in: folders of a test are closed to others."""
    for path in (folder, *folder.parents):
        if "pytest-" in str(path):
            path.chmod(0o755)


def test_the_browser_states_its_version_and_keeps_its_sandbox(browser_spec: BrowserSpec) -> None:
    assert "Chrom" in browser_spec.version
    assert browser_spec.sandbox is True
    assert "--no-sandbox" not in browser_spec.args


def test_chromium_itself_says_that_it_is_sandboxed(browser_spec: BrowserSpec) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser_spec.executable,
            chromium_sandbox=browser_spec.sandbox,
            args=list(browser_spec.args),
        )
        page = chromium.new_page()
        page.goto("chrome://sandbox")
        told = page.inner_text("body")
        chromium.close()
    assert "You are adequately sandboxed" in told


@superuser_only
def test_under_the_superuser_it_runs_as_nobody_and_without_our_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "hunter2")
    reachable(tmp_path)
    told = program(tmp_path / "chromium", 'echo "$(id -u) $(id -G) $HOME ${SMTP_PASSWORD:-none}"')
    profile = tmp_path / "profile"
    profile.mkdir(mode=0o700)
    spec = find_browser(str(told), sandbox=True)
    answer = subprocess.run(
        [spec.executable, f"--user-data-dir={profile}"], capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["65534", "65534", str(profile), "none"]
    assert profile.stat().st_uid == 65534


@superuser_only
def test_only_the_superuser_can_write_the_starter(browser_spec: BrowserSpec) -> None:
    starter = Path(browser_spec.executable)
    for path in (starter, starter.parent):
        assert path.stat().st_uid == 0
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


@superuser_only
def test_a_path_with_quotes_and_blanks_is_started_and_not_interpreted(tmp_path: Path) -> None:
    folder = tmp_path / 'it\'s "odd" $(touch x)'
    folder.mkdir()
    reachable(folder)
    told = program(folder / "chromium", "echo Chromium 1.0")
    assert find_browser(str(told), sandbox=True).version == "Chromium 1.0"
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (None, "no such program"),
        ("exit 3", "`--version` failed"),
        ("echo oops >&2; exit 1", "oops"),
    ],
)
def test_a_configured_browser_that_does_not_start_is_refused_in_one_line(
    tmp_path: Path, text: str | None, because: str
) -> None:
    reachable(tmp_path)
    path = tmp_path / "chromium"
    if text is not None:
        program(path, text)
    with pytest.raises(BrowserMissing) as caught:
        find_browser(str(path), sandbox=True)
    assert because in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_machine_without_a_browser_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.setattr(browser, "CHANNEL_CHROME", {})
    with pytest.raises(BrowserMissing, match="apt install chromium"):
        find_browser(None, sandbox=True)


def test_playwright_s_own_build_comes_before_those_on_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    [revision] = {path.name for path in browser_builds(tmp_path)}
    reachable(tmp_path / revision / "chrome-linux64")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert find_browser(None, sandbox=True).version == f"Chromium of {revision}"


def browser_builds(home: Path) -> list[Path]:
    """A folder as Playwright makes it for the revision that is installed here."""
    listing = Path(playwright.__file__).parent / "driver" / "package" / "browsers.json"
    builds = json.loads(listing.read_text())["browsers"]
    revision = next(build["revision"] for build in builds if build["name"] == "chromium")
    build = home / f"chromium-{revision}"
    (build / "chrome-linux64").mkdir(parents=True)
    program(build / "chrome-linux64" / "chrome", f"echo Chromium of {build.name}")
    return [build]


def test_webrtc_speaks_to_nobody_past_the_proxy(browser_spec: BrowserSpec) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stun, sync_playwright() as playwright:
        stun.bind(("127.0.0.1", 0))
        stun.settimeout(0.1)
        chromium = playwright.chromium.launch(
            executable_path=browser_spec.executable,
            chromium_sandbox=browser_spec.sandbox,
            args=list(browser_spec.args),
            proxy={"server": "http://127.0.0.1:9"},
        )
        page = chromium.new_page()
        page.evaluate(
            """async (port) => {
              const peer = new RTCPeerConnection({iceServers: [{urls: `stun:127.0.0.1:${port}`}]});
              peer.createDataChannel('x');
              await peer.setLocalDescription(await peer.createOffer());
              await new Promise((done) => setTimeout(done, 1500));
            }""",
            stun.getsockname()[1],
        )
        chromium.close()
        with pytest.raises(TimeoutError):
            stun.recv(100)
