"""Every address of Aimwell."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from aimwell_cms.site import asking
from aimwell_cms.site.views import robots


def healthz(request: HttpRequest) -> HttpResponse:
    """For load balancers: the process answers and, since a request opens a transaction, the database too."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("accounts/", include("aimwell_cms.accounts.urls")),
    path("ask/<slug:organisation>/", asking.ask, name="ask-online"),
    path("ask/<slug:organisation>/sent/<slug:reference>/", asking.sent, name="ask-sent"),
    path("w/", include("aimwell.workspace.urls")),
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/organisations/<slug:organisation>/members/", include("aimwell_cms.accounts.member_urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

if settings.SERVE_MEDIA:
    urlpatterns += [path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}, name="media")]

# Last: Wagtail answers for every address that is left.
urlpatterns += [path("", include(wagtail_urls))]

handler400 = "aimwell.workspace.errors.bad_request"
handler403 = "aimwell.workspace.errors.forbidden"
handler404 = "aimwell.workspace.errors.not_found"
handler429 = "aimwell.workspace.errors.too_many"
handler500 = "aimwell.workspace.errors.broken"
