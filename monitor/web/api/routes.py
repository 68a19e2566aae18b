"""Every address for programs: which scope opens it, who answers, and what is told."""

from typing import Final

from fastapi import Request, Response

from monitor.domain.token import Scope
from monitor.web.api import assets, cases, confirmations, evidence, listings, overseeing, sellers
from monitor.web.api.calls import Calling
from monitor.web.api.gate import Endpoint
from monitor.web.api.shapes import (
    CasePage,
    CaseTold,
    ConfirmationPage,
    DecisionMade,
    EvidenceTold,
    TokenTold,
)

ROOT: Final = "/api/v1"


def show_token(call: Calling) -> Response:
    """What the token that is shown opens, and for whom."""
    token = call.caller.token
    told = TokenTold(
        name=token.name,
        email=token.email,
        role=call.person.role.value,
        scopes=tuple(scope for scope in token.scopes if call.caller.may(scope)),
        holders=call.holders,
        until=token.until,
    )
    return call.told(told)


def show_description(call: Calling, request: Request) -> Response:
    """This description, as OpenAPI 3.1."""
    return call.told(request.app.openapi())


ENDPOINTS: Final = (
    Endpoint(path=f"{ROOT}/openapi.json", needs=None, answer=show_description, gives=dict),
    Endpoint(path=f"{ROOT}/token", needs=None, answer=show_token, gives=TokenTold),
    Endpoint(path=f"{ROOT}/cases", needs=Scope.CASES, answer=cases.list_cases, gives=CasePage),
    Endpoint(
        path=f"{ROOT}/cases/{{number}}", needs=Scope.CASES, answer=cases.show_case, gives=CaseTold
    ),
    Endpoint(
        path=f"{ROOT}/cases/{{number}}/decisions",
        method="POST",
        needs=Scope.DECISIONS,
        answer=cases.decide,
        gives=DecisionMade,
    ),
    Endpoint(
        path=f"{ROOT}/cases/{{number}}/evidence",
        needs=Scope.EVIDENCE,
        answer=evidence.list_evidence,
        gives=EvidenceTold,
    ),
    Endpoint(
        path=f"{ROOT}/cases/{{number}}/evidence/{{capture}}/{{name}}",
        needs=Scope.EVIDENCE,
        answer=evidence.take_file,
        gives=None,
    ),
    Endpoint(
        path=f"{ROOT}/confirmations",
        needs=Scope.CONFIRMATIONS,
        answer=confirmations.list_confirmations,
        gives=ConfirmationPage,
    ),
    Endpoint(
        path=f"{ROOT}/sellers",
        needs=Scope.SELLERS,
        answer=sellers.list_sellers,
        gives=sellers.SellerPage,
    ),
    Endpoint(
        path=f"{ROOT}/sellers/{{number}}",
        needs=Scope.SELLERS,
        answer=sellers.show_seller,
        gives=sellers.SellerWithLinks,
    ),
    Endpoint(
        path=f"{ROOT}/assets",
        needs=Scope.ASSETS,
        answer=assets.list_assets,
        gives=assets.AssetPage,
    ),
    Endpoint(
        path=f"{ROOT}/assets/{{asset}}",
        needs=Scope.ASSETS,
        answer=assets.show_asset,
        gives=assets.AssetWithCases,
    ),
    Endpoint(
        path=f"{ROOT}/coverage",
        needs=Scope.COVERAGE,
        answer=overseeing.show_coverage,
        gives=overseeing.CoverageTold,
    ),
    Endpoint(
        path=f"{ROOT}/health",
        needs=Scope.COVERAGE,
        answer=overseeing.show_health,
        gives=overseeing.HealthTold,
    ),
    Endpoint(
        path=f"{ROOT}/listings",
        method="POST",
        needs=Scope.LISTINGS,
        answer=listings.push_listings,
        gives=listings.ListingsTaken,
        body=listings.BODY,
        most_bytes=listings.MOST_BYTES,
    ),
)
