"""Mailbox: an SMTP server on 127.0.0.1 that keeps every mail as a file.

Flow: daemon -> SMTP -> folder of .eml files -> `web` shows them. Nothing is sent on to anybody.
"""

import asyncio
import os
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from types import TracebackType
from typing import Final, Self, cast

from aiosmtpd.smtp import SMTP, Envelope, Session

from monitor.cli.demo.mailbox.web import Web

MAIL_BYTES: Final = 25_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail as it came. number: 1 is the oldest; received_at: aware UTC."""

    number: int
    received_at: datetime
    content: bytes
    message: EmailMessage


class Shelf:
    """The folder: one file a mail, named by its number; what stands there is read at the start."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, which is made when it is not there."""
        self._folder = folder
        self._lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        self._mails = [_read(path) for path in sorted(folder.glob("[0-9]*.eml"))]

    def mails(self) -> list[Mail]:
        """All, oldest first."""
        with self._lock:
            return list(self._mails)

    def get(self, number: int) -> Mail | None:
        """By number."""
        return next((mail for mail in self.mails() if mail.number == number), None)

    def keep(self, content: bytes) -> None:
        """Write a mail down; when this returns it survives a power cut."""
        with self._lock:
            number = self._mails[-1].number + 1 if self._mails else 1
            path = self._folder / f"{number:06d}.eml"
            beside = path.with_suffix(".part")
            with beside.open("wb") as sink:
                sink.write(content)
                sink.flush()
                os.fsync(sink.fileno())
            beside.replace(path)
            self._mails.append(_read(path))


class Mailbox:
    """A mail box one can look into. Use as a context manager, or start and stop.

    Every mail is kept; how many of them are repeats of a Message-ID is counted, not hidden.
    """

    def __init__(self, folder: Path, port_smtp: int = 0, port_http: int = 0) -> None:
        """Read what stands in `folder`. Ports: 0 takes a free one."""
        self._shelf = Shelf(folder)
        self._port_smtp = port_smtp
        self._port_http = port_http
        self._post: _Post | None = None
        self._web: Web | None = None

    def start(self) -> Self:
        """Open both servers; they answer when this returns.

        Raises:
            OSError: a port is taken.
        """
        self._post = _Post(self._shelf, self._port_smtp)
        try:
            self._web = Web(self._shelf, self._port_http)
        except OSError:
            self.stop()
            raise
        self._port_smtp, self._port_http = self._post.port, self._web.port
        return self

    def stop(self) -> None:
        """Close both. Twice is harmless; the mails stay."""
        post, self._post = self._post, None
        web, self._web = self._web, None
        if post:
            post.stop()
        if web:
            web.stop()

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    @property
    def smtp_port(self) -> int:
        """Where mails are taken, on 127.0.0.1."""
        return self._port_smtp

    @property
    def url(self) -> str:
        """Where they can be looked at."""
        return f"http://127.0.0.1:{self._port_http}/"

    @property
    def mails(self) -> list[Mail]:
        """All mails with when they came, oldest first."""
        return self._shelf.mails()

    @property
    def messages(self) -> list[EmailMessage]:
        """All mails, parsed, oldest first."""
        return [mail.message for mail in self._shelf.mails()]

    @property
    def different(self) -> int:
        """How many mails there are when repeats of a Message-ID count once."""
        return different(self._shelf.mails())


def different(mails: list[Mail]) -> int:
    """Mails without repeats; a mail without a Message-ID is like no other."""
    ids = [str(mail.message.get("Message-ID") or f"#{mail.number}").strip() for mail in mails]
    return len(set(ids))


class _Post:
    """The SMTP server and the thread it lives in."""

    def __init__(self, shelf: Shelf, port: int) -> None:
        self._shelf = shelf
        self._open: set[asyncio.Transport] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mailbox", daemon=True)
        self._thread.start()
        opening = self._loop.create_server(self._receptionist, "127.0.0.1", port)
        try:
            self._server = asyncio.run_coroutine_threadsafe(opening, self._loop).result(10)
        except OSError:
            self._end()
            raise
        self.port: int = self._server.sockets[0].getsockname()[1]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002 - aiosmtpd's name
        """Keep the mail, then say so."""
        await asyncio.to_thread(self._shelf.keep, envelope.original_content or b"")
        return "250 2.0.0 kept"

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._end()

    def _receptionist(self) -> "_Receptionist":
        return _Receptionist(self, self._open)

    async def _close(self) -> None:
        self._server.close()
        talks = asyncio.all_tasks() - {asyncio.current_task()}
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        for transport in list(self._open):
            transport.abort()
        await asyncio.sleep(0.01)  # a turn of the loop, in which the sockets close

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()


class _Receptionist(SMTP):
    """aiosmtpd's protocol, which leaves its open connections to the caller."""

    def __init__(self, post: _Post, connections: set[asyncio.Transport]) -> None:
        super().__init__(
            post, hostname="rightswatch.demo", data_size_limit=MAIL_BYTES, enable_SMTPUTF8=True
        )
        self._connections = connections

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._connections.add(cast("asyncio.Transport", transport))
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._connections.discard(cast("asyncio.Transport", self.transport))
        super().connection_lost(error)


def _read(path: Path) -> Mail:
    content = path.read_bytes()
    return Mail(
        number=int(path.stem),
        received_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        content=content,
        message=message_from_bytes(content, policy=modern),
    )
