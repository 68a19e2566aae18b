"""Addresses of the test shop: oscar's own, and pictures that are drawn when somebody asks."""

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from monitor.cli.demo.market.pictures import offer_picture


def picture(_: HttpRequest, subject: str) -> HttpResponse:
    """Goods by their kind, or the photograph of a holder ("photo-vellorine").

    Raises:
        Http404: nobody can draw that.
    """
    try:
        content = offer_picture("1", f"{subject.replace('-', ':')} jpeg", "en")
    except KeyError as error:
        raise Http404 from error
    return HttpResponse(content, content_type="image/jpeg")


urlpatterns = [
    path("media/drawn/<str:subject>.jpg", picture),
    path("", include(apps.get_app_config("oscar").urls[0])),
]
