"""CONTRACT: a snapshot is one forum with all that it shows, in all languages, as a closed, immutable value.

Knows no Django. ``schema`` says what a snapshot holds, ``codec`` writes and reads it as canonical
JSON, ``upgrade`` reads the schema versions of earlier years, ``live`` is the live state. ``pictures`` and
``card`` name the files that pages show and ``events.images`` makes.
"""

from events.snapshot.codec import SnapshotError, as_json, digest, dumps, loads
from events.snapshot.live import Edition, LiveState, Name, Redirection, State, names_of
from events.snapshot.schema import Snapshot
from events.snapshot.values import Localized, PartialDate, Precision

__all__ = [
    "Edition",
    "LiveState",
    "Localized",
    "Name",
    "PartialDate",
    "Precision",
    "Redirection",
    "Snapshot",
    "SnapshotError",
    "State",
    "as_json",
    "digest",
    "dumps",
    "loads",
    "names_of",
]
