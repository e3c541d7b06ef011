"""What editions share, as the working copy has it now, and where a release says something else.

A site has thousands of these rows, and a live release names hundreds. They are compared as plain JSON, since
equal JSON means equal values; only what differs is made into values.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.db.models import Model

from events import models
from events.publishing.freeze import site_languages
from events.publishing.plain import Json, PlainReader
from events.snapshot import as_json, schema

type Shared = schema.Institute | schema.Speaker | schema.Image

#: The list of a snapshot that holds them, what each is there, and its rows.
_KINDS: tuple[tuple[str, type[Shared], type[Model]], ...] = (
    ("institutes", schema.Institute, models.Institute),
    ("speakers", schema.Speaker, models.Speaker),
    ("images", schema.Image, models.Image),
)


def shared_now(uids: Collection[UUID]) -> dict[UUID, Shared]:
    """What the rows with ``uids`` say now, in three queries; nothing for those that are deleted."""
    now = _plain_now(uids)
    return {UUID(uid): _value(kind, piece) for uid, (kind, piece) in now.items()}


def differences[R](
    rows: Iterable[tuple[R, models.Release]], uids: Collection[UUID] | None
) -> Iterator[tuple[R, Shared, Shared]]:
    """Each row with what its release shows of ``uids`` (or anything) and what this is now, if it differs.

    In three queries, none where nothing is shown.
    """
    wanted = None if uids is None else {str(uid) for uid in uids}
    shown = [(row, pieces) for row, release in rows if (pieces := _shown(release.snapshot, wanted))]
    now = _plain_now(uids) if shown else {}
    for row, pieces in shown:
        for kind, piece in pieces:
            known = now.get(piece["uid"], (kind, piece))
            if known[1] != piece:
                old, new = _value(kind, piece), _value(*known)
                if old != new:  # text that another version of the program wrote may spell a value otherwise
                    yield row, old, new


def _shown(snapshot: str, wanted: Collection[str] | None) -> list[tuple[type[Shared], Json]]:
    """What ``snapshot`` shows of ``wanted``."""
    if wanted is not None and not any(uid in snapshot for uid in wanted):
        return []
    data = as_json(snapshot)
    return [
        (kind, piece)
        for name, kind, _model in _KINDS
        for piece in data[name]
        if wanted is None or piece["uid"] in wanted
    ]


def _plain_now(uids: Collection[UUID] | None) -> dict[str, tuple[type[Shared], Json]]:
    """The rows with ``uids``, or all, by identity, as a snapshot of now would have them."""
    plain: dict[str, tuple[type[Shared], Json]] = {}
    for _name, kind, model in _KINDS:
        rows = model._default_manager.order_by()
        if uids is not None:
            rows = rows.filter(uid__in=uids)
        for piece in PlainReader(kind, site_languages()).read(rows):
            plain[piece["uid"]] = (kind, piece)
    return plain


def _value(kind: type[Shared], piece: Json) -> Shared:
    return kind.model_validate_json(json.dumps(piece))
