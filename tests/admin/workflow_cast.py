"""People with each role at the desk, and what they send."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from events import models
from events.publishing import Role, pointer

ROLES = [role.value for role in Role]


def browser(role: str) -> Client:
    """The browser of someone with ``role``, in English."""
    user, _made = User.objects.get_or_create(username=role.lower(), is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def address(forum: Any, name: str = "publishing") -> str:
    return reverse(f"admin:events_forum_{name}", args=[forum.pk])


def send(client: Client, forum: Any, name: str, **said: Any) -> Any:
    """Sends the form ``name`` as someone who has just looked, and follows what comes of it."""
    return client.post(address(forum, name), filled_in(forum, name, **said), follow=True)


def filled_in(forum: Any, name: str, **said: Any) -> dict[str, Any]:
    """The form ``name``, as filled in by someone who has just looked."""
    last = pointer(forum)
    return {"seen": last.pk if last else "", "confirmed": "1", **WORDS.get(name, {}), **said}


WORDS: dict[str, dict[str, Any]] = {"publish": {"languages": ["fr", "en"]}}


def states(forum: Any) -> list[tuple[str, int, list[str]]]:
    rows = models.Publication.objects.filter(forum=forum).order_by("starts")
    return [(row.state, row.release.number, row.languages) for row in rows]


def change(forum: Any, **contents: Any) -> None:
    row = models.Forum.objects.get(pk=forum.pk)
    for name, content in contents.items():
        setattr(row, name, content)
    row.save()
