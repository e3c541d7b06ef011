"""The desk in French: languages, roles and rights in French, and Django's own words put right."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from events import models
from tests import factories
from tests.admin.desk_window import form_of


@pytest.fixture
def bureau(editor: User) -> Client:
    client = Client(headers={"accept-language": "fr"})
    client.force_login(editor)
    return client


def test_a_language_is_named_in_french_but_on_its_switch(bureau: Client) -> None:
    page = bureau.get(form_of(factories.ForumFactory(theme_en=""))).text
    assert "Thème · anglais" in page
    assert "Thème · English" not in page
    assert '<button type="button" data-language="en" aria-pressed="false" lang="en">English</button>' in page
    assert "anglais\u00a0: 1 texte manquant" in bureau.get(reverse("admin:events_forum_changelist")).text


def test_roles_and_rights_are_told_in_french(bureau: Client) -> None:
    group = Group.objects.get(name="Publisher")
    assert "Éditeur</a>" in bureau.get(reverse("admin:auth_group_changelist")).text
    page = bureau.get(reverse("admin:auth_group_change", args=[group.pk])).text
    assert "forum\u00a0: ajouter</option>" in page
    assert "Can add forum" not in page
    assert ">Éditeur</option>" in bureau.get(reverse("admin:auth_user_add")).text


@pytest.mark.parametrize(
    ("address", "words", "not_these"),
    [
        ("/admin/events/image/add/", "Ajout\u00a0: image", "Ajout de image"),
        ("/admin/events/quote/", "Choisir dans la liste\u00a0: citation", "l’objet citation"),
        ("/admin/events/quote/", "Supprimer la sélection (citations)", "sélectionnés"),
        ("/admin/events/quote/", "Filtre\u00a0: sans source", "Par sans source"),
    ],
)
def test_what_django_says_fits_each_kind(bureau: Client, address: str, words: str, not_these: str) -> None:
    factories.QuoteFactory()
    page = bureau.get(address).text
    assert words in page
    assert not_these not in page


def test_a_title_and_what_is_said_of_it_are_parted_in_french(bureau: Client, full_forum: Any) -> None:
    publication = factories.publish_now(full_forum)
    assert "1\u00a0: en ligne" in bureau.get(form_of(publication)).text
    assert models.Publication.objects.count() == 1


def test_the_history_writes_numbers_and_dates_as_french_does(bureau: Client, full_forum: Any) -> None:
    figure = full_forum.statistics.get()
    figure.value, figure.period, figure.period_precision = Decimal("1234567.5"), date(2021, 5, 1), "day"
    figure.save()
    page = bureau.get(reverse("admin:events_statistic_history", args=[figure.pk])).text
    assert "1\u202f234\u202f567,5" in page
    assert "1er\u00a0mai 2021" in page


def test_rights_over_second_factors_are_told_in_french(bureau: Client) -> None:
    page = bureau.get(reverse("admin:auth_group_add")).text
    assert "second facteur\u00a0: ajouter" in page
    assert "MFA" not in page
