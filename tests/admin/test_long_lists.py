"""A long list comes by its titles; what is not opened is saved as it is."""

from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertHTMLEqual

from events import models
from events.admin.content_form import MANY
from events.admin.placed_select import PlacedSelect
from tests import factories
from tests.admin.filled import filled, opened
from tests.admin.preview_desk import member, send

LONG = MANY + 1


def form_of(forum: Any) -> str:
    return reverse("admin:events_forum_change", args=[forum.pk])


def row_of(forum: Any, prefix: str, key: int) -> str:
    return reverse("admin:events_forum_row", args=[forum.pk, prefix, key])


@pytest.fixture
def forum(db: None) -> Any:
    """An edition with many speakers and quotes."""
    row: Any = factories.ForumFactory()
    speakers = models.Speaker.objects.bulk_create(
        [factories.SpeakerFactory.build(slug=f"many-{number}") for number in range(LONG)]
    )
    appearances = [factories.AppearanceFactory.build(forum=row, speaker=one, order=1) for one in speakers]
    quotes = [factories.QuoteFactory.build(forum=row, speaker=one, order=1) for one in speakers]
    models.Appearance.objects.bulk_create(appearances)
    for number, quote in enumerate(quotes):
        quote.slug = f"quote-{number}"
    models.Quote.objects.bulk_create(quotes)
    return row


def test_the_rows_of_a_long_list_come_by_their_titles_unless_all_are_asked_for(
    desk: Client, forum: Any
) -> None:
    with CaptureQueriesContext(connection) as light:
        page = desk.get(form_of(forum)).text
    assert f'data-light="{row_of(forum, "quotes", forum.quotes.first().pk)}"' in page
    assert 'name="quotes-0-order" value="1"' in page
    assert 'name="quotes-0-text_fr"' not in page
    assert 'name="appearances-0-role_fr"' not in page
    assert 'href="?rows=all#quotes-0"' in page
    with CaptureQueriesContext(connection) as all_of_it:
        whole = desk.get(form_of(forum), {"rows": "all"}).text
    assert len(light) <= len(all_of_it) + 1  # the first page asks for the kinds of content
    assert 'name="quotes-0-text_fr"' in whole
    assert "data-light" not in whole


def test_who_may_only_look_has_the_titles_of_a_long_list_too(forum: Any) -> None:
    user = User.objects.create_user("reader", is_staff=True)
    seen = ("view_forum", "view_quote", "view_appearance")
    user.user_permissions.set(Permission.objects.filter(codename__in=seen))
    reader = Client(headers={"accept-language": "en"})
    reader.force_login(user)
    page = reader.get(form_of(forum)).text
    assert f'data-light="{row_of(forum, "quotes", forum.quotes.first().pk)}"' in page


def test_a_choice_among_the_parts_of_the_edition_is_written_as_django_does(forum: Any) -> None:
    quote = forum.quotes.last()
    field: Any = forms.ModelChoiceField(forum.quotes.all(), required=False)
    ours, theirs = (
        widget({"title": "<b>"}, choices=list(field.choices)).render("quote", quote.pk, {"id": "id_quote"})
        for widget in (PlacedSelect, forms.Select)
    )
    assertHTMLEqual(ours, theirs)


def test_the_fields_of_one_row_are_fetched_under_its_number(desk: Client, forum: Any) -> None:
    quote, appearance = forum.quotes.last(), forum.appearances.last()
    page = desk.get(row_of(forum, "quotes", quote.pk), {"at": "7"}).text
    assert f'name="quotes-7-id" value="{quote.pk}"' in page
    assert 'name="quotes-7-text_fr"' in page
    assert "quotes-0" not in page
    assert "<td" in desk.get(row_of(forum, "appearances", appearance.pk), {"at": "x"}).text


def test_a_row_that_is_not_there_or_not_for_everyone_is_not_fetched(desk: Client, forum: Any) -> None:
    other = factories.QuoteFactory()
    assert desk.get(row_of(forum, "quotes", other.pk)).status_code == 404
    assert desk.get(row_of(forum, "nothing", 1)).status_code == 404
    assert member().get(row_of(forum, "quotes", forum.quotes.first().pk)).status_code == 403


def test_rows_that_were_not_opened_are_moved_and_otherwise_left_alone(desk: Client, forum: Any) -> None:
    moved, left = forum.quotes.all()[3:5]
    sent = filled(opened(desk, form_of(forum)), **{"quotes-3-order": "9", "theme_en": "Long"})
    with CaptureQueriesContext(connection) as asked:
        assert desk.post(form_of(forum), sent).status_code == 302
    assert len([query for query in asked if query["sql"].startswith("UPDATE")]) < 8
    for row in (forum, moved, left):
        row.refresh_from_db()
    assert (forum.theme_en, moved.order, moved.text_fr) == ("Long", 9, "Le vide nous attend.")
    assert (left.order, left.version) == (1, 1)


def test_a_row_that_stands_twice_is_told_even_if_the_other_was_not_opened(desk: Client, forum: Any) -> None:
    first = forum.appearances.first()
    added = {
        "appearances-TOTAL_FORMS": str(LONG + 1),
        f"appearances-{LONG}-id": "",
        f"appearances-{LONG}-forum": str(forum.pk),
        f"appearances-{LONG}-speaker": str(first.speaker_id),
        f"appearances-{LONG}-part": first.part,
        f"appearances-{LONG}-order": "99",
    }
    page = desk.post(form_of(forum), {**filled(opened(desk, form_of(forum))), **added})
    assert "This speaker already has this part in the forum." in page.text
    assert forum.appearances.count() == LONG


def test_a_row_that_someone_deleted_unopened_stays_deleted_and_stops_nobody(desk: Client, forum: Any) -> None:
    sent = filled(opened(desk, form_of(forum)), theme_en="Saved all the same")
    forum.quotes.first().delete()
    assert desk.post(form_of(forum), sent).status_code == 302
    assert forum.quotes.count() == MANY


def test_a_new_row_that_has_nothing_but_its_place_is_no_row(desk: Client, full_forum: Any) -> None:
    empty = {"quotes-TOTAL_FORMS": "2", "quotes-1-id": "", "quotes-1-order": "5"}
    sent = {**filled(opened(desk, form_of(full_forum))), **empty, "quotes-1-forum": str(full_forum.pk)}
    assert desk.post(form_of(full_forum), sent).status_code == 302
    assert full_forum.quotes.count() == 1


def test_the_preview_shows_a_long_list_in_its_new_order(desk: Client, forum: Any) -> None:
    factories.SeriesFactory()
    sent = filled(opened(desk, form_of(forum)), **{"quotes-0-order": "99"})
    told = send(desk, reverse("live_preview", args=[forum.pk]), sent)
    assert told["mistakes"] == []
    assert told["pages"]["fr"].count("Le vide nous attend.") >= LONG
