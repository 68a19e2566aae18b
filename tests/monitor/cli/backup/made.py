"""Houses to keep, and what stands where a backup of one was restored."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from monitor.bootstrap import Wiring
from tests.alerts.evidence.samples import order, png
from tests.monitor.cli.conftest import CONFIGURATION, House, fill

HOLDER = "- {id: zorvex, name: Zorvex B.V.}"
NAMED = "- {id: zorvex, name: Zorvex B.V., notices: {legal_name: Z, identity_document: art/id.png}}"


def made(folder: Path, *, database: str | None = None, titles: Sequence[str] = ()) -> House:
    """A house with sealed evidence, a paper that its configuration names, and a case a title."""
    folder.mkdir()
    text = CONFIGURATION.replace(HOLDER, NAMED)
    if database:
        text = text.replace("service:\n", f'service:\n  database: "{database}"\n')
    house = House(folder / "rightswatch.yaml")
    house.config.write_text(text, encoding="utf-8")
    (folder / "art").mkdir()
    (folder / "art" / "id.png").write_bytes(png())
    if titles:
        fill(house, titles)
    with Wiring.open(house.config) as wiring:
        wiring.blobs.put(b"a page")
        assert wiring.sealing.notary.public  # its key is made on first use
        for number in ("RW-000001-1", "RW-000002-2"):
            preserved(wiring, number)
    return house


def preserved(wiring: Wiring, number: str) -> None:
    """Seal a bundle and log it, as preserving does."""
    one = order(number)
    bundle = wiring.recorder.record(replace(one, sighting=replace(one.sighting, page=None)))
    body = {"type": "capture", "v": 2, "case_number": number[:9], "bundle": bundle}
    with wiring.store.transaction(durable=True) as tx:
        tx.log.append(body, wiring.clock.now())


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder and what is in it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if not {".staging", "marks"} & {*path.parts} and not path.name.endswith(("-wal", "-shm"))
    }


def restored(kept: Path, folder: Path) -> House:
    """A house that a backup was restored to."""
    house = House(folder / "rightswatch.yaml")
    told = house.call("restore", str(kept))
    assert told.exit_code == 0, told.output
    return house


def copied(house: House, folder: Path) -> House:
    """A house of its own for a test that changes it; cheaper than restoring it once more."""
    shutil.copytree(house.config.parent, folder)
    return House(folder / house.config.name)
