"""What 0002 left open: on SQLite INSERT OR REPLACE deletes a row without telling the trigger of deletions.

The names of a release are what old addresses answer by, so they last as long as it does.
"""

from typing import Any

from django.db import migrations

FORWARD = {
    "sqlite": [
        """
        CREATE TRIGGER release_no_replace BEFORE INSERT ON events_release
        WHEN EXISTS (
            SELECT 1 FROM events_release
            WHERE id = NEW.id OR (forum_id = NEW.forum_id AND number = NEW.number)
        )
        BEGIN SELECT RAISE(ABORT, 'a release is never replaced'); END
        """,
        """
        CREATE TRIGGER release_name_no_replace BEFORE INSERT ON events_releasename
        WHEN EXISTS (
            SELECT 1 FROM events_releasename
            WHERE id = NEW.id OR (release_id = NEW.release_id AND kind = NEW.kind AND uid = NEW.uid)
        )
        BEGIN SELECT RAISE(ABORT, 'a release is never replaced'); END
        """,
        """
        CREATE TRIGGER release_name_no_update BEFORE UPDATE ON events_releasename
        BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END
        """,
        """
        CREATE TRIGGER release_name_no_delete BEFORE DELETE ON events_releasename
        BEGIN SELECT RAISE(ABORT, 'a release is never deleted'); END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION release_name_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            -- Emptying an empty table takes nothing away.
            IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT FROM events_releasename) THEN RETURN NULL; END IF;
            RAISE EXCEPTION 'a release is never changed or deleted' USING ERRCODE = 'restrict_violation';
        END
        $$
        """,
        """
        CREATE TRIGGER release_name_no_change BEFORE UPDATE OR DELETE ON events_releasename
        FOR EACH ROW EXECUTE FUNCTION release_name_is_append_only()
        """,
        """
        CREATE TRIGGER release_name_no_truncate BEFORE TRUNCATE ON events_releasename
        FOR EACH STATEMENT EXECUTE FUNCTION release_name_is_append_only()
        """,
    ],
}
BACKWARD = {
    "sqlite": [
        "DROP TRIGGER release_name_no_delete",
        "DROP TRIGGER release_name_no_update",
        "DROP TRIGGER release_name_no_replace",
        "DROP TRIGGER release_no_replace",
    ],
    "postgresql": [
        "DROP TRIGGER release_name_no_truncate ON events_releasename",
        "DROP TRIGGER release_name_no_change ON events_releasename",
        "DROP FUNCTION release_name_is_append_only()",
    ],
}


def add_triggers(apps: Any, editor: Any) -> None:
    for statement in FORWARD[editor.connection.vendor]:
        editor.execute(statement)


def drop_triggers(apps: Any, editor: Any) -> None:
    for statement in BACKWARD[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("events", "0016_publication_notes")]
    operations = [migrations.RunPython(add_triggers, drop_triggers)]
