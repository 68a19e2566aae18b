"""Official interfaces that cannot be asked: keys not named, or not where they are said to be.

Layer: config. Flow: a Draft -> faults for `rightswatch check`. The daemon starts without them: that
source's visits fail with the same reason, the others go on.
"""

import os
from collections.abc import Callable, Iterator

from monitor.config.building import absolute
from monitor.config.entries import Draft, Entry
from monitor.config.rights_shape import SourceEntry
from monitor.config.words import shown
from monitor.domain.errors import ConfigFault


def keyless(draft: Draft, asks: Callable[[str, str], bool]) -> Iterator[ConfigFault]:
    """Sources whose keys are missing. No fault shows a key."""
    for source in draft.sources:
        model = source.model
        if model.credentials is not None:
            yield from _absent(source)
        elif asks(model.site, model.url):
            problem = f"{model.id} is an official interface, which answers nobody without keys"
            remedy = "Add `credentials:` with `client_id_env` and `client_secret_env`."
            yield source.fault((), problem, remedy)


def _absent(source: Entry[SourceEntry]) -> Iterator[ConfigFault]:
    for name in ("client_id", "client_secret"):
        env = getattr(source.model.credentials, f"{name}_env")
        file = getattr(source.model.credentials, f"{name}_file")
        if env and not os.environ.get(env, "").strip():
            problem = f"the environment variable {env} is not set here, or empty"
            remedy = "Set it for the service, and for this command to be sure."
            yield source.fault(("credentials", f"{name}_env"), problem, remedy)
        if file and not _readable(source, file):
            problem = f"the key file {shown(file)} cannot be read, or is empty"
            remedy = "Put it there, readable for the user who runs Rightswatch."
            yield source.fault(("credentials", f"{name}_file"), problem, remedy)


def _readable(source: Entry[SourceEntry], file: str) -> bool:
    path = absolute(source.folder, file)
    try:
        return path.is_file() and bool(path.read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return False
