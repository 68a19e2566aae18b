"""When a bundle was made, bounded from both sides by authorities that the reader trusts.

Latest: a token over a checkpoint that holds the bundle's entry. Earliest: a token that is sealed
inside the bundle, so that the bundle is younger than it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509

from alerts.evidence.beside import read_beside, token_names
from alerts.evidence.bundle import BEFORE_NOTE, BEFORE_TOKEN
from alerts.evidence.check import Check, Claim, Outcome
from alerts.evidence.notes import LogProof
from alerts.evidence.timestamp import Token, TokenRefused, TokenUntrusted, checked
from alerts.evidence.trust import TOLERANCE

UNSTAMPED = (
    "sealed, not yet time-stamped: the times are those of the recording machine's clock alone"
)
ROOTLESS = "a time stamp is there, but no root certificate to check it by (--root, or --config)"


def time_checks(
    path: Path,
    proof: LogProof | None,
    capture: Mapping[str, Any],
    members: Mapping[str, bytes],
    roots: Sequence[x509.Certificate],
) -> Iterator[Check]:
    """Checks of the tokens beside a bundle and of the one inside.

    capture, members: of a bundle that holds; empty otherwise.
    """
    latest = None
    if proof is None:
        yield _check("time", Outcome.INCOMPLETE, UNSTAMPED)
    else:
        checks, latest = _tokens(path, proof, roots)
        yield from checks
    earliest = None
    if BEFORE_TOKEN in members and roots:
        check, earliest = _before(members, roots)
        yield check
    if capture:
        yield from _clock(capture, earliest, latest)


def _tokens(
    path: Path, proof: LogProof, roots: Sequence[x509.Certificate]
) -> tuple[list[Check], datetime | None]:
    """Checks of the tokens over the proof's checkpoint, and the earliest time of a trusted one."""
    try:
        answers = {name: read_beside(path, name) for name in token_names(path)}
    except (OSError, ValueError) as error:
        return [_check("time", Outcome.FAILED, str(error))], None
    if not answers:
        return [_check("time", Outcome.INCOMPLETE, UNSTAMPED)], None
    if not roots:
        return [_check("time", Outcome.INCOMPLETE, ROOTLESS)], None
    checks: list[Check] = []
    found: list[Token] = []
    foreign: list[str] = []
    for name, answer in answers.items():
        try:
            found.append(checked(answer or b"", proof.note.encode(), roots))
        except TokenUntrusted as error:
            foreign.append(f"{name}: {error}")
        except TokenRefused as error:
            checks.append(_check("time", Outcome.FAILED, f"{name}: {error}"))
    for token in found:
        because = f"the log with this bundle in it stood at {token.at.isoformat()}, says {token.by}"
        checks.append(_check("time", Outcome.PASSED, because))
    outcome = Outcome.NOTED if found else Outcome.INCOMPLETE
    checks += [_check("time", outcome, because) for because in foreign]
    return checks, min((token.at for token in found), default=None)


def _before(
    members: Mapping[str, bytes], roots: Sequence[x509.Certificate]
) -> tuple[Check, datetime | None]:
    try:
        token = checked(members[BEFORE_TOKEN], members[BEFORE_NOTE], roots)
    except TokenUntrusted as error:
        return _check("not_before", Outcome.NOTED, f"the token inside: {error}"), None
    except TokenRefused as error:
        return _check("not_before", Outcome.FAILED, f"the token inside: {error}"), None
    because = f"it was made after {token.at.isoformat()}, for it holds a token of that time"
    return _check("not_before", Outcome.PASSED, because), token.at


def _clock(
    capture: Mapping[str, Any], earliest: datetime | None, latest: datetime | None
) -> Iterator[Check]:
    """Whether the recording machine's clock fits what the authorities say."""
    started_at = datetime.fromisoformat(capture["started_at"])
    ended_at = datetime.fromisoformat(capture["ended_at"])
    fault = None
    if latest is not None and ended_at > latest + TOLERANCE:
        fault = f"it says {ended_at.isoformat()}, after the stamp of {latest.isoformat()}"
    elif earliest is not None and started_at < earliest - TOLERANCE:
        fault = (
            f"it says {started_at.isoformat()}, before the stamp inside of {earliest.isoformat()}"
        )
    if fault:
        yield _check("clock", Outcome.REFUSED, f"the recording machine's clock was wrong: {fault}")
    elif latest is not None or earliest is not None:
        because = "the recording machine's clock fits the time stamps"
        yield _check("clock", Outcome.PASSED, because)


def _check(name: str, outcome: Outcome, because: str) -> Check:
    return Check(name=name, claim=Claim.TIME, outcome=outcome, because=because)
