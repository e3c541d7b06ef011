"""Two editors at one row: the second is told, and nothing of the first is overwritten."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from events.models import EditConflict, Forum
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum() -> Any:
    return factories.ForumFactory(name_en="Forum of Nowhere")


def read(forum: Any) -> Any:
    return Forum.objects.get(pk=forum.pk)


def test_new_row_has_version_one(forum: Any) -> None:
    assert (forum.version, read(forum).version) == (1, 1)


def test_each_save_takes_the_next_version(forum: Any) -> None:
    forum.save()
    forum.save()
    assert (forum.version, read(forum).version) == (3, 3)


def test_stale_save_is_refused_and_overwrites_nothing(forum: Any) -> None:
    mine, theirs = read(forum), read(forum)
    theirs.name_en = "Theirs"
    theirs.save()
    mine.name_en, mine.city_en = "Mine", "Elsewhere"
    with pytest.raises(EditConflict):
        mine.save()
    now = read(forum)
    assert (now.name_en, now.city_en, now.version) == ("Theirs", "Nowhere", 2)


def test_refused_save_leaves_the_version_that_was_read(forum: Any) -> None:
    mine = read(forum)
    read(forum).save()
    for _attempt in range(2):
        with pytest.raises(EditConflict):
            mine.save()
        assert mine.version == 1


def test_conflict_is_told_as_a_message_for_the_editor(forum: Any) -> None:
    mine = read(forum)
    read(forum).save()
    with pytest.raises(ValidationError) as refusal:
        mine.save()
    (message,) = refusal.value.messages
    assert message.startswith(f"“{mine}” was changed by someone else since you opened it.")
    assert refusal.value.code == "conflict"


def test_save_of_a_deleted_row_is_a_conflict(forum: Any) -> None:
    mine = read(forum)
    read(forum).delete()
    with pytest.raises(EditConflict):
        mine.save()
    assert not Forum.objects.exists()


def test_save_that_the_database_refuses_leaves_the_version_that_was_read(forum: Any) -> None:
    other: Any = factories.ForumFactory()
    other.slug = forum.slug
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()
    assert (other.version, read(other).version) == (1, 1)
    other.slug = "free"
    other.save()
    assert (other.version, read(other).version) == (2, 2)


def test_save_of_some_fields_takes_a_version_too(forum: Any) -> None:
    before = read(forum)
    forum.name_en, forum.city_en = "Written", "Not written"
    forum.save(update_fields=["name_en"])
    now = read(forum)
    assert (now.name_en, now.city_en, now.version) == ("Written", "Nowhere", 2)
    assert now.modified > before.modified
    with pytest.raises(EditConflict):
        before.save(update_fields=["city_en"])


def test_new_row_never_overwrites_the_one_that_has_its_key(forum: Any) -> None:
    impostor = factories.ForumFactory.build(pk=forum.pk, name_en="Impostor")
    with pytest.raises(IntegrityError), transaction.atomic():
        impostor.save()
    assert read(forum).name_en == "Forum of Nowhere"


def test_save_takes_a_version_and_writes_in_two_queries(forum: Any, django_assert_num_queries: Any) -> None:
    queries = (
        2  # the savepoint around both, and its release
        + (connection.vendor == "postgresql")  # that nobody freezes meanwhile
        + 1  # the next version, if the row still has the one that was read
        + 1  # what it was, for its history
        + 1  # the row
        + 1  # the translations that were found right
    )
    with django_assert_num_queries(queries):
        forum.save()


def test_times_of_a_row_are_kept(forum: Any) -> None:
    created = read(forum).created
    forum.save()
    now = read(forum)
    assert now.created == created
    assert now.modified > created
