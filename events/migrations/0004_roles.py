"""One group a role, with the rights of its role on the rows of the working copy."""

from typing import Any

from django.apps.registry import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

PARTS = ["section", "involvement", "appearance", "quote", "statistic", "session"]
CONTENT = ["series", "forum", "institute", "speaker", "image", *PARTS]
HISTORY = ["release", "publication"]

TRANSLATOR = {
    **dict.fromkeys(CONTENT, ["view", "change"]),
    **dict.fromkeys([*HISTORY, "redirect"], ["view"]),
}
EDITOR = {
    **dict.fromkeys(CONTENT, ["view", "add", "change", "delete"]),
    "series": ["view", "add", "change"],
    **dict.fromkeys([*HISTORY, "redirect"], ["view"]),
}
PUBLISHER = {**EDITOR, "redirect": ["view", "add", "change", "delete"]}
ADMINISTRATOR = {**PUBLISHER, **dict.fromkeys(["user", "group"], ["view", "add", "change", "delete"])}
ROLES = {
    "Translator": TRANSLATOR,
    "Editor": EDITOR,
    "Publisher": PUBLISHER,
    "Administrator": ADMINISTRATOR,
}


def make_groups(apps: Any, editor: Any) -> None:
    database = editor.connection.alias
    # Django makes permissions after all migrations; these are needed now.
    for label in ("auth", "events"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=database, apps=apps)
    groups = apps.get_model("auth", "Group").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    for name, rights in ROLES.items():
        group, _made = groups.get_or_create(name=name)
        wanted = [f"{action}_{model}" for model, actions in rights.items() for action in actions]
        group.permissions.set(
            permissions.filter(content_type__app_label__in=["events", "auth"], codename__in=wanted)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0003_columns_of_further_languages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
