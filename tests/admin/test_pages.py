"""Every page of the desk opens, in both languages, in a constant number of queries."""

from typing import Any

import pytest
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


def test_every_model_of_the_app_has_an_admin_or_stands_on_the_forum() -> None:
    parts = {models.Appearance, models.Involvement, models.Session}
    registered = {model for model in admin.site._registry if model._meta.app_label == "events"}
    every = {getattr(models, name) for name in models.__all__ if hasattr(getattr(models, name), "_meta")}
    concrete = {model for model in every if not model._meta.abstract}
    assert registered | parts == concrete


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("model", LISTED)
def test_list_search_and_form_open(model: Any, language: str, desk: Client, full_forum: models.Forum) -> None:
    factories.publish_now(full_forum)
    models.Redirect.objects.create(old_path="/old/")
    headers = {"accept-language": language}
    assert desk.get(address(model, "changelist"), headers=headers).status_code == 200
    assert desk.get(address(model, "changelist"), {"q": "void"}, headers=headers).status_code == 200
    row = model.objects.first()
    page = desk.get(address(model, "change", row.pk), headers=headers)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text


@pytest.mark.parametrize("model", [m for m in LISTED if m not in (models.Release, models.Publication)])
def test_a_new_row_can_be_started(model: Any, desk: Client) -> None:
    assert desk.get(address(model, "add")).status_code == 200
