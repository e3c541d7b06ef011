"""Rows → Snapshot, in a number of queries that does not grow with the forum."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Model, Prefetch

from events import models
from events.publishing.mapping import partial_date, to_value
from events.snapshot import Snapshot, schema
from events.snapshot.values import Value

#: Stands for a series that nobody has described yet (RFC 9562, nil UUID).
_NO_SERIES = UUID(int=0)


@dataclass(frozen=True)
class _Rows:
    """All rows that one forum shows."""

    forum: models.Forum
    series: models.Series
    speakers: Sequence[models.Speaker]
    institutes: Sequence[models.Institute]
    images: Sequence[models.Image]


def site_languages() -> tuple[str, ...]:
    """The site's languages, the main one first."""
    return tuple(code for code, _name in settings.LANGUAGES)


def freeze(forum: models.Forum) -> Snapshot:
    """All that ``forum`` shows, in all the site's languages, as it stands in the database now."""
    rows = _collect(forum.pk)
    languages = site_languages()
    return Snapshot(
        schema_version=schema.SCHEMA_VERSION,
        languages=languages,
        series=to_value(rows.series, schema.Series, languages),
        forum=_freeze_forum(rows, languages),
        institutes=tuple(to_value(row, schema.Institute, languages) for row in rows.institutes),
        speakers=tuple(to_value(row, schema.Speaker, languages) for row in rows.speakers),
        images=tuple(to_value(row, schema.Image, languages) for row in rows.images),
    )


def _freeze_forum(rows: _Rows, languages: tuple[str, ...]) -> schema.Forum:
    forum = rows.forum
    shown = {speaker.uid for speaker in rows.speakers}

    def values[V: Value](rows: Iterable[Model], kind: type[V]) -> tuple[V, ...]:
        return tuple(to_value(row, kind, languages) for row in rows)

    return to_value(
        forum,
        schema.Forum,
        languages,
        start=partial_date(forum.start, forum.precision),
        end=partial_date(forum.end, forum.precision),
        sections=values(forum.sections.all(), schema.Section),
        involvements=values(forum.involvements.all(), schema.Involvement),
        appearances=values(forum.appearances.all(), schema.Appearance),
        quotes=values(forum.quotes.all(), schema.Quote),
        statistics=values(forum.statistics.all(), schema.Statistic),
        sessions=tuple(
            to_value(
                row, schema.Session, languages, speakers=tuple(speaker.uid for speaker in row.speakers.all())
            )
            for row in forum.sessions.all()
        ),
        corrections=tuple(
            to_value(row, schema.Correction, languages, speaker=_shown(row.speaker, shown))
            for row in forum.corrections.all()
        ),
    )


def _shown(speaker: models.Speaker | None, shown: Collection[UUID]) -> UUID | None:
    """Whom a correction leads to, as long as the forum shows them."""
    return speaker.uid if speaker is not None and speaker.uid in shown else None


def _collect(forum_pk: int) -> _Rows:
    speakers = models.Speaker.objects.select_related("portrait", "institute__logo", "institute__founded_at")
    institutes = models.Institute.objects.select_related("logo", "founded_at")
    forum = (
        models.Forum.objects.select_related("hero_image")
        .prefetch_related(
            "sections",
            Prefetch("involvements__institute", institutes),
            Prefetch("appearances__speaker", speakers),
            Prefetch("quotes", models.Quote.objects.select_related("section")),
            Prefetch("quotes__speaker", speakers),
            Prefetch("statistics", models.Statistic.objects.select_related("section")),
            Prefetch("statistics__publisher", institutes),
            Prefetch("sessions__speakers", speakers),
            Prefetch(
                "corrections", models.Correction.objects.select_related("quote", "statistic", "speaker")
            ),
        )
        .get(pk=forum_pk)
    )
    series = models.Series.objects.select_related("logo").first() or models.Series(uid=_NO_SERIES)
    shown_speakers = _unique(
        [
            *(appearance.speaker for appearance in forum.appearances.all()),
            *(quote.speaker for quote in forum.quotes.all()),
            *(speaker for session in forum.sessions.all() for speaker in session.speakers.all()),
        ]
    )
    shown_institutes = _unique(
        [
            *(involvement.institute for involvement in forum.involvements.all()),
            *(statistic.publisher for statistic in forum.statistics.all()),
            *(speaker.institute for speaker in shown_speakers),
        ]
    )
    pictures = [series.logo, forum.hero_image]
    pictures += [speaker.portrait for speaker in shown_speakers]
    pictures += [institute.logo for institute in shown_institutes]
    return _Rows(forum, series, shown_speakers, shown_institutes, _unique(pictures))


def _unique[M: models.Content](rows: Iterable[M | None]) -> list[M]:
    """Each row once; the schema puts them in order."""
    return list({row.pk: row for row in rows if row is not None}.values())
