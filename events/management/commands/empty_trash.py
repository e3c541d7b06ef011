"""manage.py empty_trash"""

from typing import Any

from django.utils import timezone

from events.management.english import EnglishCommand
from events.publishing.trash import empty


class Command(EnglishCommand):
    help = "Forgets what was deleted more than thirty days ago. The server does so by itself, once an hour."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{empty(timezone.now())} rows were forgotten.")
