"""The page on which a forum is published, withdrawn and rolled back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.admin.publishing_forms import PublishForm, RollBackForm, WithdrawForm
from events.admin.publishing_state import publishing_state
from events.models import Forum
from events.publishing import Act, Verb, actor_of, publish, roll_back, withdraw
from events.serving import BuildError
from events.serving.delivery import prepare_build
from events.serving.live import load_live_state

if TYPE_CHECKING:
    from events.admin.forum import ForumAdmin

type _Verb = Callable[[Forum, dict[str, Any], Act], object]


class PublishingDesk:
    """The addresses below a forum's form, for an editor who may see the forum; verbs ask for their role."""

    def __init__(self, model_admin: "ForumAdmin") -> None:
        self._admin = model_admin

    def urls(self) -> list[URLPattern]:
        """The page, and one address a verb; verbs take POST alone."""
        views: tuple[tuple[str, str, Callable[..., HttpResponse]], ...] = (
            ("", "publishing", self.page),
            ("publish/", "publish", self.publish),
            ("withdraw/", "withdraw", self.withdraw),
            ("roll-back/", "roll_back", self.roll_back),
        )
        wrap = self._admin.admin_site.admin_view
        return [
            path(f"<int:pk>/publishing/{end}", wrap(view), name=f"events_forum_{name}")
            for end, name, view in views
        ]

    def page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What is live, what would go live, and the verbs."""
        forum = self._forum(request, pk)
        return self._render(request, forum)

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publishes the working copy."""

        def verb(forum: Forum, said: dict[str, Any], act: Act) -> None:
            publish(forum, act, languages=tuple(said["languages"]), note=said["note"])

        return self._verb(request, pk, "publish_form", PublishForm(request.POST), verb, _("Published."))

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks whether, then takes the forum off the site."""

        def verb(forum: Forum, said: dict[str, Any], act: Act) -> None:
            withdraw(forum, act, reason=said["reason"])

        form = WithdrawForm(request.POST)
        return self._verb(request, pk, "withdraw_form", form, verb, _("Withdrawn."), confirm="withdraw")

    def roll_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks whether, then makes an earlier release live again."""

        def verb(forum: Forum, said: dict[str, Any], act: Act) -> None:
            roll_back(forum, act, number=said["number"])

        form = RollBackForm(request.POST)
        done = _("Rolled back: this release is live again.")
        return self._verb(request, pk, "roll_back_form", form, verb, done, confirm="roll_back")

    def _verb(
        self,
        request: HttpRequest,
        pk: int,
        key: str,
        form: forms.Form,
        verb: _Verb,
        done: str,
        confirm: str = "",
    ) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        forum = self._forum(request, pk)
        if not form.is_valid():
            return self._render(request, forum, **{key: form})
        if confirm and "confirmed" not in request.POST:
            return self._render(request, forum, form=form, verb=confirm)
        try:
            act = Act(actor_of(request.user), timezone.now(), form.cleaned_data["seen"], prove)
            verb(forum, form.cleaned_data, act)
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(request, sentence)
        except BuildError as error:
            sentence = _("The pages could not be made, so nothing was changed: %(reason)s")
            messages.error(request, sentence % {"reason": error})
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("admin:events_forum_publishing", args=[pk]))
        return self._render(request, forum, **{key: form})

    def _forum(self, request: HttpRequest, pk: int) -> Forum:
        forum = get_object_or_404(Forum, pk=pk)
        if not self._admin.has_view_or_change_permission(request, forum):
            raise PermissionDenied
        return forum

    def _render(self, request: HttpRequest, forum: Forum, **given: Any) -> HttpResponse:
        state = publishing_state(forum, timezone.now())
        seen = {"seen": state.seen}
        languages = list(state.live.languages if state.live else state.languages)
        context = {
            **self._admin.admin_site.each_context(request),
            "opts": Forum._meta,
            "forum": forum,
            "title": _("Publishing: %(forum)s") % {"forum": forum},
            "state": state,
            "may_publish": actor_of(request.user).may(Verb.PUBLISH),
            "publish_form": PublishForm(initial={**seen, "languages": languages}),
            "withdraw_form": WithdrawForm(initial=seen),
            **given,
        }
        template = "confirm" if "verb" in given else "publishing"
        return TemplateResponse(request, f"admin/events/forum/{template}.html", context)


def prove(moment: Any) -> object:
    """Makes every page of what would be live at ``moment``, before it is."""
    return prepare_build(load_live_state(moment))
