"""Roles: one table says who may do what, and every verb asks it first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.core.exceptions import PermissionDenied
from django.utils import translation

from events import models
from events.publishing import (
    Act,
    Actor,
    Role,
    Verb,
    actor_of,
    approve,
    correct,
    move,
    operator,
    publish,
    remove,
    restore,
    roll_back,
    send_back,
    share,
    submit,
    unschedule,
    withdraw,
)
from events.publishing.roles import VERBS
from events.publishing.trash import erase
from tests.factories import NOW, SpeakerFactory, act_on, publish_now

DOCS = Path(__file__).resolve().parents[2] / "docs" / "roles.md"
LATER = NOW + timedelta(days=2)


@pytest.fixture(scope="module")
def live_forum(kept_forum: models.Forum) -> models.Forum:
    """A forum that is live, with two releases."""
    forum = models.Forum.objects.get(pk=kept_forum.pk)
    publish_now(forum)
    forum.summary_en = "Three days on the void."
    forum.save()
    publish_now(forum, NOW + timedelta(hours=1))
    return forum


def _approve(forum: models.Forum, act: Act) -> object:
    return approve(submit(forum, replace(act, actor=operator("ada"))), act)


def _send_back(forum: models.Forum, act: Act) -> object:
    return send_back(submit(forum, replace(act, actor=operator("ada"))), act, answer="No")


def _unschedule(forum: models.Forum, act: Act) -> object:
    due = publish(forum, replace(act, actor=operator("ada")), at=LATER)
    unschedule(forum, replace(act, seen=due.pk), publication=due.pk)
    return due


def _correct(forum: models.Forum, act: Act) -> object:
    speaker = models.Speaker.objects.first()
    assert speaker is not None
    return correct(forum, act, uid=speaker.uid)


def _restore(forum: models.Forum, act: Act) -> object:
    return restore(forum, act, release=forum.releases.get(number=1))


def _share(forum: models.Forum, act: Act) -> object:
    return share(forum, act.actor, act.now, expires=act.now + timedelta(days=1))


def _erase(forum: models.Forum, act: Act) -> object:
    SpeakerFactory().delete()
    return erase(models.Revision.objects.trashed(), act.actor)


ACTS: dict[str, tuple[Verb, Callable[[models.Forum, Act], object]]] = {
    "submit": (Verb.SUBMIT, submit),
    "approve": (Verb.REVIEW, _approve),
    "send back": (Verb.REVIEW, _send_back),
    "publish": (Verb.PUBLISH, publish),
    "publish later": (Verb.SCHEDULE, lambda forum, act: publish(forum, act, at=LATER)),
    "unschedule": (Verb.SCHEDULE, _unschedule),
    "correct": (Verb.PUBLISH, _correct),
    "withdraw": (Verb.WITHDRAW, withdraw),
    "roll back": (Verb.ROLL_BACK, roll_back),
    "move": (Verb.MOVE, lambda forum, act: move(forum, act, to="/fr/forums/")),
    "remove": (Verb.REMOVE, remove),
    "restore": (Verb.RESTORE, _restore),
    "share": (Verb.SHARE, _share),
    "erase": (Verb.ERASE, _erase),
}


def test_every_verb_of_the_table_is_tested_but_those_that_the_desk_alone_asks() -> None:
    assert {verb for verb, _act in ACTS.values()} == set(Verb) - {Verb.EDIT, Verb.CONFIGURE}


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ACTS)
def test_verb_is_done_by_the_roles_that_have_it_and_refused_to_others(
    role: Role, name: str, live_forum: models.Forum
) -> None:
    verb, do = ACTS[name]
    forum = models.Forum.objects.get(pk=live_forum.pk)
    act = replace(act_on(forum, NOW + timedelta(hours=2)), actor=Actor("eve", VERBS[role]))
    before = list(models.Publication.objects.values()), models.Forum.objects.values().get(pk=forum.pk)
    if verb in VERBS[role]:
        do(forum, act)
        return
    with pytest.raises(PermissionDenied):
        do(forum, act)
    if name != "unschedule":
        after = list(models.Publication.objects.values()), models.Forum.objects.values().get(pk=forum.pk)
        assert after == before


def test_each_role_has_what_the_one_before_has_and_more() -> None:
    granted = [VERBS[role] for role in Role]
    assert all(less < more for less, more in pairwise(granted))


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_role_comes_with_its_group(role: Role) -> None:
    user = User.objects.create_user("eve")
    user.groups.add(Group.objects.get(name=role.value))
    assert actor_of(user) == Actor("eve", VERBS[role])


@pytest.mark.django_db
def test_two_roles_add_up() -> None:
    user = User.objects.create_user("eve")
    user.groups.set(Group.objects.filter(name__in=[Role.TRANSLATOR.value, Role.PUBLISHER.value]))
    assert actor_of(user).verbs == VERBS[Role.PUBLISHER]


@pytest.mark.django_db
def test_superuser_may_do_everything() -> None:
    assert actor_of(User.objects.create_superuser("root")).verbs == frozenset(Verb)


@pytest.mark.django_db
@pytest.mark.parametrize("superuser", [True, False])
def test_disabled_account_may_do_nothing(superuser: bool) -> None:
    user = User.objects.create_user("eve", is_active=False, is_superuser=superuser)
    user.groups.add(Group.objects.get(name=Role.ADMINISTRATOR.value))
    assert actor_of(user).verbs == frozenset()


def test_visitor_may_do_nothing() -> None:
    assert actor_of(AnonymousUser()).verbs == frozenset()


@pytest.mark.django_db
def test_translators_change_texts_and_add_nothing() -> None:
    group = Group.objects.get(name=Role.TRANSLATOR.value)
    codes = set(group.permissions.values_list("codename", flat=True))
    assert "change_quote" in codes
    assert not {code for code in codes if code.startswith(("add_", "delete_"))}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.EDITOR, Role.PUBLISHER])
def test_only_administrators_touch_accounts(role: Role) -> None:
    codes = set(Group.objects.get(name=role.value).permissions.values_list("codename", flat=True))
    assert not {code for code in codes if code.endswith(("_user", "_group"))}


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_history_is_written_by_no_one(role: Role) -> None:
    codes = set(Group.objects.get(name=role.value).permissions.values_list("codename", flat=True))
    assert {code for code in codes if code.endswith(("_release", "_publication"))} == {
        "view_release",
        "view_publication",
    }


def test_docs_show_the_table_as_it_is() -> None:
    rows = [line.strip("| ").split(" | ") for line in DOCS.read_text().splitlines() if line.startswith("| ")]
    header, *table = rows
    shown = {
        Role(name): {verb for verb, row in ((Verb(row[0]), row) for row in table) if row[column] == "yes"}
        for column, name in enumerate(header[1:], 1)
    }
    assert shown == {role: set(verbs) for role, verbs in VERBS.items()}


@pytest.mark.parametrize("verb", list(Verb))
def test_a_refusal_names_the_verb_in_the_words_of_the_reader(verb: Verb) -> None:
    told = {}
    for language in ("fr", "en"):
        with translation.override(language), pytest.raises(PermissionDenied) as refusal:
            Actor("nobody", frozenset()).require(verb)
        told[language] = str(refusal.value).rpartition("\u00a0:" if language == "fr" else ":")[2].strip(" .")
    assert told["fr"]
    assert told["en"]
    assert told["fr"] != told["en"]
