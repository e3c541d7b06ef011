"""FREEZE: the only room that turns rows into snapshots and back, and that moves what is live.

``freeze`` and ``thaw`` are inverses. ``publish``, ``withdraw`` and ``roll_back`` are one
transaction each. ``readiness`` finds what stops a publication.
"""

from events.publishing.act import Act
from events.publishing.correction import Outdated, correct, outdated_editions
from events.publishing.errors import NotReady, PublicationConflict, PublicationError
from events.publishing.freeze import freeze, site_languages
from events.publishing.restore import restore
from events.publishing.review import approve, approved_release, send_back, submit
from events.publishing.roles import Actor, Role, Verb, actor_of, operator
from events.publishing.thaw import ThawError, image_name, thaw
from events.publishing.timeline import pointer
from events.publishing.verbs import move, publish, remove, roll_back, unschedule, withdraw

__all__ = [
    "Act",
    "Actor",
    "NotReady",
    "Outdated",
    "PublicationConflict",
    "PublicationError",
    "Role",
    "ThawError",
    "Verb",
    "actor_of",
    "approve",
    "approved_release",
    "correct",
    "freeze",
    "image_name",
    "move",
    "operator",
    "outdated_editions",
    "pointer",
    "publish",
    "remove",
    "restore",
    "roll_back",
    "send_back",
    "site_languages",
    "submit",
    "thaw",
    "unschedule",
    "withdraw",
]
