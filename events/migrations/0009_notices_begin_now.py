"""Notices begin now, and the roles that configure them may."""

from typing import Any

from django.apps.registry import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.utils import timezone

RIGHTS = {
    "Publisher": ["view_notice"],
    "Administrator": ["view_notice", "view_webhook", "add_webhook", "change_webhook", "delete_webhook"],
}


def leave_the_past_alone(apps: Any, editor: Any) -> None:
    """What started or was decided before there were notices is told to nobody."""
    database = editor.connection.alias
    occurrences = apps.get_model("events", "Occurrence").objects.using(database)
    for row in apps.get_model("events", "Publication").objects.using(database).filter(starts__lte=timezone.now()):
        occurrences.create(event="published", forum_id=row.forum_id, publication_id=row.pk, moment=row.starts)
    for row in apps.get_model("events", "Review").objects.using(database):
        occurrences.create(event="submitted", forum_id=row.forum_id, review_id=row.pk, moment=row.created)
        if row.decided:
            occurrences.create(event=row.state, forum_id=row.forum_id, review_id=row.pk, moment=row.decided)


def give_rights(apps: Any, editor: Any) -> None:
    database = editor.connection.alias
    # Django makes permissions after all migrations; these are needed now.
    create_permissions(installed.get_app_config("events"), verbosity=0, using=database, apps=apps)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=RIGHTS):
        wanted = permissions.filter(content_type__app_label="events", codename__in=RIGHTS[group.name])
        group.permissions.add(*wanted)


class Migration(migrations.Migration):
    dependencies = [("events", "0008_notices")]
    operations = [
        migrations.RunPython(leave_the_past_alone, migrations.RunPython.noop),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
