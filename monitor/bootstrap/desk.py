"""What the officers' desk is handed, in one installation."""

from collections.abc import Mapping
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from monitor.bootstrap.shops import shop_of
from monitor.bootstrap.trusting import trust_of
from monitor.domain.person import Person

if TYPE_CHECKING:
    from monitor.bootstrap.wiring import Wiring
    from monitor.config.settings import WebSettings
    from monitor.web.desk import Desk, WriteLink
    from monitor.web.provider import Provider
    from monitor.web.vitals import Premises
    from spiders.imports import Terms


def desk_of(wiring: "Wiring", web: "WebSettings") -> "Desk":
    """All parts of the desk."""
    from monitor.bootstrap.packets import DeskPackets
    from monitor.web.desk import Desk

    return Desk(
        store=wiring.store,
        blobs=wiring.blobs,
        clock=wiring.clock,
        people=people_of(wiring),
        public_url=web.public_url,
        address=web.address,
        assets=wiring.assets,
        evidence=wiring.sealing.store,
        trust=partial(trust_of, wiring),
        shop_of=partial(shop_of, wiring.plans),
        write_link=_write_link(wiring),
        premises=premises_of(wiring),
        plans=wiring.plans,
        import_terms=partial(_import_terms, wiring),
        write_packet=DeskPackets(wiring).write,
        links=wiring.post_office.links,
        provider=provider_of(wiring),
    )


def premises_of(wiring: "Wiring") -> "Premises":
    """What operators' programs watch over."""
    from monitor.runtime.supervisor import BEAT_S
    from monitor.web.vitals import Premises

    service = wiring.settings.service
    return Premises(
        store=wiring.store,
        clock=wiring.clock,
        sources=tuple(wiring.sources_watched),
        folders={"evidence": service.evidence, "blobs": service.blobs},
        version=version("rightswatch"),
        beat_s=BEAT_S,
    )


def provider_of(wiring: "Wiring") -> "Provider | None":
    """Who says who people are, beside their mail boxes; None = nobody.

    Raises:
        ProviderRefused: what reads its tokens is not installed.
    """
    from monitor.ports.http import EgressRule
    from monitor.web.provider import Provider

    web = wiring.settings.service.web
    oidc = web.oidc if web else None
    if web is None or oidc is None:
        return None
    return Provider.of(
        name=oidc.name,
        issuer=oidc.issuer,
        client_id=oidc.client_id,
        client_secret=oidc.client_secret,
        public_url=web.public_url,
        http=wiring.http,
        rule=EgressRule(allow_private_addresses=oidc.allow_private_addresses),
    )


def people_of(wiring: "Wiring") -> Mapping[str, Person]:
    """Who may sign in, by mail address in lower case."""
    return {person.email.lower(): person for person in wiring.settings.people}


def _import_terms(wiring: "Wiring", by: str) -> "Terms":
    from monitor.bootstrap.importing import ImportWishes, terms_of

    return terms_of(wiring, ImportWishes(by=by))


def _write_link(wiring: "Wiring") -> "WriteLink | None":
    from alerts.email.sign_in import sign_in_mail

    smtp = wiring.settings.service.smtp
    return partial(sign_in_mail, sender=smtp.sender) if smtp else None
