"""Marks on the fields of a form: a text that a language lacks, and a translation that is out of date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Model
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.admin.languages import column, language_name, missing
from events.admin.word_difference import word_difference
from events.formatting import strip_html
from events.models.confirmation import Confirmation, digest, source_language, text_of
from events.models.fields import RichTextField
from events.publishing import site_languages
from events.translation import TRANSLATED


@dataclass(frozen=True)
class Mark:
    """One field to look at: the id and the name of the field, and its language.

    Of a translation that is out of date also what changed in its source since, and what the button
    that confirms it sends ("" for who may not change the row).
    """

    field: str
    where: str
    language: str
    source_language: str = ""
    changes: str | SafeString = ""
    confirms: str = ""

    @property
    def outdated(self) -> bool:
        """Whether there is a text, of an earlier source."""
        return bool(self.source_language)


def marks_of(forms_shown: Iterable[tuple[Any, bool]]) -> tuple[Mark, ...]:
    """The marks of these forms, in one query; the second of each pair: whether its row may be changed."""
    saved = [pair for pair in forms_shown if pair[0].instance.pk and type(pair[0].instance) in TRANSLATED]
    outdated = outdated_of(form.instance for form, _may in saved)
    return tuple(
        mark
        for form, may_change in saved
        for mark in _marks(form, outdated.get(form.instance.uid, ()), may_change)
    )


def outdated_of(rows: Iterable[Any]) -> dict[UUID, list[Confirmation]]:
    """The confirmations of these rows that are out of date, by the identity of the row, in one query."""
    known = {row.uid for row in rows}
    found: dict[UUID, list[Confirmation]] = {}
    for one in Confirmation.objects.filter(outdated=True, uid__in=known) if known else ():
        found.setdefault(one.uid, []).append(one)
    return found


def changes_since(one: Confirmation, row: Model) -> SafeString:
    """What changed in the source of a translation since it was last right, word by word."""
    texts = [one.source, text_of(row, one.field, one.source_language)]
    if isinstance(row._meta.get_field(one.field), RichTextField):
        texts = [strip_html(text) for text in texts]
    return word_difference(*texts)


def confirming(one: Confirmation, row: Model) -> str:
    """What is sent to confirm a translation: which, and of what source."""
    seen = digest(text_of(row, one.field, one.source_language))
    return f"{row._meta.model_name} {one.uid} {one.field} {one.language} {seen}"


def _marks(form: Any, outdated: Iterable[Confirmation], may_change: bool) -> Iterator[Mark]:
    row = form.instance
    for language in site_languages():
        for field in missing(row, language) if row.pk else ():
            if column(field, language) in form.fields:
                bound = form[column(field, language)]
                yield Mark(bound.id_for_label or bound.auto_id, _where(form, bound), language)
    for one in outdated:
        if column(one.field, one.language) in form.fields and source_language(row, one.field):
            bound = form[column(one.field, one.language)]
            yield Mark(
                bound.id_for_label or bound.auto_id,
                _where(form, bound),
                one.language,
                language_name(one.source_language),
                changes_since(one, row),
                confirming(one, row) if may_change else "",
            )


def _where(form: "forms.BaseModelForm[Any]", bound: forms.BoundField) -> str:
    if not form.prefix:
        return str(bound.label)
    return _("%(row)s, %(field)s") % {"row": form.instance, "field": bound.label}
