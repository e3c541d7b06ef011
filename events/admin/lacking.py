"""What the texts of editions lack, a language at a time: missing, out of date, without source or alternative.

An edition has the texts of its own rows, of its parts, and of what it shows: speakers, institutes, pictures,
and the series. Counts and lists come from the same rows, in a number of queries that does not grow.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from itertools import compress
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events import models
from events.admin.languages import column, translated_fields
from events.admin.shown_by import shown_by
from events.admin.untranslated import filled, lacks
from events.models import Confirmation
from events.publishing import site_languages
from events.translation import TRANSLATED


class Lack(StrEnum):
    """What a text lacks."""

    MISSING = "missing"
    OUTDATED = "outdated"
    SOURCE = "source"
    ALTERNATIVE = "alternative"


NAMES = {
    Lack.MISSING: _("missing"),
    Lack.OUTDATED: _("out of date"),
    Lack.SOURCE: pgettext_lazy("texts", "without source"),
    Lack.ALTERNATIVE: pgettext_lazy("texts", "without alternative text"),
}

#: What some texts are called when they are not there; they are missed in every language.
_CALLED: dict[type[Model], dict[str, Lack]] = {
    models.Quote: {"source_title": Lack.SOURCE},
    models.Statistic: {"source_title": Lack.SOURCE},
    models.Image: {"alt": Lack.ALTERNATIVE},
}


@dataclass(frozen=True)
class Lacking:
    """One text of one row, in one language, and what it lacks."""

    model: type[Model]
    pk: int
    field: str
    language: str
    lack: Lack


Counts = Counter[tuple[int, str, Lack]]


def counts_by_forum() -> Counts:
    """(key of an edition, language, what is lacking) → how many of its texts lack it."""
    shown, counts = shown_by(), Counts()
    outdated = _outdated()
    for model in TRANSLATED:
        owner, flags = _owner(model), _flags(model)
        names = [(language, _lack(model, field)) for field, language in flags.values()]
        grouped = _lacking(model).order_by().values_list(owner or "pk", *flags).annotate(number=Count("pk"))
        for key, *lacking, number in grouped:
            for forum in (key,) if owner else shown(model, key):
                for name in compress(names, lacking):
                    counts[(forum, *name)] += number
        for key, uid in _of_uids(model, outdated).values_list(owner or "pk", "uid"):
            for forum in (key,) if owner else shown(model, key):
                for _field, language in outdated[uid]:
                    counts[forum, language, Lack.OUTDATED] += 1
    return counts


def lacking_of(forum: int) -> list[Lacking]:
    """What the texts of one edition lack, the edition's own first."""
    shown, outdated = shown_by(), _outdated()
    found = []
    for model in TRANSLATED:
        owner = _owner(model)

        def here(rows: Any, model: type[Model] = model, owner: str = owner) -> Any:
            return [row for row in rows if owner or forum in shown(model, row[0])]

        chosen = Q(**{owner: forum}) if owner else Q()
        flags = _flags(model)
        for pk, *lacking in here(_lacking(model).filter(chosen).values_list("pk", *flags)):
            places = compress(flags.values(), lacking)
            found += [Lacking(model, pk, *place, _lack(model, place[0])) for place in places]
        for pk, uid in here(_of_uids(model, outdated).filter(chosen).values_list("pk", "uid")):
            found += [Lacking(model, pk, *place, Lack.OUTDATED) for place in outdated[uid]]
    return found


def _outdated() -> dict[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = {}
    rows = Confirmation.objects.filter(outdated=True).values_list("uid", "field", "language")
    for uid, field, language in rows:
        found.setdefault(uid, []).append((field, language))
    return found


def _of_uids(model: type[Model], uids: Collection[UUID]) -> Any:
    return QuerySet(model).filter(uid__in=uids).order_by("pk")


def _lacking(model: type[Model]) -> Any:
    """The rows of ``model`` that lack a text, with a flag for each text in each language."""
    conditions = {name: _condition(model, *place) for name, place in _flags(model).items()}
    flags = {name: ExpressionWrapper(one, output_field=BooleanField()) for name, one in conditions.items()}
    # As Django reads them: the layer of translations would double the time for columns named in full.
    return QuerySet(model).annotate(**flags).filter(reduce(or_, conditions.values())).order_by("pk")


def _flags(model: type[Model]) -> dict[str, tuple[str, str]]:
    """Name of the flag → (field, language), of each text of ``model``."""
    places = [(field, language) for field in translated_fields(model) for language in site_languages()]
    return {f"lacks_{column(*place)}": place for place in places}


def _condition(model: type[Model], field: str, language: str) -> Q:
    called = field in _CALLED.get(model, {})
    return ~filled(column(field, language)) if called else lacks(model, field, language)


def _lack(model: type[Model], field: str) -> Lack:
    return _CALLED.get(model, {}).get(field, Lack.MISSING)


def _owner(model: type[Model]) -> str:
    """The column with the key of the edition that owns a row; "" for what editions share."""
    if model is models.Forum:
        return "pk"
    return "forum_id" if any(field.name == "forum" for field in model._meta.fields) else ""
