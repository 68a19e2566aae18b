"""The configuration file and its rights.d/ to Settings, or every mistake at once.

Layer: config. Flow: files -> Documents -> Draft -> crosscheck -> Settings.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from monitor.config import building
from monitor.config.crosscheck import crosscheck
from monitor.config.entries import Draft
from monitor.config.reading import collector_at_rest, read_document
from monitor.config.settings import ServiceSettings, Settings
from monitor.domain.asset import Asset, Holder
from monitor.domain.errors import ConfigFault, ConfigRefused

INCLUDES = "rights.d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What was read, with the places it was written at.

    settings: None when there are faults. files: as they are named in faults, in the order read.
    """

    settings: Settings | None
    draft: Draft
    faults: tuple[ConfigFault, ...]
    warnings: tuple[ConfigFault, ...]
    files: tuple[str, ...]

    def ordered(self, faults: Iterable[ConfigFault]) -> list[ConfigFault]:
        """By file in the order read, then line and column."""
        rank = {name: index for index, name in enumerate(self.files)}
        return sorted(faults, key=lambda f: (rank.get(f.file, 0), f.line, f.column))


def load(path: Path) -> Settings:
    """Read and check the configuration at `path` and the files of `rights.d/` beside it.

    Raises:
        ConfigRefused: with every mistake, in the order of files and lines.
    """
    configuration = read_configuration(path)
    if configuration.settings is None:
        raise ConfigRefused(configuration.ordered(configuration.faults))
    return configuration.settings


def read_configuration(path: Path) -> Configuration:
    """Like `load`, with places and mistakes kept in place of raised."""
    with collector_at_rest():
        reader = _Reader()
        reader.read(path, main=True)
        for include in sorted((path.parent / INCLUDES).glob("*.yaml")):
            reader.read(include, main=False)
        for stranger in sorted((path.parent / INCLUDES).glob("*.yml")):
            problem = "this file is not read: only rights.d/*.yaml is"
            reader.warnings.append(_file_fault(stranger, problem, "Rename it to .yaml."))
        return reader.finish()


@dataclass(slots=True)
class _Reader:
    draft: Draft = field(default_factory=Draft)
    files: list[Path] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    warnings: list[ConfigFault] = field(default_factory=list)
    unreadable: bool = False

    def read(self, path: Path, *, main: bool) -> None:
        """Read one file; a broken one leaves its faults."""
        self.files.append(path.absolute())
        self.names.append(str(path))
        try:
            content = path.read_bytes()
        except OSError as error:
            remedy = "`rightswatch init` writes a starter." if main else "Check its rights."
            problem = f"the file cannot be read ({error.strerror})"
            self.draft.faults.append(_file_fault(path, problem, remedy))
            self.unreadable = True
            return
        self.digest.update(hashlib.sha256(content).digest())
        try:
            document = read_document(str(path), content)
        except ConfigRefused as refused:
            self.draft.faults += refused.faults
            self.unreadable = True
            return
        self.draft.take(document, path.absolute().parent, main=main)

    def finish(self) -> Configuration:
        """Check all entries together and build what they say."""
        draft, builder = self.draft, building.Builder()
        # What an unreadable file would have named is not missing.
        references = [] if self.unreadable else draft.names.faults()
        faults = [*draft.faults, *references, *crosscheck(draft)]
        assets = tuple(builder.asset(entry) for entry in draft.assets)
        service = builder.service(draft.service) if draft.service else None
        holders = tuple(builder.holder(entry) for entry in draft.holders)
        faults += builder.faults
        settings = None
        if service is not None and not faults:
            settings = self._settings(service, holders, assets, builder.images.values())
        return Configuration(
            settings=settings,
            draft=draft,
            faults=tuple(faults),
            warnings=tuple(self.warnings),
            files=tuple(self.names),
        )

    def _settings(
        self,
        service: ServiceSettings,
        holders: tuple[Holder, ...],
        assets: tuple[Asset, ...],
        images: Iterable[str],
    ) -> Settings:
        draft = self.draft
        for sha256 in images:
            self.digest.update(bytes.fromhex(sha256))
        return Settings(
            service=service,
            holders=holders,
            assets=assets,
            sources=tuple(building.source(entry, draft) for entry in draft.sources),
            watches=building.watches(draft),
            recipients=tuple(building.recipient(entry.model) for entry in draft.recipients),
            people=tuple(building.person(entry.model) for entry in draft.people),
            digest=self.digest.hexdigest(),
            files=tuple(self.files),
            warnings=tuple(self.warnings),
        )


def _file_fault(path: Path, problem: str, remedy: str) -> ConfigFault:
    return ConfigFault(str(path), 0, 0, "", problem, remedy)
