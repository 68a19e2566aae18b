"""How often each page is visited, when a source allows only so many visits a day.

Pure arithmetic, no store: `plan` feeds it with what earlier visits brought.

A page on which news appears at a rate of r a second and that is visited f times a second tells of
them after 1 / (2 f) on average. The sum of all delays, weighed, is least for a given number of
visits when f is proportional to sqrt(weight x r): a page with four times the news gets twice the
visits. r is not known; it is believed from what visits brought, drawn towards the middle of its
kind while there is little to go by (a Gamma prior for a Poisson rate, its shape and middle taken
from all pages of the kind: empirical Bayes, as in Gelman et al., Bayesian Data Analysis, 2.6-2.7).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]

DAY_S = 86_400.0
LASTS_S = 3 * DAY_S
"""After so long a gap half of a page's news is taken to be gone. `bench/plan.py` has worlds where
this is wrong threefold either way."""
FIRST_NEWS_S = 1 / (7 * DAY_S)
"""News a second of a page while nothing is known of any: one a week."""
SHAPES = (0.05, 20.0)
"""Least and greatest shape of the prior: pages of a kind differ wildly, or hardly."""
SELDOMEST = 1 / 8
OFTENEST = 48.0
"""A page gets at least and at most so many times the visits of a fair share."""
HALVINGS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What is known of some pages, an entry each.

    news: so many new offers or changes were seen; watched_s: seconds in which they would have been
    seen (`seen_of`); weights: how much sooner news of it is wanted than of others, above 0; kinds,
    hosts: numbers from 0 on that say which pages are alike, and which share a host.
    """

    news: Floats
    watched_s: Floats
    weights: Floats
    kinds: Numbers
    hosts: Numbers


def seen_of(gap_s: float) -> float:
    """Seconds of a gap between two visits whose news is still there at its end.

    News goes again (an offer is sold, a page moves on): with a mean life of L seconds, a gap g
    shows as much as L g / (L + g) seconds without loss would.
    """
    return LASTS_S * gap_s / (LASTS_S + gap_s)


def believed(pages: Pages) -> Floats:
    """News a second that each page is believed to bring."""
    rates = np.empty_like(pages.news)
    every = _middle(pages.news, pages.watched_s, FIRST_NEWS_S)
    for kind in np.unique(pages.kinds):
        own = pages.kinds == kind
        news, watched_s = pages.news[own], pages.watched_s[own]
        middle = _middle(news, watched_s, every)
        shape = _shape(news, middle * watched_s)
        rates[own] = (shape + news) / (shape / middle + watched_s)
    return rates


def _middle(news: Floats, watched_s: Floats, otherwise: float) -> float:
    """Mean rate of some pages; one piece of news at the other rate is laid beside them."""
    return float((news.sum() + 1.0) / (watched_s.sum() + 1.0 / otherwise))


def _shape(news: Floats, expected: Floats) -> float:
    """By moments: how much more news differs from page to page than chance alone would make it."""
    excess = float(((news - expected) ** 2 - expected).sum())
    spread = float((expected**2).sum())
    return float(np.clip(spread / excess if excess > 0 else SHAPES[1], *SHAPES))


def visits_a_second(pages: Pages, total: float, of_hosts: Floats) -> Floats:
    """Visits a second for each page: together at most `total`, on a host at most its own.

    of_hosts: most visits a second of each host, by its number; infinity = no limit.
    """
    return shared(np.sqrt(pages.weights * believed(pages)), pages.hosts, total, of_hosts)


def shared(wanted: Floats, hosts: Numbers, total: float, of_hosts: Floats) -> Floats:
    """The same in proportion to what is wanted (above 0), as far as bounds and limits let it be."""
    if not len(wanted):
        return np.empty(0)
    on_host = np.bincount(hosts, minlength=len(of_hosts))[hosts]
    fair = np.minimum(total / len(wanted), of_hosts[hosts] / on_host)
    least, most = fair * SELDOMEST, fair * OFTENEST
    by_host = _filled(wanted, hosts, of_hosts, least, most)
    alone = np.zeros(len(wanted), np.intp)
    return _filled(wanted, alone, np.array([total]), least, by_host)


def _filled(wanted: Floats, groups: Numbers, limits: Floats, least: Floats, most: Floats) -> Floats:
    """In proportion to what is wanted, within bounds, and a group's sum within its limit."""

    def at(factors: Floats) -> Floats:
        return np.clip(factors[groups] * wanted, least, most)

    low = np.zeros(len(limits))
    high = np.full(len(limits), float((most / wanted).max()))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        fits = np.bincount(groups, at(middle), len(limits)) <= limits
        low, high = np.where(fits, middle, low), np.where(fits, high, middle)
    return at(low)
