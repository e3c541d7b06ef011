"""The desk around the forms: its groups, its language, its doors."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.auth.tokens import default_token_generator
from django.forms import DateField
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.formats import get_format, localize
from django.utils.http import urlsafe_base64_encode

from tests import factories
from tests.admin.conftest import PASSWORD

STATIC = Path(__file__).parents[2] / "static" / "admin-desk"


def test_the_front_page_groups_models_by_what_they_are_for(desk: Client) -> None:
    page = desk.get(reverse("admin:index"))
    groups = {
        group["name"]: [model["object_name"] for model in group["models"]]
        for group in page.context["app_list"]
    }
    assert groups == {
        "Editions": ["Forum", "Quote", "Statistic", "Series"],
        "People and institutes": ["Speaker", "Institute"],
        "Library": ["Image", "Trash"],
        "Publishing": ["Publication", "Release", "Review", "Redirect"],
        "Notices to others": ["Webhook", "Notice"],
        "Accounts": ["Preference", "User", "Group"],
    }


def test_someone_sees_only_the_groups_that_are_theirs(db: None) -> None:
    user = User.objects.create_user("wu", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_speaker"))
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    groups = client.get(reverse("admin:index")).context["app_list"]
    assert [group["name"] for group in groups] == ["People and institutes", "Accounts"]
    assert [model["object_name"] for model in groups[1]["models"]] == ["Preference"]


def test_the_page_of_one_app_stays_djangos(desk: Client) -> None:
    assert desk.get("/admin/auth/").status_code == 200
    assert desk.get("/admin/events/").status_code == 200


@pytest.mark.parametrize(("language", "moment"), [("en", "5 June 2026, 00:00"), ("fr", "5 juin 2026 00:00")])
def test_dates_of_the_desk_are_those_of_the_public_pages(language: str, moment: str) -> None:
    with translation.override(language):
        assert localize(datetime(2026, 6, 5, tzinfo=UTC)) == moment
        assert DateField().clean("05/06/2026") == date(2026, 6, 5)
        assert DateField().clean("2026-06-05") == date(2026, 6, 5)
        assert get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(("language", "words"), [("fr", "Déconnexion"), ("en", "Log out")])
def test_the_desk_speaks_the_language_that_was_chosen(language: str, words: str, desk: Client) -> None:
    answer = desk.post("/admin/language/setlang/", {"language": language, "next": "/admin/"})
    assert answer.url == "/admin/"
    page = desk.get("/admin/", headers={"accept-language": "de"})
    assert f'<html lang="{language}"' in page.text
    assert words in page.text
    assert f'value="{language}" lang="{language}" aria-current="true"' in page.text


def test_the_language_switch_leads_back_and_never_away(desk: Client) -> None:
    assert 'name="next" value="/admin/events/speaker/?q=a"' in desk.get("/admin/events/speaker/?q=a").text
    answer = desk.post("/admin/language/setlang/", {"language": "fr", "next": "https://example.org/"})
    assert answer.url == "/"


def test_the_login_page_speaks_both_languages(client: Client, db: None) -> None:
    page = client.get("/admin/login/", headers={"accept-language": "fr"}, follow=True)
    assert "Mot de passe" in page.text
    assert 'name="language" value="en"' in page.text


def password_link(user: User) -> str:
    token = default_token_generator.make_token(user)
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("password_reset_confirm", args=[uid, token])


def test_the_one_time_link_sets_a_password_that_opens_the_desk(db: None) -> None:
    user = User.objects.create_superuser("first")
    client = Client(headers={"accept-language": "en"})
    page = client.get(password_link(user), follow=True)
    assert "Editors’ desk" in page.text
    form = page.redirect_chain[-1][0]
    done = client.post(form, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert done.url == "/admin/account/sign-in/"
    answer = client.post(done.url, {"login": "first", "password": PASSWORD, "next": "/admin/"})
    assert answer.url == "/admin/"


def test_the_one_time_link_works_once(db: None) -> None:
    user = User.objects.create_superuser("first")
    link = password_link(user)
    client = Client(headers={"accept-language": "en"})
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    page = Client(headers={"accept-language": "en"}).get(link)
    assert "invalid" in page.text
    assert 'name="new_password1"' not in page.text


def test_a_weak_password_is_refused(db: None) -> None:
    user = User.objects.create_superuser("first")
    client = Client(headers={"accept-language": "en"})
    form = client.get(password_link(user), follow=True).redirect_chain[-1][0]
    assert "too short" in client.post(form, {"new_password1": "abc", "new_password2": "abc"}).text


def test_a_page_names_no_other_site(desk: Client, full_forum: Any) -> None:
    page = desk.get(reverse("admin:events_forum_change", args=[full_forum.pk])).text
    assert "//" not in " ".join(part.split('"')[0] for part in page.split('src="')[1:])
    for file in STATIC.glob("*.*s"):
        assert "http" not in file.read_text(), file.name


def test_a_speaker_is_found_by_name_in_either_language(desk: Client) -> None:
    factories.SpeakerFactory(name_fr="Nom Français", name_en="English Name")
    address = reverse("admin:autocomplete")
    for term in ("français", "english"):
        asked = {"term": term, "app_label": "events", "model_name": "quote", "field_name": "speaker"}
        assert [row["text"] for row in desk.get(address, asked).json()["results"]] == ["English Name"]
