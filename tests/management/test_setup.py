"""The first run fills an empty site and opens a way in; later runs leave all as it is."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, override_settings

from events import models
from events.management.setup import first_administrator_link, prepare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


def test_the_first_run_publishes_the_bundled_editions_and_a_second_changes_nothing() -> None:
    said: list[str] = []
    prepare(said.append)
    assert models.Forum.objects.live().count() == 3
    assert len(said) == 4
    models.Forum.objects.filter(slug="2021").update(summary_fr="À moi")
    prepare(lambda sentence: None)
    assert models.Forum.objects.get(slug="2021").summary_fr == "À moi"
    assert models.Release.objects.count() == 3


def test_a_site_with_one_forum_of_its_own_gets_no_bundled_one() -> None:
    from tests import factories

    factories.ForumFactory()
    prepare(lambda sentence: None)
    assert models.Forum.objects.count() == 1


def test_the_link_lets_the_first_administrator_choose_a_password_once() -> None:
    link = first_administrator_link()
    assert link is not None
    client = Client()
    page = client.get(urlsplit(link).path, follow=True)
    form_address = page.redirect_chain[-1][0]
    words = {"new_password1": "correct horse battery", "new_password2": "correct horse battery"}
    assert client.post(form_address, words).status_code == 302
    assert client.login(username="admin", password="correct horse battery")
    again = Client().get(urlsplit(link).path, follow=True)
    assert "validlink" in again.context
    assert not again.context["validlink"]


def test_no_one_can_log_in_before_a_password_was_chosen() -> None:
    first_administrator_link()
    assert not Client().login(username="admin", password="")
    assert not get_user_model()._default_manager.get().has_usable_password()


def test_there_is_no_link_once_an_administrator_has_a_password() -> None:
    get_user_model()._default_manager.create_superuser("ada", password="correct horse battery")
    assert first_administrator_link() is None


def test_a_new_link_is_given_until_the_password_is_chosen() -> None:
    first_administrator_link()
    assert first_administrator_link() is not None
    assert get_user_model()._default_manager.count() == 1


def test_a_disabled_administrator_does_not_close_the_way_in() -> None:
    users = get_user_model()._default_manager
    users.create_superuser("ada", password="correct horse battery", is_active=False)
    assert first_administrator_link() is not None
