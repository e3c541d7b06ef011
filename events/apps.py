"""The app and its system checks."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.utils.translation import gettext_lazy as _

from events.pages.search_support import search_is_supported


class EventsConfig(AppConfig):
    """The forum site's one app."""

    name = "events"
    verbose_name = _("Forum")

    def ready(self) -> None:
        checks.register(environment_is_sound)
        checks.register(search_is_supported)


def environment_is_sound(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[checks.CheckMessage]:
    """One numbered error for each setting that cannot be used (docs/settings.md)."""
    return [
        checks.Error(problem.sentence, obj=problem.setting, id=f"forumsite.{problem.number}")
        for problem in settings.ENVIRONMENT_PROBLEMS
    ]
