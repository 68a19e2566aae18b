"""`rightswatch web`: links that the operator hands out, and the desk as a process of its own."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.monitor.cli.conftest import CONFIGURATION, House

PEOPLE = "people:\n  - {email: li@bureau.example, role: officer, name: Li Wen}\n"


def opened(folder: Path, port: int) -> House:
    house = House(folder / "rightswatch.yaml")
    web = f"service:\n  web: {{address: '127.0.0.1:{port}'}}\n"
    text = CONFIGURATION.replace("service:\n", web) + PEOPLE
    house.config.write_text(text, encoding="utf-8")
    return house


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str]]:
    """A house whose desk is open, and where it is."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    house = opened(tmp_path_factory.mktemp("desk"), port)
    command = [sys.executable, "-m", "monitor.cli", "web", "--config", str(house.config)]
    desk = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert desk.stderr is not None
    try:
        assert f"the desk is at http://127.0.0.1:{port}" in desk.stderr.readline()
        yield house, f"http://127.0.0.1:{port}"
    finally:
        desk.terminate()
        desk.wait(60)
        desk.stderr.close()
    assert desk.returncode in {0, -15, 143}


def answered(url: str) -> httpx.Response:
    until = time.monotonic() + 60
    while True:
        try:
            return httpx.get(url)
        except httpx.ConnectError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def test_the_operator_hands_out_a_link_that_signs_in(served: tuple[House, str]) -> None:
    house, url = served
    assert answered(f"{url}/sign-in").status_code == 200
    link = house.call("web", "link", "--for", "Li@bureau.example").stdout.strip()
    assert link.startswith(f"{url}/sign-in/")
    with httpx.Client() as browser:
        token = re.search(r'name="token" value="(\w+)"', browser.get(link).text)
        assert token is not None
        assert browser.post(link, data={"token": token[1]}).status_code == 303
        assert "Li Wen" in browser.get(f"{url}/you").text


def test_a_link_is_made_for_nobody_else(served: tuple[House, str]) -> None:
    house, _ = served
    refused = house.call("web", "link", "--for", "who@else.example")
    assert refused.exit_code == 2
    assert "li@bureau.example" in refused.stderr


def test_a_port_that_is_taken_is_told_in_plain_words(served: tuple[House, str]) -> None:
    house, url = served
    answered(url)
    command = [sys.executable, "-m", "monitor.cli", "web", "--config", str(house.config)]
    second = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert second.returncode == 1
    assert "cannot be listened on: Address already in use" in second.stderr
    assert "Traceback" not in second.stderr


def test_without_a_desk_in_the_configuration_there_is_none(empty_house: House) -> None:
    for words in (("web",), ("web", "link", "--for", "li@bureau.example")):
        refused = empty_house.call(*words)
        assert refused.exit_code == 2
        assert "add `web: {}`" in " ".join(refused.stderr.split())
