"""Hostile rich text that stands in a release, an archive, the history or the trash comes back clean."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from events import models
from events.exchange import ArchiveError, export_archive, import_archive
from events.publishing import freeze, operator, publish, restore, thaw
from events.publishing.history import put_back_field, put_back_forum, put_back_row
from events.publishing.trash import revive
from events.snapshot import dumps, loads
from tests import factories
from tests.publishing.acting import do

pytestmark = pytest.mark.django_db

ADA = operator("ada")
INNOCENT = "<p>Innocent.</p>"
HOSTILE = '<p onclick="ran()">In\u202enocent.</p><a href="javascript:ran()"></a><script>ran()</script>'
CLEAN = "<p>Innocent.</p><a></a>"


@pytest.fixture
def section(forum: Any) -> Any:
    row = factories.SectionFactory(forum=forum, body_fr=INNOCENT)
    row.body_fr = "<p>Later.</p>"
    row.save()
    return row


def poisoned() -> None:
    """What an older program, or another one, left in the history and in the trash."""
    for revision in models.Revision.objects.filter(kind="section"):
        for state in (revision.before, revision.content):
            if "body_fr" in state:
                state["body_fr"] = HOSTILE
        revision.save()


def hostile_text(section: Any) -> str:
    """The snapshot of the forum, as text, with hostile words."""
    text = json.loads(dumps(freeze(section.forum)))
    text["forum"]["sections"][0]["body"]["fr"] = HOSTILE
    return json.dumps(text)


def by_thawing(section: Any) -> None:
    thaw(loads(hostile_text(section)))


def by_import(section: Any, folder: Path) -> None:
    (folder / "forum.json").write_text(hostile_text(section))
    import_archive(folder)


def by_restoring_a_release(section: Any) -> None:
    do(publish, section.forum)
    release = models.Release.objects.create(
        forum=section.forum, number=2, snapshot=hostile_text(section), digest="", created=factories.NOW
    )
    restore(section.forum, factories.act_on(section.forum), release=release)


def by_the_history_of_a_field(section: Any) -> None:
    revision = models.Revision.objects.of_row("section", section.pk).latest("pk")
    poisoned()
    revision.refresh_from_db()
    put_back_field(revision, "body_fr", ADA)


def by_the_history_of_a_row(section: Any) -> None:
    poisoned()
    put_back_row(models.Revision.objects.of_row("section", section.pk).earliest("pk"), ADA)


def by_the_history_of_a_forum(section: Any) -> None:
    then = models.Revision.objects.of_forum(section.forum_id).latest("pk")
    poisoned()
    put_back_forum(section.forum, then, ADA)


def by_the_trash(section: Any) -> None:
    section.delete()
    poisoned()
    revive(models.Revision.objects.trashed().get(), ADA)


@pytest.mark.parametrize(
    "way",
    [
        by_thawing,
        by_restoring_a_release,
        by_the_history_of_a_field,
        by_the_history_of_a_row,
        by_the_history_of_a_forum,
        by_the_trash,
    ],
)
def test_what_comes_back_is_clean(way: Callable[[Any], None], section: Any) -> None:
    way(section)
    assert stored() == CLEAN


def test_what_is_imported_is_clean(section: Any, tmp_path: Path) -> None:
    by_import(section, tmp_path)
    assert stored() == CLEAN


def test_half_a_surrogate_pair_in_an_archive_is_an_error_with_a_message(section: Any, tmp_path: Path) -> None:
    export_archive([section.forum], tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        text = archive.read(f"{section.forum.slug}.json").decode()
    (tmp_path / f"{section.forum.slug}.json").write_text(text.replace("Later", "\\ud800"))
    with pytest.raises(ArchiveError, match="json"):
        import_archive(tmp_path)


def stored() -> str:
    """The text as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body_fr FROM events_section")
        ((text,),) = cursor.fetchall()
    return str(text)
