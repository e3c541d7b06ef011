"""The live preview shows a form that nobody has saved."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.admin.filled import filled, opened
from tests.admin.preview_desk import TOKEN, added_quote, form, live, rows, send

pytestmark = pytest.mark.usefixtures("kept_forum")


def test_what_is_typed_is_shown_in_both_languages(desk: Client, full_forum: Any) -> None:
    told = live(desk, full_forum, theme_fr=TOKEN, theme_en="Never saved")
    assert told["mistakes"] == []
    assert TOKEN in told["pages"]["fr"]
    assert "Never saved" in told["pages"]["en"]
    assert "You see your text, which is not saved yet." in told["pages"]["en"]


def test_one_language_alone_may_be_asked_for(desk: Client, full_forum: Any) -> None:
    data = form(desk, full_forum) | {"preview_language": "en"}
    assert set(send(desk, reverse("live_preview", args=[full_forum.pk]), data)["pages"]) == {"en"}


@pytest.mark.parametrize(
    "field",
    [
        "sections-0-heading_fr",
        "appearances-0-role_fr",
        "quotes-0-text_fr",
        "statistics-0-label_fr",
        "sections-0-body_fr",
    ],
)
def test_every_list_of_the_form_is_shown(desk: Client, full_forum: Any, field: str) -> None:
    assert TOKEN in live(desk, full_forum, **{field: TOKEN})["pages"]["fr"]


def test_a_deleted_row_is_not_shown(desk: Client, full_forum: Any) -> None:
    heading = full_forum.sections.get().heading_fr
    assert heading in live(desk, full_forum)["pages"]["fr"]
    assert heading not in live(desk, full_forum, **{"sections-0-DELETE": "on"})["pages"]["fr"]


def test_an_added_row_is_shown(desk: Client, full_forum: Any) -> None:
    data = form(desk, full_forum) | added_quote(full_forum)
    told = send(desk, reverse("live_preview", args=[full_forum.pk]), data)
    assert told["mistakes"] == []
    assert TOKEN in told["pages"]["fr"]
    assert "Grace Exemple" in told["pages"]["fr"]


def test_a_new_row_with_a_mistake_is_told_and_the_rest_is_shown(desk: Client, full_forum: Any) -> None:
    data = form(desk, full_forum, theme_fr="Thème neuf") | added_quote(full_forum, **{"quotes-1-speaker": ""})
    told = send(desk, reverse("live_preview", args=[full_forum.pk]), data)
    assert [mistake["field"] for mistake in told["mistakes"]] == ["id_quotes-1-speaker"]
    assert "Thème neuf" in told["pages"]["fr"]
    assert TOKEN not in told["pages"]["fr"]


def test_a_field_with_a_mistake_is_told_and_shown_as_it_is_saved(desk: Client, full_forum: Any) -> None:
    changes = {"quotes-0-source_url_fr": "not an address", "quotes-0-text_fr": TOKEN, "ordinal": "none"}
    told = live(desk, full_forum, **changes)
    assert {mistake["field"] for mistake in told["mistakes"]} == {"id_quotes-0-source_url_fr", "id_ordinal"}
    assert all(mistake["message"] and mistake["label"] for mistake in told["mistakes"])
    assert TOKEN in told["pages"]["fr"]


def test_rows_that_nobody_touched_are_not_saved_again(desk: Client, db: None) -> None:
    small, large = factories.make_full_forum(1), factories.make_full_forum(5)
    counts = []
    for forum in (small, large):
        data = form(desk, forum, **{"quotes-0-text_fr": TOKEN})
        with CaptureQueriesContext(connection) as queries:
            told = send(desk, reverse("live_preview", args=[forum.pk]), data)
        assert TOKEN in told["pages"]["fr"]
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_mistake_in_a_later_row_is_told_where_it_stands(desk: Client, db: None) -> None:
    forum = factories.make_full_forum(3)
    told = live(desk, forum, **{"quotes-2-source_url_fr": "no address", "sections-1-heading_fr": TOKEN})
    assert [mistake["field"] for mistake in told["mistakes"]] == ["id_quotes-2-source_url_fr"]
    assert TOKEN in told["pages"]["fr"]
    assert all(quote.text_fr in told["pages"]["fr"] for quote in forum.quotes.all())


def test_a_mistake_of_a_whole_form_is_told(desk: Client, full_forum: Any) -> None:
    told = live(desk, full_forum, start="2030-05-02", end="2030-05-01")
    assert "The forum ends before it starts." in {mistake["message"] for mistake in told["mistakes"]}
    assert full_forum.theme_fr in told["pages"]["fr"]


def test_a_new_forum_is_shown_before_it_is_saved(desk: Client, db: None) -> None:
    factories.SeriesFactory()
    data = filled(
        opened(desk, reverse("admin:events_forum_add")),
        name_fr=TOKEN,
        slug="2040",
        ordinal="40",
        start="2040-05-01",
        precision="day",
    )
    before = rows()
    told = send(desk, reverse("live_preview_of_new"), data)
    assert told["mistakes"] == []
    assert TOKEN in told["pages"]["fr"]
    assert rows() == before


def test_a_new_forum_without_what_it_needs_tells_what_is_missing(desk: Client, db: None) -> None:
    data = filled(opened(desk, reverse("admin:events_forum_add")), name_fr=TOKEN)
    told = send(desk, reverse("live_preview_of_new"), data)
    assert told["pages"] == {}
    assert {"id_slug", "id_ordinal", "id_start"} <= {mistake["field"] for mistake in told["mistakes"]}
