"""Every address × method × role × state of the edition: who gets in, and who changes anything.

A greater role may do all that a lesser one may. So what must stay closed is tried by the greatest role that
it is closed to, and by a stranger, with every method, the states of the edition taking turns; by the others
with GET and POST; and by that greatest role with POST in every state: it is what acts. What is open is tried
by the least role that has it and by an administrator. ACCESS=full (`make faults`) tries the whole product,
without it one in 97 of it.
"""

import logging
import os
import re
from collections.abc import Iterator
from itertools import count, islice, pairwise, product
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import ForeignKey
from django.test import Client, override_settings
from django.urls import reverse

from events.publishing import Role
from tests.admin.access_table import OPEN, RIGHTS
from tests.admin.asker import Asker, outcome
from tests.admin.every_address import STATES, cast_of, routes

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
STRANGERS = ("anonymous", "disabled")
ROLES = tuple(role.value for role in Role)
CLOSED = {"sign in", "refused", "absent", "method"}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def everyone(django_db_setup: None, django_db_blocker: Any) -> Iterator[Asker]:
    """A browser for each kind of visitor, and an edition in each state: made once, and undone at the end."""
    blank = override_settings(TEMPLATES=[{"BACKEND": "tests.admin.blank_templates.Blank"}])
    with django_db_blocker.unblock(), blank, transaction.atomic():
        clients = {"anonymous": Client(raise_request_exception=False)}
        for name in ("disabled", *ROLES):
            user = User.objects.create(username=f"the {name}", is_staff=True)
            user.groups.set(Group.objects.filter(name=Role.ADMINISTRATOR if name == "disabled" else name))
            clients[name] = Client(raise_request_exception=False)
            clients[name].force_login(user)
        User.objects.filter(username="the disabled").update(is_active=False)
        yield Asker(clients, {state: cast_of(state) for state in STATES})
        transaction.set_rollback(True)


@pytest.fixture
def asker(everyone: Asker) -> Iterator[Asker]:
    """The same for each test."""
    logging.disable(logging.WARNING)  # thousands of refusals
    yield everyone
    logging.disable(logging.NOTSET)


def test_the_table_lists_every_address_and_no_other() -> None:
    assert sorted(RIGHTS.keys() | OPEN) == sorted(routes())
    assert not RIGHTS.keys() & OPEN


def test_a_greater_role_may_do_all_that_a_lesser_one_may() -> None:
    granted = [set(Group.objects.get(name=role).permissions.values_list("codename")) for role in ROLES]
    assert all(lesser < greater for lesser, greater in pairwise(granted))
    ladder = "-rw"
    for route, letters in RIGHTS.items():
        steps = [ladder.index(letter) for letter in letters]
        assert all(lesser <= greater for lesser, greater in pairwise(steps)), route


def test_what_is_closed_stays_closed_to_every_method_in_every_state(asker: Asker) -> None:
    wrong, turn = [], count()
    for route, letters in RIGHTS.items():
        states = STATES if "forum" in route or "preview" in route else STATES[:1]
        shut = [role for role, letter in zip(ROLES, letters, strict=True) if letter == "-"]
        tried = [("anonymous", method, STATES[next(turn) % 4]) for method in METHODS]
        tried += [("disabled", METHODS[next(turn) % 6], STATES[next(turn) % 4]) for _half in range(2)]
        asked = [*product(shut[:-1], ("GET", "POST")), *product(shut[-1:], METHODS)]
        tried += [(who, method, STATES[next(turn) % 4]) for who, method in asked]
        tried += product(shut[-1:], ["POST"], states)
        for who, method, state in tried:
            came, written = asker.ask(who, method, route, state, acts=True)
            if came not in CLOSED or (who in STRANGERS and came == "absent") or written:
                wrong.append((route, who, method, state, came, written))
    assert wrong == []


def test_what_is_open_opens_and_what_is_read_alone_is_not_written(asker: Asker) -> None:
    wrong, turn = [], count()
    for route, letters in RIGHTS.items():
        for who, letter in _least(letters):
            rest = ("HEAD", "PUT", "PATCH", "DELETE")
            sees = () if letter == "w" and "r" in letters else ("GET",)  # else a lesser role has looked
            for method in (*sees, "POST", rest[next(turn) % len(rest)]):
                state = STATES[next(turn) % len(STATES)]
                reads = letter == "r"
                came, written = asker.ask(who, method, route, state, acts=reads)
                if came in ("failed", "sign in") or (came == "refused" and not reads) or (written and reads):
                    wrong.append((route, who, method, state, came, written))
                if came == "refused" and method == "GET":
                    wrong.append((route, who, method, state, came, written))
        if letters[-1] != "-":
            came, written = asker.ask(ROLES[-1], "GET", route, STATES[next(turn) % len(STATES)], acts=False)
            if came not in ("open", "method", "absent") or written:
                wrong.append((route, ROLES[-1], "GET", "", came, written))
    assert wrong == []


def _allowed(route: str, who: str, method: str, result: tuple[str, list[str]]) -> bool:
    """Whether the table allows what came of a request."""
    came, written = result
    if came == "failed":
        return False
    if route in OPEN:
        return came != "sign in" and not written
    letter = "-" if who in STRANGERS else RIGHTS[route][ROLES.index(who)]
    if letter == "-":
        return came in CLOSED and not (who in STRANGERS and came == "absent") and not written
    if letter == "r":
        return came != "sign in" and not written and not (came == "refused" and method == "GET")
    return came not in ("sign in", "refused")


def test_the_whole_product_of_addresses_visitors_methods_and_states(asker: Asker) -> None:
    step = 1 if os.environ.get("ACCESS") == "full" else 97  # a prime: no visitor, method or state is left out
    product_of_all = islice(product((*RIGHTS, *OPEN), asker.clients, METHODS, STATES), 0, None, step)
    wrong, tried = [], 0
    for route, who, method, state in product_of_all:
        writes = route in RIGHTS and who in ROLES and RIGHTS[route][ROLES.index(who)] == "w"
        result = asker.ask(who, method, route, state, acts=not writes)
        tried += 1
        if not _allowed(route, who, method, result):
            wrong.append((route, who, method, state, *result))
    print(f"{tried} requests: every address x visitor x method x state; {len(wrong)} not as the table says")
    assert wrong == []


def _least(letters: str) -> list[tuple[str, str]]:
    """The least role that reads, and the least that writes."""
    found = {letter: ROLES[letters.index(letter)] for letter in "rw" if letter in letters}
    return [(role, letter) for letter, role in found.items()]


def test_what_answers_strangers_never_fails_and_writes_nothing(asker: Asker) -> None:
    wrong = []
    for route in OPEN:
        for who in asker.clients:
            every = who in ("anonymous", ROLES[-1])
            for turn, method in enumerate(METHODS if every else ("GET", "POST")):
                came, written = asker.ask(who, method, route, STATES[turn % len(STATES)], acts=True)
                if came in ("failed", "sign in") or written:
                    wrong.append((route, who, method, came, written))
    assert wrong == []


def test_a_share_link_ends_with_its_revocation_in_every_state(asker: Asker) -> None:
    route = "preview/<str:token>/<path:path>"
    for state, cast in asker.casts.items():
        assert asker.ask("anonymous", "GET", route, state, acts=False)[0] == "open"
        link = cast.rows["link"]
        with transaction.atomic():
            link.revoked = link.created
            link.save()
            assert asker.ask("anonymous", "GET", route, state, acts=False)[0] == "absent"
            transaction.set_rollback(True)


# What a list tells beside its rows


def _secret_lookups() -> Iterator[tuple[str, str]]:
    """For each list, ways to ask for what no list shows: passwords, tokens and keys, letter by letter."""
    for model in admin.site._registry:
        yield model._meta.label_lower, "password__startswith"
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey):
                target: Any = field.related_model
                for name in ("password", "seed", "digest", "session_data", "snapshot", "user__password"):
                    if name.split("__")[0] in {one.name for one in target._meta.get_fields()}:
                        yield model._meta.label_lower, f"{field.name}__{name}__startswith"
        for path in (
            "user__password",
            "forum__share_links__digest",
            "occurrence__forum__share_links__digest",
        ):
            yield model._meta.label_lower, f"{path}__startswith"


def test_no_list_answers_questions_about_what_it_does_not_show(asker: Asker) -> None:
    client = asker.clients["Administrator"]
    asked = 0
    for label, lookup in dict.fromkeys(_secret_lookups()):
        address = reverse(f"admin:{label.replace('.', '_')}_changelist")
        answer = client.get(address, {lookup: "a"})
        assert answer.status_code in (302, 400, 403), (address, lookup)
        if answer.status_code == 302:  # the list says that it does not know this, or has one row and no list
            assert re.search(r"\?e=1|/change/$|/add/$", answer.headers["location"]), (address, lookup)
        asked += 1
    assert asked > 60


def test_autocompletion_offers_only_what_the_role_may_see(asker: Asker) -> None:
    address = reverse("admin:autocomplete")
    asked = {"term": "a", "app_label": "events", "model_name": "quote", "field_name": "speaker"}
    for who, client in asker.clients.items():
        answer = client.get(address, asked)
        assert outcome(answer) == ("sign in" if who in STRANGERS else "open")
    for wrong in (
        {"field_name": "password"},
        {"app_label": "auth", "model_name": "user", "field_name": "groups"},
    ):
        assert asker.clients["Translator"].get(address, {**asked, **wrong}).status_code == 403
