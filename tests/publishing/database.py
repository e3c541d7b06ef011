"""What the tables hold, to compare before and after."""

from typing import Any

from django.apps import apps


def all_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the app, times and all."""
    return {
        model._meta.db_table: sorted(model._base_manager.values_list(), key=str)
        for model in apps.get_app_config("events").get_models(include_auto_created=True)
    }
