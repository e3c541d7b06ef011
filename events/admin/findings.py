"""What readiness finds, with the address of the form field that mends it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import models
from events.admin.languages import column, language_name
from events.publishing import site_languages
from events.publishing.readiness import Finding, Severity, findings
from events.snapshot import Snapshot


@dataclass(frozen=True)
class Shown:
    """One finding as the page shows it: where (row and field, in words), what, and the way to it."""

    error: bool
    where: str
    message: str
    language: str
    address: str


def shown_findings(forum: models.Forum, snapshot: Snapshot) -> tuple[Shown, ...]:
    """The findings of ``snapshot``, a frozen ``forum``: errors first."""
    rows = _rows(forum)
    told = [_shown(forum, finding, rows) for finding in findings(snapshot, site_languages())]
    return tuple(sorted(told, key=lambda finding: not finding.error))


def _rows(forum: models.Forum) -> dict[str, tuple[Model, str]]:
    """Subject → row and the start of its fields' addresses, in two or three queries."""
    form = reverse("admin:events_forum_change", args=[forum.pk])
    found: dict[str, tuple[Model, str]] = {f"forum {forum.slug}": (forum, f"{form}#id_")}
    series = models.Series.objects.first()
    address = reverse("admin:events_series_change", args=[series.pk]) if series else ""
    found["series"] = (series or models.Series(), f"{address or reverse('admin:events_series_add')}#id_")
    parts: Sequence[tuple[str, Iterable[Model]]] = (
        ("section", forum.sections.all()),
        ("quote", forum.quotes.all()),
        ("statistic", forum.statistics.all()),
        ("correction", forum.corrections.all()),
    )
    for name, rows in parts:
        for place, row in enumerate(rows):
            known_as = getattr(row, "slug", "") or getattr(row, "date")  # noqa: B009 - each has one of the two
            found[f"{name} {known_as}"] = (row, f"{form}#id_{name}s-{place}-")
    return found


def _shown(forum: models.Forum, finding: Finding, rows: dict[str, tuple[Model, str]]) -> Shown:
    row, address = rows[finding.subject]
    name = column(finding.field, finding.language) if finding.language else finding.field
    kind = capfirst(str(row._meta.verbose_name))
    return Shown(
        error=finding.severity is Severity.ERROR,
        where=_("%(kind)s “%(row)s”, %(field)s")
        % {"kind": kind, "row": row, "field": _field_name(row, finding.field)},
        message=str(finding.message),
        language=language_name(finding.language) if finding.language else "",
        address=address + name,
    )


def _field_name(row: Model, field: str) -> str:
    try:
        return str(getattr(row._meta.get_field(field), "verbose_name", field))
    except FieldDoesNotExist:
        return field
