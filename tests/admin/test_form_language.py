"""The choice of languages that forms show is kept for each editor."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events.models import Preference


def chosen(client: Client, forum: Any) -> str:
    page = client.get(reverse("admin:events_forum_change", args=[forum.pk]))
    return str(page.context["form_language"])


def test_each_editor_has_a_choice_of_their_own(desk: Client, full_forum: Any) -> None:
    assert chosen(desk, full_forum) == ""
    assert desk.post(reverse("form_language"), {"language": "en"}).status_code == 204
    other = Client()
    other.force_login(User.objects.create_superuser("wu"))
    assert (chosen(desk, full_forum), chosen(other, full_forum)) == ("en", "")
    desk.post(reverse("form_language"), {"language": ""})
    assert chosen(desk, full_forum) == ""


def test_the_language_of_the_mails_is_left_alone(desk: Client, editor: User) -> None:
    Preference.objects.create(user=editor, language="en")
    desk.post(reverse("form_language"), {"language": "fr"})
    kept = Preference.objects.get(user=editor)
    assert (kept.language, kept.form_language) == ("en", "fr")


@pytest.mark.parametrize("language", ["de", "x" * 300])
def test_a_language_that_the_site_does_not_have_is_refused(language: str, desk: Client) -> None:
    assert desk.post(reverse("form_language"), {"language": language}).status_code == 400
    assert not Preference.objects.exists()
