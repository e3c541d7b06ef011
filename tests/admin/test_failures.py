"""An address of the desk that is not there, or not open, says so in plain words and leads back."""

from urllib.parse import parse_qs, urlsplit

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


def test_an_address_that_takes_forms_alone_says_so_with_the_looks_of_the_desk(desk: Client) -> None:
    page = desk.get("/admin/events/still-right/")
    assert (page.status_code, page["Allow"]) == (405, "POST")
    for words in ("There is no page here", "Il n’y a pas de page ici", 'href="/admin/"'):
        assert words in page.text


def test_a_form_that_is_refused_leads_back_to_its_page_and_to_no_other_site(editor: User) -> None:
    client, sent_to = Client(enforce_csrf_checks=True), "/admin/events/forum/1/publishing/publish/"
    pages = {
        "http://testserver/admin/events/forum/1/publishing/?a=b": "/admin/events/forum/1/publishing/?a=b",
        "http://elsewhere.example/admin/": sent_to,
        "http://testserver/fr/": sent_to,
        "": sent_to,
    }
    for referrer, page in pages.items():
        back = client.post(sent_to, headers={"referer": referrer}, follow=False)
        assert f'href="{page}"' in back.text
    for referrer, page in pages.items():
        way_in = Client().post(sent_to, headers={"referer": referrer})
        assert parse_qs(urlsplit(way_in.url).query)["next"] == [page]


def test_who_is_sent_to_sign_in_reads_that_their_text_is_kept(db: None) -> None:
    client = Client(headers={"accept-language": "en"})
    assert "your text is not lost" in client.get("/admin/account/sign-in/?next=/admin/events/forum/").text
    assert "your text is not lost" not in client.get("/admin/account/sign-in/").text
