"""What the command palette finds in the working copy: one query a model, whatever is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from events import models
from events.admin.folded_text import holding
from events.admin.languages import searched

_MOST = 8


@dataclass(frozen=True)
class Found:
    """One line of the palette: its words, where it belongs, and the address that it leads to."""

    label: str
    detail: str
    address: str


@dataclass(frozen=True)
class Group:
    """The lines of one kind."""

    name: str
    results: tuple[Found, ...]


@dataclass(frozen=True)
class _Searched:
    model: type[Model]
    columns: tuple[str, ...]
    of_forum: bool = False


def _all() -> tuple[_Searched, ...]:
    return (
        _Searched(models.Forum, (*searched("name", "theme", "city"), "slug")),
        _Searched(models.Speaker, (*searched("name"), "native_name", "slug")),
        _Searched(models.Institute, (*searched("name", "short_name"), "slug")),
        _Searched(models.Quote, searched("text", "speaker__name"), of_forum=True),
        _Searched(models.Statistic, (*searched("label"), "indicator"), of_forum=True),
        _Searched(models.Section, searched("heading"), of_forum=True),
        _Searched(models.Image, searched("alt", "credit")),
    )


def found_content(request: HttpRequest, site: AdminSite, words: tuple[str, ...]) -> Iterator[Group]:
    """The rows that ``request``’s user may see and that have all ``words``; the first eight of each model."""
    for one in _all():
        if not site.get_model_admin(one.model).has_view_or_change_permission(request):
            continue
        rows: Any = one.model._default_manager.filter(holding(words, one.columns))
        rows = rows.select_related("forum") if one.of_forum else rows
        results = tuple(_line(row, one) for row in rows[:_MOST])
        if results:
            yield Group(capfirst(str(one.model._meta.verbose_name_plural)), results)


def _line(row: Any, one: _Searched) -> Found:
    address = reverse(f"admin:events_{one.model._meta.model_name}_change", args=[row.pk])
    return Found(str(row), str(row.forum) if one.of_forum else "", address)
