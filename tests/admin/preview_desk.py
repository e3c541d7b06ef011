"""What the tests of previews send and read."""

import json
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.admin.filled import filled, opened

TOKEN = "Mot jamais enregistré"


def rows() -> dict[str, list[Any]]:
    """Every row of every table but the sessions', which any request may touch."""
    return {
        model._meta.db_table: sorted(model._base_manager.values_list(), key=str)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table != "django_session"
    }


def form(desk: Client, forum: Any, **changes: Any) -> dict[str, Any]:
    page = opened(desk, reverse("admin:events_forum_change", args=[forum.pk]))
    return filled(page, **changes)


def send(desk: Client, address: str, data: dict[str, Any]) -> dict[str, Any]:
    response = desk.post(address, data, headers={"accept": "application/json"})
    assert response.status_code == 200
    told: dict[str, Any] = json.loads(response.content)
    return told


def live(desk: Client, forum: Any, **changes: Any) -> dict[str, Any]:
    return send(desk, reverse("live_preview", args=[forum.pk]), form(desk, forum, **changes))


def read(desk: Client, forum: Any, which: Any = "draft", path: str = "") -> Any:
    return desk.get(reverse("preview", args=[forum.pk, which]) + path, follow=not path)


def member(role: str | None = None) -> Client:
    user = User.objects.create_user(f"someone-{role}", is_staff=True)
    if role:
        user.groups.add(Group.objects.get(name=role))
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def added_quote(full_forum: Any, **more: Any) -> dict[str, Any]:
    speaker: Any = factories.SpeakerFactory(name_fr="Grace Exemple", name_en="Grace Example")
    return {
        "quotes-TOTAL_FORMS": "2",
        "quotes-1-id": "",
        "quotes-1-forum": str(full_forum.pk),
        "quotes-1-text_fr": TOKEN,
        "quotes-1-rendering_fr": "verbatim",
        "quotes-1-speaker": str(speaker.pk),
        "quotes-1-order": "5",
        **more,
    }
