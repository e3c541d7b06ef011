"""The values of a snapshot in words and pictures, in each language, for who compares releases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.core.files.storage import default_storage
from django.db.models import Model
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import models
from events.admin.in_words import unit_name
from events.admin.languages import column, language_name
from events.formatting import (
    format_date,
    format_number,
    format_percent,
    format_statistic,
    format_time,
    strip_html,
)
from events.publishing import image_name, site_languages
from events.snapshot import Localized, Snapshot, schema
from events.snapshot.values import PartialDate, Value

MODELS: Mapping[str, type[Model]] = {
    "series": models.Series,
    "forum": models.Forum,
    "section": models.Section,
    "appearance": models.Appearance,
    "quote": models.Quote,
    "statistic": models.Statistic,
    "involvement": models.Involvement,
    "session": models.Session,
    "correction": models.Correction,
    "speaker": models.Speaker,
    "institute": models.Institute,
    "image": models.Image,
}
_LANGUAGE_FIELDS = frozenset({"theme_language", "native_language", "said_in"})
_RICH = frozenset({("section", "body")})


def subject_of(value: Value) -> str:
    """What ``value`` is: a key of MODELS."""
    return type(value).__name__.lower()


@dataclass(frozen=True)
class Lexicon:
    """What the uids of a snapshot stand for."""

    values: Mapping[UUID, Value]

    @classmethod
    def of(cls, values: Iterable[Value]) -> "Lexicon":
        """Finds each of ``values`` by its uid."""
        return cls({getattr(value, "uid"): value for value in values})  # noqa: B009 - each has one

    def title(self, value: Value, language: str) -> str:
        """What ``value`` is called in ``language``, or else in the first language that names it."""
        if isinstance(value, schema.Appearance | schema.Involvement):
            led_to = value.speaker if isinstance(value, schema.Appearance) else value.institute
            return self.title(self.values[led_to], language)
        for name in ("name", "heading", "label", "title", "text", "note", "alt"):
            text = getattr(value, name, None)
            if isinstance(text, Localized) and text:
                return _short(text.best(language, site_languages())[0])
        return str(getattr(value, "slug", ""))

    def shown(self, value: Value, field: str, content: object, language: str) -> Any:
        """The ``content`` of a field of ``value`` in ``language``: text, or HTML for a picture."""
        if isinstance(content, UUID):
            return self._referred(content, language)
        if isinstance(content, Decimal):
            return _figure(value, field, content, language)
        if isinstance(content, tuple):
            return "\n".join(str(self.shown(value, field, part, language)) for part in content)
        if isinstance(content, PartialDate):
            return format_date(content.date, content.precision.value, language).plain
        if isinstance(content, datetime):
            local = timezone.localtime(content, timezone.get_default_timezone())
            return f"{format_date(local.date(), 'day', language).plain}, {format_time(local, language).plain}"
        if isinstance(content, date):
            return format_date(content, "day", language).plain
        if isinstance(content, bool):
            return _("yes") if content else _("no")
        if isinstance(content, int):
            return format_number(Decimal(content), language).plain
        return _word(subject_of(value), field, str(content))

    def _referred(self, uid: UUID, language: str) -> Any:
        value = self.values.get(uid)
        if isinstance(value, schema.Image):
            return picture(value, language)
        if value is not None:
            return self.title(value, language)
        elsewhere = models.Forum.objects.filter(uid=uid).first()  # where an institute was founded
        if elsewhere is None:
            return _("something that is not in this release")
        return getattr(elsewhere, column("name", language), "") or str(elsewhere)


def objects_of(snapshot: Snapshot | None) -> tuple[Value, ...]:
    """All that a snapshot holds which has a uid."""
    if snapshot is None:
        return ()
    forum = snapshot.forum
    return (
        snapshot.series,
        forum,
        *forum.sections,
        *forum.appearances,
        *forum.quotes,
        *forum.statistics,
        *forum.involvements,
        *forum.sessions,
        *forum.corrections,
        *snapshot.speakers,
        *snapshot.institutes,
        *snapshot.images,
    )


def picture(image: schema.Image, language: str) -> Any:
    """The picture itself, small, with its alternative text."""
    text, spoken = image.alt.best(language, site_languages())
    return format_html(
        '<img class="desk-preview desk-thumbnail" src="{}" alt="{}" lang="{}" width="{}" height="{}" '
        'loading="lazy">',
        default_storage.url(image_name(image)),
        text or _("picture without a description"),
        spoken,
        image.width,
        image.height,
    )


def subject_name(subject: str) -> str:
    """What the editors call this kind of thing."""
    return capfirst(str(MODELS[subject]._meta.verbose_name))


def field_name(subject: str, field: str) -> str:
    """The label of a field, as the form has it."""
    column = _column(subject, field)
    return capfirst(str(getattr(column, "verbose_name", field)))


def plain_sides(subject: str, field: str, before: str, after: str) -> tuple[str, str]:
    """Two texts to compare: rich text as its words, unless its markup alone differs."""
    if (subject, field) not in _RICH:
        return before, after
    words = strip_html(before), strip_html(after)
    return words if words[0] != words[1] else (before, after)


def _column(subject: str, field: str) -> object:
    try:
        return MODELS[subject]._meta.get_field(field)
    except FieldDoesNotExist:
        return None


def _word(subject: str, field: str, content: str) -> str:
    """A text as it is; a language by its name; one of a closed list by its label."""
    if field in _LANGUAGE_FIELDS:
        return language_name(content)
    if (subject, field) == ("statistic", "unit"):
        return unit_name(content)
    choices = dict(getattr(_column(subject, field), "flatchoices", ()))
    return str(choices.get(content, content))


def _figure(value: Value, field: str, content: Decimal, language: str) -> str:
    if isinstance(value, schema.Statistic) and field == "value":
        label = value.unit_label.best(language, site_languages())[0]
        qualifier = value.qualifier.value
        return format_statistic(content, value.unit, language, qualifier=qualifier, unit_label=label).plain
    return format_percent(content, language, change=True).plain


def _short(text: str) -> str:
    return f"{text[:79]}…" if len(text) > 80 else text
