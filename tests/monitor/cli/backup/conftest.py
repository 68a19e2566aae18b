"""One full house, one backup of it and one restored house, for all tests of a process."""

from pathlib import Path

import pytest

from tests.monitor.cli.backup.made import made, restored
from tests.monitor.cli.conftest import TITLES, House


@pytest.fixture(scope="session")
def full_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return made(tmp_path_factory.mktemp("made") / "here", titles=TITLES)


@pytest.fixture(scope="session")
def kept(full_house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    path = tmp_path_factory.mktemp("kept") / "backup.tar"
    told = full_house.call("backup", str(path))
    assert told.exit_code == 0, told.output
    return path


@pytest.fixture(scope="session")
def standing(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    """A restored house, for tests that change nothing."""
    return restored(kept, tmp_path_factory.mktemp("standing") / "there")
