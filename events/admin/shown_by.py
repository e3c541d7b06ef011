"""Which editions show what they share: speakers, institutes, pictures and the series."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, QuerySet

from events import models

type ShownBy = Callable[[type[Model], int], Iterable[int]]
type _Editions = dict[int, set[int]]


def shown_by() -> ShownBy:
    """(model, key of a row) → keys of the editions that show it, as freezing finds them; in ten queries."""
    editions = set(_all(models.Forum).values_list("pk", flat=True))
    speakers: _Editions = {}
    _add(speakers, _all(models.Appearance).values_list("speaker", "forum"))
    _add(speakers, _all(models.Quote).values_list("speaker", "forum"))
    _add(speakers, models.Session.speakers.through.objects.values_list("speaker", "session__forum"))
    institutes: _Editions = {}
    _add(institutes, _all(models.Involvement).values_list("institute", "forum"))
    _add(institutes, _all(models.Statistic).exclude(publisher=None).values_list("publisher", "forum"))
    _follow(institutes, _all(models.Speaker).exclude(institute=None).values_list("institute", "pk"), speakers)
    pictures: _Editions = {}
    _add(pictures, _all(models.Forum).exclude(hero_image=None).values_list("hero_image", "pk"))
    _follow(pictures, _all(models.Speaker).exclude(portrait=None).values_list("portrait", "pk"), speakers)
    _follow(pictures, _all(models.Institute).exclude(logo=None).values_list("logo", "pk"), institutes)
    for logo in _all(models.Series).exclude(logo=None).values_list("logo", flat=True):
        pictures.setdefault(int(logo), set()).update(editions)
    known: dict[type[Model], _Editions] = {
        models.Speaker: speakers,
        models.Institute: institutes,
        models.Image: pictures,
    }
    return lambda model, pk: editions if model is models.Series else known[model].get(pk, ())


def _all(model: type[Model]) -> QuerySet[Any]:
    """Every row, as Django reads it: the layer of translations would double the time for keys alone."""
    return QuerySet(model)


def _add(found: _Editions, pairs: Iterable[Any]) -> None:
    for key, forum in pairs:
        found.setdefault(key, set()).add(forum)


def _follow(found: _Editions, pairs: Iterable[Any], through: _Editions) -> None:
    for key, other in pairs:
        if other in through:
            found.setdefault(key, set()).update(through[other])
