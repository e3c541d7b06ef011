"""An address of the desk that is not there, or not open, says so in plain words and leads back."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from events.publishing import Role


@pytest.fixture
def translator(db: None) -> Client:
    person = User.objects.create_user("lea", is_staff=True)
    person.groups.add(Group.objects.get(name=Role.TRANSLATOR.value))
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


@pytest.mark.parametrize("path", ["/admin/nowhere/", "/admin/events/nothing/"])
def test_an_address_that_is_not_there_leads_back_in_both_languages(translator: Client, path: str) -> None:
    page = translator.get(path)
    assert page.status_code == 404
    for words in ("There is no such page", "Cette page n’existe pas", 'href="/admin/"'):
        assert words in page.text


def test_what_the_role_does_not_have_is_refused_in_both_languages(translator: Client) -> None:
    page = translator.get("/admin/auth/user/")
    assert page.status_code == 403
    for words in ("Your account may not do this", "Votre compte n’a pas ce droit", 'href="/admin/"'):
        assert words in page.text


def test_a_preview_that_is_not_there_speaks_to_its_visitor_as_before(db: None) -> None:
    page = Client().get("/preview/forged/")
    assert page.status_code == 404
    assert "/admin/" not in page.text
