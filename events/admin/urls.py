"""The admin's addresses that are not Django's: corrections, accounts, language switch and passwords."""

from django.contrib import admin
from django.contrib.auth import views
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy

from events.admin.activity import activity
from events.admin.checks import check_form, checks
from events.admin.comments import comment, comments, resolve
from events.admin.form_language import keep_form_language
from events.admin.guide import guide
from events.admin.new_edition import new_edition
from events.admin.palette import palette
from events.admin.publishing_corrections import corrections
from events.admin.saved_filters import delete_filter, keep_filter
from events.admin.still_right import still_right
from events.admin.texts import texts

urlpatterns: list[URLPattern | URLResolver] = [
    path("guide/", admin.site.admin_view(guide), name="guide"),
    path("find/", admin.site.admin_view(palette), name="find"),
    path("events/activity/", admin.site.admin_view(activity), name="activity"),
    path("events/comment/", admin.site.admin_view(comment), name="comment"),
    path("events/comment/resolve/", admin.site.admin_view(resolve), name="resolve_comment"),
    path("events/comments/", admin.site.admin_view(comments), name="comments"),
    path("events/saved-filters/<slug:model>/", admin.site.admin_view(keep_filter), name="keep_filter"),
    path(
        "events/saved-filters/<slug:model>/delete/",
        admin.site.admin_view(delete_filter),
        name="delete_filter",
    ),
    path("events/corrections/", admin.site.admin_view(corrections), name="corrections"),
    path("events/still-right/", admin.site.admin_view(still_right), name="still_right"),
    path("events/forum/<int:pk>/texts/", admin.site.admin_view(texts), name="forum_texts"),
    path("events/checks/", admin.site.admin_view(checks), name="checks"),
    path("events/checks/<slug:kind>/<int:pk>/", admin.site.admin_view(check_form), name="check_form"),
    path("account/", include("events.admin.accounts.urls")),
    path("events/form-language/", admin.site.admin_view(keep_form_language), name="form_language"),
    path("events/forum/<int:pk>/new-edition/", admin.site.admin_view(new_edition), name="new_edition"),
    path("language/", include("django.conf.urls.i18n")),
    path(
        "password/<uidb64>/<token>/",
        views.PasswordResetConfirmView.as_view(success_url=reverse_lazy("account_login")),
        name="password_reset_confirm",
    ),
]
