"""Every verb of the roles table at the desk, by each role and by none: done, or refused when forged."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from events import models
from events.admin.publishing_deeds import DEEDS
from events.models.notice import TOLD, WEBHOOK, Notice, Occurrence
from events.publishing import Role, Verb, operator, share
from events.publishing.roles import VERBS
from tests import factories
from tests.admin.filled import filled, opened
from tests.admin.test_workflow import DEEDS as TESTED_DEEDS
from tests.admin.workflow_cast import ROLES, browser

HOUR = timedelta(hours=1)
WEBHOOK_ADDRESS = "https://hooks.example/forum"
CORRECTIONS = reverse("corrections")

type Said = dict[str, Any]


@pytest.fixture(scope="module")
def whole(kept_rows: None) -> models.Forum:
    """A live forum with a name that was corrected since, a share link, a notice told, and someone deleted."""
    factories.SeriesFactory()
    row: models.Forum = factories.ForumFactory(slug="2001")
    speaker: Any = factories.SpeakerFactory(name_en="Ada Exmple")
    factories.AppearanceFactory(forum=row, speaker=speaker)
    now = timezone.now()
    publication = factories.publish_now(row, now - HOUR)
    speaker.name_en = "Ada Example"
    speaker.save()
    factories.SpeakerFactory().delete()
    share(row, operator("ada"), now, expires=now + HOUR)
    webhook = models.Webhook.objects.create(name="Ada", address=WEBHOOK_ADDRESS)
    happened = Occurrence.objects.create(event="published", forum=row, publication=publication, moment=now)
    Notice.objects.create(occurrence=happened, channel=WEBHOOK, webhook=webhook, state=TOLD, due=now)
    return row


@pytest.fixture
def forum(whole: models.Forum, db: None) -> models.Forum:
    """The same, as each test finds it."""
    return models.Forum.objects.get(pk=whole.pk)


def edit(forum: models.Forum) -> tuple[str, Said]:
    address = reverse("admin:events_forum_change", args=[forum.pk])
    return address, filled(opened(browser("Administrator"), address)) | {"city_en": "Elsewhere"}


def make_link(forum: models.Forum) -> tuple[str, Said]:
    return reverse("share_links", args=[forum.pk]), {"languages": ["fr"], "days": "7"}


def revoke_link(forum: models.Forum) -> tuple[str, Said]:
    link = forum.share_links.get()
    return reverse("revoke_share_link", args=[forum.pk, link.pk]), {}


def correct(forum: models.Forum) -> tuple[str, Said]:
    (offer,) = browser("Administrator").get(CORRECTIONS).context["offers"]
    return CORRECTIONS, {"which": offer.key, "note": "", "told_en": "The name was misspelt."}


def add_webhook(forum: models.Forum) -> tuple[str, Said]:
    said = {"name": "Bo", "address": WEBHOOK_ADDRESS, "active": "on"}
    return reverse("admin:events_webhook_add"), said


def make_secret(forum: models.Forum) -> tuple[str, Said]:
    row = models.Webhook.objects.get()
    said = {"action": "renew_secret", "_selected_action": [row.pk]}
    return reverse("admin:events_webhook_changelist"), said


def send_again(forum: models.Forum) -> tuple[str, Said]:
    said = {"action": "send_again", "_selected_action": [Notice.objects.get().pk]}
    return reverse("admin:events_notice_changelist"), said


def revive(forum: models.Forum) -> tuple[str, Said]:
    return reverse("admin:events_trash_restore", args=[models.Revision.objects.trashed().get().pk]), {}


def erase(forum: models.Forum) -> tuple[str, Said]:
    number = models.Revision.objects.trashed().get().pk
    return reverse("admin:events_trash_erase", args=[number]), {"sure": "1"}


#: What is done at the desk beside the deeds of the publishing page, which have tests of their own.
ACTS: dict[str, tuple[Verb, Callable[[models.Forum], tuple[str, Said]]]] = {
    "edit": (Verb.EDIT, edit),
    "make a share link": (Verb.SHARE, make_link),
    "revoke a share link": (Verb.SHARE, revoke_link),
    "correct": (Verb.PUBLISH, correct),
    "add a webhook": (Verb.CONFIGURE, add_webhook),
    "make a new secret": (Verb.CONFIGURE, make_secret),
    "send a notice again": (Verb.CONFIGURE, send_again),
    "bring back from the trash": (Verb.RESTORE, revive),
    "delete for good": (Verb.ERASE, erase),
}

#: An action that is not offered to a role is unknown to its list, which is shown again.
UNOFFERED = {"make a new secret", "send a notice again"}


def rows() -> list[Any]:
    told: tuple[Any, ...] = (
        models.Forum, models.Publication, models.Release, models.Correction, models.ShareLink,
        models.Webhook, Notice, models.Revision,
    )  # fmt: skip
    with translation.override("en"):  # the language in which a translated field is read
        return [sorted(model._default_manager.values_list(), key=str) for model in told]


def test_every_verb_of_the_table_has_a_test_at_the_desk() -> None:
    assert {deed.name: deed.verb for deed in DEEDS} == TESTED_DEEDS
    assert {verb for verb, _said in ACTS.values()} | set(TESTED_DEEDS.values()) == set(Verb)


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("role", ROLES)
def test_each_act_is_done_for_the_roles_that_have_it_and_refused_when_forged(
    role: str, name: str, forum: models.Forum
) -> None:
    verb, prepared = ACTS[name]
    address, said = prepared(forum)
    before = rows()
    answer = browser(role).post(address, said)
    if verb in VERBS[Role(role)]:
        assert answer.status_code in (200, 302)
        assert rows() != before
    else:
        assert answer.status_code == 403 or name in UNOFFERED
        assert rows() == before


@pytest.mark.parametrize("name", ACTS)
def test_strangers_disabled_accounts_and_those_without_a_role_do_nothing(
    name: str, forum: models.Forum
) -> None:
    address, said = ACTS[name][1](forum)
    before = rows()
    eve, disabled = Client(), browser("Administrator")
    eve.force_login(User.objects.create_user("eve", is_staff=True))
    assert eve.post(address, said).status_code == 403
    User.objects.update(is_active=False)
    for client in (disabled, Client()):
        assert client.post(address, said).url.startswith("/admin/login/")
    assert rows() == before


@pytest.mark.parametrize("name", ACTS)
def test_acts_take_posts_of_this_site_alone(name: str, forum: models.Forum) -> None:
    address, said = ACTS[name][1](forum)
    before = rows()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser("Administrator").cookies
    assert strict.post(address, said).status_code == 403
    assert strict.get(address, said).status_code in (200, 302, 405)
    assert rows() == before
