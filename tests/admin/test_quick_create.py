"""A speaker or an institute is made from its name alone, for the form that wants to name it."""

from typing import Any

from django.test import Client

from events import models
from tests import factories
from tests.admin.preview_desk import member

CREATE = "/admin/events/speaker/create/"


def rows(model: Any) -> Any:
    """The rows of a model, whose translated columns no type knows."""
    return model._default_manager


def test_the_fields_come_with_the_name_that_was_typed(desk: Client) -> None:
    page = desk.get(CREATE, {"name": "Lin <Exemple>"})
    assert 'name="create-name_fr" value="Lin &lt;Exemple&gt;"' in page.text
    assert 'name="create-name_en"' in page.text
    assert "biography" not in page.text


def test_a_row_made_from_its_name_has_an_address_of_its_own(desk: Client) -> None:
    factories.SpeakerFactory(slug="lin-example")
    made = desk.post(CREATE, {"create-name_fr": "", "create-name_en": "Lin Example"})
    speaker = rows(models.Speaker).get(name_en="Lin Example")
    assert made.json() == {"id": str(speaker.pk), "text": "Lin Example"}
    assert (speaker.slug, speaker.name_fr or "") == ("lin-example-2", "")
    assert desk.get(f"/admin/events/speaker/{speaker.pk}/history/").text.count('id="revision-') == 1


def test_a_name_without_letters_of_an_address_still_has_one(desk: Client) -> None:
    assert desk.post("/admin/events/institute/create/", {"create-name_fr": "上海"}).status_code == 200
    assert rows(models.Institute).get().slug == "institute"


def test_a_row_without_a_name_or_with_one_too_long_is_not_made(desk: Client) -> None:
    for name, fault in ((" ", "Write the name in one language at least."), ("x" * 201, "at most 200")):
        answer = desk.post(CREATE, {"create-name_fr": name})
        assert answer.status_code == 422
        assert fault in answer.text
    assert not models.Speaker.objects.exists()


def test_who_may_not_add_a_speaker_is_neither_offered_it_nor_let(db: None) -> None:
    nobody = member()
    assert nobody.get(CREATE).status_code == 403
    assert nobody.post(CREATE, {"create-name_fr": "Lin"}).status_code == 403


def test_a_list_of_choices_offers_to_create_where_one_may(desk: Client, full_forum: Any) -> None:
    page = desk.get(f"/admin/events/forum/{full_forum.pk}/change/").text
    assert f'data-create="{CREATE}"' in page
    assert "Create “%(name)s”" in page
    assert "New: speaker" in page
