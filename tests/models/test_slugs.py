"""Addresses make themselves once, and stay."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.models.fields import slug_validator
from events.models.slugs import free_slug
from tests import factories


@pytest.mark.parametrize(
    ("wish", "slug"),
    [
        ("Les défis d’été", "les-defis-dete"),
        ("a _ b", "a-b"),
        ("__a--b__", "a-b"),
        ("论坛", "section"),
        ("", "section"),
        ("x" * 300, "x" * 94),
    ],
)
def test_slug_is_made_from_the_wish(wish: str, slug: str) -> None:
    assert free_slug(wish, lambda slug: False, "section") == slug


def test_slug_that_is_taken_gets_a_number() -> None:
    taken = {"a", "a-2"}
    assert free_slug("A", taken.__contains__, "section") == "a-3"


@given(st.text(max_size=150))
def test_slug_is_always_an_address(wish: str) -> None:
    slug = free_slug(wish, lambda slug: False, "section")
    slug_validator(slug)
    assert len(slug) <= 100


def test_section_takes_its_slug_from_its_heading_in_the_main_language(db: None) -> None:
    section = factories.SectionFactory(heading_fr="Le vide", heading_en="The void")
    assert section.slug == "le-vide"
    assert factories.SectionFactory(forum=section.forum, heading_fr="Le vide").slug == "le-vide-2"
    assert factories.SectionFactory(heading_fr="Le vide").slug == "le-vide"
    assert factories.SectionFactory(heading_fr="", heading_en="The void").slug == "the-void"
    assert factories.SectionFactory(heading_fr="", heading_en="").slug == "section"


def test_slug_is_kept_when_what_it_was_made_from_changes(db: None) -> None:
    section: Any = factories.SectionFactory(heading_fr="Le vide")
    section.heading_fr = "Le plein"
    section.save()
    section.refresh_from_db()
    assert section.slug == "le-vide"


def test_quote_takes_its_slug_from_speaker_and_forum(db: None) -> None:
    quote = factories.QuoteFactory(forum__slug="2001", speaker__slug="ada-example")
    assert quote.slug == "ada-example-2001"
    assert factories.QuoteFactory(forum=quote.forum, speaker=quote.speaker).slug == "ada-example-2001-2"


def test_figure_takes_its_slug_from_indicator_and_year(db: None) -> None:
    figure = factories.StatisticFactory(indicator="void", period=date(2001, 1, 1))
    assert figure.slug == "void-2001"
    assert factories.StatisticFactory(forum=figure.forum, indicator="void", period=None).slug == "void"
    assert factories.StatisticFactory(indicator="void", period=date(2001, 1, 1)).slug == "void-2001"


def test_session_takes_its_slug_from_its_title(db: None) -> None:
    session = factories.SessionFactory(title_fr="Table ronde")
    assert session.slug == "table-ronde"
    assert factories.SessionFactory(forum=session.forum, title_fr="Table ronde").slug == "table-ronde-2"
