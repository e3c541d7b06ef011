"""The addresses of previews and share links, for who is signed in."""

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpResponse
from django.urls import URLPattern, path

from events.admin.preview import preview
from events.admin.preview_live import live_preview
from events.admin.share import revoke_link, share_links


def _page(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    return path(route, admin.site.admin_view(view), name=name)


urlpatterns = [
    _page("form/", live_preview, "live_preview_of_new"),
    _page("form/<int:pk>/", live_preview, "live_preview"),
    _page("<int:pk>/links/", share_links, "share_links"),
    _page("<int:pk>/links/<int:link>/revoke/", revoke_link, "revoke_share_link"),
    _page("<int:pk>/<str:which>/", preview, "preview"),
    _page("<int:pk>/<str:which>/<path:path>", preview, "preview_page"),
]
