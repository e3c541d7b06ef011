"""A site and the model of it, to which the same things are done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine

from events import models
from events.publishing import Act, operator, pointer
from events.serving.live import live_key
from tests.factories import NOW
from tests.serving.life_model import LANGUAGES, Content, Life, Release, Said, World, narrows, takes_down
from tests.serving.life_site import Visitor, answer, tokens

TICK = timedelta(microseconds=1)
FORUMS = ("a", "b", "c")


class Undone(Exception):
    """Takes back what one sequence wrote."""


class Lives(RuleBasedStateMachine):
    """What the rules share: to do one thing to the site and to the model, and then to look at both."""

    visitor: Visitor
    rows: dict[str, int]

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = NOW
        self.words = 0
        speaker = models.Speaker.objects.get()
        self.world = World({slug: Life(f"quote-{slug}") for slug in FORUMS}, speaker.slug)
        self.speaker = {"fr": speaker.name_fr, "en": speaker.name_en}
        self.drafts = {slug: Content(f"{slug}-0", self.written(), {}, quoted=True) for slug in FORUMS}
        for slug in FORUMS:
            self.write(slug)

    def teardown(self) -> None:
        self.atomic.__exit__(Undone, Undone(), None)

    def word(self, kind: str) -> str:
        self.words += 1
        return f"zq{kind}{self.words}qz"

    def written(self) -> dict[str, str]:
        return {language: self.word(language) for language in LANGUAGES}

    def row(self, slug: str) -> models.Forum:
        return models.Forum.objects.get(pk=self.rows[slug])

    def write(self, slug: str) -> None:
        """Writes the draft of the model into the row."""
        row, draft = self.row(slug), self.drafts[slug]
        row.slug = draft.slug
        row.name_fr, row.name_en = (draft.words.get(language, "") for language in LANGUAGES)
        row.save()
        for quote in row.quotes.all():
            row.quotes.filter(pk=quote.pk).delete()
        if draft.quoted:
            quote = models.Quote(
                forum=row, speaker=models.Speaker.objects.get(), slug=f"quote-{slug}", said_in="fr"
            )
            quote.text_fr, quote.text_en = (draft.words.get(language, "") for language in LANGUAGES)
            quote.rendering_fr = quote.rendering_en = "verbatim"
            quote.save()

    def content(self, slug: str) -> Content:
        return replace(self.drafts[slug], speaker=dict(self.speaker))

    def act(self, slug: str) -> Act:
        last = pointer(self.row(slug))
        seen = last.pk if last else None
        return Act(operator("ada"), self.now, seen, self.visitor.look, self.visitor.astray)

    def moment(self, slug: str) -> datetime:
        """When an act takes place: after all that was said before."""
        life = self.world.lives[slug]
        past = [start for start in life.said if start <= self.now]
        return max([self.now, *(start + TICK for start in past), *([life.last + TICK] if life.last else [])])

    def kept(self, slug: str, content: Content) -> Release:
        """The newest release if it says the same, else one more; read back for its place in time alone."""
        releases = self.world.lives[slug].releases
        row = models.Release.objects.filter(forum=self.rows[slug]).order_by("-number").first()
        if not releases or releases[-1].content != content:
            if row is None or row.number != len(releases) + 1:
                raise ValidationError("no release was made")
            releases.append(Release(row.number, content, (row.created, row.digest)))
        return releases[-1]

    def say(self, slug: str, starts: datetime, said: Said, now: datetime) -> None:
        """Raises ValidationError where what is due already would not be true any more."""
        life = self.world.lives[slug]
        held = life.at(starts)
        later = sorted(start for start in life.said if start > starts)
        if said.state in ("moved", "gone"):  # for good
            ended = later
        elif said.state == "withdrawn":  # what would take it down later has nothing left to do
            ended = list(takewhile(lambda start: takes_down(life.said[start], held), later))
        else:
            ended = []
            if later and narrows(life.said[later[0]], held) and not narrows(life.said[later[0]], said):
                raise ValidationError("what is due would bring back an old release")
        for start in ended:
            del life.said[start]
        life.said[starts], life.last = said, now

    def unsay(self, life: Life, start: datetime) -> None:
        """What takes away what is not there then is not said either."""
        taken = life.said.pop(start)
        while (following := life.following(start)) is not None:
            held, then = life.at(start), life.said[following]
            ends_nothing = then.state == "withdrawn" and (held is None or held.state != "live")
            if not narrows(then, taken) and not ends_nothing:
                return
            del life.said[following]

    def both(self, slug: str, real: Callable[[], object], told: Callable[[], object]) -> None:
        """Does it on the site and in the model, or finds that both refuse it."""
        life = self.world.lives[slug]
        before = replace(life, said=dict(life.said), releases=list(life.releases))
        try:
            real()
        except ValidationError:
            with pytest.raises(ValidationError):
                told()
            self.world.lives[slug] = before
        else:
            told()

    def check(self, *moments: datetime) -> None:
        for slug, life in self.world.lives.items():
            due = models.Publication.objects.due(self.now).filter(forum=self.rows[slug])
            assert [row.starts for row in due] == sorted(start for start in life.said if start > self.now)
        for moment in (self.now, *moments):
            seen = self.visitor.look(moment)
            assert seen.tokens == self.world.tokens(moment)
            for path, expected in self.world.answers(moment):
                response = answer(seen, path)
                if expected.status == 0:
                    assert response.status in (301, 410), path
                    continue
                assert response.status == expected.status, (path, moment)
                assert response.headers.get("location", "") == expected.location, path
                assert expected.shows <= tokens(response), path

    def unchanged(self, do: Callable[[], object]) -> None:
        """For what only editors see: no reader may notice it."""
        before = live_key(self.now)
        do()
        assert live_key(self.now) == before
