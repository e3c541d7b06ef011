"""The addresses that Django answers; the front answers all public ones before it."""

from django.contrib import admin
from django.urls import include, path

from events.serving import preview

handler403 = "events.admin.failures.not_allowed"
handler404 = "events.admin.failures.not_found"
handler500 = "events.admin.failures.server_failed"
urlpatterns = [
    path("preview/assets/<str:name>", preview.asset),
    path("preview/<str:token>/", preview.shared_page, {"path": ""}, name="shared_preview"),
    path("preview/<str:token>/<path:path>", preview.shared_page),
    path("admin/preview/", include("events.admin.preview_urls")),
    path("admin/", include("events.admin.urls")),
    path("admin/", admin.site.urls),
]
