"""The house's own rules: where packages lie, what no file may say, how long one may be."""

import importlib
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("monitor", "spiders", "rules", "alerts")
LONGEST_LINES = 400

# Spelt in pieces, so that this file does not break its own rule.
_DOMAINS = ("pypi|pythonhosted|npmjs", "docker|ghcr|quay|gcr")
REGISTRY = re.compile(rf"\b(?:{_DOMAINS[0]})\.(?:org|com)\b|\b(?:{_DOMAINS[1]})\.io\b")
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:root|work|Users|home/(?!rightswatch\b)\w)[\w.-]*/")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - whichever git the machine has
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout: git cannot list its files")
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:1024]:
            found.append((path.relative_to(ROOT), content.decode("utf-8", "replace")))
    return found


def test_monitor_is_a_name_and_nothing_else() -> None:
    assert (ROOT / "monitor" / "__init__.py").read_text() == ""


def test_the_four_packages_come_from_one_folder() -> None:
    for package in PACKAGES:
        place = importlib.import_module(package).__file__
        assert place is not None
        assert Path(place).resolve().parents[1] == ROOT, f"{package} is somebody else's: {place}"


@pytest.mark.parametrize("forbidden", [REGISTRY, MACHINE_PATH], ids=["registries", "machine paths"])
def test_no_tracked_file_names(forbidden: re.Pattern[str]) -> None:
    broken = [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if forbidden.search(line)
    ]
    assert not broken, "\n".join(broken)


def test_every_package_folder_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(ROOT)
        for package in PACKAGES
        for path in (ROOT / package).rglob("__init__.py")
        if path != ROOT / "monitor" / "__init__.py"
        and not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert not silent


def test_no_module_grows_beyond_what_one_can_read(capsys: pytest.CaptureFixture[str]) -> None:
    lengths = sorted(
        (
            (len(path.read_text(encoding="utf-8").splitlines()), str(path.relative_to(ROOT)))
            for package in PACKAGES
            for path in (ROOT / package).rglob("*.py")
            if "migrations" not in path.parts  # a migration is written once and read as a list
        ),
        reverse=True,
    )
    with capsys.disabled():
        longest = ", ".join(f"{path} {lines}" for lines, path in lengths[:3])
        print(f"\nlongest files: {longest}")  # noqa: T201 - the point of this test
    assert not [path for lines, path in lengths if lines > LONGEST_LINES]
