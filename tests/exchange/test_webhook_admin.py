"""Webhooks at the desk: their secret is shown once, their log is read and never written."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from events import models
from events.exchange.notices import secret_of
from events.models.notice import Notice
from events.publishing import Role
from tests.exchange.outbox import make_forum, make_webhook, publish_at, sender
from tests.exchange.receiver import Reaction, receiving
from tests.factories import NOW

pytestmark = pytest.mark.django_db

LIST = reverse("admin:events_webhook_changelist")
ADD = reverse("admin:events_webhook_add")
ADDRESS = "https://hooks.example/forum"
SECRET = re.compile(r"whsec_[A-Za-z0-9+/]{43}=")


def as_role(role: Role) -> Client:
    user = User.objects.create_user(role.value, is_staff=True)
    user.groups.add(Group.objects.get(name=role.value))
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def desk() -> Client:
    return as_role(Role.ADMINISTRATOR)


def add(desk: Client, address: str = ADDRESS) -> Any:
    return desk.post(ADD, {"name": "Ada", "address": address, "active": "on"})


def test_secret_is_shown_when_the_webhook_is_made(desk: Client, settings: Any) -> None:
    answer = add(desk)
    (shown,) = SECRET.findall(answer.text)
    assert shown == secret_of(models.Webhook.objects.get().seed, settings.SECRET_KEY)
    assert "no-store" in answer.headers["Cache-Control"]


def test_secret_is_shown_nowhere_else(desk: Client) -> None:
    add(desk)
    row = models.Webhook.objects.get()
    pages = (LIST, reverse("admin:events_webhook_change", args=[row.pk]), reverse("admin:index"))
    for page in (*pages, reverse("admin:events_webhook_history", args=[row.pk])):
        text = desk.get(page).text
        assert not SECRET.search(text)
        assert row.seed not in text


def test_secret_does_not_stand_in_the_database(desk: Client) -> None:
    (shown,) = SECRET.findall(add(desk).text)
    assert shown not in str(list(models.Webhook.objects.values()))


def test_new_secret_takes_the_place_of_the_old_one(desk: Client) -> None:
    (old,) = SECRET.findall(add(desk).text)
    row = models.Webhook.objects.get()
    answer = desk.post(LIST, {"action": "renew_secret", "_selected_action": [row.pk]})
    (new,) = SECRET.findall(answer.text)
    assert new != old
    assert models.Webhook.objects.get().seed != row.seed


def test_new_secret_is_made_for_one_webhook_at_a_time(desk: Client) -> None:
    rows = [make_webhook(ADDRESS, name=name) for name in "ab"]
    said = {"action": "renew_secret", "_selected_action": [row.pk for row in rows]}
    answer = desk.post(LIST, said, follow=True)
    assert "Choose one webhook." in answer.text
    assert {row.seed for row in models.Webhook.objects.all()} == {row.seed for row in rows}


@pytest.mark.parametrize(
    "address",
    [
        "http://hooks.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://ada:b@hooks.example/",
        "nonsense",
    ],
)
def test_address_that_would_be_refused_is_refused_at_the_desk(desk: Client, address: str) -> None:
    answer = add(desk, address)
    assert answer.status_code == 200
    assert "errorlist" in answer.text
    assert not models.Webhook.objects.exists()


def test_address_that_the_settings_allow_is_taken(desk: Client, settings: Any) -> None:
    settings.WEBHOOK_ALLOWED_HOSTS = ("10.0.0.5",)
    add(desk, "http://10.0.0.5:8080/hook")
    assert models.Webhook.objects.get().address == "http://10.0.0.5:8080/hook"


def test_change_of_an_address_keeps_the_secret(desk: Client) -> None:
    row = make_webhook(ADDRESS)
    said = {"name": "Ada", "address": "https://other.example/"}
    desk.post(reverse("admin:events_webhook_change", args=[row.pk]), said)
    changed = models.Webhook.objects.get()
    assert (changed.address, changed.active, changed.seed) == ("https://other.example/", False, row.seed)


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.EDITOR, Role.PUBLISHER])
def test_only_administrators_see_and_make_webhooks(role: Role) -> None:
    row = make_webhook(ADDRESS)
    client = as_role(role)
    for page in (LIST, ADD, reverse("admin:events_webhook_change", args=[row.pk])):
        assert client.get(page).status_code == 403
    said = {"action": "renew_secret", "_selected_action": [row.pk]}
    assert client.post(LIST, said).status_code == 403
    assert add(client).status_code == 403


def notice_with_a_log() -> Notice:
    with receiving() as receiver:
        receiver.usual = Reaction(503, body=b"<b>full</b>")
        make_webhook(receiver.url)
        publish_at(make_forum(), NOW)
        sender().turn(NOW)
    return Notice.objects.get()


def test_log_shows_each_attempt(desk: Client) -> None:
    row = notice_with_a_log()
    text = desk.get(reverse("admin:events_notice_change", args=[row.pk])).text
    assert "the answer was an error" in text
    assert "503" in text
    assert "&lt;b&gt;full&lt;/b&gt;" in text
    assert str(row.uid) in text


def test_list_shows_what_waits_in_few_queries(desk: Client, django_assert_max_num_queries: Any) -> None:
    notice_with_a_log()
    for number in range(5):
        make_webhook(ADDRESS, name=str(number))
    publish_at(make_forum(), NOW)
    sender(allowed=()).turn(NOW)
    with django_assert_max_num_queries(20):
        page = desk.get(reverse("admin:events_notice_changelist"))
    assert page.text.count("waiting") >= 6


def test_log_is_written_by_no_one(desk: Client) -> None:
    row = notice_with_a_log()
    address = reverse("admin:events_notice_change", args=[row.pk])
    assert desk.post(address, {"state": "told"}).status_code == 403
    assert desk.get(reverse("admin:events_notice_add")).status_code == 403
    assert desk.post(reverse("admin:events_notice_delete", args=[row.pk])).status_code == 403


def test_list_of_webhooks_shows_what_was_told_and_what_waits(desk: Client) -> None:
    notice_with_a_log()
    text = desk.get(LIST).text
    assert "1 June 2030" in text


def test_translators_see_no_log() -> None:
    assert as_role(Role.TRANSLATOR).get(reverse("admin:events_notice_changelist")).status_code == 403
