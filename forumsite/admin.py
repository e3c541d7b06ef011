"""The admin site: Django's own, under our name and in the editors' words.

It stands outside ``events.admin``, whose import registers the models: Django must be able to make the
site before that.
"""

from collections.abc import Iterable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

#: The groups of the front page: a key, a heading, and the models in the order in which editors need them.
GROUPS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("editions", _("Editions"), ("Forum", "Quote", "Statistic", "Series")),
    ("people", _("People and institutes"), ("Speaker", "Institute")),
    ("library", _("Library"), ("Image", "Trash")),
    ("publishing", _("Publishing"), ("Publication", "Release", "Review", "Redirect")),
    ("notices", _("Notices to others"), ("Webhook", "Notice")),
    ("accounts", _("Accounts"), ("Preference", "User", "Group")),
)


class ForumAdminSite(admin.AdminSite):
    """The editors’ desk."""

    site_header = _("Editors’ desk")
    site_title = _("Editors’ desk")
    index_title = _("Content")

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Leads to the one way in, whose form asks for the second factor; whoever is in goes to the desk."""
        from allauth.account.decorators import secure_admin_login

        return secure_admin_login(lambda request: HttpResponseRedirect(reverse("admin:index")))(request)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The front page, with what is in public of each edition."""
        from events.admin.comments import mentions_of
        from events.admin.publishing_overview import seen_by

        told = {"overview": seen_by(request, self), "mentions": mentions_of(request.user)}
        return super().index(request, {**(extra_context or {}), **told})

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """With the key that seals what the user types, and the page’s section of the guide."""
        from events.admin.drafts import key_of
        from events.admin.guide import section_of

        own = {"draft_key": key_of(request.user), "guide_section": section_of(request)}
        return {**super().each_context(request), **own}

    def i18n_javascript(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The words of scripts: Django’s own, and ours of the editor of rich texts."""
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "events"])(request)

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Rows to choose from; pictures with what they show."""
        from events.admin.choices import Choices

        return Choices.as_view(admin_site=self)(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """``view`` for those who may: their browser learns what is saved, and the history who wrote it.

        Who is signed out when a form arrives comes back to the page of that form, not to where it was sent;
        an address that takes forms alone says so to who opens it.
        """
        from events.admin.drafts import telling_what_is_saved
        from events.admin.failures import not_this_way, page_of_form
        from events.admin.revisions import as_its_author

        guarded = super().admin_view(telling_what_is_saved(as_its_author(view)), cacheable)

        @wraps(guarded)
        def told(request: HttpRequest, *args: Any, **options: Any) -> Any:
            leaves = request.path == reverse("admin:logout")
            if request.method == "POST" and not leaves and not self.has_permission(request):
                return redirect_to_login(page_of_form(request), reverse("admin:login"))
            response = guarded(request, *args, **options)
            is_opened = response.status_code == 405 and request.method in ("GET", "HEAD")
            if not is_opened or not request.accepts("text/html"):
                return response
            page = not_this_way(request)
            page["Allow"] = response["Allow"]
            return page

        return told

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The models that the user may see, grouped by what they are for; one app's page is left as it is."""
        apps: list[Any] = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        groups = [_group(key, name, names, models) for key, name, names in GROUPS]
        grouped = {name for _key, _name, names in GROUPS for name in names}
        rest = [
            {**app, "models": left}
            for app in apps
            if (left := [model for model in app["models"] if model["object_name"] not in grouped])
        ]
        return [group for group in groups if group["models"]] + rest


def _group(key: str, name: str | Promise, names: Iterable[str], models: dict[str, Any]) -> dict[str, Any]:
    """One group, in the shape that the admin's templates want."""
    return {
        "name": name,
        "app_label": key,
        "app_url": f"{reverse('admin:index')}#{key}",
        "has_module_perms": True,
        "models": [models[name] for name in names if name in models],
    }
