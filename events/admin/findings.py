"""What readiness finds, with the address of the form field that mends it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import models
from events.admin.dead_links import dead_links
from events.admin.forum_parts import PARTS
from events.admin.languages import column, language_name
from events.publishing import site_languages
from events.publishing.checks.subject import name_of
from events.publishing.readiness import Finding, Severity, findings
from events.snapshot import Snapshot
from events.translation import TRANSLATED

_SHARED: dict[str, tuple[type[models.Content], str]] = {
    "speaker": (models.Speaker, "slug"),
    "institute": (models.Institute, "slug"),
    "image": (models.Image, "uid"),
}

type _Rows = dict[str, tuple[Model, str]]


@dataclass(frozen=True)
class Shown:
    """One finding as the page shows it: where (row and field), what, the way to it, and to its advice."""

    error: bool
    where: str
    message: str
    language: str
    address: str
    advice: str = ""


def shown_findings(forum: models.Forum, snapshot: Snapshot) -> tuple[Shown, ...]:
    """The findings of ``snapshot``, a frozen ``forum``: errors first."""
    found = findings(snapshot, site_languages(), dead_links(snapshot))
    rows = {**_own_rows(forum), **_shared_rows(found)}
    told = [_shown(finding, rows, forum) for finding in found]
    return tuple(sorted(told, key=lambda finding: not finding.error))


def advice_on(code: str) -> str:
    """The address of what the desk says about a check."""
    return f"{reverse('checks')}#{code}"


def _own_rows(forum: models.Forum) -> _Rows:
    """Subject → row and the start of its fields' addresses, in one query a kind of part."""
    form = reverse("admin:events_forum_change", args=[forum.pk])
    found: _Rows = {f"forum {forum.slug}": (forum, f"{form}#id_")}
    series = models.Series.objects.first()
    address = reverse("admin:events_series_change", args=[series.pk]) if series else ""
    found["series"] = (series or models.Series(), f"{address or reverse('admin:events_series_add')}#id_")
    for part in PARTS:
        if part.model in TRANSLATED:
            name = str(part.model._meta.get_field("forum").remote_field.related_name)
            for place, row in enumerate(getattr(forum, name).all()):
                found[name_of(part.model._meta.model_name or "", row)] = (row, f"{form}#id_{name}-{place}-")
    return found


def _shared_rows(found: Iterable[Finding]) -> _Rows:
    """The same for what editions share, in one query a kind."""
    wanted: dict[str, set[str]] = {}
    for finding in found:
        kind, _space, name = finding.subject.partition(" ")
        if kind in _SHARED:
            wanted.setdefault(kind, set()).add(name)
    rows: _Rows = {}
    for kind, names in wanted.items():
        model, key = _SHARED[kind]
        for row in model._default_manager.filter(**{f"{key}__in": names}):
            rows[name_of(kind, row)] = row, f"{reverse(f'admin:events_{kind}_change', args=[row.pk])}#id_"
    return rows


def _shown(finding: Finding, rows: _Rows, forum: models.Forum) -> Shown:
    """What was deleted since ``forum`` was frozen leads to the forum's own form."""
    row, address = rows.get(finding.subject) or rows[f"forum {forum.slug}"]
    name = column(finding.field, finding.language) if finding.language else finding.field
    kind = capfirst(str(row._meta.verbose_name))
    return Shown(
        error=finding.severity is Severity.ERROR,
        where=_("%(kind)s “%(row)s”, %(field)s")
        % {"kind": kind, "row": row, "field": field_label(row, finding.field)},
        message=str(finding.message),
        language=language_name(finding.language) if finding.language else "",
        address=address + name,
        advice=advice_on(finding.code),
    )


def field_label(row: Model, field: str) -> str:
    """What the form calls a field."""
    try:
        return str(getattr(row._meta.get_field(field), "verbose_name", field))
    except FieldDoesNotExist:
        return field
