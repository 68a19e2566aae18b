from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.store.blobs import FileBlobs
from monitor.store.database import open_store
from tests.monitor.pipeline.small_house import House, everything


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = open_store(f"sqlite:///{tmp_path}/house.db")
    house = House(store, FileBlobs(tmp_path / "blobs"))
    everything(house)
    yield house
    store.close()
