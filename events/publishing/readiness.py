"""What keeps a forum from being published, found on its snapshot: one finding a field and language."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from events.publishing.checks import Finding, Severity, check, subjects
from events.publishing.checks.subject import name_of
from events.snapshot import Localized, Snapshot

__all__ = ["Finding", "Severity", "errors", "findings"]


def findings(
    snapshot: Snapshot, languages: tuple[str, ...], is_dead: Callable[[str], bool] | None = None
) -> tuple[Finding, ...]:
    """All that keeps ``snapshot`` from going live whole in ``languages``: what is missing, then the checks.

    ``is_dead`` is that of `checks.check`.
    """
    checked = (found for one in subjects(snapshot) for found in check(one, languages, is_dead))
    return (*_findings(snapshot, languages), *checked)


def errors(snapshot: Snapshot, languages: tuple[str, ...]) -> tuple[Finding, ...]:
    """Those findings that stop publication."""
    return tuple(finding for finding in findings(snapshot, languages) if finding.severity is Severity.ERROR)


def _findings(snapshot: Snapshot, languages: tuple[str, ...]) -> Iterator[Finding]:
    forum = snapshot.forum
    subject = f"forum {forum.slug}"
    yield from _missing(subject, "name", forum.name, languages, Severity.ERROR)
    yield from _missing("series", "name", snapshot.series.name, languages, Severity.ERROR)
    yield from _missing(subject, "summary", forum.summary, languages, Severity.WARNING)
    kept = {forum.theme_language} & set(languages)
    wanted = tuple(kept) if forum.theme_language else languages
    yield from _missing(subject, "theme", forum.theme, wanted, Severity.WARNING)
    for section in forum.sections:
        yield from _missing(
            f"section {section.slug}", "heading", section.heading, languages, Severity.WARNING
        )
        yield from _missing(f"section {section.slug}", "body", section.body, languages, Severity.WARNING)
    yield from _quotes(snapshot, languages)
    yield from _statistics(snapshot, languages)
    for correction in forum.corrections:
        subject = name_of("correction", correction)
        yield from _missing(subject, "note", correction.note, languages, Severity.WARNING)


def _quotes(snapshot: Snapshot, languages: tuple[str, ...]) -> Iterator[Finding]:
    for quote in snapshot.forum.quotes:
        subject = f"quote {quote.slug}"
        yield from _missing(subject, "text", quote.text, languages, Severity.WARNING)
        yield from _missing(subject, "source_title", quote.source_title, languages, Severity.WARNING)
        for language in quote.text.languages():
            if language in languages and quote.rendering.get(language) is None:
                yield Finding(
                    Severity.ERROR,
                    "quote-rendering",
                    subject,
                    "rendering",
                    language,
                    _("Say whether these words are verbatim, a translation or reported speech."),
                )


def _statistics(snapshot: Snapshot, languages: tuple[str, ...]) -> Iterator[Finding]:
    for statistic in snapshot.forum.statistics:
        subject = f"statistic {statistic.slug}"
        yield from _missing(subject, "label", statistic.label, languages, Severity.ERROR)
        yield from _missing(subject, "source_title", statistic.source_title, languages, Severity.WARNING)
        if statistic.unit == "count":
            yield from _missing(subject, "unit_label", statistic.unit_label, languages, Severity.WARNING)


def _missing(
    subject: str, field: str, text: Localized, languages: tuple[str, ...], severity: Severity
) -> Iterator[Finding]:
    for language in languages:
        if language not in text:
            yield Finding(
                severity, "missing", subject, field, language, _("There is no text in this language.")
            )
