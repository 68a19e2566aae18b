"""Webhooks: letters as JSON for other programs, signed, and sent until they are taken.

Layer: alerts; the HTTP port is handed in.
Flow: Letter -> JSON (WebhookWriter) -> POST with id, time and signature (WebhookChannel).
Source: the Standard Webhooks specification 1.0: headers webhook-id, webhook-timestamp and
webhook-signature; HMAC-SHA-256 over "id.timestamp.body", base64 after "v1,".
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from monitor.domain.alert import Alert, CaseStory, Letter
from monitor.domain.codec import canonical_json
from monitor.domain.errors import (
    AddressRefused,
    DeliveryFailed,
    EgressRefused,
    FetchFailed,
    SourceBusy,
)
from monitor.domain.relisting import Relisting
from monitor.domain.verdict import Verdict
from monitor.ports.clock import Clock
from monitor.ports.http import EgressRule, Http

VERSION: Final = 1
"""Of the JSON's shape: new keys may come, none goes or changes its meaning."""

GONE: Final = 410
PREFIX: Final = "whsec_"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookWriter:
    """Writes for one webhook. channel: its name in the configuration."""

    channel: str

    def write(self, letter: Letter) -> Alert:
        """Say the letter as JSON; equal letters give equal bytes.

        Raises:
            ValueError: the letter tells of no case.
        """
        if not letter.stories:
            message = f"the letter {letter.key} tells of no case"
            raise ValueError(message)
        content = canonical_json({
            "type": f"cases.{letter.occasion.value}",
            "version": VERSION,
            "written_at": letter.written_at,
            "recipient": letter.recipient.email,
            "not_answered_by": letter.silent,
            "checkpoint": letter.checkpoint,
            "cases": [_case(story) for story in letter.stories],
            "says": "indications for a person to judge, not findings of infringement",
        })
        numbers = [story.file.case.number for story in letter.stories]
        more = f" and {len(numbers) - 1} more" if len(numbers) > 1 else ""
        return Alert(
            key=letter.key,
            channel=self.channel,
            to=self.channel,
            message_id=f"msg_{hashlib.sha256(letter.key.encode()).hexdigest()[:32]}",
            subject=f"{letter.occasion.value}: {numbers[0]}{more}",
            content=content,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookChannel:
    """Posts to one URL. secret: what both sides sign with; never in a repr."""

    name: str
    url: str
    secret: bytes
    http: Http
    clock: Clock
    rule: EgressRule

    def __repr__(self) -> str:
        """Without the secret."""
        return f"WebhookChannel({self.name!r}, {self.url!r})"

    def send(self, alert: Alert) -> None:
        """Post the letter; any answer of 200 to 299 takes it over.

        A repeat has the same webhook-id, so that the receiver can tell it. 410 Gone is an end.

        Raises:
            AddressRefused: the receiver wants no more of this.
            DeliveryFailed: everything that waiting, or the receiver's operator, may cure.
        """
        timestamp = f"{self.clock.now().timestamp():.0f}"
        headers = {
            "Content-Type": "application/json",
            "webhook-id": alert.message_id,
            "webhook-timestamp": timestamp,
            "webhook-signature": signature(self.secret, alert.message_id, timestamp, alert.content),
        }
        try:
            page = self.http.send(
                "POST", self.url, headers=headers, body=alert.content, rule=self.rule
            )
        except (EgressRefused, FetchFailed, SourceBusy) as error:
            raise DeliveryFailed(self.name, str(error)) from error
        if page.status == GONE:
            raise AddressRefused(self.name, alert.to, f"{self.url} answers HTTP 410 Gone")
        if not 200 <= page.status < 300:
            raise DeliveryFailed(self.name, f"{self.url} answers HTTP {page.status}")


def signature(secret: bytes, message_id: str, timestamp: str, body: bytes) -> str:
    """What webhook-signature holds: "v1," and the base64 of the HMAC-SHA-256."""
    signed = b".".join((message_id.encode(), timestamp.encode(), body))
    digest = hmac.new(secret, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def secret_bytes(written: str) -> bytes:
    """The bytes of a secret: of "whsec_..." what its base64 says, else the text itself.

    Raises:
        ValueError: what follows whsec_ is no base64.
    """
    if written.startswith(PREFIX):
        return base64.b64decode(written.removeprefix(PREFIX), validate=True)
    return written.encode()


def _case(story: CaseStory) -> Mapping[str, Any]:
    case, offer = story.file.case, story.file.sighting.offer
    bundle, entry = story.bundle, story.entry
    return {
        "number": case.number,
        "holder": case.holder_id,
        "grade": case.grade,
        "severity": case.severity,
        "state": case.state,
        "live": case.live,
        "opened_at": case.opened_at,
        "offer": {
            "market": offer.listing.market,
            "listing_id": offer.listing.listing_id,
            "url": offer.url,
            "title": offer.title,
            "price": offer.price,
            "seller": offer.seller,
            "seen_at": story.file.sighting.seen_at,
        },
        "verdicts": [_verdict(verdict, story) for verdict in story.file.verdicts],
        "relistings": [_relisting(one) for one in story.relistings],
        "forerunner": story.forerunner.case_number if story.forerunner else None,
        "evidence": {
            "path": bundle.path if bundle else None,
            "sha256": bundle.sha256 if bundle else None,
            "log_entry": entry.index if entry else None,
        },
    }


def _relisting(one: Relisting) -> Mapping[str, Any]:
    return {
        "listing": one.listing,
        "url": one.url,
        "at": one.at,
        "score": one.sameness.score,
        "edges": one.sameness.edges,
    }


def _verdict(verdict: Verdict, story: CaseStory) -> Mapping[str, Any]:
    return {
        "asset": verdict.asset_id,
        "asset_name": story.asset_names.get(verdict.asset_id),
        "score": verdict.score,
        "grade": verdict.grade,
        "grounds": verdict.grounds,
        "for": [*(signal.because for signal in verdict.signals), *verdict.support],
        "against": [reason.because for reason in verdict.against],
        "enforceable": verdict.gate.enforceable,
        "right": verdict.gate.because,
    }
