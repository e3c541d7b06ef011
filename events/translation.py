"""Which fields are translated: one column a language (django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, translator

from events import models

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
}

for _model, _fields in TRANSLATED.items():
    translator.register(
        _model, type(f"{_model.__name__}Translation", (TranslationOptions,), {"fields": _fields})
    )
