"""Exchange and Shot: what the browser asked, got and showed during one visit.

Layer: evidence; made by the camera, sealed by the bundle.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer, as the browser saw them.

    status: None when no answer came; `failure` then says why. body: content-decoded bytes.
    truncated: why the body is cut, in the words of WARC 1.1 section 5.13 ("time", "length",
    "disconnect", "unspecified"); None when it is whole. started_at: aware UTC.
    """

    url: str
    method: str
    request_headers: Headers
    started_at: datetime
    status: int | None = None
    reason: str = ""
    response_headers: Headers = ()
    request_body: bytes = b""
    body: bytes = b""
    truncated: str | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """What one visit brought back.

    dom: UTF-8 with a byte order mark, so that no `meta charset` of the page can mislead a reader.
    measures: further facts for capture.json, plain JSON values.
    """

    requested_url: str
    final_url: str
    status: int | None
    title: str
    exchanges: tuple[Exchange, ...]
    screenshot: bytes
    dom: bytes
    text: str
    started_at: datetime
    ended_at: datetime
    measures: dict[str, Any] = field(default_factory=dict)
