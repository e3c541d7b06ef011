"""Every address that Django answers, with rows to fill it, in each state that an edition may be in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from events import models
from events.models.notice import WITHDRAWN, Notice, Occurrence
from events.pages import assets
from events.publishing import Act, operator, publish, share, withdraw
from tests import factories

STATES = ("draft", "scheduled", "live", "withdrawn")
_PART = re.compile(r"<(?:\w+:)?(\w+)>")
#: In the order in which their models happened to be registered.
_APPS = re.compile(r"(\(\?P<app_label>)([a-z|]+)")
_WHOLE = {
    "admin/autocomplete/": "admin/autocomplete/?term=a&app_label=events&model_name=quote&field_name=speaker",
    r"admin/^(?P<app_label>auth|events)/$": "admin/events/",
    r"admin/(?P<url>.*)$": "admin/nowhere",
}


def routes() -> list[str]:
    """The routes that the resolver knows, in its words."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: Any, before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield _APPS.sub(lambda apps: apps[1] + "|".join(sorted(apps[2].split("|"))), route)


@dataclass(frozen=True)
class Cast:
    """One edition in one state, with a row of everything; ``token`` is that of its share link."""

    state: str
    forum: models.Forum
    rows: Mapping[str, Any]
    token: str
    seen: int | str

    def address(self, route: str) -> str:
        """The address of ``route`` for these rows."""
        if route in _WHOLE:
            return "/" + _WHOLE[route]
        return "/" + _PART.sub(lambda part: str(self._value(route, part[1])), route)

    def object_of(self, route: str) -> Any:
        """The key of the row that ``route`` is about."""
        return self._value(route, "object_id")

    def _value(self, route: str, name: str) -> Any:
        forum, link = self.forum.pk, self.rows["link"].pk
        values: dict[str, Any] = {
            "pk": self.rows["passkey"].pk if "webauthn" in route else forum,
            "link": link,
            "token": self.token,
            "which": "draft",
            "path": "en/",
            "name": assets.pages()[0].path.removeprefix("/assets/"),
            "kind": "forum",
            "model": "quote",
            "prefix": "quotes",
            "key": self.rows["quote"].pk,
            "number": self.rows["trash"].pk,
            "uidb64": "MQ",
            "id": self.rows["user"].pk,
            "content_type_id": ContentType.objects.get_for_model(models.Forum).pk,
            "object_id": forum,
        }
        model = re.match(r"admin/(?:events|auth)/(\w+)/", route)
        if model and name == "object_id" and model[1] in self.rows:
            return self.rows[model[1]].pk
        return values[name]


def cast_of(state: str) -> Cast:
    """An edition of its own in ``state``; the newest release of a draft was submitted and never published."""
    now = timezone.now()
    forum = factories.make_full_forum()
    published = None

    if state == "scheduled":
        published = publish(forum, act_on(forum), at=now + timedelta(days=3))
    elif state != "draft":
        published = publish(forum, act_on(forum))
    if state == "withdrawn":
        published = withdraw(forum, act_on(forum))
    link, token = share(forum, operator("operator"), now, expires=now + timedelta(days=7))
    user = User.objects.create_user(f"someone-{state}", is_staff=True)
    other = factories.ForumFactory()
    shown = published or publish(other, act_on(other))
    release = shown.release
    webhook = models.Webhook.objects.create(name="Nowhere", address="https://hooks.example/")
    occurrence = Occurrence.objects.create(event=WITHDRAWN, forum=forum, moment=now)
    review = models.Review.objects.create(forum=release.forum, release=release, author="wu", created=now)
    factories.QuoteFactory(forum=forum).delete()
    rows = {
        "trash": models.Trash._default_manager.latest("pk"),
        "forum": forum,
        "link": link,
        "user": user,
        "group": Group.objects.get_or_create(name="Editor")[0],
        "passkey": Authenticator.objects.create(
            user=user, type="webauthn", data={"name": "Key", "credential": {}}
        ),
        "release": release,
        "publication": shown,
        "review": review,
        "webhook": webhook,
        "notice": Notice.objects.create(occurrence=occurrence, channel="webhook", webhook=webhook, due=now),
        "redirect": models.Redirect.objects.create(old_path=f"/old/{state}/"),
        "preference": models.Preference.objects.create(user=user, language="fr"),
        "quote": forum.quotes.first(),
        "statistic": forum.statistics.first(),
        "section": forum.sections.first(),
        "series": models.Series.objects.get(),
        "image": models.Image.objects.first(),
        "institute": models.Institute.objects.first(),
        "speaker": models.Speaker.objects.first(),
    }
    return Cast(state, forum, rows, token, published.pk if published else "")


def act_on(forum: models.Forum) -> Act:
    """An operator’s act, now; pages are not proven."""
    return factories.act_on(forum, timezone.now())
