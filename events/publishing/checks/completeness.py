"""Checks of what a quote, a figure and a theme need beside their words."""

from collections.abc import Iterator

from events.publishing.checks.catalogue import CATALOGUE
from events.publishing.checks.finding import Finding
from events.publishing.checks.subject import Subject


def quote_facts(subject: Subject, languages: tuple[str, ...]) -> Iterator[Finding]:
    """A quote has a speaker and a source."""
    if subject.kind == "quote":
        if not subject.facts.get("speaker"):
            yield _found("quote-speaker", subject, "speaker")
        if not _has_source(subject):
            yield _found("quote-source", subject, "source_title", languages[0] if languages else "")


def figure_facts(subject: Subject, languages: tuple[str, ...]) -> Iterator[Finding]:
    """A figure has a unit, a period and a source."""
    if subject.kind == "statistic":
        if not subject.facts.get("unit"):
            yield _found("figure-unit", subject, "unit")
        if not subject.facts.get("period"):
            yield _found("figure-period", subject, "period")
        if not subject.facts.get("publisher") and not _has_source(subject):
            yield _found("figure-source", subject, "source_title", languages[0] if languages else "")


def theme_language(subject: Subject, languages: tuple[str, ...]) -> Iterator[Finding]:
    """A theme that stays in its own language everywhere is written in no other: no page would show it."""
    own = subject.facts.get("theme_language")
    if subject.kind == "forum" and own:
        for language in languages:
            if language != own and subject.words("theme", language):
                yield _found("theme-language", subject, "theme", language)


def _has_source(subject: Subject) -> bool:
    known = (
        *subject.texts.get("source_title", {}).values(),
        *subject.addresses.get("source_url", {}).values(),
    )
    return any(text.strip() for text in known)


def _found(code: str, subject: Subject, field: str, language: str = "") -> Finding:
    check = CATALOGUE[code]
    return Finding(check.severity, code, subject.name, field, language, check.advice)
