"""manage.py build"""

import time
from typing import Any

from django.core.management.base import CommandError

from events.management.english import EnglishCommand
from events.serving import BuildError
from events.serving.delivery import rebuild


class Command(EnglishCommand):
    help = "Makes every page of what is live now, for the server to find ready."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            made = rebuild()
        except BuildError as error:
            raise CommandError(
                f"The pages could not be made, so the site stays as it was. {error}"
            ) from error
        count = len(made.manifest.entries)
        self.stdout.write(f"{made.manifest.digest}: {count} addresses in {time.monotonic() - began:.2f} s")
