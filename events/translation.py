"""Which fields are translated: one column a language (django-modeltranslation)."""

from django.db.models.signals import post_delete
from modeltranslation.translator import TranslationOptions, translator

from events import models
from events.models.confirmation import forget_deleted

TRANSLATED = {
    models.Series: ("name", "short_name", "purpose"),
    models.Forum: ("name", "theme", "summary", "venue", "city", "registration_label"),
    models.Section: ("heading", "body"),
    models.Institute: ("name", "short_name", "description"),
    models.Speaker: ("name", "biography"),
    models.Appearance: ("role",),
    models.Quote: ("text", "rendering", "occasion", "source_title", "source_url"),
    models.Statistic: ("label", "unit_label", "source_title", "source_url", "note"),
    models.Session: ("title", "abstract", "room"),
    models.Image: ("alt", "credit"),
    models.Correction: ("note",),
}

for _model, _fields in TRANSLATED.items():
    translator.register(
        _model, type(f"{_model.__name__}Translation", (TranslationOptions,), {"fields": _fields})
    )
    post_delete.connect(forget_deleted, sender=_model)
