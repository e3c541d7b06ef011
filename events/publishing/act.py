"""What every verb is told: who acts, when, on what they saw, and how pages are proven."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from events import models
from events.publishing.roles import Actor, Verb
from events.publishing.timeline import check_unmoved, lock, moment_of
from events.snapshot.paths import Astray


@dataclass(frozen=True)
class Act:
    """One act on one forum.

    ``now`` is its moment. ``seen`` is the pk of the last announcement (`pointer`) that the actor saw, or
    None: an act on something that has moved since is refused, so of two at once one wins and the
    other is told. ``prove`` renders what will be live at the moment it is given, before the act is
    done for good: what it raises undoes the act. ``astray`` tells which redirects and moves of what is
    live at a moment lead nowhere.
    """

    actor: Actor
    now: datetime
    seen: int | None
    prove: Callable[[datetime], object]
    astray: Callable[[datetime], frozenset[Astray]] = lambda _moment: frozenset()

    @contextmanager
    def on(self, forum: models.Forum, verb: Verb) -> Iterator[tuple[models.Forum, "Act"]]:
        """The forum, locked, and the act at its true moment, inside one transaction; guards first.

        Raises PermissionDenied or PublicationConflict.
        """
        self.actor.require(verb)
        with transaction.atomic(), models.written_by(self.actor.name):
            locked = lock(forum)
            check_unmoved(locked, self.seen)
            yield locked, replace(self, now=moment_of(locked, self.now))
