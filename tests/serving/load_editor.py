"""An editor of an installation, as a program: ``python -m tests.serving.load_editor SLUG`` with its DATA_DIR.

It signs an administrator in and tells the key of the forum and of the session. Then, for each number that
it reads, it writes the word of that number into the texts of the forum and its sections, and says “done”.
"""

import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forumsite.settings")
django.setup()

# Django must be set up before its models are imported.
from django.contrib.auth.models import User  # noqa: E402
from django.test import Client  # noqa: E402

from events import models  # noqa: E402
from tests.serving.marks import text_columns  # noqa: E402

#: The columns that are written, in every language: what the pages of an edition show of it.
_WORDS = ("name_", "theme_fr", "theme_en", "summary_", "heading_", "body_")


def main(slug: str) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("load"))
    forum = models.Forum.objects.get(slug=slug)
    _tell(f"{forum.pk} {client.cookies['sessionid'].value}")
    for line in sys.stdin:
        for row in (models.Forum.objects.get(slug=slug), *models.Section.objects.filter(forum=forum)):
            _write(row, f"zq{int(line)}qz")
        _tell("done")


def _write(row: Any, word: str) -> None:
    for column in text_columns(type(row)):
        if column.name.startswith(_WORDS):
            setattr(row, column.name, word)
    row.save()


def _tell(words: str) -> None:
    print(words, flush=True)


main(sys.argv[1])
