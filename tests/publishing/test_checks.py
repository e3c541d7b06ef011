"""What each check finds in a text, and what it leaves alone."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from events.pages import cards
from events.publishing.checks import CATALOGUE, CHECKS, Severity, Subject, check, subjects
from events.publishing.checks.figures_in_text import figures_in
from events.publishing.checks.one_text import CARD_LENGTH
from tests.snapshot.sample import kept

ROOT = Path(__file__).parents[2]
WHOLE: dict[str, Any] = {"speaker": 1, "unit": "CNY", "period": 1, "publisher": 1}


def found(kind: str = "section", field: str = "summary", **texts: str) -> dict[tuple[str, str], Any]:
    """(code, language) → finding, for one field with these texts by language."""
    sourced = {"source_title": {"fr": "La Gazette", "en": "The Gazette"}, field: texts}
    subject = Subject(kind, f"{kind} a", sourced, {}, WHOLE)
    return {
        (one.code, one.language): one for one in check(subject, ("fr", "en"), lambda link: "gone" in link)
    }


@pytest.mark.parametrize(
    ("fr", "en", "differ"),
    [
        ("207,133 milliards de yuans", "207.133 billion yuan", False),
        ("1 600 milliards, soit 21,37 %", "21.37%, that is 1.6 trillion", False),
        ("plus de 5 millions en 2021", "over 5,000,000 in 2021", False),
        ("le 1er mai, à 14:30", "on 1 May at 14:30", False),
        ("207,133 milliards", "207.133 million", True),
        ("en 2021", "in 2022", True),
        ("trois salles", "3 rooms", True),
        ("2 salles et 2 tables", "2 rooms and tables", True),
    ],
)
def test_figures_are_compared_as_numbers(fr: str, en: str, differ: bool) -> None:
    assert (("figures-differ", "en") in found(fr=fr, en=en)) is differ


def test_a_difference_names_the_figures() -> None:
    told = found(fr="En 2021, 207,133 milliards.", en="In 2021, 207.133 million.")["figures-differ", "en"]
    assert str(told.message) == "Not here: 207,133 milliards. Only here: 207.133 million."


def test_a_figure_in_one_language_alone_is_told_without_the_other_half() -> None:
    assert str(found(fr="En mai.", en="On 18 May.")["figures-differ", "en"].message) == "Only here: 18."
    assert str(found(fr="Le 18 mai.", en="In May.")["figures-differ", "en"].message) == "Not here: 18."


def test_the_days_of_two_sources_may_differ() -> None:
    told = found(field="source_title", fr="newswire.ca, mai 2021", en="PRNewswire, 18 May 2021")
    assert ("figures-differ", "en") not in told


def test_figures_are_read_with_their_scale() -> None:
    (figure,) = figures_in("about 1.6 trillion yuan", "en")
    assert figure.readings == {Decimal("1.6E12").normalize()}
    assert figures_in("1,6 milliard", "xx-unknown") == ()


@pytest.mark.parametrize(
    ("fr", "en", "differ"),
    [
        ('<a href="https://fr.example.org/vide">a</a>', '<a href="https://en.example.org/void">a</a>', False),
        ('<a href="/fr/forums/2021/">a</a>', '<a href="/en/forums/2021/">a</a>', False),
        ('<a href="https://example.org/">a</a>', "a", True),
        ('<a href="https://example.org/">a</a>', '<a href="https://example.net/">a</a>', True),
    ],
)
def test_links_lead_to_the_same_sites(fr: str, en: str, differ: bool) -> None:
    told = found(field="body", fr=f"<p>{fr}</p>", en=f"<p>{en}</p>")
    assert (("links-differ", "en") in told) is differ


@pytest.mark.parametrize(
    ("field", "fr", "en", "code"),
    [
        ("summary", "Deux jours sur le vide.", "Deux jours sur le vide.", "copied"),
        ("name", "Institut du vide de Nulle-Part", "Institut du vide de Nulle-Part", ""),
        ("summary", "Kunqu", "Kunqu", ""),
        ("summary", "Le vide.", "Le vide est dans la salle et sur la table.", "wrong-language"),
        ("summary", "Le vide.", "The void is in the room.", ""),
    ],
)
def test_what_was_not_translated_is_found(field: str, fr: str, en: str, code: str) -> None:
    told = {one for one, language in found(field=field, fr=fr, en=en) if one in ("copied", "wrong-language")}
    assert (code in told) if code else not told


@pytest.mark.parametrize(("own", "unseen"), [("en", ["fr"]), ("fr", ["en"]), ("", [])])
def test_a_theme_in_a_language_in_which_no_page_shows_it_is_found(own: str, unseen: list[str]) -> None:
    texts = {"theme": {"fr": "Le vide et ses usages", "en": "The void and its uses"}}
    subject = Subject("forum", "forum a", texts, {}, {"theme_language": own})
    told = [one.language for one in check(subject, ("fr", "en")) if one.code == "theme-language"]
    assert told == unseen


@pytest.mark.parametrize(
    ("kind", "field", "text", "mended"),
    [
        ("quote", "text", "Est-ce l'heure ?", "Est-ce l’heure\u202f?"),
        ("section", "body", '<p>"Le vide" !</p>', "<p>«\u00a0Le vide\u00a0»\u202f!</p>"),
    ],
)
def test_typography_comes_with_the_mended_text(kind: str, field: str, text: str, mended: str) -> None:
    assert found(kind, field, fr=text)["typography", "fr"].mended == mended
    assert ("typography", "fr") not in found(kind, field, fr=mended)


@pytest.mark.parametrize(
    ("language", "text", "foreign"),
    [
        ("en", "worth 207,133 billion yuan", True),
        ("en", "up 21,4 points", True),
        ("en", "worth 207,133 yuan", False),
        ("en", "2 milliards", True),
        ("fr", "en hausse de 21.37 %", True),
        ("fr", "2 billions de yuans", True),
        ("fr", "207,133 milliards de yuans", False),
    ],
)
def test_a_figure_with_the_marks_of_another_language_is_found(
    language: str, text: str, foreign: bool
) -> None:
    assert (("foreign-figure", language) in found(**{language: text})) is foreign


def test_a_quote_longer_than_its_card_is_told() -> None:
    assert getattr(cards, "_QUOTE_LENGTH") == CARD_LENGTH  # noqa: B009 - the two rooms do not see each other
    assert ("card-length", "fr") in found("quote", "text", fr="a" * (CARD_LENGTH + 1))
    assert ("card-length", "fr") not in found("quote", "text", fr="a" * CARD_LENGTH)


def test_a_link_to_a_page_that_is_not_there_is_told() -> None:
    assert (
        "/fr/gone/" in found(field="body", fr='<p><a href="/fr/gone/">a</a></p>')["dead-link", "fr"].message
    )
    assert ("dead-link", "fr") not in found(field="body", fr='<p><a href="/fr/">a</a></p>')


@pytest.mark.parametrize(
    ("kind", "lacks", "code"),
    [
        ("quote", "speaker", "quote-speaker"),
        ("quote", "source_title", "quote-source"),
        ("statistic", "unit", "figure-unit"),
        ("statistic", "period", "figure-period"),
        ("statistic", "source_title", "figure-source"),
    ],
)
def test_a_quote_and_a_figure_have_what_makes_them_sound(kind: str, lacks: str, code: str) -> None:
    texts = {"source_title": {} if lacks == "source_title" else {"fr": "La Gazette"}}
    facts = {name: fact for name, fact in WHOLE.items() if name != lacks and lacks != "source_title"}
    facts |= {"speaker": 1, "unit": "CNY", "period": 1} if lacks == "source_title" else {}
    (one,) = check(Subject(kind, "a", texts, {}, facts), ("fr", "en"))
    assert one.code == code
    stops = {"quote-speaker", "figure-unit"}
    assert (one.severity is Severity.ERROR) is (code in stops)


def test_every_row_of_a_snapshot_is_read() -> None:
    names = [one.name for one in subjects(kept())]
    assert len(set(names)) == len(names)
    assert {name.split()[0] for name in names} >= {
        "forum",
        "series",
        "section",
        "quote",
        "statistic",
        "speaker",
    }


def test_every_check_has_its_paragraph_in_the_documentation() -> None:
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert re.findall(r'^<a id="([a-z-]+)">', text, re.MULTILINE) == list(CATALOGUE)
    for code, one in CATALOGUE.items():
        assert str(one.title) in text, code
        assert str(one.advice) in text.replace("\n", " "), code
    assert len(CHECKS) == len(set(CHECKS))
