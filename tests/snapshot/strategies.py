"""Generated snapshots: whole, and as odd as the schema allows. Fictional by chance."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from events.snapshot import Localized, Precision, Snapshot, kinds, schema
from events.snapshot.values import LocalizedAddress, Value
from tests.snapshot.generated_values import (
    addresses,
    bodies,
    figures,
    moments,
    partial_date,
    partial_dates,
    percentages,
    slugs,
    texts,
)
from tests.snapshot.identities import uid, uids_in

type Draw = Callable[[st.SearchStrategy[Any]], Any]

TWO_LANGUAGES = ("fr", "en")
MOST_PARTS = 2


@st.composite
def snapshots(draw: Draw, languages: tuple[str, ...] = TWO_LANGUAGES, seed: int = 0) -> Snapshot:
    """A whole snapshot in ``languages``; those of one seed are of the same things, differently told."""
    made = _Maker(draw, languages, seed)
    images = made.several("image", made.image, schema.Image)
    made.images = [image.uid for image in images]
    institutes = made.several("institute", made.institute, schema.Institute)
    made.institutes = [institute.uid for institute in institutes]
    speakers = made.several("speaker", made.speaker, schema.Speaker)
    made.speakers = [speaker.uid for speaker in speakers]
    forum, series = made.forum(), made.series()
    shown = uids_in(forum)
    speakers = [speaker for speaker in speakers if speaker.uid in shown]
    shown = shown | uids_in(*speakers)
    institutes = [institute for institute in institutes if institute.uid in shown]
    shown = shown | uids_in(series, *institutes)
    return Snapshot(
        schema_version=schema.SCHEMA_VERSION,
        languages=languages,
        series=series,
        forum=forum,
        institutes=tuple(institutes),
        speakers=tuple(speakers),
        images=tuple(image for image in images if image.uid in shown),
    )


class _Maker:
    """Draws the parts of one snapshot, each leading only to things that it holds."""

    def __init__(self, draw: Draw, languages: tuple[str, ...], seed: int) -> None:
        self.draw, self.languages, self.seed = draw, languages, seed
        self.images: list[UUID] = []
        self.institutes: list[UUID] = []
        self.speakers: list[UUID] = []
        self.sections: list[UUID] = []
        self.quotes: list[schema.Quote] = []
        self.statistics: list[schema.Statistic] = []

    def text(self, words: st.SearchStrategy[str] = texts) -> Localized:
        return Localized(self.by_language(words))

    def by_language(self, values: st.SearchStrategy[Any]) -> dict[str, Any]:
        drawn = {language: self.draw(st.none() | values) for language in self.languages}
        return {language: value for language, value in drawn.items() if value is not None}

    def one_of(self, uids: Sequence[UUID]) -> UUID | None:
        chosen: UUID | None = self.draw(st.sampled_from([None, *uids]))
        return chosen

    def maybe[T](self, values: st.SearchStrategy[T]) -> T | None:
        drawn: T | None = self.draw(st.none() | values)
        return drawn

    def several[V: Value](self, kind: str, make: Callable[[], dict[str, Any]], value: type[V]) -> list[V]:
        """Up to MOST_PARTS of a kind, in any order, each with an address of its own."""
        numbers = self.draw(st.permutations(range(MOST_PARTS)))[: self.draw(st.integers(0, MOST_PARTS))]
        addresses_of_their_own = self.draw(
            st.lists(slugs, min_size=MOST_PARTS, max_size=MOST_PARTS, unique=True)
        )
        made = []
        for number in numbers:
            fields = {"uid": uid(self.seed, kind, number), **make()}
            if "slug" in value.model_fields:
                fields["slug"] = addresses_of_their_own[number]
            if "digest" in value.model_fields:
                fields["digest"] = fields["uid"].hex * 2
            made.append(value(**fields))
        return made

    def image(self) -> dict[str, Any]:
        focal, size = st.integers(0, 100), st.integers(1, 2_147_483_647)
        return {
            "media_type": self.draw(st.sampled_from(["image/jpeg", "image/png", "image/webp"])),
            "width": self.draw(size),
            "height": self.draw(size),
            "size": self.draw(size),
            "alt": self.text(),
            "credit": self.text(),
            "focal_x": self.draw(focal),
            "focal_y": self.draw(focal),
        }

    def institute(self) -> dict[str, Any]:
        return {
            "name": self.text(),
            "short_name": self.text(),
            "native_name": self.draw(texts),
            "native_language": self.draw(st.sampled_from(["", "zh-hans", "eo"])),
            "kind": self.draw(st.sampled_from(kinds.InstituteKind)),
            "description": self.text(),
            "founded": self.maybe(partial_dates),
            "founded_at": self.one_of([uid(self.seed, "forum", 0)]),
            "website": self.draw(st.just("") | addresses),
            "logo": self.one_of(self.images),
        }

    def speaker(self) -> dict[str, Any]:
        return {
            "name": self.text(),
            "native_name": self.draw(texts),
            "native_language": self.draw(st.sampled_from(["", "zh-hans", "eo"])),
            "biography": self.text(),
            "portrait": self.one_of(self.images),
            "institute": self.one_of(self.institutes),
            "links": tuple(self.draw(st.lists(addresses, max_size=2))),
        }

    def series(self) -> schema.Series:
        return schema.Series(
            uid=uid(self.seed, "series", 0),
            name=self.text(),
            short_name=self.text(),
            purpose=self.text(),
            first_held=self.maybe(partial_dates),
            logo=self.one_of(self.images),
            contact=self.draw(st.sampled_from(["", "ada@nowhere.example"])),
            links=tuple(self.draw(st.lists(addresses, max_size=2))),
        )

    def forum(self) -> schema.Forum:
        precision = self.draw(st.sampled_from(Precision))
        start, end = sorted(self.draw(st.tuples(st.dates(), st.dates())))
        sections = self.several("section", self.section, schema.Section)
        self.sections = [section.uid for section in sections]
        quotes = self.several("quote", self.quote, schema.Quote) if self.speakers else []
        statistics = self.several("statistic", self.statistic, schema.Statistic)
        self.quotes, self.statistics = quotes, statistics
        return schema.Forum(
            uid=uid(self.seed, "forum", 0),
            slug=self.draw(slugs),
            ordinal=self.draw(st.integers(1, 1000)),
            name=self.text(),
            theme=self.text(),
            theme_language=self.draw(st.sampled_from(["", "en", "zh-hans"])),
            summary=self.text(),
            start=partial_date(start, precision),
            end=self.draw(st.sampled_from([None, partial_date(end, precision)])),
            venue=self.text(),
            city=self.text(),
            country=self.draw(st.sampled_from(["", "AQ"])),
            mode=self.maybe(st.sampled_from(kinds.Mode)),
            status=self.draw(st.sampled_from(kinds.Status)),
            hero_image=self.one_of(self.images),
            registration_url=self.draw(st.just("") | addresses),
            registration_label=self.text(),
            sections=tuple(sections),
            involvements=self.parts_of(
                self.institutes, "institute", kinds.InvolvementPart, schema.Involvement
            ),
            appearances=self.parts_of(
                self.speakers, "speaker", kinds.AppearancePart, schema.Appearance, with_role=True
            ),
            quotes=tuple(quotes),
            statistics=tuple(statistics),
            sessions=tuple(self.several("session", self.session, schema.Session)),
            corrections=tuple(self.several("correction", self.correction, schema.Correction)),
        )

    def section(self) -> dict[str, Any]:
        return {"heading": self.text(), "body": self.text(bodies)}

    def parts_of[V: Value](
        self, uids: list[UUID], key: str, parts: Any, value: type[V], *, with_role: bool = False
    ) -> tuple[V, ...]:
        pairs = [(of, part) for of in uids for part in parts]
        chosen = self.draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True)) if pairs else []
        extra = {"role": self.text()} if with_role else {}
        return tuple(
            value(**{"uid": uid(self.seed, f"part of {key}", n), key: of, "part": part, **extra})
            for n, (of, part) in enumerate(chosen)
        )

    def quote(self) -> dict[str, Any]:
        return {
            "speaker": self.draw(st.sampled_from(self.speakers)),
            "section": self.one_of(self.sections),
            "text": self.text(),
            "rendering": schema.Renderings(self.by_language(st.sampled_from(kinds.QuoteRendering))),
            "said_in": self.draw(st.sampled_from(["", "fr", "zh-hans"])),
            "occasion": self.text(),
            "source_title": self.text(),
            "source_url": LocalizedAddress(self.by_language(addresses)),
            "featured": self.draw(st.booleans()),
        }

    def statistic(self) -> dict[str, Any]:
        since, period = sorted(
            self.draw(st.lists(partial_dates, min_size=2, max_size=2)), key=lambda p: p.date
        )
        changes = self.draw(st.booleans()) and since.date < period.date
        return {
            "section": self.one_of(self.sections),
            "indicator": self.draw(slugs),
            "label": self.text(),
            "value": self.draw(figures),
            "qualifier": self.draw(st.sampled_from(kinds.Qualifier)),
            "unit": self.draw(st.sampled_from(["percent", "count", "CNY", "EUR"])),
            "unit_label": self.text(),
            "period": period if changes else self.maybe(st.just(period)),
            "kind": self.draw(st.sampled_from(kinds.StatisticKind)),
            "change": self.draw(percentages) if changes else None,
            "change_since": since if changes else None,
            "publisher": self.one_of(self.institutes),
            "source_title": self.text(),
            "source_url": LocalizedAddress(self.by_language(addresses)),
            "published": self.maybe(partial_dates),
            "retrieved": self.maybe(partial_dates),
            "note": self.text(),
        }

    def correction(self) -> dict[str, Any]:
        return {
            "date": self.draw(st.dates()),
            "note": self.text(),
            "quote": self.one_of([quote.uid for quote in self.quotes]),
            "statistic": self.one_of([statistic.uid for statistic in self.statistics]),
            "speaker": self.one_of([quote.speaker for quote in self.quotes]),
        }

    def session(self) -> dict[str, Any]:
        start = self.draw(moments)
        return {
            "title": self.text(),
            "abstract": self.text(),
            "start": start,
            "end": start + timedelta(minutes=self.draw(st.integers(1, 600))),
            "room": self.text(),
            "kind": self.draw(st.sampled_from(kinds.SessionKind)),
            "speakers": tuple(
                self.draw(st.lists(st.sampled_from(self.speakers), unique=True)) if self.speakers else ()
            ),
        }
