"""What the officers' desk is handed, in one installation."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from monitor.bootstrap.shops import shop_of
from monitor.domain.person import Person

if TYPE_CHECKING:
    from monitor.bootstrap.wiring import Wiring
    from monitor.config.settings import WebSettings
    from monitor.web.desk import Desk, WriteLink


def desk_of(wiring: "Wiring", web: "WebSettings") -> "Desk":
    """All parts of the desk."""
    from monitor.web.desk import Desk

    return Desk(
        store=wiring.store,
        blobs=wiring.blobs,
        clock=wiring.clock,
        people=people_of(wiring),
        public_url=web.public_url,
        address=web.address,
        shop_of=partial(shop_of, wiring.plans),
        write_link=_write_link(wiring),
        links=wiring.post_office.links,
    )


def people_of(wiring: "Wiring") -> Mapping[str, Person]:
    """Who may sign in, by mail address in lower case."""
    return {person.email.lower(): person for person in wiring.settings.people}


def _write_link(wiring: "Wiring") -> "WriteLink | None":
    from alerts.email.sign_in import sign_in_mail

    smtp = wiring.settings.service.smtp
    return partial(sign_in_mail, sender=smtp.sender) if smtp else None
