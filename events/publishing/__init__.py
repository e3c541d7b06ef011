"""FREEZE: the only room that turns rows into snapshots and back, and that moves what is live.

``freeze`` and ``thaw`` are inverses. ``publish``, ``withdraw`` and ``roll_back`` are one
transaction each. ``readiness`` finds what stops a publication.
"""

from events.publishing.act import Act
from events.publishing.correction import Outdated, Waiting, correct, outdated_editions, outdated_waiting
from events.publishing.errors import LeavesTheSite, NotReady, PublicationConflict, PublicationError
from events.publishing.freeze import freeze, site_languages
from events.publishing.restore import restore
from events.publishing.review import approve, approved_release, send_back, submit
from events.publishing.roles import Actor, Role, Verb, actor_of, operator
from events.publishing.share import (
    LONGEST,
    MOST_VISITS,
    Refusal,
    count_visit,
    note_refused,
    refusal,
    revoke,
    share,
    shared,
)
from events.publishing.thaw import ThawError, image_name, thaw
from events.publishing.timeline import pointer
from events.publishing.verbs import move, publish, remove, roll_back, unschedule, withdraw
from events.publishing.wall_clock import read_moment

__all__ = [
    "LONGEST",
    "MOST_VISITS",
    "Act",
    "Actor",
    "LeavesTheSite",
    "NotReady",
    "Outdated",
    "PublicationConflict",
    "PublicationError",
    "Refusal",
    "Role",
    "ThawError",
    "Verb",
    "Waiting",
    "actor_of",
    "approve",
    "approved_release",
    "correct",
    "count_visit",
    "freeze",
    "image_name",
    "move",
    "note_refused",
    "operator",
    "outdated_editions",
    "outdated_waiting",
    "pointer",
    "publish",
    "read_moment",
    "refusal",
    "remove",
    "restore",
    "revoke",
    "roll_back",
    "send_back",
    "share",
    "shared",
    "site_languages",
    "submit",
    "thaw",
    "unschedule",
    "withdraw",
]
