"""The page on which a forum is submitted, approved, published, withdrawn, moved and rolled back."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.admin.languages import language_name
from events.admin.publishing_act import REFUSALS, act_of, sentences
from events.admin.publishing_deeds import DEEDS, Deed
from events.admin.publishing_forms import VerbForm
from events.admin.publishing_state import PublishingState, publishing_state
from events.admin.release_history import history, history_page
from events.admin.release_review import review_page
from events.models import Forum, Publication
from events.publishing import LeavesTheSite, Verb, actor_of

if TYPE_CHECKING:
    from events.admin.forum import ForumAdmin

#: The newest releases are on the page itself, all of them in the history.
_FEW = 5


class PublishingDesk:
    """The addresses below a forum's form, for an editor who may see the forum; verbs ask for their role."""

    def __init__(self, model_admin: "ForumAdmin") -> None:
        self._admin = model_admin

    def urls(self) -> list[URLPattern]:
        """The pages, and one address a verb; verbs take POST, and lead to the page otherwise."""
        pages: tuple[tuple[str, str, Callable[..., HttpResponse]], ...] = (
            ("publishing/", "publishing", self.page),
            ("review/", "review", self.review),
            ("releases/", "releases", self.releases),
            *((f"publishing/{deed.path}/", deed.name, partial(self.do, deed)) for deed in DEEDS),
        )
        wrap = self._admin.admin_site.admin_view
        return [path(f"<int:pk>/{end}", wrap(view), name=f"events_forum_{name}") for end, name, view in pages]

    def page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What is live, what would go live, and the verbs."""
        return self._render(request, self._forum(request, pk))

    def review(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What differs between two releases, or a release and the working copy."""
        forum = self._forum(request, pk)
        return review_page(request, forum, self._context(request, forum, _("Review: %(forum)s")))

    def releases(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Every release, and when it was live."""
        forum = self._forum(request, pk)
        return history_page(request, forum, self._context(request, forum, _("History: %(forum)s")))

    def do(self, deed: Deed, request: HttpRequest, pk: int) -> HttpResponse:
        """Does what ``deed`` says, and tells what came of it; a refusal keeps what was typed.

        Who opens its address (after signing in again, or in another language) comes to the page of its form.
        """
        opens = request.method in ("GET", "HEAD")
        if request.method != "POST" and not opens:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        forum = self._forum(request, pk)
        page = HttpResponseRedirect(reverse("admin:events_forum_publishing", args=[pk]))
        form = deed.form(forum, request.POST, auto_id=f"id_{deed.name}_%s")
        try:
            actor_of(request.user).require(deed.verb)
            if opens:
                return page
            if not form.is_valid():
                return self._again(request, forum, deed, form)
            if deed.asks and "confirmed" not in request.POST:
                return self._confirm(request, forum, deed, form)
            done = deed.run(forum, form.cleaned_data, act_of(request, form.cleaned_data["seen"]))
        except PermissionDenied as refusal:
            return self._refuse(request, forum, refusal)
        except LeavesTheSite as question:
            return self._confirm(request, forum, deed, form, leaving=question.languages)
        except REFUSALS as refusal:
            for sentence in sentences(refusal):
                messages.error(request, sentence)
            return self._again(request, forum, deed, form)
        is_due = isinstance(done, Publication) and done.starts > done.created
        messages.success(request, _("Scheduled: when it happens stands below.") if is_due else str(deed.done))
        return page

    def _again(self, request: HttpRequest, forum: Forum, deed: Deed, form: VerbForm) -> HttpResponse:
        """The page as it stands now, with what was typed; a button alone tells its faults above."""
        if deed.has_words:
            return self._render(request, forum, {f"{deed.name}_form": form})
        for fault in (fault for faults in form.errors.values() for fault in faults):
            messages.error(request, str(fault))
        return self._render(request, forum)

    def _confirm(
        self,
        request: HttpRequest,
        forum: Forum,
        deed: Deed,
        form: VerbForm,
        leaving: tuple[str, ...] = (),
    ) -> HttpResponse:
        """Asks first; ``leaving`` are languages that would leave the site."""
        context = {
            **self._context(request, forum, _("Publishing: %(forum)s")),
            "form": form,
            "verb": deed.name,
            "action": reverse(f"admin:events_forum_{deed.name}", args=[forum.pk]),
            "leaving": [language_name(language) for language in leaving],
            "due": forum.publications.due().select_related("release").defer("release__snapshot"),
            "zone": timezone.get_default_timezone_name(),
            "spoken": [language_name(language) for language in form.cleaned_data.get("languages", ())],
        }
        return TemplateResponse(request, "admin/events/forum/confirm.html", context)

    def _refuse(self, request: HttpRequest, forum: Forum, refusal: PermissionDenied) -> HttpResponse:
        context = self._context(request, forum, _("Publishing: %(forum)s"))
        template = "admin/events/forum/publishing_refused.html"
        return TemplateResponse(request, template, {**context, "sentence": str(refusal)}, status=403)

    def _forum(self, request: HttpRequest, pk: int) -> Forum:
        forum = get_object_or_404(Forum, pk=pk)
        if not self._admin.has_view_or_change_permission(request, forum):
            raise PermissionDenied
        return forum

    def _context(self, request: HttpRequest, forum: Forum, title: str) -> dict[str, Any]:
        actor = actor_of(request.user)
        return {
            **self._admin.admin_site.each_context(request),
            "opts": Forum._meta,
            "forum": forum,
            "title": title % {"forum": forum},
            "may": {verb.name.lower(): actor.may(verb) for verb in Verb},
        }

    def _render(
        self, request: HttpRequest, forum: Forum, typed: Mapping[str, VerbForm] | None = None
    ) -> HttpResponse:
        state = publishing_state(forum, timezone.now())
        context = {
            **self._context(request, forum, _("Publishing: %(forum)s")),
            **_forms(forum, state),
            **{name: _brought_up_to(state, form) for name, form in (typed or {}).items()},
            "state": state,
            "rows": history(forum)[:_FEW],
            "zone": timezone.get_default_timezone_name(),
        }
        return TemplateResponse(request, "admin/events/forum/publishing.html", context)


def _forms(forum: Forum, state: PublishingState) -> dict[str, VerbForm]:
    """The empty forms of the page."""
    spoken = list(state.live.languages if state.live else state.languages)
    initial = {"seen": state.seen, "review": state.waiting.pk if state.waiting else None}
    own = {"publish": {"languages": spoken}}
    return {
        f"{deed.name}_form": deed.form(
            forum, initial={**initial, **own.get(deed.name, {})}, auto_id=f"id_{deed.name}_%s"
        )
        for deed in DEEDS
        if deed.has_words
    }


def _brought_up_to(state: PublishingState, form: VerbForm) -> VerbForm:
    """What was typed, as an answer to the page as it stands now, which its reader sees around it."""
    data = QueryDict(mutable=True)
    typed: Any = form.data
    for name, values in typed.lists():
        data.setlist(name, values)
    data["seen"] = str(state.seen or "")
    form.data = data
    return form
