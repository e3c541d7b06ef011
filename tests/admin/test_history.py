"""The history of a row and the trash, as editors use them."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from events import models
from events.publishing.roles import Role
from tests import factories
from tests.admin.filled import filled, opened

pytestmark = pytest.mark.django_db
TRASH = "/admin/events/trash/"


def page_of(row: Any, name: str) -> str:
    return reverse(f"admin:events_{row._meta.model_name}_{name}", args=[row.pk])


def in_trash() -> Any:
    return models.Trash.objects.trashed().filter(held=False).get()


def put_back(client: Client, row: Any, value: str) -> Any:
    """Presses a button on the page of the history as it is now."""
    page = client.get(page_of(row, "history"))
    assert f'value="{value}"' in page.text
    return client.post(
        page_of(row, "history"), {"put_back": value, "seen": page.context["seen"]}, follow=True
    )


def test_a_save_is_in_the_history_word_by_word_and_its_field_goes_back(desk: Client) -> None:
    speaker: Any = factories.SpeakerFactory(biography_fr="Un mot ancien.", biography_en="An old word.")
    form = page_of(speaker, "change")
    desk.post(form, filled(opened(desk, form), biography_fr="Un mot neuf.", biography_en="A new word."))
    page = desk.get(page_of(speaker, "history")).text
    changed = models.Revision.objects.of_row("speaker", speaker.pk)[0]
    assert changed.author == "ada"
    assert re.search(r"<del>.*ancien</del>.*<ins>.*neuf</ins>", page, re.S)
    assert re.search(r"<del>.*old</del>.*<ins>.*new</ins>", page, re.S)
    assert "Put back. What it was" in put_back(desk, speaker, f"field:{changed.pk}:biography_fr").text
    speaker.refresh_from_db()
    assert (speaker.biography_fr, speaker.biography_en) == ("Un mot ancien.", "A new word.")


def test_an_old_page_puts_nothing_back(desk: Client) -> None:
    speaker: Any = factories.SpeakerFactory(biography_fr="Un.")
    first = models.Revision.objects.of_row("speaker", speaker.pk)[0]
    speaker.biography_fr = "Deux."
    speaker.save()
    for sent in ({"put_back": f"row:{first.pk}", "seen": first.pk}, {"put_back": "row:x"}, {}):
        page = desk.post(page_of(speaker, "history"), sent, follow=True)
        assert "nothing was put back" in page.text
    speaker.refresh_from_db()
    assert speaker.biography_fr == "Deux."


def test_a_forum_tells_of_its_parts_and_goes_back_whole(desk: Client, full_forum: Any) -> None:
    then = models.Revision.objects.of_forum(full_forum.pk)[0]
    form = page_of(full_forum, "change")
    changes = {"theme_en": "Another", "quotes-0-text_fr": "D’autres mots.", "sections-0-DELETE": "on"}
    assert desk.post(form, filled(opened(desk, form), **changes)).status_code == 302
    page = desk.get(page_of(full_forum, "history"))
    assert len(page.context["entries"]) >= 3
    assert {one.deed for one in models.Revision.objects.filter(pk__gt=then.pk)} == {in_trash().deed}
    asked = put_back(desk, full_forum, f"forum:{then.pk}")
    for words in ("rows are changed", "1 row comes back", "Another", "Yes, put them back"):
        assert words in asked.text
    assert models.Forum.objects.get(pk=full_forum.pk).theme_en == "Another"
    sent = {"put_back": f"forum:{then.pk}", "seen": asked.context["seen"], "confirmed": "1"}
    desk.post(page_of(full_forum, "history"), sent)
    full_forum.refresh_from_db()
    assert full_forum.theme_en == "The void and its uses"
    assert full_forum.quotes.get().text_fr == "Le vide nous attend."
    assert full_forum.quotes.get().section == full_forum.sections.get()


def test_an_import_is_one_moment_and_the_way_back_to_it_keeps_its_parts(desk: Client) -> None:
    with models.written_by("import"):
        forum = factories.make_full_forum()
    first = models.Revision.objects.of_forum(forum.pk).earliest("pk")
    assert (first.kind, first.action) == ("forum", "added")
    added = factories.SectionFactory(forum=forum)
    page = desk.get(page_of(forum, "history"))
    assert page.text.count("Make the forum and all its parts") == 2
    said = {"put_back": f"forum:{first.pk}", "seen": page.context["seen"]}
    asked = desk.post(page_of(forum, "history"), said)
    assert "1 row is deleted" in asked.text
    assert str(added) in asked.text
    assert models.Section.objects.filter(forum=forum).count() == 2
    desk.post(page_of(forum, "history"), {**said, "confirmed": "1"})
    assert models.Section.objects.filter(forum=forum).count() == 1
    assert [forum.quotes.count(), forum.statistics.count(), forum.appearances.count()] == [1, 1, 1]
    said["seen"] = desk.get(page_of(forum, "history")).context["seen"]
    assert "nothing to put back" in desk.post(page_of(forum, "history"), said, follow=True).text


def test_the_history_asks_as_much_at_one_revision_as_at_thirty(
    desk: Client, full_forum: Any, django_assert_max_num_queries: Any
) -> None:
    quote = full_forum.quotes.get()
    for number in range(40):
        quote.text_fr = f"Mots {number}."
        quote.speaker = factories.SpeakerFactory()
        quote.save()
    desk.get(page_of(full_forum, "history"))
    # the session and the user 2 + the forum 1 + rights 0 + revisions 3 + names by kind of row, at most 6
    with django_assert_max_num_queries(14):
        assert desk.get(page_of(full_forum, "history")).status_code == 200
    assert "Page 2 of" in desk.get(page_of(full_forum, "history"), {"p": 2}).text


def test_what_is_deleted_is_in_the_trash_and_comes_back(desk: Client, full_forum: Any) -> None:
    models.Institute.objects.update(founded_at=None)
    title, revisions = str(full_forum), models.Revision.objects.of_forum(full_forum.pk)
    parts = len(set(revisions.values_list("uid")))
    answer = desk.post(page_of(full_forum, "delete"), {"post": "yes"}, follow=True)
    assert "It is kept for 30 days." in answer.text
    listed = desk.get(TRASH)
    assert title in listed.text
    assert listed.context["cl"].result_count == 1
    page = desk.get(reverse("admin:events_trash_change", args=[in_trash().pk]))
    assert "Le vide nous attend." in page.text
    assert len(page.context["entries"]) == parts
    back = desk.post(reverse("admin:events_trash_restore", args=[in_trash().pk]), follow=True)
    assert "is back." in back.text
    assert models.Forum.objects.get().quotes.get().text_fr == "Le vide nous attend."
    assert desk.get(TRASH).context["cl"].result_count == 0


def test_rows_deleted_together_come_back_together(desk: Client) -> None:
    rows = [factories.SpeakerFactory().pk for _number in range(3)]
    sent = {"action": "delete_selected", "_selected_action": rows, "post": "yes"}
    desk.post("/admin/events/speaker/", sent)
    assert not models.Speaker.objects.exists()
    found = list(models.Trash.objects.trashed().values_list("pk", flat=True))
    desk.post(TRASH, {"action": "restore", "_selected_action": found})
    assert sorted(models.Speaker.objects.values_list("pk", flat=True)) == rows


@pytest.mark.parametrize(("role", "restores", "erases"), [
    (Role.TRANSLATOR, False, False), (Role.EDITOR, True, False), (Role.PUBLISHER, True, True),
])  # fmt: skip
def test_roles_see_restore_and_erase(role: Role, restores: bool, erases: bool) -> None:
    user = User.objects.create_user("grace", is_staff=True)
    user.groups.add(Group.objects.get(name=role.value))
    client = Client()
    client.force_login(user)
    factories.SpeakerFactory().delete()
    number = in_trash().pk
    assert client.get(TRASH).status_code == (200 if restores else 403)
    erase = reverse("admin:events_trash_erase", args=[number])
    if restores:
        client.post(erase, {})
        assert in_trash().pk == number
    assert client.post(erase, {"sure": "1"}).status_code == (302 if erases else 403)
    assert models.Trash.objects.trashed().exists() != erases
