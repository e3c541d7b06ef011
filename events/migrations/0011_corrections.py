"""Corrections: dated notes that visitors read, and the rights of each role on them."""

from typing import Any

import django.db.models.deletion
import uuid
from django.apps.registry import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

from events.models.columns import LanguageColumns

TRANSLATOR = ["view_correction", "change_correction"]
EDITOR = [*TRANSLATOR, "add_correction", "delete_correction"]
RIGHTS = {"Translator": TRANSLATOR, "Editor": EDITOR, "Publisher": EDITOR, "Administrator": EDITOR}


def give_rights(apps: Any, editor: Any) -> None:
    database = editor.connection.alias
    # Django makes permissions after all migrations; these are needed now.
    create_permissions(installed.get_app_config("events"), verbosity=0, using=database, apps=apps)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=RIGHTS):
        wanted = permissions.filter(content_type__app_label="events", codename__in=RIGHTS[group.name])
        group.permissions.add(*wanted)


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0010_confirmations'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identity')),
                ('created', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('modified', models.DateTimeField(auto_now=True, verbose_name='modified')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('date', models.DateField(help_text='Visitors read it.', verbose_name='date of the correction')),
                ('note', models.TextField(blank=True, help_text='What the page said, and what is right. Visitors read it.', verbose_name='what was corrected')),
                ('note_fr', models.TextField(blank=True, help_text='What the page said, and what is right. Visitors read it.', null=True, verbose_name='what was corrected')),
                ('note_en', models.TextField(blank=True, help_text='What the page said, and what is right. Visitors read it.', null=True, verbose_name='what was corrected')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='events.forum', verbose_name='forum')),
                ('quote', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='corrections', to='events.quote', verbose_name='quote')),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='corrections', to='events.speaker', verbose_name='speaker')),
                ('statistic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='corrections', to='events.statistic', verbose_name='figure')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['-date', 'pk'],
            },
        ),
        LanguageColumns(),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
