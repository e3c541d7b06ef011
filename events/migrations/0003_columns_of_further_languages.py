"""The columns of the languages that this site has beside French and English."""

from django.db import migrations

from events.models.columns import LanguageColumns


class Migration(migrations.Migration):
    dependencies = [("events", "0002_releases_are_append_only")]
    operations = [LanguageColumns()]
