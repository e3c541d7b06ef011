"""The admin's addresses that are not Django's: language switch and passwords."""

from django.contrib.auth import views
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", include("django.conf.urls.i18n")),
    path(
        "password/<uidb64>/<token>/",
        views.PasswordResetConfirmView.as_view(success_url=reverse_lazy("admin:login")),
        name="password_reset_confirm",
    ),
]
