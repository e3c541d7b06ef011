"""What each translation was last right for."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import migrations, models
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname as column

from events.models.confirmation import digest, text_fields


def confirm_what_is_there(apps: Any, editor: Any) -> None:
    """What was translated so far counts as right: nobody can tell what it was translated from."""
    database = editor.connection.alias
    table = apps.get_model("events", "Confirmation").objects.using(database)
    languages = [code for code, _name in settings.LANGUAGES]
    for model in translator.get_registered_models(abstract=False):
        if model._meta.model_name not in apps.all_models["events"]:
            continue
        past = apps.get_model("events", model.__name__)
        known = {one.name for one in past._meta.get_fields()}
        fields = [name for name in text_fields(model) if name in known]
        rows = past.objects.using(database)
        names = [column(field, code) for field in fields for code in languages]
        for row in rows.values("uid", *names).iterator(chunk_size=500):
            table.bulk_create(_confirmations(table.model, row, fields, languages))


def _confirmations(model: Any, row: dict[str, Any], fields: Iterable[str], languages: list[str]) -> list[Any]:
    found = []
    for field in fields:
        texts = {code: (row[column(field, code)] or "").replace("\r\n", "\n") for code in languages}
        filled = [code for code in languages if texts[code]]
        found += [
            model(
                uid=row["uid"],
                field=field,
                language=code,
                source_language=filled[0],
                source=texts[filled[0]],
                translation=digest(texts[code]),
            )
            for code in filled[1:]
        ]
    return found


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0009_notices_begin_now'),
    ]

    operations = [
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(editable=False, verbose_name='identity')),
                ('field', models.CharField(editable=False, max_length=50, verbose_name='field')),
                ('language', models.CharField(editable=False, max_length=20, verbose_name='language')),
                ('source_language', models.CharField(editable=False, max_length=20, verbose_name='language of the source')),
                ('source', models.TextField(editable=False, verbose_name='source')),
                ('translation', models.CharField(editable=False, max_length=64, verbose_name='digest of the translation')),
                ('outdated', models.BooleanField(default=False, editable=False, verbose_name='out of date')),
            ],
            options={
                'verbose_name': 'confirmed translation',
                'verbose_name_plural': 'confirmed translations',
                'ordering': ['uid', 'field', 'language'],
                'indexes': [models.Index(condition=models.Q(('outdated', True)), fields=['uid'], name='confirmation_outdated')],
                'constraints': [models.UniqueConstraint(fields=('uid', 'field', 'language'), name='confirmation_once_a_text')],
            },
        ),
        migrations.RunPython(confirm_what_is_there, migrations.RunPython.noop),
    ]
