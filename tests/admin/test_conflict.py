"""Two editors at one row: the second is told, field by field, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models.signals import pre_save
from django.test import Client

from events import models
from tests import factories
from tests.admin.conftest import PASSWORD
from tests.admin.desk_window import form_of
from tests.admin.filled import filled, opened

type Save = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("kept_forum")


def rows(model: Any) -> Any:
    """The rows of a model, whose translated columns no type knows."""
    return model._default_manager


@pytest.fixture
def grace(db: None) -> Client:
    """The other editor."""
    User.objects.create_superuser("grace", "grace@example.org", PASSWORD, first_name="Grace")
    client = Client(headers={"accept-language": "en"})
    client.login(username="grace", password=PASSWORD)
    return client


def save(client: Client, row: Any, page: Any, **changes: Any) -> Any:
    return client.post(form_of(row), filled(page, **changes))


@pytest.fixture
def speaker(db: None) -> models.Speaker:
    row: models.Speaker = factories.SpeakerFactory(biography_fr="Rien.", biography_en="Nothing.")
    return row


def test_two_editors_of_one_field_are_shown_as_a_conflict(desk: Client, grace: Client, speaker: Any) -> None:
    mine, theirs = opened(desk, form_of(speaker)), opened(grace, form_of(speaker))
    assert save(grace, speaker, theirs, biography_en="Hers.").status_code == 302
    answer = save(desk, speaker, mine, biography_en="Mine.")
    assert answer.status_code == 200
    assert "Saved meanwhile: “Hers.”" in answer.text
    assert "was changed by Grace" in answer.text
    assert "Mine." in answer.text
    speaker.refresh_from_db()
    assert speaker.biography_en == "Hers."


def test_saving_again_after_a_conflict_keeps_what_was_typed(
    desk: Client, grace: Client, speaker: Any
) -> None:
    mine, theirs = opened(desk, form_of(speaker)), opened(grace, form_of(speaker))
    save(grace, speaker, theirs, biography_en="Hers.")
    conflict = save(desk, speaker, mine, biography_en="Mine.")
    assert save(desk, speaker, conflict).status_code == 302
    speaker.refresh_from_db()
    assert speaker.biography_en == "Mine."


def test_fields_that_only_the_other_changed_keep_their_text(
    desk: Client, grace: Client, speaker: Any
) -> None:
    mine, theirs = opened(desk, form_of(speaker)), opened(grace, form_of(speaker))
    save(grace, speaker, theirs, biography_fr="La sienne.")
    conflict = save(desk, speaker, mine, biography_en="Mine.")
    assert conflict.status_code == 200
    assert save(desk, speaker, conflict).status_code == 302
    speaker.refresh_from_db()
    assert (speaker.biography_fr, speaker.biography_en) == ("La sienne.", "Mine.")


def test_a_third_change_is_a_conflict_again(desk: Client, grace: Client, speaker: Any) -> None:
    mine, theirs = opened(desk, form_of(speaker)), opened(grace, form_of(speaker))
    save(grace, speaker, theirs, biography_en="Hers.")
    conflict = save(desk, speaker, mine, biography_en="Mine.")
    save(grace, speaker, opened(grace, form_of(speaker)), biography_en="Hers again.")
    answer = save(desk, speaker, conflict)
    assert "Saved meanwhile: “Hers again.”" in answer.text
    assert "Mine." in answer.text


def test_a_form_without_a_change_writes_nothing(desk: Client, speaker: Any) -> None:
    assert save(desk, speaker, opened(desk, form_of(speaker))).status_code == 302
    assert rows(models.Speaker).latest("pk").version == speaker.version


def test_a_stale_form_without_a_change_undoes_nothing(desk: Client, grace: Client, speaker: Any) -> None:
    mine, theirs = opened(desk, form_of(speaker)), opened(grace, form_of(speaker))
    save(grace, speaker, theirs, biography_en="Hers.")
    assert save(desk, speaker, mine).status_code == 302
    speaker.refresh_from_db()
    assert speaker.biography_en == "Hers."


def test_a_form_without_its_version_overwrites_nothing(desk: Client, speaker: Any) -> None:
    page = opened(desk, form_of(speaker))
    answer = save(desk, speaker, page, opened="", biography_en="Mine.")
    assert answer.status_code == 200
    assert rows(models.Speaker).latest("pk").biography_en == "Nothing."


@pytest.mark.parametrize("version", ["x", "-1", "²", "1:2:3", "99999999999999999999 name_en:0"])
def test_a_mangled_version_is_a_conflict_and_no_failure(version: str, desk: Client, speaker: Any) -> None:
    page = opened(desk, form_of(speaker))
    assert save(desk, speaker, page, opened=version, biography_en="Mine.").status_code == 200


def test_emptying_a_field_that_the_other_filled_is_a_conflict(
    desk: Client, grace: Client, speaker: Any
) -> None:
    mine, theirs = opened(desk, form_of(speaker)), opened(grace, form_of(speaker))
    save(grace, speaker, theirs, biography_en="")
    answer = save(desk, speaker, mine, biography_en="Mine.")
    assert "Meanwhile this field was emptied." in answer.text


def test_links_and_rows_are_told_by_what_they_say(desk: Client, grace: Client, speaker: Any) -> None:
    hers, mine = factories.InstituteFactory(name_fr="Le sien"), factories.InstituteFactory(name_fr="Le mien")
    page, other = opened(desk, form_of(speaker)), opened(grace, form_of(speaker))
    save(grace, speaker, other, institute=hers.pk, links="https://example.org/hers")
    answer = save(desk, speaker, page, institute=mine.pk, links="https://example.org/mine")
    assert "Saved meanwhile: “Le sien”" in answer.text
    assert "Saved meanwhile: “https://example.org/hers”" in answer.text


@pytest.mark.parametrize(
    ("prefix", "field", "hers", "mine"),
    [
        ("statistics-0", "value", "12", "34"),
        ("involvements-0", "part", "host", "partner"),
    ],
)
def test_two_editors_of_one_part_of_a_forum_are_shown_as_a_conflict(
    prefix: str, field: str, hers: str, mine: str, desk: Client, grace: Client, full_forum: Any
) -> None:
    page, other = opened(desk, form_of(full_forum)), opened(grace, form_of(full_forum))
    assert save(grace, full_forum, other, **{f"{prefix}-{field}": hers}).status_code == 302
    answer = save(desk, full_forum, page, **{f"{prefix}-{field}": mine})
    assert answer.status_code == 200
    assert "Saved meanwhile:" in answer.text
    assert "was changed by Grace" in answer.text
    assert mine in answer.text
    assert save(desk, full_forum, answer).status_code == 302


def test_editors_of_different_parts_do_not_meet(desk: Client, grace: Client, full_forum: Any) -> None:
    page, other = opened(desk, form_of(full_forum)), opened(grace, form_of(full_forum))
    save(grace, full_forum, other, **{"sections-0-heading_en": "Hers"})
    assert save(desk, full_forum, page, **{"quotes-0-text_en": "Mine"}).status_code == 302
    assert full_forum.sections.get().heading_en == "Hers"
    assert full_forum.quotes.get().text_en == "Mine"


def test_a_part_that_someone_changed_is_not_deleted_unseen(
    desk: Client, grace: Client, full_forum: Any
) -> None:
    page, other = opened(desk, form_of(full_forum)), opened(grace, form_of(full_forum))
    save(grace, full_forum, other, **{"quotes-0-text_en": "Hers"})
    answer = save(desk, full_forum, page, **{"quotes-0-DELETE": "on"})
    assert answer.status_code == 200
    assert "was changed by Grace" in answer.text
    assert save(desk, full_forum, answer).status_code == 302
    assert not full_forum.quotes.exists()


def test_a_part_that_someone_deleted_keeps_the_text_on_the_form(
    desk: Client, grace: Client, full_forum: Any
) -> None:
    page, other = opened(desk, form_of(full_forum)), opened(grace, form_of(full_forum))
    save(grace, full_forum, other, **{"quotes-0-DELETE": "on"})
    answer = save(desk, full_forum, page, **{"quotes-0-text_en": "Mine, at length"})
    assert answer.status_code == 200
    assert "Mine, at length" in answer.text
    assert "Someone else deleted this" in answer.text
    assert save(desk, full_forum, answer).status_code == 302
    assert full_forum.quotes.get().text_en == "Mine, at length"


def test_a_part_that_someone_deleted_and_one_left_alone_stays_deleted(
    desk: Client, grace: Client, full_forum: Any
) -> None:
    page, other = opened(desk, form_of(full_forum)), opened(grace, form_of(full_forum))
    save(grace, full_forum, other, **{"quotes-0-DELETE": "on"})
    assert save(desk, full_forum, page, **{"sections-0-heading_en": "Mine"}).status_code == 302
    assert not full_forum.quotes.exists()
    assert full_forum.sections.get().heading_en == "Mine"


def test_a_row_that_someone_deleted_can_be_added_anew(desk: Client, speaker: Any) -> None:
    page = opened(desk, form_of(speaker))
    models.Speaker.objects.filter(pk=speaker.pk).delete()
    answer = save(desk, speaker, page, biography_en="Mine.")
    assert answer.status_code == 200
    assert "Someone else deleted this" in answer.text
    assert 'action="/admin/events/speaker/add/"' in answer.text
    assert desk.post("/admin/events/speaker/add/", filled(answer)).status_code == 302
    assert rows(models.Speaker).latest("pk").biography_en == "Mine."


def test_a_save_that_loses_a_race_is_tried_once_more(desk: Client, speaker: Any) -> None:
    """As on PostgreSQL, where another editor's save may come between the check and ours."""
    page = opened(desk, form_of(speaker))
    lost: list[int] = []

    def lose(instance: models.Speaker, **_signal: object) -> None:
        if not lost:
            lost.append(instance.pk)
            raise models.EditConflict(instance)

    pre_save.connect(lose, sender=models.Speaker)
    try:
        answer = save(desk, speaker, page, biography_en="Mine.")
    finally:
        pre_save.disconnect(lose, sender=models.Speaker)
    assert (answer.status_code, lost) == (302, [speaker.pk])
    assert rows(models.Speaker).latest("pk").biography_en == "Mine."


def test_one_field_in_conflict_is_one_error_with_the_difference_and_what_is_saved(
    desk: Client, grace: Client, full_forum: Any
) -> None:
    mine, theirs = opened(desk, form_of(full_forum)), opened(grace, form_of(full_forum))
    save(grace, full_forum, theirs, theme_en="The void of others")
    answer = save(desk, full_forum, mine, theme_en="The void of mine")
    (conflict,) = answer.context["conflicts"]
    assert (conflict.field, conflict.saved) == ("id_theme_en", "The void of others")
    assert "mine</del>" in conflict.difference
    assert "others</ins>" in conflict.difference
    assert answer.context["fields_in_error"] == 1


def test_a_choice_in_conflict_is_offered_by_its_name(desk: Client, grace: Client, full_forum: Any) -> None:
    mine, theirs = opened(desk, form_of(full_forum)), opened(grace, form_of(full_forum))
    other = factories.SpeakerFactory(name_en="Grace Example", name_fr="Grace Example")
    quote = full_forum.quotes.get()
    third = factories.SpeakerFactory()
    save(grace, full_forum, theirs, **{"quotes-0-speaker": str(other.pk)})
    answer = save(desk, full_forum, mine, **{"quotes-0-speaker": str(third.pk)})
    (conflict,) = answer.context["conflicts"]
    assert (conflict.field, conflict.saved) == ("id_quotes-0-speaker", str(other.pk))
    assert (conflict.shown, conflict.difference) == (str(other), "")
    quote.refresh_from_db()
    assert quote.speaker == other
