"""Evidence in a bucket that speaks S3: objects made once, each whole or not at all.

The bundle comes first and is created, never replaced, so that whatever stands under its name is
the first that was put there. Its checksums and seals follow and may be replaced; in a bucket with
versions and a lock the earlier ones stay below them. Object Lock is the bucket's own affair: set
its default retention there.

Source: obstore; conditional puts (If-None-Match: *) of S3.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from monitor.domain.errors import CaptureFailed

TIMEOUT_S = 60
RETRIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """Where the bucket is and who we are there.

    endpoint: None = Amazon's of the region. allow_http: True for a server on this machine.
    """

    name: str
    prefix: str = ""
    endpoint: str | None = None
    region: str = "us-east-1"
    access_key: str | None = None
    secret_key: str | None = field(default=None, repr=False)
    allow_http: bool = False


class BucketShelf:
    """See ports/evidence.py."""

    def __init__(self, bucket: Bucket) -> None:
        settings = {
            "endpoint": bucket.endpoint,
            "region": bucket.region,
            "access_key_id": bucket.access_key,
            "secret_access_key": bucket.secret_key,
        }
        self._told = f"the bucket {bucket.name}"
        self._objects = S3Store(
            bucket.name,
            prefix=bucket.prefix or None,
            config={key: value for key, value in settings.items() if value is not None},  # type: ignore[arg-type]
            client_options={"allow_http": bucket.allow_http, "timeout": f"{TIMEOUT_S}s"},
            retry_config={
                "max_retries": RETRIES,
                "retry_timeout": timedelta(seconds=TIMEOUT_S),
            },
        )

    def place(self, where: str, files: Mapping[str, bytes]) -> bool:
        """See the port; a kill in between leaves the bundle alone, whose seals come later."""
        bundle = _bundle_of(where)
        with self._explained():
            try:
                if bundle in files:
                    self._objects.put(
                        f"{where}/{bundle}", files[bundle], mode="create", use_multipart=False
                    )
            except AlreadyExistsError:
                return False
            self._put(where, {name: files[name] for name in files if name != bundle})
        return True

    def replace(self, where: str, files: Mapping[str, bytes]) -> None:
        """See the port.

        Raises:
            CaptureFailed: the bundle is not there, or the bucket did not take them.
        """
        with self._explained():
            try:
                self._objects.head(f"{where}/{_bundle_of(where)}")
            except FileNotFoundError as error:
                message = f"the bundle of {where} is not there to be sealed in {self._told}"
                raise CaptureFailed(message) from error
            self._put(where, files)

    def read(self, where: str) -> Mapping[str, bytes]:
        """See the port."""
        with self._explained():
            return {
                path.rpartition("/")[2]: bytes(self._objects.get(path).bytes())
                for path in self._paths(where)
            }

    def remove(self, where: str) -> bool:
        """See the port."""
        with self._explained():
            paths = self._paths(where)
            bundle = f"{where}/{_bundle_of(where)}"
            for path in sorted(paths, key=lambda path: path == bundle):
                self._objects.delete(path)
            return bool(paths)

    def folders(self) -> Iterator[str]:
        """See the port."""
        found: dict[str, bool] = defaultdict(bool)
        with self._explained():
            for chunk in self._objects.list():
                for one in chunk:
                    folder, _, name = str(one["path"]).rpartition("/")
                    found[folder] |= name == _bundle_of(folder)
        yield from sorted(folder for folder, whole in found.items() if whole)

    def clean(self) -> int:
        """There is nothing to clear: an object that was not put whole is not there."""
        return 0

    def _paths(self, where: str) -> list[str]:
        listed = self._objects.list_with_delimiter(f"{where}/")["objects"]
        return sorted(str(one["path"]) for one in listed)

    def _put(self, where: str, files: Mapping[str, bytes]) -> None:
        for name, content in files.items():
            self._objects.put(f"{where}/{name}", content, use_multipart=False)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """What the client says in one line; waiting may cure all of it.

        Raises:
            CaptureFailed: the bucket did not answer, or refused.
        """
        try:
            yield
        except (BaseError, OSError) as error:
            first = str(error).partition("\n")[0][:300]
            message = f"{self._told} did not do it: {first}"
            raise CaptureFailed(message) from error


def _bundle_of(where: str) -> str:
    return f"{where.rpartition('/')[2]}.wacz"
