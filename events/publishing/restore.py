"""Back from a release to the working copy: the whole forum as it was."""

from events import models
from events.publishing.act import Act
from events.publishing.roles import Verb
from events.publishing.thaw import thaw
from events.snapshot import loads


def restore(forum: models.Forum, act: Act, *, release: models.Release) -> models.Forum:
    """Writes ``release`` over the working copy of ``forum``; what is live does not change.

    Speakers, institutes, pictures and the series become what they were too. Raises ThawError where
    the release cannot become rows here any more.
    """
    with act.on(forum, Verb.RESTORE):
        (restored,) = thaw(loads(release.snapshot))
        return restored
