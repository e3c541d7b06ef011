"""Every list of the desk asks the database as often at 300 rows as at a few."""

import copy
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db import connection
from django.db.models import (
    CharField,
    DateTimeField,
    Field,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import models
from events.models.notice import Notice, Occurrence
from tests.admin.every_address import cast_of

MANY = 300
#: The one series has no second, and each reader of the desk has one row of preferences.
LISTED = [model for model in admin.site._registry if model not in (models.Series, models.Preference)]
MOMENT = timedelta(minutes=1)


def gone(publication: models.Publication) -> None:
    """One edition has one open publication."""
    publication.ends = publication.starts + MOMENT


def decided(review: models.Review) -> None:
    """One edition has one review that waits."""
    review.state, review.reviewer, review.decided = "approved", "wu", review.created + MOMENT


def of_its_own(notice: Notice) -> None:
    """One receiver is told once of an occurrence."""
    told = notice.occurrence
    notice.occurrence = Occurrence.objects.create(event=told.event, forum=told.forum, moment=told.moment)


FURTHER: dict[type[Model], Any] = {models.Publication: gone, models.Review: decided, Notice: of_its_own}


def test_every_list_asks_as_many_queries_at_300_rows_as_at_a_few(desk: Client, db: None) -> None:
    cast_of("live")
    counted = {
        model: (asked(desk, list_of(model)), multiply(model), asked(desk, list_of(model))) for model in LISTED
    }
    assert {model: counts for model, counts in counted.items() if counts[0] != counts[2]} == {}
    assert {rows for _few, rows, _many in counted.values()} == {MANY}


def test_the_desks_own_pages_ask_no_more_queries_at_300_rows_than_at_3(desk: Client, db: None) -> None:
    forum = cast_of("live").forum
    own = [reverse(name) for name in ("admin:index", "activity", "comments", "corrections")]
    own += [f"{reverse('find')}?q=e", reverse("share_links", args=[forum.pk])]
    own += [reverse(f"admin:events_forum_{page}", args=[forum.pk]) for page in ("releases", "history")]
    comment = {"model": "forum", "uid": forum.uid, "forum": forum.pk, "created": forum.created}
    models.Comment.objects.create(**comment, field="theme_en", text="The right word?", author="ada")
    several: list[type[Model]] = [*LISTED, models.Comment, models.Revision, models.ShareLink]
    for model in several:
        multiply(model, 3)
    few = {address: asked(desk, address) for address in own}
    for model in several:
        multiply(model)
    many = {address: asked(desk, address) for address in own}
    # Fewer where the newest rows are of fewer kinds.
    assert {address: (few[address], many[address]) for address in own if many[address] > few[address]} == {}


def list_of(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def asked(desk: Client, address: str) -> int:
    """How often the page of ``address`` asks the database."""
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(address).status_code == 200
    return len(queries)


def multiply(model: type[Model], number: int = MANY) -> int:
    """Makes rows like the first one until there are ``number``; gives how many there are."""
    rows = model._base_manager
    first: Any = rows.order_by("pk").first()
    rows.bulk_create(other(first, one) for one in range(rows.count(), number))
    return rows.count()


def other(row: Any, number: int) -> Any:
    """A row like it, which is another by every field that has to be."""
    made = copy.copy(row)
    made._state = copy.copy(row._state)
    made._state.adding, made.pk = True, None
    for field in single(type(row)):
        value = getattr(row, field.attname)
        if isinstance(field, UUIDField):
            made.__dict__[field.attname] = uuid.uuid4()
        elif field.name == "digest":
            made.digest = f"{number:04x}{value[4:]}"
        elif isinstance(field, CharField | TextField):
            made.__dict__[field.attname] = f"{value}-{number}"[-(field.max_length or 999) :]
        elif isinstance(field, IntegerField):
            made.__dict__[field.attname] = 1000 + number
        elif isinstance(field, DateTimeField):
            made.__dict__[field.attname] = value - number * MOMENT - MOMENT
    FURTHER.get(type(row), lambda made: None)(made)
    return made


def single(model: type[Model]) -> Iterator["Field[Any, Any]"]:
    """The fields that are not the same in any two rows, alone or with others."""
    together = {name for one in model._meta.total_unique_constraints for name in one.fields}
    for field in model._meta.concrete_fields:
        if not field.primary_key and (field.unique or field.name in together):
            yield field
