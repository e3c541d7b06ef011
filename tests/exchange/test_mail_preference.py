"""The language of mails: one's own choice, and nobody else's."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events import models
from events.exchange.notices.readers import language_of

pytestmark = pytest.mark.django_db

LIST = reverse("admin:events_preference_changelist")
ADD = reverse("admin:events_preference_add")


def at_the_desk(name: str) -> tuple[User, Client]:
    """Someone with no rights but to come in."""
    user = User.objects.create_user(name, is_staff=True)
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return user, client


def test_first_choice_is_made_and_kept() -> None:
    user, client = at_the_desk("ed")
    assert client.get(LIST, follow=True).status_code == 200
    client.post(ADD, {"language": "en"})
    assert language_of(user) == "en"


def test_choice_is_changed() -> None:
    user, client = at_the_desk("ed")
    own = models.Preference.objects.create(user=user, language="fr")
    page = client.get(LIST, follow=True)
    assert page.redirect_chain[-1][0] == reverse("admin:events_preference_change", args=[own.pk])
    client.post(page.redirect_chain[-1][0], {"language": "en"})
    assert language_of(user) == "en"


def test_second_choice_takes_the_place_of_the_first() -> None:
    user, client = at_the_desk("ed")
    models.Preference.objects.create(user=user, language="fr")
    assert client.post(ADD, {"language": "en"}).status_code == 302
    assert models.Preference.objects.count() == 1


def test_language_that_the_site_does_not_have_cannot_be_chosen() -> None:
    _user, client = at_the_desk("ed")
    assert client.post(ADD, {"language": "de"}).status_code == 200
    assert not models.Preference.objects.exists()


def test_another_s_choice_is_neither_seen_nor_changed() -> None:
    other = models.Preference.objects.create(user=User.objects.create_user("eve"), language="fr")
    _user, client = at_the_desk("ed")
    address = reverse("admin:events_preference_change", args=[other.pk])
    client.get(address)
    client.post(address, {"language": "en"})
    client.post(reverse("admin:events_preference_delete", args=[other.pk]), {"post": "yes"})
    other.refresh_from_db()
    assert other.language == "fr"


def test_administrators_do_not_choose_for_others() -> None:
    other = models.Preference.objects.create(user=User.objects.create_user("eve"), language="fr")
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.create_superuser("root"))
    client.post(reverse("admin:events_preference_change", args=[other.pk]), {"language": "en"})
    other.refresh_from_db()
    assert other.language == "fr"


def test_visitors_have_no_preferences() -> None:
    assert Client().get(LIST).headers["Location"].startswith("/admin/login/")
