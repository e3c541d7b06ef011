"""The addresses that Django answers; the front answers all public ones before it."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", include("events.admin.urls")),
    path("admin/", admin.site.urls),
]
