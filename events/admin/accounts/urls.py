"""The addresses of accounts: allauth’s that are needed, and no others; nobody signs up here."""

from allauth.account import views
from django.urls import URLPattern, URLResolver, include, path

from events.admin.accounts.forgotten import Forgotten, LinkSent
from events.admin.accounts.sessions import sign_out_everywhere

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("sign-out-everywhere/", sign_out_everywhere, name="sign_out_everywhere"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("confirm/", views.reauthenticate, name="account_reauthenticate"),
    path("forgotten/", Forgotten.as_view(), name="forgotten_password"),
    path("forgotten/sent/", LinkSent.as_view(), name="password_link_sent"),
    path("second-factor/", include("allauth.mfa.urls")),
]
