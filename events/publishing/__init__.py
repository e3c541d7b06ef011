"""FREEZE: the only room that turns rows into snapshots and back, and that moves what is live.

``freeze`` and ``thaw`` are inverses. ``publish``, ``withdraw`` and ``roll_back`` are one
transaction each. ``readiness`` finds what stops a publication.
"""

from events.publishing.act import Act
from events.publishing.errors import NotReady, PublicationConflict, PublicationError
from events.publishing.freeze import freeze, site_languages
from events.publishing.roles import Actor, Role, Verb, actor_of, operator
from events.publishing.thaw import ThawError, image_name, thaw
from events.publishing.timeline import pointer
from events.publishing.verbs import move, publish, remove, roll_back, unschedule, withdraw

__all__ = [
    "Act",
    "Actor",
    "NotReady",
    "PublicationConflict",
    "PublicationError",
    "Role",
    "ThawError",
    "Verb",
    "actor_of",
    "freeze",
    "image_name",
    "move",
    "operator",
    "pointer",
    "publish",
    "remove",
    "roll_back",
    "site_languages",
    "thaw",
    "unschedule",
    "withdraw",
]
