"""Redirects: what one changes is live at once, so that its pages are made before it is kept."""

from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events.admin.publishing_act import prove, sentences
from events.models import Redirect
from events.serving import BuildError
from events.serving.delivery import led_astray, planned, prepare_build
from events.serving.live import load_live_state
from events.snapshot import LiveState, Redirection
from events.snapshot.paths import Why, decoded

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Redirect]
else:
    _ModelForm = forms.ModelForm


class RedirectForm(_ModelForm):
    """Asks of what would be live with this redirect whether anybody could follow it, and to where."""

    class Meta:
        model = Redirect
        fields = ("old_path", "new_path")

    def _post_clean(self) -> None:
        """What can be told of the row alone is told first, by the model."""
        super()._post_clean()  # type: ignore[misc]  # where Django asks the model
        if not self.errors and self.has_changed():
            self._follow()

    def _follow(self) -> None:
        row, live = self.instance, load_live_state()
        path, former = decoded(row.old_path), decoded(self.initial.get("old_path", ""))
        others = tuple(kept for kept in live.redirections if kept.path not in (path, former))
        redirections = sorted((*others, Redirection(path, row.new_path or None)), key=attrgetter("path"))
        with_it = replace(live, redirections=tuple(redirections))
        made = led_astray(with_it) - led_astray(live)
        reasons = {one.why for one in made}
        if Why.UNSERVED in reasons:
            self.add_error(
                "old_path",
                _("A redirect cannot stand at this address: it is that of another page, or of the program."),
            )
        elif self._is_taken(replace(live, redirections=others), path):
            self.add_error(
                "old_path",
                _("There is an answer at this address already. Move the forum, or choose another address."),
            )
        elif Why.NOWHERE in reasons:
            self.add_error("new_path", _("There is no page at this address of the site."))
        elif made:
            self.add_error("new_path", _("This would make a loop of redirects."))
        else:
            self._make_pages(with_it)

    def _make_pages(self, live: LiveState) -> None:
        try:
            prepare_build(live)
        except (BuildError, OSError) as refusal:
            for sentence in sentences(refusal):
                self.add_error(None, sentence)

    def _is_taken(self, live: LiveState, path: str) -> bool:
        return any(page.path == path for page in planned(live))


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin[Redirect]):
    """An address that was public, and where it leads now."""

    form = RedirectForm
    list_display = ("old_path", "new_path", "created")
    list_filter = (("new_path", admin.EmptyFieldListFilter),)
    search_fields = ("old_path", "new_path")
    date_hierarchy = "created"
    ordering = ("old_path",)

    def delete_model(self, request: HttpRequest, obj: Redirect) -> None:
        super().delete_model(request, obj)
        prove(timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Redirect]) -> None:
        super().delete_queryset(request, queryset)
        prove(timezone.now())

    def delete_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        return self._whole_or_not(request, super().delete_view, *args, **options)

    def changelist_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        return self._whole_or_not(request, super().changelist_view, *args, **options)

    def _whole_or_not(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *args: Any, **options: Any
    ) -> HttpResponse:
        """A deletion whose pages cannot be made is undone, and says why."""
        if request.method != "POST":
            return view(request, *args, **options)
        try:
            with transaction.atomic():
                return view(request, *args, **options)
        except (BuildError, OSError) as refusal:
            for sentence in sentences(refusal):
                messages.error(request, sentence)
            return HttpResponseRedirect(request.get_full_path())
