"""Every page of the desk opens, in both languages, in a constant number of queries."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import models
from tests import factories

LISTED = [
    models.Forum,
    models.Section,
    models.Institute,
    models.Speaker,
    models.Quote,
    models.Statistic,
    models.Image,
    models.Redirect,
    models.Release,
    models.Publication,
]


def address(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:events_{model._meta.model_name}_{page}", args=args)


def test_every_kind_of_content_has_an_admin_or_stands_on_the_form_of_its_forum() -> None:
    parts = {part.model for part in admin.site._registry[models.Forum].inlines}
    content = {
        model for model in apps.get_app_config("events").get_models() if issubclass(model, models.Content)
    }
    assert content <= parts | set(admin.site._registry)
    assert parts >= {models.Appearance, models.Involvement, models.Session}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("model", LISTED)
def test_list_search_and_form_open(model: Any, language: str, desk: Client, full_forum: Any) -> None:
    factories.publish_now(full_forum)
    models.Redirect.objects.create(old_path="/old/")
    headers = {"accept-language": language}
    assert desk.get(address(model, "changelist"), headers=headers).status_code == 200
    assert desk.get(address(model, "changelist"), {"q": "void"}, headers=headers).status_code == 200
    row = model.objects.first()
    page = desk.get(address(model, "change", row.pk), headers=headers)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text


def test_a_review_is_listed_and_read(desk: Client, full_forum: Any) -> None:
    release = factories.publish_now(full_forum).release
    review = models.Review.objects.create(
        forum=full_forum, release=release, author="wu", note="Please look.", created=full_forum.created
    )
    assert "wu" in desk.get(address(models.Review, "changelist"), {"q": "look"}).text
    assert "Please look." in desk.get(address(models.Review, "change", review.pk)).text
    assert desk.get(address(models.Review, "add")).status_code == 403


@pytest.mark.parametrize("model", [m for m in LISTED if m not in (models.Release, models.Publication)])
def test_a_new_row_can_be_started(model: Any, desk: Client) -> None:
    assert desk.get(address(model, "add")).status_code == 200


MAKERS: dict[Any, Any] = {
    models.Forum: factories.ForumFactory,
    models.Section: factories.SectionFactory,
    models.Institute: lambda: factories.InstituteFactory(founded=date(2001, 5, 15)),
    models.Speaker: lambda: factories.SpeakerFactory(institute=factories.InstituteFactory()),
    models.Quote: lambda: factories.QuoteFactory(section=factories.SectionFactory()),
    models.Statistic: factories.StatisticFactory,
    models.Image: factories.ImageFactory,
    models.Release: lambda: factories.publish_now(factories.ForumFactory()),
    models.Publication: lambda: factories.publish_now(factories.ForumFactory()),
}


DATED = {models.Forum, models.Institute, models.Statistic, models.Image, models.Release, models.Publication}
RECORDS = {models.Release, models.Publication}
BY_FORUM = {models.Section, models.Quote, models.Statistic, models.Release, models.Publication}


@pytest.mark.parametrize("model", MAKERS)
def test_a_list_asks_as_many_queries_at_1_3_and_30_rows(model: Any, desk: Client) -> None:
    factories.SeriesFactory()
    expected = (
        2  # the session and the user
        + 2  # how many rows were found, and how many there are
        + 1  # the rows of the page, with the rows that they name
        + 1  # whether there is a series, for “Add” in the menu
        + (model not in RECORDS)  # the filters that are saved for the list
        + (model in BY_FORUM)  # the forums to filter by
        + 2 * (model in DATED)  # the first and the last date, and the days, months or years between
        + (model is models.Statistic)  # the units to filter by
    )
    made = 0
    for size in (1, 3, 30):
        for _row in range(size - made):
            MAKERS[model]()
        made = size
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address(model, "changelist")).status_code == 200
        assert len(asked) == expected, f"at {size} rows"


def test_the_form_of_a_forum_asks_as_many_queries_with_2_of_everything_as_with_9(desk: Client) -> None:
    few, many = factories.make_full_forum(2), factories.make_full_forum(9)
    counts = []
    for forum in (few, few, many):
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address(models.Forum, "change", forum.pk)).status_code == 200
        counts.append(len(asked))
    assert counts[2] == counts[1]
