"""What the command palette can do: add something, go somewhere, open a page of an edition."""

from collections.abc import Iterator

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import models
from events.admin.folded_text import says
from events.admin.palette_content import Found

_MOST = 12


def found_commands(request: HttpRequest, site: AdminSite, words: tuple[str, ...]) -> tuple[Found, ...]:
    """The commands that have all ``words`` and that the user may give: one query, for the editions."""
    general = [*_pages(), *_of_models(request, site)]
    if not words:
        return tuple(general)
    editions = _of_editions(request, site)
    found = [one for one in (*general, *editions) if says(f"{one.label} {one.detail}", words)]
    return tuple(found[:_MOST])


def _pages() -> Iterator[Found]:
    yield Found(_("Go to the front page"), "", reverse("admin:index"))
    yield Found(_("Open the guide"), "", reverse("guide"))
    yield Found(_("Read the comments"), "", reverse("comments"))
    yield Found(_("Read the mentions of me"), "", f"{reverse('comments')}?to=me")
    yield Found(_("See who did what, and when"), "", reverse("activity"))
    yield Found(_("Change my preferences"), "", reverse("admin:events_preference_changelist"))


def _of_models(request: HttpRequest, site: AdminSite) -> Iterator[Found]:
    for group in site.get_app_list(request):
        for model in group["models"]:
            if model["model"] is models.Preference:
                continue  # which has a command of its own
            name = capfirst(str(model["name"]))
            if model["admin_url"]:
                yield Found(_("Go to: %(list)s") % {"list": name}, "", model["admin_url"])
            if model["add_url"]:
                kind = str(model["model"]._meta.verbose_name)
                yield Found(_("Add: %(kind)s") % {"kind": kind}, "", model["add_url"])


def _of_editions(request: HttpRequest, site: AdminSite) -> Iterator[Found]:
    its_admin = site.get_model_admin(models.Forum)
    if not its_admin.has_view_or_change_permission(request):
        return
    ways = [
        (_("Publish, plan or withdraw"), "admin:events_forum_publishing"),
        (_("Compare with what is live"), "admin:events_forum_review"),
        (_("Texts to look at"), "forum_texts"),
    ]
    if its_admin.has_add_permission(request):
        ways.append((_("New edition from this one"), "new_edition"))
    for forum in models.Forum.objects.all():
        for words, name in ways:
            yield Found(words, f"{forum} · {forum.slug}", reverse(name, args=[forum.pk]))
