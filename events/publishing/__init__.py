"""FREEZE: the only room that turns rows into snapshots and back, and that moves what is live.

``freeze`` and ``thaw`` are inverses. ``publish``, ``withdraw`` and ``roll_back`` are one
transaction each. ``readiness`` finds what stops a publication.
"""

from events.publishing.errors import NotReady, PublicationConflict, PublicationError
from events.publishing.freeze import freeze, site_languages
from events.publishing.thaw import ThawError, image_name, thaw
from events.publishing.timeline import pointer
from events.publishing.verbs import publish, roll_back, withdraw

__all__ = [
    "NotReady",
    "PublicationConflict",
    "PublicationError",
    "ThawError",
    "freeze",
    "image_name",
    "pointer",
    "publish",
    "roll_back",
    "site_languages",
    "thaw",
    "withdraw",
]
