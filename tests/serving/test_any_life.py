"""Whatever is done with editions, in whatever order and at whatever time, the public sees what was said.

Random sequences of all verbs over several editions and languages, against the small model of ``life_model``.
``LIVES`` in the environment asks for so many sequences (make load).
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from events import models
from events.publishing import (
    approve,
    approved_release,
    correct,
    move,
    operator,
    publish,
    remove,
    restore,
    revoke,
    roll_back,
    send_back,
    share,
    submit,
    unschedule,
    withdraw,
)
from tests import factories
from tests.serving.life import FORUMS, TICK, Lives
from tests.serving.life_model import LANGUAGES, REDIRECTS, Content, Said, without
from tests.serving.life_site import Visitor

HOUR = timedelta(hours=1)
forums = st.sampled_from(FORUMS)
#: How much later the next thing is done; a clock may be set back.
gaps = st.sampled_from([TICK, timedelta(seconds=1), HOUR, HOUR, 2 * HOUR, -HOUR / 2])
TARGETS = ("/fr/forums/", *REDIRECTS, *(f"/fr/forums/{slug}-0/" for slug in FORUMS))
some_languages = st.sampled_from([(), (), ("fr",), ("en",), ("fr", "en")])
hours = st.sampled_from([HOUR, 2 * HOUR, 3 * HOUR])


class AnyLives(Lives):
    """Each rule is a verb, an edit or a while that passes."""

    @rule(
        slug=forums,
        gap=gaps,
        number=st.integers(0, 2),
        quoted=st.booleans(),
        missing=st.sampled_from(["", "", "en"]),
    )
    def edit(self, slug: str, gap: timedelta, number: int, quoted: bool, missing: str) -> None:
        self.now += gap
        words = {language: word for language, word in self.written().items() if language != missing}
        self.drafts[slug] = Content(f"{slug}-{number}", words, {}, quoted)
        self.unchanged(lambda: self.write(slug))

    @rule()
    def rename_the_speaker(self) -> None:
        self.speaker = self.written()
        row = models.Speaker.objects.get()
        row.name_fr, row.name_en = self.speaker["fr"], self.speaker["en"]
        self.unchanged(row.save)

    @rule(slug=forums, gap=gaps, languages=some_languages, alone=st.booleans())
    def publish_now(self, slug: str, gap: timedelta, languages: tuple[str, ...], alone: bool) -> None:
        self._publish(slug, gap, languages, None, None, alone)

    @rule(
        slug=forums,
        gap=gaps,
        languages=some_languages,
        at=hours,
        stay=st.one_of(st.none(), hours),
        alone=st.booleans(),
    )
    def schedule(
        self,
        slug: str,
        gap: timedelta,
        languages: tuple[str, ...],
        at: timedelta,
        stay: timedelta | None,
        alone: bool,
    ) -> None:
        self._publish(slug, gap, languages, at, stay, alone)

    def _publish(
        self,
        slug: str,
        gap: timedelta,
        languages: tuple[str, ...],
        at: timedelta | None,
        stay: timedelta | None,
        alone: bool = True,
    ) -> None:
        """What was approved, where something was; else the working copy."""
        self.now += gap
        release = approved_release(self.row(slug))
        starts = self.now + at if at else None
        until = (starts or self.now) + stay if stay else None
        options: dict[str, Any] = {"release": release, "languages": languages, "at": starts, "until": until}
        options["alone"] = alone
        now = self.moment(slug)
        begins = max(now, starts) if starts else now

        def told() -> None:
            wanted = languages or LANGUAGES
            approved = [
                one for one in self.world.lives[slug].releases if release and one.number == release.number
            ]
            content = approved[0].content if approved else self.content(slug)
            self.complete(content, wanted)
            kept = approved[0] if approved else self.kept(slug, content)
            if self.world.lives[slug].refused(kept, now):
                raise ValidationError("it was sent back")
            spoken = wanted if alone else self.world.lives[slug].joined(kept, wanted, begins)
            following = self.world.lives[slug].following(begins)
            self.say(slug, begins, Said(kept, spoken, "live"), now)
            if until is not None:
                if until <= begins or (following is not None and until >= following):
                    raise ValidationError("it cannot come down then")
                self.say(slug, until, Said(kept, spoken, "withdrawn"), now)

        self.both(slug, lambda: publish(self.row(slug), self.act(slug), **options), told)
        self.check(begins, *([until - TICK, until] if until else []))

    def complete(self, content: Content, languages: tuple[str, ...]) -> None:
        if any(language not in content.words for language in languages):
            raise ValidationError("a language is not written")

    @rule(
        slug=forums,
        gap=gaps,
        languages=some_languages,
        at=st.one_of(st.none(), st.none(), hours),
        why=st.booleans(),
    )
    def withdraw(
        self, slug: str, gap: timedelta, languages: tuple[str, ...], at: timedelta | None, why: bool
    ) -> None:
        self.now += gap
        reason = self.word("why") if why else ""
        starts, now = self.now + at if at else None, self.moment(slug)
        begins = max(now, starts) if starts else now
        options: dict[str, Any] = {"languages": languages, "reason": reason, "at": starts}

        def told() -> None:
            current = self.world.lives[slug].at(begins)
            if current is None or current.state != "live":
                raise ValidationError("it is not live")
            if languages and not set(languages) & set(current.languages):
                raise ValidationError("it is not live in any of these languages")
            self.say(slug, begins, without(current, languages, reason), now)

        self.both(slug, lambda: withdraw(self.row(slug), self.act(slug), **options), told)
        self.check(begins)

    @rule(slug=forums, gap=gaps, number=st.one_of(st.none(), st.integers(1, 4)))
    def roll_back(self, slug: str, gap: timedelta, number: int | None) -> None:
        self.now += gap
        now = self.moment(slug)

        def told() -> None:
            life = self.world.lives[slug]
            found = [release for release in life.releases if release.number == number]
            former = life.before(now)
            if number is None and former is not None:
                found = [former]
            if not found or not life.was_live(found[0], now):
                raise ValidationError("there is no such release, or it was never live")
            current = life.at(now)
            written = tuple(language for language in LANGUAGES if language in found[0].content.words)
            live = tuple(code for code in written if current is not None and code in current.languages)
            self.say(slug, now, Said(found[0], live or written, "live"), now)

        self.both(slug, lambda: roll_back(self.row(slug), self.act(slug), number=number), told)
        self.check(now)

    @rule(
        slug=forums,
        gap=gaps,
        to=st.sampled_from(TARGETS),
    )
    def move(self, slug: str, gap: timedelta, to: str) -> None:
        self._end(slug, gap, "moved", lambda forum, act: move(forum, act, to=to), to)

    @rule(old=st.sampled_from(REDIRECTS), to=st.sampled_from(["", *TARGETS]))
    def redirect(self, old: str, to: str) -> None:
        """As rows may say it: the desk would refuse a circle."""
        if old != to:
            models.Redirect.objects.update_or_create(old_path=old, defaults={"new_path": to})
            self.world.redirects[old] = to
            self.check()

    @rule(slug=forums, gap=gaps)
    def remove(self, slug: str, gap: timedelta) -> None:
        self._end(slug, gap, "gone", lambda forum, act: remove(forum, act), "")

    def _end(self, slug: str, gap: timedelta, state: str, verb: Callable[..., object], to: str) -> None:
        self.now += gap
        now = self.moment(slug)

        def told() -> None:
            current = self.world.lives[slug].at(now)
            if current is None:
                raise ValidationError("it was never public")
            before = self.world.circles(now)
            self.say(slug, now, Said(current.release, current.languages, state, to=to), now)
            if to and not self.world.stands(to, now):
                raise ValidationError("there is no page")
            if to and self.world.circles(now) - before:
                raise ValidationError("it would lead to itself")

        self.both(slug, lambda: verb(self.row(slug), self.act(slug)), told)
        self.check(now)

    @rule(slug=forums, gap=gaps, which=st.integers(0, 2))
    def unschedule(self, slug: str, gap: timedelta, which: int) -> None:
        self.now += gap
        now = self.moment(slug)
        due = [start for start in sorted(self.world.lives[slug].said) if start > now][which : which + 1]
        rows = models.Publication.objects.filter(forum=self.rows[slug], starts__in=due)
        chosen = rows.values_list("pk", flat=True).first() or 0

        def told() -> None:
            if not due:
                raise ValidationError("nothing is due")
            self.unsay(self.world.lives[slug], due[0])

        self.both(slug, lambda: unschedule(self.row(slug), self.act(slug), publication=chosen), told)
        self.check(now, *due)

    @rule(slug=forums, gap=gaps)
    def correct(self, slug: str, gap: timedelta) -> None:
        self.now += gap
        now = self.moment(slug)

        def told() -> None:
            current = self.world.lives[slug].at(now)
            if current is None or current.state != "live":
                raise ValidationError("it is not live")
            corrected = replace(current.release.content, speaker=dict(self.speaker))
            self.say(slug, now, replace(current, release=self.kept(slug, corrected)), now)

        uid = models.Speaker.objects.get().uid
        self.both(slug, lambda: correct(self.row(slug), self.act(slug), uid=uid), told)
        self.check(now)

    @rule(slug=forums, gap=gaps, number=st.integers(1, 3))
    def restore(self, slug: str, gap: timedelta, number: int) -> None:
        self.now += gap
        found = [release for release in self.world.lives[slug].releases if release.number == number]
        if found:
            row = models.Release.objects.get(forum=self.rows[slug], number=number)
            self.unchanged(lambda: restore(self.row(slug), self.act(slug), release=row))
            self.drafts[slug], self.speaker = found[0].content, dict(found[0].content.speaker)

    @rule(slug=forums, gap=gaps, answered=st.sampled_from(["approve", "send back", "wait"]))
    def review(self, slug: str, gap: timedelta, answered: str) -> None:
        self.now += gap

        def real() -> None:
            review = submit(self.row(slug), self.act(slug))
            if answered == "approve":
                approve(review, self.act(slug))
            elif answered == "send back":
                send_back(review, self.act(slug), answer="Not yet.")

        def told() -> None:
            self.complete(self.content(slug), LANGUAGES)
            self.world.lives[slug].answered(self.kept(slug, self.content(slug)).number, answered)

        self.both(slug, lambda: self.unchanged(real), told)
        self.check()

    @rule(slug=forums, gap=gaps, revoked=st.booleans())
    def share(self, slug: str, gap: timedelta, revoked: bool) -> None:
        self.now += gap

        def real() -> None:
            link, _token = share(self.row(slug), operator("ada"), self.now, expires=self.now + HOUR)
            if revoked:
                revoke(link, operator("ada"), self.now)

        self.unchanged(real)

    @rule(slug=forums, to=st.sampled_from([-TICK, timedelta(0), TICK]))
    def wait_for_what_is_due(self, slug: str, to: timedelta) -> None:
        following = self.world.lives[slug].following(self.now)
        if following is not None:
            self.now = max(self.now, following + to)
            self.check()


@pytest.fixture
def started(db: None, tmp_path: Path) -> None:
    """What each life begins with: a speaker who appears at every forum."""
    factories.SeriesFactory()
    speaker = factories.SpeakerFactory(name_fr="zqfr0qz", name_en="zqen0qz")
    rows = [factories.ForumFactory(slug=f"{slug}-first") for slug in FORUMS]
    for row in rows:
        factories.AppearanceFactory(forum=row, speaker=speaker)
    AnyLives.visitor = Visitor(tmp_path)
    AnyLives.rows = {slug: row.pk for slug, row in zip(FORUMS, rows, strict=True)}


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("end", ["withdraw", "move", "remove"])
@pytest.mark.parametrize("at", [HOUR, None])
def test_the_public_reads_how_a_forum_ended_whatever_was_due(end: str, at: timedelta | None) -> None:
    life = AnyLives()
    try:
        life._publish("a", TICK, (), at, 2 * HOUR)
        if at:
            life.wait_for_what_is_due("a", TICK)
        life.withdraw("a", TICK, ("en",), HOUR, why=False)
        if end == "withdraw":
            life.withdraw("a", TICK, (), None, why=True)
        elif end == "move":
            life.move("a", TICK, "/fr/forums/")
        else:
            life.remove("a", TICK)
        for _time in range(3):
            life.now += HOUR
            life.check()
    finally:
        life.teardown()


@pytest.mark.usefixtures("started")
def test_the_public_sees_what_was_said_whatever_is_done_and_when() -> None:
    sequences = int(os.environ.get("LIVES", "6"))
    phases: dict[str, Any] = {} if sequences > 100 else {"phases": [Phase.generate]}
    run_state_machine_as_test(
        AnyLives,
        settings=settings(
            max_examples=sequences,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            **phases,
        ),
    )
