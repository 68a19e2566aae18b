"""What a backup holds of one installation, and where a restored one is to stand."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from monitor.domain.errors import BackupRefused

if TYPE_CHECKING:
    from monitor.bootstrap.wiring import Wiring
    from monitor.config.settings import ServiceSettings
    from monitor.store.backup.reading import Places
    from monitor.store.backup.writing import Belongings

KEYS: Final = "*.key*"
"""What the files of keys beside the evidence folder are called."""


def software() -> str:
    """This program and its version."""
    return f"rightswatch {version('rightswatch')}"


def belongings(wiring: "Wiring", config: Path, *, with_blobs: bool) -> "Belongings":
    """Everything that a backup takes of an installation.

    with_blobs: fetched pages and pictures too.
    """
    from monitor.store.backup.writing import Belongings

    service = wiring.settings.service
    named, strangers = _configuration(config)
    left_out = [f"{path}: it lies outside the configuration's folder" for path in strangers]
    if service.evidence_bucket:
        left_out.append(f"the evidence: it lies in the bucket {service.evidence_place}")
    if not with_blobs:
        left_out.append("fetched pages and pictures: as asked")
    return Belongings(
        database=service.database,
        configuration=named,
        keys=sorted(path for path in service.evidence.parent.glob(KEYS) if path.is_file()),
        evidence=None if service.evidence_bucket else service.evidence,
        blobs=service.blobs if with_blobs else None,
        left_out=tuple(left_out),
    )


def _configuration(config: Path) -> tuple[Mapping[str, Path], list[Path]]:
    """The configuration's files by their name in a backup, and those that lie elsewhere."""
    from monitor.config.companions import companions
    from monitor.config.loading import read_configuration
    from monitor.store.backup.manifest import MAIN

    folder = config.absolute().parent
    configuration = read_configuration(config)
    named, strangers = {MAIN: config}, []
    others = [Path(name).absolute() for name in configuration.files[1:]]
    for found in (*others, *companions(configuration)):
        path = Path(os.path.normpath(found))
        if path.is_relative_to(folder):
            named[path.relative_to(folder).as_posix()] = path
        else:
            strangers.append(path)
    return named, strangers


def places(source: Path, config: Path) -> "Places":
    """Where a backup is to stand: as the configuration says that is there, else the backup's own.

    Raises:
        BackupRefused: the backup cannot be read, or holds no configuration.
        ConfigRefused: the configuration holds mistakes, for example a secret that is not set here.
    """
    from monitor.config import load
    from monitor.store.backup.manifest import MAIN
    from monitor.store.backup.reading import unpack_configuration

    if config.exists():
        return _places(load(config).service, None)
    folder = config.absolute().parent
    with tempfile.TemporaryDirectory(prefix="rightswatch-") as name:
        draft = Path(name).resolve()
        unpack_configuration(source, draft)
        if not (draft / MAIN).is_file():
            message = f"{source} holds no configuration: put one at {config} first"
            raise BackupRefused(message)
        service = _moved(load(draft / MAIN).service, draft, folder)
    return _places(service, config.absolute())


def _places(service: "ServiceSettings", configuration: Path | None) -> "Places":
    from monitor.store.backup.reading import Places

    return Places(
        configuration=configuration,
        keys=service.evidence.parent,
        evidence=service.evidence,
        blobs=service.blobs,
        database=service.database,
    )


def _moved(service: "ServiceSettings", draft: Path, folder: Path) -> "ServiceSettings":
    """Settings read in one folder, as they are in another."""
    from sqlalchemy import make_url

    def there(path: Path) -> Path:
        return folder / path.relative_to(draft) if path.is_relative_to(draft) else path

    url = make_url(service.database)
    if url.drivername.startswith("sqlite") and url.database:
        url = url.set(database=str(there(Path(url.database))))
    return replace(
        service,
        evidence=there(service.evidence),
        blobs=there(service.blobs),
        database=url.render_as_string(hide_password=False),
    )
