"""What is deleted goes to the trash whole, and comes back whole."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db.models import CASCADE, ProtectedError
from django.utils import timezone

from events import models
from events.exchange.notices.setup import sender_here
from events.publishing import freeze, operator, restore
from events.publishing.history import put_back_field, put_back_forum, put_back_row
from events.publishing.roles import VERBS, Actor, Role
from events.publishing.trash import KEPT, empty, erase, revive
from events.snapshot import dumps
from tests import factories

pytestmark = pytest.mark.django_db
ADA = operator("ada")


def trash() -> Any:
    return models.Revision.objects.trashed().filter(held=False)


def delete(row: Any) -> models.Revision:
    """Deletes a row; its place in the trash."""
    row.delete()
    return trash().get(kind=row._meta.model_name)  # type: ignore[no-any-return]


def parts_of_forum(forum: Any) -> list[Any]:
    """The rows of each kind that are deleted with their forum."""
    relations = [one for one in forum._meta.related_objects if one.on_delete is CASCADE]
    return [one.related_model._default_manager.filter(forum=forum) for one in relations]


def test_a_forum_comes_back_with_all_its_parts(full_forum: models.Forum) -> None:
    models.Institute.objects.update(founded_at=None)
    before = dumps(freeze(full_forum))
    deleted = delete(full_forum)
    assert (deleted.author, trash().count()) == ("", 1)
    revived = revive(deleted, ADA)
    assert revived.remarks == ()
    assert dumps(freeze(models.Forum.objects.get())) == before
    assert not models.Revision.objects.trashed().exists()


def test_rows_lead_again_to_what_came_back(full_forum: models.Forum) -> None:
    section, quote = full_forum.sections.get(), full_forum.quotes.get()
    number = section.pk
    revive(delete(section), ADA)
    quote.refresh_from_db()
    assert quote.section_id == number


def test_a_taken_address_becomes_the_next_free_one_and_is_told() -> None:
    first = factories.ForumFactory(slug="2031", ordinal=31)
    deleted = delete(first)
    factories.ForumFactory(slug="2031", ordinal=31)
    revived = revive(deleted, ADA)
    row: Any = revived.row
    assert (row.slug, row.ordinal, row.uid) == ("2031-2", 32, first.uid)
    assert len(revived.remarks) == 2


def test_what_leads_to_something_deleted_too_names_it(full_forum: models.Forum) -> None:
    quote = full_forum.quotes.get()
    speaker = quote.speaker
    quote_in_trash, speaker_in_trash = delete(quote), delete(speaker)
    with pytest.raises(ValidationError, match="is gone too"):
        revive(quote_in_trash, ADA)
    revive(speaker_in_trash, ADA)
    revive(quote_in_trash, ADA)
    assert models.Quote.objects.get().uid == quote.uid
    with pytest.raises(ValidationError, match="not in the trash any more"):
        revive(quote_in_trash, ADA)


def test_what_is_protected_is_neither_deleted_nor_in_the_trash(full_forum: models.Forum) -> None:
    with pytest.raises(ProtectedError):
        full_forum.quotes.get().speaker.delete()
    assert not models.Revision.objects.trashed().exists()


def test_the_trash_is_emptied_after_thirty_days(full_forum: models.Forum) -> None:
    models.Institute.objects.update(founded_at=None)
    number, parts = full_forum.pk, sum(rows.count() for rows in parts_of_forum(full_forum))
    deleted = delete(full_forum)
    assert empty(deleted.moment + KEPT - timedelta(seconds=1)) == 0
    assert empty(deleted.moment + KEPT) == 1 + parts
    assert not models.Revision.objects.of_forum(number).exists()


def test_the_server_and_a_command_empty_the_trash_by_age() -> None:
    deleted = delete(factories.SpeakerFactory())
    call_command("empty_trash")
    sender_here().turn(deleted.moment + KEPT - timedelta(hours=1))
    assert trash().exists()
    sender_here().turn(deleted.moment + KEPT)
    assert not trash().exists()
    old = delete(factories.SpeakerFactory())
    models.Revision.objects.filter(pk=old.pk).update(moment=timezone.now() - KEPT)
    call_command("empty_trash")
    assert not trash().exists()


@pytest.mark.parametrize("role", Role)
def test_roles_restore_and_erase(role: Role) -> None:
    actor = Actor("someone", VERBS[role])
    deleted = delete(factories.SpeakerFactory())
    if role in (Role.PUBLISHER, Role.ADMINISTRATOR):
        assert erase([deleted], actor) == 1
        assert not models.Revision.objects.exists()
        return
    with pytest.raises(PermissionDenied):
        erase([deleted], actor)
    if role is Role.TRANSLATOR:
        with pytest.raises(PermissionDenied):
            revive(deleted, actor)
    else:
        assert revive(deleted, actor).row == models.Speaker.objects.get()


def test_one_field_goes_back_to_what_it_was() -> None:
    speaker = factories.SpeakerFactory(biography_fr="Un.", biography_en="One.")
    with models.written_by("ada"):
        speaker.biography_fr, speaker.biography_en = "Deux.", "Two."
        speaker.save()
    changed = models.Revision.objects.of_row("speaker", speaker.pk)[0]
    assert (changed.author, changed.before) == ("ada", {"biography_fr": "Un.", "biography_en": "One."})
    put_back_field(changed, "biography_fr", ADA)
    speaker.refresh_from_db()
    assert (speaker.biography_fr, speaker.biography_en) == ("Un.", "Two.")
    with pytest.raises(ValidationError, match="not changed then"):
        put_back_field(changed, "slug", ADA)


def test_a_save_without_a_change_is_no_revision(full_forum: models.Forum) -> None:
    models.Revision.objects.all().delete()
    for model in (
        models.Forum,
        models.Statistic,
        models.Session,
        models.Speaker,
        models.Image,
        models.Series,
    ):
        for row in model._default_manager.all():
            row.save()
    assert not models.Revision.objects.exists()


def test_a_forum_goes_back_with_its_parts(full_forum: Any) -> None:
    before = dumps(freeze(full_forum))
    models.Revision.objects.all().delete()  # as in a site that is older than its history
    mark = factories.SpeakerFactory(slug="mark")
    then = models.Revision.objects.of_row("speaker", mark.pk)[0]
    quote, session = full_forum.quotes.get(), full_forum.sessions.get()
    quote.text_fr = "Autre chose."
    quote.save()
    full_forum.theme_en = "Something else"
    full_forum.save()
    session.speakers.clear()
    factories.SectionFactory(forum=full_forum)
    full_forum.statistics.get().delete()
    put_back_forum(full_forum, then, ADA)
    assert dumps(freeze(full_forum)) == before
    assert trash().get().kind == "section"


def test_a_row_that_is_gone_comes_back_as_it_was_then() -> None:
    speaker = factories.SpeakerFactory(biography_fr="Un.")
    then = models.Revision.objects.of_row("speaker", speaker.pk)[0]
    speaker.biography_fr = "Deux."
    speaker.save()
    speaker.delete()
    put_back_row(then, ADA)
    assert models.Speaker.objects.values_list("biography_fr", flat=True).get() == "Un."


def test_a_restored_release_is_one_deed_that_names_what_changed(full_forum: Any) -> None:
    """Thawing moves addresses aside and makes some rows anew: the history tells only what differs."""
    for part in (full_forum.sections, full_forum.quotes, full_forum.statistics, full_forum.sessions):
        part.update(order=0)  # the places that thawing gives
    full_forum.involvements.update(order=0)
    full_forum.appearances.update(order=0)
    release = factories.publish_now(full_forum).release
    added = factories.QuoteFactory(forum=full_forum, order=1)
    full_forum.theme_en = "Something else"
    full_forum.save()
    mark = models.Revision.objects.order_by("-pk")[0].pk
    restore(full_forum, factories.act_on(full_forum, timezone.now()), release=release)
    told = models.Revision.objects.filter(pk__gt=mark).order_by("kind", "pk")
    assert [(one.kind, one.action, one.author, set(one.before) == {"theme_en"}) for one in told] == [
        ("forum", "changed", "ada", True),
        ("quote", "deleted", "ada", False),
    ]
    assert trash().get().uid == added.uid
