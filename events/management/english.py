"""The language of the commands: one, for who runs a site, whatever its languages are."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation


class EnglishCommand(BaseCommand):
    """A command whose refusals are English too; the desk says the same ones in its editors’ languages."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with translation.override("en"):
            return super().execute(*args, **options)
