"""A release, once written, is never changed or deleted: the database itself refuses."""

from typing import Any

from django.db import migrations

FORWARD = {
    "sqlite": [
        """
        CREATE TRIGGER release_no_update BEFORE UPDATE ON events_release
        BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END
        """,
        """
        CREATE TRIGGER release_no_delete BEFORE DELETE ON events_release
        BEGIN SELECT RAISE(ABORT, 'a release is never deleted'); END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION release_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            -- Emptying an empty table takes nothing away.
            IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT FROM events_release) THEN RETURN NULL; END IF;
            RAISE EXCEPTION 'a release is never changed or deleted' USING ERRCODE = 'restrict_violation';
        END
        $$
        """,
        """
        CREATE TRIGGER release_no_change BEFORE UPDATE OR DELETE ON events_release
        FOR EACH ROW EXECUTE FUNCTION release_is_append_only()
        """,
        """
        CREATE TRIGGER release_no_truncate BEFORE TRUNCATE ON events_release
        FOR EACH STATEMENT EXECUTE FUNCTION release_is_append_only()
        """,
    ],
}
BACKWARD = {
    "sqlite": ["DROP TRIGGER release_no_update", "DROP TRIGGER release_no_delete"],
    "postgresql": [
        "DROP TRIGGER release_no_truncate ON events_release",
        "DROP TRIGGER release_no_change ON events_release",
        "DROP FUNCTION release_is_append_only()",
    ],
}


def add_triggers(apps: Any, editor: Any) -> None:
    for statement in FORWARD[editor.connection.vendor]:
        editor.execute(statement)


def drop_triggers(apps: Any, editor: Any) -> None:
    for statement in BACKWARD[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunPython(add_triggers, drop_triggers)]
