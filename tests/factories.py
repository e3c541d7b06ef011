# mypy: disallow-subclassing-any=False
"""Rows for tests, plainly fictional, in French and English."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from factory import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from events import models
from events.publishing import Act, operator, pointer, publish

# A factory called gives a row, which its type does not say.
_Factory: Any = DjangoModelFactory

NOW = datetime(2030, 6, 1, 12, 0, tzinfo=UTC)


class SeriesFactory(_Factory):
    class Meta:
        model = models.Series
        django_get_or_create = ("only",)

    only = 1
    name_fr = "Forum de Nulle Part"
    name_en = "Forum of Nowhere"
    short_name_fr = "FNP"
    short_name_en = "FON"
    purpose_fr = "Un forum imaginaire."
    purpose_en = "An imaginary forum."
    first_held = date(2001, 4, 1)
    first_held_precision = "month"


class ImageFactory(_Factory):
    class Meta:
        model = models.Image

    digest = Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    file = LazyAttribute(lambda image: f"images/{image.digest}.jpg")
    media_type = "image/jpeg"
    width = 800
    height = 600
    size = 12345
    alt_fr = "Une salle vide"
    alt_en = "An empty room"


class ForumFactory(_Factory):
    class Meta:
        model = models.Forum

    slug = Sequence(lambda n: str(2001 + n))
    ordinal = Sequence(lambda n: n + 1)
    name_fr = LazyAttribute(lambda forum: f"Forum de Nulle Part {forum.slug}")
    name_en = LazyAttribute(lambda forum: f"Forum of Nowhere {forum.slug}")
    theme_fr = "Le vide et ses usages"
    theme_en = "The void and its uses"
    summary_fr = "Deux jours sur le vide."
    summary_en = "Two days on the void."
    start = LazyAttribute(lambda forum: date(2000 + forum.ordinal % 1000, 5, 15))
    end = LazyAttribute(lambda forum: date(2000 + forum.ordinal % 1000, 5, 17))
    city_fr = "Nulle-Part"
    city_en = "Nowhere"


class SectionFactory(_Factory):
    class Meta:
        model = models.Section

    forum = SubFactory(ForumFactory)
    heading_fr = Sequence(lambda n: f"Partie {n}")
    heading_en = Sequence(lambda n: f"Part {n}")
    body_fr = "<p>Le vide est plein.</p>"
    body_en = "<p>The void is full.</p>"
    order = Sequence(lambda n: n)


class InstituteFactory(_Factory):
    class Meta:
        model = models.Institute

    slug = Sequence(lambda n: f"institute-{n}")
    name_fr = Sequence(lambda n: f"Institut du vide {n}")
    name_en = Sequence(lambda n: f"Institute of the Void {n}")


class InvolvementFactory(_Factory):
    class Meta:
        model = models.Involvement

    forum = SubFactory(ForumFactory)
    institute = SubFactory(InstituteFactory)
    order = Sequence(lambda n: n)


class SpeakerFactory(_Factory):
    class Meta:
        model = models.Speaker

    slug = Sequence(lambda n: f"ada-example-{n}")
    name_fr = Sequence(lambda n: f"Ada Exemple {n}")
    name_en = Sequence(lambda n: f"Ada Example {n}")


class AppearanceFactory(_Factory):
    class Meta:
        model = models.Appearance

    forum = SubFactory(ForumFactory)
    speaker = SubFactory(SpeakerFactory)
    role_fr = "directrice du vide"
    role_en = "Director of the Void"
    order = Sequence(lambda n: n)


class QuoteFactory(_Factory):
    class Meta:
        model = models.Quote

    forum = SubFactory(ForumFactory)
    speaker = SubFactory(SpeakerFactory)
    text_fr = "Le vide nous attend."
    text_en = "The void awaits us."
    rendering_fr = "verbatim"
    rendering_en = "translation"
    said_in = "fr"
    source_title_fr = "La Gazette imaginaire"
    source_title_en = "The Imaginary Gazette"
    order = Sequence(lambda n: n)


class StatisticFactory(_Factory):
    class Meta:
        model = models.Statistic

    forum = SubFactory(ForumFactory)
    indicator = Sequence(lambda n: f"void-volume-{n}")
    label_fr = "Volume du vide"
    label_en = "Volume of the void"
    value = Decimal("207133000000")
    unit = "CNY"
    period = date(2000, 1, 1)
    period_precision = "year"
    source_title_fr = "La Gazette imaginaire"
    source_title_en = "The Imaginary Gazette"
    order = Sequence(lambda n: n)


class SessionFactory(_Factory):
    class Meta:
        model = models.Session

    forum = SubFactory(ForumFactory)
    title_fr = Sequence(lambda n: f"Table ronde {n}")
    title_en = Sequence(lambda n: f"Panel {n}")
    start = datetime(2001, 5, 15, 9, 0, tzinfo=UTC)
    end = datetime(2001, 5, 15, 10, 0, tzinfo=UTC)
    order = Sequence(lambda n: n)


class CorrectionFactory(_Factory):
    class Meta:
        model = models.Correction

    forum = SubFactory(ForumFactory)
    date = Sequence(lambda n: date(2001, 6, 1) + timedelta(days=n % 1000))
    note_fr = "Le volume du vide était donné pour un autre lieu."
    note_en = "The volume of the void was given for another place."


def make_full_forum(size: int = 1) -> models.Forum:
    """A forum that shows ``size`` of everything, each part leading to another row of its own."""
    SeriesFactory(logo=ImageFactory())
    forum: models.Forum = ForumFactory(hero_image=ImageFactory())
    for _number in range(size):
        institute = InstituteFactory(logo=ImageFactory(), founded_at=forum, founded=date(2001, 5, 15))
        speaker = SpeakerFactory(portrait=ImageFactory(), institute=InstituteFactory(logo=ImageFactory()))
        section = SectionFactory(forum=forum)
        InvolvementFactory(forum=forum, institute=institute)
        AppearanceFactory(forum=forum, speaker=speaker)
        quote = QuoteFactory(forum=forum, speaker=SpeakerFactory(), section=section)
        statistic = StatisticFactory(
            forum=forum,
            section=section,
            publisher=InstituteFactory(),
            change=Decimal("21.37"),
            change_since=date(1999, 1, 1),
            change_since_precision="year",
        )
        SessionFactory(forum=forum).speakers.set([speaker, SpeakerFactory()])
        CorrectionFactory(forum=forum, speaker=speaker, quote=quote, statistic=statistic)
    return forum


def act_on(forum: models.Forum, now: datetime = NOW, name: str = "ada") -> Act:
    """The act of an operator who has just looked at ``forum``; pages are not proven."""
    seen = pointer(forum)
    return Act(operator(name), now, seen.pk if seen else None, lambda moment: None)


def publish_now(forum: models.Forum, now: datetime = NOW, name: str = "ada") -> models.Publication:
    """Publishes ``forum`` at ``now``, as someone who has just looked at it."""
    return publish(forum, act_on(forum, now, name))
