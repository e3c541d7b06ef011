"""What stops a publication, and what is only worth a warning: one finding a field and language."""

from typing import Any

import pytest

from events.publishing import readiness
from events.publishing.readiness import Severity
from events.snapshot import Snapshot
from tests.snapshot.sample import Place, changed, kept

BOTH = ("fr", "en")

type Told = tuple[str, str, str, str]


def told(snapshot: Snapshot, languages: tuple[str, ...] = BOTH) -> set[Told]:
    return {(f.severity, f.subject, f.field, f.language) for f in readiness.findings(snapshot, languages)}


def without(place: Place) -> set[Told]:
    """What is found where there is no text at ``place``, and was not found before."""
    return told(changed((place, {}))) - told(kept())


@pytest.mark.parametrize(
    ("place", "severity", "subject"),
    [
        (("forum", "name"), "error", "forum 2002"),
        (("series", "name"), "error", "series"),
        (("forum", "statistics", 0, "label"), "error", "statistic void-volume-2001"),
        (("forum", "summary"), "warning", "forum 2002"),
        (("forum", "sections", 0, "heading"), "warning", "section le-vide"),
        (("forum", "sections", 0, "body"), "warning", "section le-vide"),
        (("forum", "quotes", 0, "text"), "warning", "quote ada-example-2002"),
        (("forum", "quotes", 0, "source_title"), "warning", "quote ada-example-2002"),
        (("forum", "statistics", 0, "source_title"), "warning", "statistic void-volume-2001"),
    ],
)
def test_missing_text_is_found_in_each_language(place: Place, severity: str, subject: str) -> None:
    assert without(place) == {(severity, subject, str(place[-1]), language) for language in BOTH}


@pytest.mark.parametrize("language", BOTH)
def test_only_the_languages_that_are_to_go_live_are_looked_at(language: str) -> None:
    nameless = changed((("forum", "name"), {}))
    assert {found[3] for found in told(nameless, (language,))} - {""} == {language}
    assert {found[3] for found in told(nameless, ())} <= {""}


@pytest.mark.parametrize(("theme_language", "missing"), [("en", set()), ("", {"fr"})])
def test_theme_that_stays_in_its_language_is_not_missed_in_others(
    theme_language: str, missing: set[str]
) -> None:
    found = told(changed((("forum", "theme_language"), theme_language)))
    assert {language for _severity, _subject, field, language in found if field == "theme"} == missing


@pytest.mark.parametrize(("unit", "missing"), [("count", {"fr", "en"}), ("percent", set()), ("CNY", set())])
def test_count_says_what_it_counts(unit: str, missing: set[str]) -> None:
    found = told(changed((("forum", "statistics", 1, "unit"), unit)))
    assert {language for _severity, _subject, field, language in found if field == "unit_label"} == missing


@pytest.mark.parametrize("language", BOTH)
def test_quote_says_what_its_words_are_in_each_language_it_has(language: str) -> None:
    rendering: dict[str, Any] = {"fr": "verbatim", "en": "translation"}
    del rendering[language]
    found = told(changed((("forum", "quotes", 0, "rendering"), rendering))) - told(kept())
    assert found == {("error", "quote ada-example-2002", "rendering", language)}


def test_errors_are_the_findings_that_stop_a_publication() -> None:
    snapshot = changed((("forum", "name"), {}), (("forum", "summary"), {}))
    assert {finding.field for finding in readiness.errors(snapshot, BOTH)} == {"name"}
    assert {finding.severity for finding in readiness.errors(snapshot, BOTH)} == {Severity.ERROR}
    assert readiness.errors(kept(), BOTH) == ()


def test_the_note_of_a_correction_is_named_by_its_row() -> None:
    place = ("forum", "corrections", 0, "note")
    uid = kept().forum.corrections[0].uid
    assert without(place) == {("warning", f"correction {uid}", "note", code) for code in BOTH}


def test_every_finding_says_why() -> None:
    assert all(str(finding.message) for finding in readiness.findings(kept(), BOTH))
