"""Every page of the desk opens, in both languages."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
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


@pytest.fixture(scope="module")
def published(kept_forum: models.Forum) -> None:
    """A row of everything."""
    factories.publish_now(kept_forum)
    models.Redirect.objects.create(old_path="/old/")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("model", LISTED)
def test_list_search_and_form_open(model: Any, language: str, desk: Client, published: None) -> None:
    headers = {"accept-language": language}
    search = {"q": "void"} if language == "en" else {}  # a search shows the list, too
    assert desk.get(address(model, "changelist"), search, headers=headers).status_code == 200
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
