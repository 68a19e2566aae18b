"""Links of mails: opening one shows what it would do, and only its button does it.

A mail program that unsubscribes with one click (RFC 8058) sends the same POST. The signed address
is the proof: there is no session, and no form of another site can know it.
"""

from fastapi import Response

from alerts.email.links import Deed, Errand
from monitor.domain.errors import UnknownCase
from monitor.pipeline.confirming import confirm
from monitor.pipeline.review import acknowledge
from monitor.web.showing import page
from monitor.web.visit import Visit
from monitor.web.words.mail_links import CHINESE, ENGLISH, MailLinkWords

BECAUSE = "its owner asked for no more mail"


def show(visit: Visit) -> Response:
    """Say what the link does, beside the button that does it."""
    errand = _errand(visit)
    return _page(visit, errand, done=False) if errand else _gone(visit)


def act(visit: Visit) -> Response:
    """Do it; twice is harmless."""
    errand = _errand(visit)
    if errand is None:
        return _gone(visit)
    store, now = visit.desk.store, visit.now
    if errand.deed is Deed.UNSUBSCRIBE:
        with store.transaction(durable=True) as tx:
            tx.addresses.stop(errand.address, BECAUSE, now, now)
    elif errand.deed is Deed.CONFIRM:
        confirm(store, errand.address, visit.desk.clock)
    else:
        try:
            acknowledge(store, errand.case_number, errand.address, now)
        except UnknownCase:  # the database is older than the mail
            return _gone(visit)
    return _page(visit, errand, done=True)


def _errand(visit: Visit) -> Errand | None:
    links = visit.desk.links
    return links.read(visit.parts["token"], visit.now) if links else None


def _words(visit: Visit) -> MailLinkWords:
    return CHINESE if visit.language == "zh" else ENGLISH


def _page(visit: Visit, errand: Errand, *, done: bool) -> Response:
    said = _words(visit).deeds[errand.deed]
    told = {"email": errand.address, "number": errand.case_number}
    return page(
        visit,
        "mail_link.html",
        title=said.title.format(**told),
        lead=(said.done if done else said.lead).format(**told),
        button=None if done else said.button,
    )


def _gone(visit: Visit) -> Response:
    words = _words(visit)
    return page(visit, "mail_link.html", 410, title=words.gone_title, lead=words.gone, button=None)
