"""Our four top-level packages are ours: other projects publish packages of the same names."""

from importlib.util import find_spec
from pathlib import Path

from monitor.domain.errors import ForeignPackage


def check_neighbours() -> None:
    """Make sure that `spiders`, `rules` and `alerts` lie beside `monitor`.

    Packages of other projects carry these names; one installed before ours would silently take
    its place.

    Raises:
        ForeignPackage: one of them lies elsewhere.
    """
    home = Path(__file__).resolve().parents[2]
    for name in ("spiders", "rules", "alerts"):
        spec = find_spec(name)
        place = Path(spec.origin).resolve().parent.parent if spec and spec.origin else None
        if place != home:
            message = (
                f"the package {name!r} comes from {place}, not from {home}: another project uses "
                "this name; install Rightswatch alone in its own environment"
            )
            raise ForeignPackage(message)
