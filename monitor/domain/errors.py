"""Every error Rightswatch raises on purpose, as one tree. The class says what to do next.

RightswatchError
    NotNow                  try again later; the runtime does
        SourceBusy              the site asked for a pause
        FetchFailed             no answer: network, time limit, broken reply
        DeliveryFailed          a channel did not take an alert
        CaptureFailed           the browser could not keep the page
        LeaseLost               somebody else took this work over; drop it
        StoreBusy               the database was locked or away; nothing was written
        DeskBusy                others have the desk do the same costly thing; nothing was done
        StampFailed             a time-stamp authority gave no token that can be used
    NeedsPerson             nobody can repair this by waiting
        AddressRefused          the receiver of an alert does not exist
        EgressRefused           the address policy forbids this URL
        EvidenceBroken          kept evidence does not verify
        PictureUnreadable       a picture cannot be decoded safely
        BrowserMissing          no Chromium was found; browser work is off
        UnknownCase             there is no case of that number
        CaseHeld                the case is on legal hold: its evidence may not go
        RecordRefused           a step of a notice or a test purchase cannot be recorded so
        StoreRefused            the database cannot be used as it is
        LogKeyRefused           the key that signs the evidence log cannot be used
        LettersKeyRefused       the keys that sign what letters carry cannot be used
        KeysRefused             an official interface cannot be asked with the keys there are
        ProviderRefused         a sign-in provider is not believed, or cannot be used
        ForeignPackage          a package of another project answers to one of our names
        UnknownSite             no spider of that name, or none for that address
        ImportRefused           a file of offers cannot be read at all
        ExportRefused           a case cannot be handed out as it was asked for
        BackupRefused           a backup cannot be written, or not be put back
        MoveRefused             a database cannot be moved to another
    ConfigRefused           the start-up stops, with every place and reason
"""

from collections.abc import Sequence
from dataclasses import dataclass


class RightswatchError(Exception):
    """Root of every error raised on purpose."""


class NotNow(RightswatchError):
    """Try again later; the runtime does so by itself."""


class SourceBusy(NotNow):
    """The site asked for a pause (429, 503, Retry-After)."""

    def __init__(self, url: str, retry_after_s: float) -> None:
        super().__init__(f"{url} asked for a pause of {retry_after_s:g} s")
        self.url = url
        self.retry_after_s = retry_after_s


class FetchFailed(NotNow):
    """No usable answer: network error, time limit, broken or oversized reply."""

    def __init__(self, url: str, because: str) -> None:
        super().__init__(f"{url} could not be fetched: {because}")
        self.url = url
        self.because = because


class DeliveryFailed(NotNow):
    """A channel did not take an alert; waiting may cure it."""

    def __init__(self, channel: str, because: str) -> None:
        super().__init__(f"{channel} did not take the alert: {because}")
        self.channel = channel
        self.because = because


class CaptureFailed(NotNow):
    """The page behind a case could not be kept; it is tried again."""


class LeaseLost(NotNow):
    """The lease on this work ran out and somebody else holds it now: drop it."""


class StoreBusy(NotNow):
    """The database was locked or away for longer than anybody waits; nothing was written."""


class DeskBusy(NotNow):
    """The desk does something costly for others, one at a time; nothing was done."""


class StampFailed(NotNow):
    """A time-stamp authority gave no token that can be used; it is asked again."""

    def __init__(self, authority: str, because: str) -> None:
        super().__init__(f"the time-stamp authority {authority}: {because}")
        self.authority = authority
        self.because = because


class NeedsPerson(RightswatchError):
    """Nobody can repair this by waiting; it becomes a task for a person."""


class AddressRefused(NeedsPerson):
    """The receiver of an alert does not exist."""

    def __init__(self, channel: str, to: str, because: str) -> None:
        super().__init__(f"{channel} refused the receiver {to}: {because}")
        self.channel = channel
        self.to = to
        self.because = because


class EgressRefused(NeedsPerson):
    """The address policy forbids this URL."""

    def __init__(self, url: str, because: str) -> None:
        super().__init__(f"{url} is not fetched: {because}")
        self.url = url
        self.because = because


class EvidenceBroken(NeedsPerson):
    """Kept evidence does not verify."""


class PictureUnreadable(NeedsPerson):
    """A picture cannot be decoded safely: not a picture, too large, or damaged."""


class BrowserMissing(NeedsPerson):
    """No Chromium was found; browser work is off."""


class UnknownCase(NeedsPerson):
    """There is no case of that number."""

    def __init__(self, number: str) -> None:
        super().__init__(f"there is no case {number}; `rightswatch cases list` shows all")
        self.number = number


class UnknownPage(NeedsPerson):
    """No source of the configuration knows the address."""

    def __init__(self, url: str) -> None:
        super().__init__(f"no source knows {url}; `rightswatch plan` shows where each one starts")
        self.url = url


class CaseHeld(NeedsPerson):
    """The case is on legal hold: its evidence may not go."""

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} is on legal hold; `rightswatch cases release {number}` ends it")
        self.number = number


class RecordRefused(NeedsPerson):
    """A step of a notice or of a test purchase cannot be recorded so; nothing was written."""

    def __init__(self, number: str, because: str) -> None:
        super().__init__(f"{number}: {because}")
        self.number = number
        self.because = because


class StoreRefused(NeedsPerson):
    """The database cannot be used as it is: unreachable, or of a newer version."""


class LogKeyRefused(NeedsPerson):
    """The key that signs the evidence log cannot be used: unreadable, open to others, not its."""


class LettersKeyRefused(NeedsPerson):
    """The keys that sign what letters carry cannot be used: unreadable, open to others, none."""


class UnknownSite(NeedsPerson):
    """No spider has the name a source gives, or none reads its address."""

    def __init__(self, source_id: str, site: str, known: Sequence[str]) -> None:
        names = ", ".join(known)
        super().__init__(f"source {source_id}: no spider for site {site!r}; there are: {names}")


class KeysRefused(NeedsPerson):
    """An official interface cannot be asked with the keys there are: missing, or refused by it.

    for_all: True when no other question would be answered either.
    """

    def __init__(self, interface: str, because: str, *, for_all: bool = True) -> None:
        super().__init__(f"{interface}: {because}")
        self.interface = interface
        self.because = because
        self.for_all = for_all


class ProviderRefused(NeedsPerson):
    """A sign-in provider cannot be used, or what it says of somebody is not believed."""

    def __init__(self, issuer: str, because: str) -> None:
        super().__init__(f"{issuer}: {because}")
        self.issuer = issuer
        self.because = because


class ImportRefused(NeedsPerson):
    """A file of offers cannot be read at all; `remedy` says what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}\n    {remedy}")
        self.problem = problem
        self.remedy = remedy


class ExportRefused(NeedsPerson):
    """A case cannot be handed out as it was asked for; nothing was written."""


class BackupRefused(NeedsPerson):
    """A backup cannot be written, or not be put back; what stood before stands."""


class MoveRefused(NeedsPerson):
    """A database cannot be moved to another; the one that it was to go to is unchanged."""


class ForeignPackage(NeedsPerson):
    """A package of another project answers to one of our names."""


@dataclass(frozen=True, slots=True)
class ConfigFault:
    """One mistake in the configuration: where it is, what it is, what to write instead.

    line and column count from 1, as editors do; 0 when the file itself cannot be read.
    """

    file: str
    line: int
    column: int
    key: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """`file:line:column: key: problem`, then what to write instead on its own line."""
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        key = f"{self.key}: " if self.key else ""
        remedy = f"\n    {self.remedy}" if self.remedy else ""
        return f"{where}: {key}{self.problem}{remedy}"


class ConfigRefused(RightswatchError):
    """The configuration holds mistakes; all of them are listed."""

    def __init__(self, faults: list[ConfigFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
