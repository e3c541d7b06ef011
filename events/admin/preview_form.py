"""The live preview: the page of a forum as its form stands, before anybody saves it.

The form is validated, saved, frozen and rolled back, and what was frozen is rendered: nothing is ever
written. Where a field is not valid its saved value stands in for it, so that the rest can be seen.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.forms import all_valid
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from events.admin.preview_rows import touched_rows
from events.models import Forum
from events.pages import Kind, address
from events.publishing import freeze
from events.serving.delivery import site
from events.serving.live import load_live_state
from events.serving.preview_frame import Frame
from events.serving.preview_pages import Shown, passing_pages_of, state_with
from events.serving.preview_pictures import show_pictures
from events.snapshot import Snapshot


@dataclass(frozen=True)
class Mistake:
    """What is not valid: ``field`` is the id of the field in the form, "" where it is none's."""

    field: str
    label: str
    message: str


@dataclass(frozen=True)
class FormPreview:
    """``pages`` are by language; there are none where a mistake leaves nothing to show."""

    pages: Mapping[str, bytes] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


def form_preview(
    request: HttpRequest, forum: Forum | None, languages: tuple[str, ...], prefix: str
) -> FormPreview:
    """The forum's page in ``languages`` as the posted form would make it; ``forum`` is None for a new one.

    ``prefix`` is that of the addresses that its links lead to. Raises PermissionDenied for who may not
    save that form.
    """
    places = _leave_untouched_rows(request, forum)
    posted = _Posted(request, forum)
    mistakes = () if posted.is_valid() else tuple(_in_place(mistake, places) for mistake in posted.mistakes())
    if mistakes:
        posted = posted.without_mistakes()
        if not posted.is_valid():
            return FormPreview(mistakes=mistakes)
    snapshot = posted.frozen()
    if not isinstance(snapshot, Snapshot):
        return FormPreview(mistakes=(*mistakes, *snapshot))
    show_pictures(snapshot)
    here = site()
    state = state_with(load_live_state(timezone.now()), Shown(snapshot, here.languages))
    pages = passing_pages_of(state, here)
    frame = Frame(prefix, here.time_zone, unsaved=True)
    found = {language: pages[address(Kind.FORUM, language, snapshot.forum.slug)] for language in languages}
    shown = {language: frame.around(page.render(), language) for language, page in found.items()}
    return FormPreview(shown, mistakes)


def _leave_untouched_rows(request: HttpRequest, forum: Forum | None) -> Mapping[str, str]:
    desk: Any = admin.site.get_model_admin(Forum)
    formsets = (formset for formset, _part in desk.get_formsets_with_inlines(request, forum))
    touched = touched_rows(request.POST, [(kind.get_default_prefix(), kind.form) for kind in formsets])
    request.POST = touched.data  # type: ignore[assignment]  # Django types it as never replaced
    return touched.places


def _in_place(mistake: Mistake, places: Mapping[str, str]) -> Mistake:
    """``mistake`` with the id that its field has in the form."""
    row = re.match(r"id_(.+?-[0-9]+)-", mistake.field)
    if row is None or row[1] not in places:
        return mistake
    return replace(mistake, field=f"id_{places[row[1]]}{mistake.field[len(row[0]) - 1 :]}")


class _Posted:
    """The form of the admin, and those of its lists, as the posted page holds them."""

    def __init__(self, request: HttpRequest, forum: Forum | None) -> None:
        # A fresh row: validation writes into it, whether it succeeds or not.
        row = get_object_or_404(Forum, pk=forum.pk) if forum else None
        self._request, self._forum, self._change = request, forum, forum is not None
        desk: Any = admin.site.get_model_admin(Forum)
        if not (desk.has_change_permission(request, row) if row else desk.has_add_permission(request)):
            raise PermissionDenied
        fields = flatten_fieldsets(desk.get_fieldsets(request, row))
        form_class = desk.get_form(request, row, change=self._change, fields=fields)
        self._desk = desk
        self._form: Any = form_class(request.POST, request.FILES, instance=row)
        self._formsets: list[Any]
        self._formsets, _parts = desk._create_formsets(request, self._form.instance, change=self._change)

    def is_valid(self) -> bool:
        """Whether the whole could be saved."""
        valid = self._form.is_valid()
        return all_valid(self._formsets) and bool(valid)

    def mistakes(self) -> Iterator[Mistake]:
        """All that keeps it from being saved."""
        yield from _mistakes_of(self._form)
        for formset in self._formsets:
            label = str(formset.model._meta.verbose_name_plural)
            yield from (Mistake("", label, str(message)) for message in formset.non_form_errors())
            for row in formset.forms:
                yield from _mistakes_of(row)

    def without_mistakes(self) -> "_Posted":
        """The same with the saved values where there are mistakes, and without new rows that have some."""
        mended = _Posted(self._request, self._forum)
        for form, again in zip(self._forms(), mended._forms(), strict=True):
            wrong = form.errors
            if not wrong:
                continue
            if form.instance.pk is None:
                again.leave_out()
            elif NON_FIELD_ERRORS in wrong:
                again.keep_saved(name for name in form.fields if name in form.initial and name != "opened")
            else:
                again.keep_saved(wrong)
        return mended

    def _forms(self) -> Iterator[Any]:
        yield self._form
        for formset in self._formsets:
            yield from formset.forms

    def frozen(self) -> Snapshot | tuple[Mistake, ...]:
        """The snapshot that publishing would make of it, were it saved; the database is left as it was."""
        snapshot: list[Snapshot] = []
        try:
            with transaction.atomic():
                row = self._desk.save_form(self._request, self._form, change=self._change)
                self._desk.save_model(self._request, row, self._form, self._change)
                self._desk.save_related(self._request, self._form, self._formsets, self._change)
                snapshot.append(freeze(row))
                transaction.set_rollback(True)
        except ValidationError as error:
            return tuple(Mistake("", "", message) for message in error.messages)
        except DatabaseError:
            return (Mistake("", "", _("This cannot be saved: two rows of the form contradict each other.")),)
        return snapshot[0]


def _mistakes_of(form: Any) -> Iterator[Mistake]:
    for name, messages in form.errors.items():
        known = name in form.fields
        place = (form[name].id_for_label or form[name].auto_id) if known else ""
        label = str(form[name].label) if known else str(form.instance._meta.verbose_name)
        yield from (Mistake(place, label, str(message)) for message in messages)
