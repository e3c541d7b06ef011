"""A language that the site gets later gets its columns, and no table that is rebuilt loses any."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.state import ProjectState

from events.models import Institute
from events.models.columns import LanguageColumns, add_missing_language_columns
from tests import factories

COLUMN = "events_institute.name_en"


def columns() -> set[str]:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, "events_institute")
    return {column.name for column in described}


@pytest.fixture
def without_a_column(transactional_db: None) -> Iterator[Any]:
    """An institute with a French name, in a table that has no column for English ones."""
    institute = factories.InstituteFactory(name_fr="Institut du vide")
    with connection.schema_editor() as editor:
        editor.remove_field(Institute, Institute._meta.get_field("name_en"))
    yield institute
    add_missing_language_columns()


def test_missing_column_is_added_and_told(without_a_column: Any) -> None:
    assert "name_en" not in columns()
    assert add_missing_language_columns() == [COLUMN]
    assert "name_en" in columns()


def test_added_column_is_empty_and_the_others_are_kept(without_a_column: Any) -> None:
    add_missing_language_columns()
    row: Any = Institute.objects.get()
    assert (row.pk, row.name_fr, row.name_en) == (without_a_column.pk, "Institut du vide", None)
    row.name_en = "Institute of the Void"
    row.save()
    assert Institute.objects.filter(name_en="Institute of the Void").exists()


def test_nothing_is_added_where_nothing_is_missing(without_a_column: Any) -> None:
    add_missing_language_columns()
    before = columns()
    assert add_missing_language_columns() == []
    assert columns() == before


def test_empty_database_has_no_table_to_mend(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(Institute._meta, "db_table", "events_of_nowhere")
        assert add_missing_language_columns() == []


def without_the_field() -> ProjectState:
    state = ProjectState.from_apps(apps)
    state.remove_field("events", "institute", "name_en")
    return state


def test_migrations_learn_of_a_further_language() -> None:
    state = without_the_field()
    LanguageColumns().state_forwards("events", state)
    field = state.models["events", "institute"].fields["name_en"]
    assert (field.max_length, field.null) == (200, True)


def test_migrations_of_another_app_learn_nothing() -> None:
    state = without_the_field()
    LanguageColumns().state_forwards("auth", state)
    assert "name_en" not in state.models["events", "institute"].fields


def test_field_that_later_migrations_add_is_left_to_them() -> None:
    state = without_the_field()
    state.remove_field("events", "institute", "name")
    state.remove_model("events", "quote")
    LanguageColumns().state_forwards("events", state)
    assert "name_en" not in state.models["events", "institute"].fields


def test_migration_makes_the_columns_that_it_learns_of(without_a_column: Any) -> None:
    before, after, operation = without_the_field(), without_the_field(), LanguageColumns()
    operation.state_forwards("events", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("events", editor, before, after)
    assert "name_en" in columns()
    with connection.schema_editor() as editor:
        operation.database_backwards("events", editor, after, before)
    assert "name_en" in columns()


def test_operation_says_what_it_does() -> None:
    assert LanguageColumns().describe() == "Add the columns of the site’s further languages"
