"""The review page: what differs between two releases, or between a release and the working copy."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.admin.findings import Shown, shown_findings
from events.admin.languages import language_name, own_language_name
from events.admin.publishing_forms import ApproveForm, SendBackForm
from events.admin.release_difference import shown_differences
from events.admin.release_values import MODELS, field_name, subject_name
from events.models import Forum, Release
from events.models.review import SUBMITTED
from events.publishing import freeze, pointer, site_languages
from events.publishing.readiness import Finding, Severity, findings
from events.snapshot import Snapshot, State, loads


def review_page(request: HttpRequest, forum: Forum, context: dict[str, Any]) -> HttpResponse:
    """Compares the releases ``from`` and ``to``: the live one and the working copy, if they are not given.

    Raises Http404 for numbers of no release.
    """
    before = _asked(forum, request.GET.get("from")) or _live(forum)
    after = _asked(forum, request.GET.get("to"))
    snapshot = loads(after.snapshot) if after else freeze(forum)
    changes = shown_differences(loads(before.snapshot) if before else None, snapshot)
    told = {
        "before": before,
        "after": after,
        "changes": changes,
        "findings": _findings(snapshot) if after else shown_findings(forum, snapshot),
        "languages": [(code, own_language_name(code)) for code in site_languages()],
        "numbers": forum.releases.order_by("-number").values_list("number", flat=True),
        "page": "review",
        **_decision(forum, after),
    }
    return TemplateResponse(request, "admin/events/release/review.html", {**context, **told})


def _asked(forum: Forum, number: str | None) -> Release | None:
    if not number:
        return None
    known = number.isascii() and number.isdigit() and len(number) < 10
    release = forum.releases.filter(number=int(number)).first() if known else None
    if release is None:
        raise Http404(_("There is no such release."))
    return release


def _live(forum: Forum) -> Release | None:
    held = forum.publications.at(timezone.now()).filter(state=State.LIVE).select_related("release").first()
    return held.release if held else None


def _decision(forum: Forum, after: Release | None) -> dict[str, Any]:
    """The submission that waits, with its forms, where it is what the page shows."""
    waiting = forum.reviews.filter(state=SUBMITTED, release=after).first() if after else None
    if waiting is None:
        return {"waiting": None}
    seen = pointer(forum)
    initial = {"seen": seen.pk if seen else None, "review": waiting.pk}
    return {
        "waiting": waiting,
        "approve_form": ApproveForm(forum, initial=initial, auto_id="id_approve_%s"),
        "send_back_form": SendBackForm(forum, initial=initial, auto_id="id_send_back_%s"),
    }


def _findings(snapshot: Snapshot) -> tuple[Shown, ...]:
    """The findings of a release, which nobody can mend any more: without a way to a form."""
    return tuple(_shown(found for found in findings(snapshot, site_languages())))


def _shown(found: Iterable[Finding]) -> Iterable[Shown]:
    for finding in sorted(found, key=lambda one: one.severity is not Severity.ERROR):
        kind, _space, slug = finding.subject.partition(" ")
        subject = subject_name(kind) if kind in MODELS else kind
        where = _("%(kind)s “%(row)s”, %(field)s") % {
            "kind": subject,
            "row": slug or subject,
            "field": field_name(kind, finding.field),
        }
        yield Shown(
            finding.severity is Severity.ERROR,
            where,
            str(finding.message),
            language_name(finding.language) if finding.language else "",
            "",
        )
