"""Which text each translation was last found right for: so a translation that fell behind is found by itself.

The source of a field is its text in the first of the site's languages that has one; the texts in the other
languages are its translations. Whatever writes a row, a translation that changes is confirmed against the
source as it then is; one that stays while its source changes is out of date, until it changes too, somebody
says that it is still right, or the source is again what it was.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname

_PLACE = ("uid", "field", "language")
_SAID = ("source_language", "source", "translation", "outdated")


class Confirmation(models.Model):
    """The source text for which a translation was last right. ``uid``: the identity of its row."""

    uid = models.UUIDField(_("identity"), editable=False)
    field = models.CharField(_("field"), max_length=50, editable=False)
    language = models.CharField(_("language"), max_length=20, editable=False)
    source_language = models.CharField(_("language of the source"), max_length=20, editable=False)
    source = models.TextField(_("source"), editable=False)
    translation = models.CharField(_("digest of the translation"), max_length=64, editable=False)
    outdated = models.BooleanField(_("out of date"), default=False, editable=False)

    class Meta:
        verbose_name = _("confirmed translation")
        verbose_name_plural = _("confirmed translations")
        ordering = ["uid", "field", "language"]
        constraints = [
            models.UniqueConstraint(fields=["uid", "field", "language"], name="confirmation_once_a_text")
        ]
        indexes = [
            models.Index(fields=["uid"], condition=models.Q(outdated=True), name="confirmation_outdated")
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.field} ({self.language})"


def text_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The translated fields of ``model`` that hold words, which are neither an address nor a choice."""
    try:
        names = translator.get_options_for_model(model).all_fields
    except NotRegistered:
        return ()
    return tuple(name for name in names if _holds_words(model._meta.get_field(name)))


def text_of(row: models.Model, field: str, language: str) -> str:
    """The text of a translated field in one language, with line ends as databases keep them."""
    text = getattr(row, build_localized_fieldname(field, language)) or ""
    return str(text).replace("\r\n", "\n")


def source_language(row: models.Model, field: str) -> str:
    """The first of the site's languages in which the field has a text; "" where none has."""
    return next((code for code, _name in settings.LANGUAGES if text_of(row, field, code)), "")


def remember(row: models.Model, uid: UUID) -> None:
    """Brings the confirmations of a row that was just saved up to date; one query where nothing changed."""
    fields = text_fields(type(row))
    if not fields:
        return
    known = {(one.field, one.language): one for one in Confirmation.objects.filter(uid=uid)}
    wanted = {
        (field, language): _judged(row, uid, field, language, known.get((field, language)))
        for field, language in _translations(row, fields)
    }
    for place, one in known.items():
        if place not in wanted and one.outdated:
            wanted[place] = _copy(one, outdated=False)  # the text was taken away
    _keep(one for place, one in wanted.items() if place not in known or _said(one) != _said(known[place]))


def confirm(row: models.Model, uid: UUID, field: str, language: str) -> None:
    """Says that a translation is right for its source as it now is."""
    source = source_language(row, field)
    if source in ("", language):
        return
    _keep([_confirmed(row, uid, field, language)])


@contextmanager
def kept_for(uids: Collection[UUID]) -> Iterator[None]:
    """Keeps what was confirmed for rows that are deleted within, to be made anew."""
    kept = [_copy(one) for one in Confirmation.objects.filter(uid__in=uids)]
    yield
    _keep(kept)


def digest(text: str) -> str:
    """What a translation is known again by."""
    return sha256(text.encode()).hexdigest()


def _holds_words(field: Any) -> bool:
    return not field.choices and not isinstance(field, models.URLField)


def _translations(row: models.Model, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(field, language) of each text of ``row`` that is not the source of its field."""
    for field in fields:
        source = source_language(row, field)
        for language, _name in settings.LANGUAGES:
            if language != source and text_of(row, field, language):
                yield field, language


def _confirmed(row: models.Model, uid: UUID, field: str, language: str) -> Confirmation:
    source = source_language(row, field)
    return Confirmation(
        uid=uid,
        field=field,
        language=language,
        source_language=source,
        source=text_of(row, field, source),
        translation=digest(text_of(row, field, language)),
    )


def _judged(
    row: models.Model, uid: UUID, field: str, language: str, known: Confirmation | None
) -> Confirmation:
    """The confirmation as it stands now: a translation that changed, or whose source moved, is right."""
    now = _confirmed(row, uid, field, language)
    if known is None or (known.translation, known.source_language) != (now.translation, now.source_language):
        return now
    return _copy(known, outdated=known.source != now.source)


def _said(one: Confirmation) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in _SAID)


def _copy(one: Confirmation, **changes: Any) -> Confirmation:
    values = {name: getattr(one, name) for name in (*_PLACE, *_SAID)}
    return Confirmation(**{**values, **changes})


def _keep(rows: Iterable[Confirmation]) -> None:
    changed = list(rows)
    if changed:
        Confirmation.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=_PLACE, update_fields=_SAID
        )


def forget_deleted(sender: type[models.Model], instance: Any, **signal: Any) -> None:
    """Forgets what was confirmed for a row that was deleted: the receiver of its signal."""
    Confirmation.objects.filter(uid=instance.uid).delete()
