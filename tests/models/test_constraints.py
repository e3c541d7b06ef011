"""Rules that the database itself holds, whatever writes to it, and that editors are told of in words."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from events.models import Publication, Redirect, Release
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db

type Case = tuple[Any, dict[str, Any]]
"""A sound row, and the values that make it unsound."""


def twin(factory: Any, *fields: str, **shared: Any) -> Case:
    """Two rows of a kind; the second is to take what the first one has in ``fields``."""
    first, second = factory(**shared), factory(**shared)
    return second, {field: getattr(first, field) for field in fields}


def part_twin(factory: Any, field: str) -> Case:
    return twin(factory, field, forum=factories.ForumFactory())


def publication(**values: Any) -> Publication:
    return Publication.objects.create(**{**told_of(values.pop("forum", None)), **values})


def told_of(forum: Any) -> dict[str, Any]:
    forum = forum or factories.ForumFactory()
    number = forum.releases.count() + 1
    release = Release.objects.create(forum=forum, number=number, snapshot="", digest="", created=NOW)
    return {"forum": forum, "release": release, "languages": ["fr"], "starts": NOW, "created": NOW}


def statistic(**values: Any) -> Any:
    return factories.StatisticFactory(
        change=Decimal(1), change_since=date(1999, 1, 1), change_since_precision="year", **values
    )


def release_twin() -> Case:
    release = told_of(None)["release"]
    other = told_of(release.forum)["release"]
    return Release(forum=other.forum, number=2, digest="", created=NOW), {"number": release.number}


def open_twin() -> Case:
    forum = factories.ForumFactory()
    publication(forum=forum)
    return publication(forum=forum, starts=NOW - timedelta(days=1), ends=NOW), {"ends": None}


def start_twin() -> Case:
    forum = factories.ForumFactory()
    publication(forum=forum, starts=NOW - timedelta(days=1), ends=NOW)
    return publication(forum=forum), {"starts": NOW - timedelta(days=1)}


CASES: dict[str, Callable[[], Case]] = {
    "a forum that ends before it starts": lambda: (
        factories.ForumFactory(start=date(2001, 5, 15), end=None), {"end": date(2001, 5, 14)}
    ),
    "a forum before the first": lambda: (factories.ForumFactory(), {"ordinal": 0}),
    "a mode that nobody knows": lambda: (factories.ForumFactory(), {"mode": "by-post"}),
    "a status that nobody knows": lambda: (factories.ForumFactory(), {"status": "done"}),
    "two forums at an address": lambda: twin(factories.ForumFactory, "slug"),
    "two forums of a number": lambda: twin(factories.ForumFactory, "ordinal"),
    "two forums of an identity": lambda: twin(factories.ForumFactory, "uid"),
    "two institutes at an address": lambda: twin(factories.InstituteFactory, "slug"),
    "two speakers at an address": lambda: twin(factories.SpeakerFactory, "slug"),
    "two quotes at an address": lambda: twin(factories.QuoteFactory, "slug"),
    "two sections of a forum at an address": lambda: part_twin(factories.SectionFactory, "slug"),
    "two figures of a forum at an address": lambda: part_twin(factories.StatisticFactory, "slug"),
    "two sessions of a forum at an address": lambda: part_twin(factories.SessionFactory, "slug"),
    "an institute twice in a part": lambda: part_twin(factories.InvolvementFactory, "institute"),
    "a speaker twice in a part": lambda: part_twin(factories.AppearanceFactory, "speaker"),
    "a session that ends as it starts": lambda: (
        factories.SessionFactory(), {"end": datetime(2001, 5, 15, 9, 0, tzinfo=UTC)}
    ),
    "a change without a period": lambda: (statistic(), {"period": None}),
    "a change since nothing": lambda: (statistic(), {"change_since": None}),
    "a change since a later period": lambda: (statistic(), {"change_since": date(2000, 1, 1)}),
    "a unit that is no currency": lambda: (statistic(), {"unit": "XXX"}),
    "a second series": lambda: (factories.SeriesFactory(), {"only": 2}),
    "two pictures of a digest": lambda: twin(factories.ImageFactory, "digest"),
    "a focal point outside the picture": lambda: (factories.ImageFactory(), {"focal_x": 101}),
    "a redirect to itself": lambda: (Redirect.objects.create(old_path="/a/"), {"new_path": "/a/"}),
    "two open publications of a forum": open_twin,
    "two publications of a forum from one moment on": start_twin,
    "a publication that ends as it starts": lambda: (publication(), {"ends": NOW}),
    "a publication that moved nowhere": lambda: (publication(), {"state": "moved"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_database_refuses(name: str) -> None:
    row, wrong = CASES[name]()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**wrong)


@pytest.mark.parametrize("name", CASES)
def test_full_clean_refuses(name: str) -> None:
    row, wrong = CASES[name]()
    for field, value in wrong.items():
        setattr(row, field, value)
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert all(message.strip() for message in refusal.value.messages)


@pytest.mark.parametrize("country", ["ZZ", "cn", "EU", "C"])
def test_country_that_iso_3166_does_not_know_is_refused(country: str) -> None:
    forum = factories.ForumFactory()
    forum.country = country
    with pytest.raises(ValidationError) as refusal:
        forum.full_clean()
    assert set(refusal.value.message_dict) == {"country"}


def test_two_releases_of_a_number_are_refused() -> None:
    row, wrong = release_twin()
    row.number = wrong["number"]
    with pytest.raises(ValidationError, match="already exists"):
        row.full_clean(exclude={"snapshot", "digest"})
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_second_series_is_refused_by_the_database() -> None:
    factories.SeriesFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.SeriesFactory._meta.model.objects.create(name_en="Another")


def test_two_redirects_from_a_path_are_refused() -> None:
    Redirect.objects.create(old_path="/a/")
    with pytest.raises(ValidationError) as refusal:
        Redirect(old_path="/a/").full_clean()
    assert "old_path" in refusal.value.message_dict


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (lambda: factories.ForumFactory.build(slug="Deux Mots"), "slug"),
        (lambda: factories.ForumFactory.build(slug="a--b"), "slug"),
        (lambda: factories.ForumFactory.build(slug="2001\n"), "slug"),
        (lambda: factories.ForumFactory.build(ordinal=0), "ordinal"),
        (lambda: factories.ForumFactory.build(country="cn"), "country"),
        (lambda: factories.ForumFactory.build(theme_language="English"), "theme_language"),
        (lambda: factories.ForumFactory.build(registration_url="javascript:alert(1)"), "registration_url"),
        (lambda: factories.ForumFactory.build(registration_url="ftp://nowhere.example/"), "registration_url"),
        (lambda: factories.ForumFactory.build(status="over"), "status"),
        (lambda: factories.ForumFactory.build(precision="week"), "precision"),
        (lambda: factories.SpeakerFactory.build(native_language="zh_Hans"), "native_language"),
        (lambda: factories.SpeakerFactory.build(links="https://ada.example/"), "links"),
        (lambda: factories.SpeakerFactory.build(links=["ada.example"]), "links"),
        (lambda: factories.SpeakerFactory.build(links=[5]), "links"),
        (lambda: factories.SpeakerFactory.build(links=["https://ada.example/", "ada"]), "links"),
        (lambda: factories.InstituteFactory.build(native_language="Chinese"), "native_language"),
        (lambda: factories.InstituteFactory.build(website="void"), "website"),
        (lambda: factories.QuoteFactory.build(said_in="French"), "said_in"),
        (lambda: factories.QuoteFactory.build(rendering_fr="shouted"), "rendering_fr"),
        (lambda: factories.QuoteFactory.build(source_url_en="//evil.example"), "source_url_en"),
        (lambda: factories.StatisticFactory.build(unit="yuan"), "unit"),
        (lambda: factories.StatisticFactory.build(indicator="Void Volume"), "indicator"),
        (lambda: factories.StatisticFactory.build(value=Decimal("1234567890.123456")), "value"),
        (lambda: factories.StatisticFactory.build(value=Decimal("0.1234567")), "value"),
        (lambda: factories.StatisticFactory.build(change=Decimal("0.12345")), "change"),
        (lambda: factories.SeriesFactory.build(contact="nobody"), "contact"),
        (lambda: factories.ImageFactory.build(focal_y=101), "focal_y"),
        (lambda: Redirect(old_path="fr/"), "old_path"),
        (lambda: Redirect(old_path="//evil.example/"), "old_path"),
        (lambda: Redirect(old_path="/a/", new_path="https://evil.example/"), "new_path"),
    ],
)  # fmt: skip
def test_wrong_value_is_told_at_its_field(row: Callable[[], models.Model], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        row().full_clean()
    assert field in refusal.value.message_dict


@pytest.mark.parametrize(
    "value", ["207133000000", "0.000001", "1600000000000000000", "123456789012345", "-0.4", "0"]
)
def test_figure_of_up_to_fifteen_digits_is_kept_exactly(value: str) -> None:
    row = factories.StatisticFactory(value=Decimal(value))
    row.full_clean()
    row.refresh_from_db()
    assert row.value == Decimal(value)


def test_periods_start_where_their_precision_says() -> None:
    row = statistic(period=date(2000, 5, 15), period_precision="year")
    assert (row.period, row.change_since) == (date(2000, 1, 1), date(1999, 1, 1))
    row.change_since, row.change_since_precision = date(2000, 2, 1), "month"
    with pytest.raises(ValidationError, match="before that of the figure"):
        row.full_clean()


@pytest.mark.parametrize("factory", [factories.QuoteFactory, factories.StatisticFactory])
def test_section_of_another_forum_is_refused(factory: Any) -> None:
    row = factory(section=factories.SectionFactory())
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert refusal.value.message_dict == {"section": ["This section belongs to another forum."]}
    row.section = factories.SectionFactory(forum=row.forum)
    row.full_clean()
