"""Mode and status are words that the site knows; two editors of a redirect are told of each other."""

import django.db.models.functions
from django.db import migrations, models

import events.models.fields


class Migration(migrations.Migration):
    dependencies = [("events", "0017_releases_are_not_replaced")]
    operations = [
        migrations.AlterField(
            model_name="forum",
            name="country",
            field=models.CharField(
                blank=True,
                help_text="Two letters (ISO 3166). Example: CN",
                max_length=2,
                validators=[events.models.fields.validate_country],
                verbose_name="country",
            ),
        ),
        migrations.AddConstraint(
            model_name="forum",
            constraint=models.CheckConstraint(
                condition=models.Q(mode__in=["", "on-site", "online", "hybrid"]), name="forum_mode_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="forum",
            constraint=models.CheckConstraint(
                condition=models.Q(status__in=["scheduled", "postponed", "cancelled", "held"]),
                name="forum_status_is_known",
            ),
        ),
        migrations.AddField(
            model_name="redirect",
            name="modified",
            field=models.DateTimeField(
                auto_now=True, db_default=django.db.models.functions.Now(), verbose_name="modified"
            ),
        ),
        migrations.AddField(
            model_name="redirect",
            name="version",
            field=models.PositiveIntegerField(
                db_default=1, default=1, editable=False, verbose_name="version"
            ),
        ),
    ]
