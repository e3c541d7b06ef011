"""Identities of generated things."""

import re
from uuid import NAMESPACE_OID, UUID, uuid5

from events.snapshot.values import Value


def uid(seed: int, kind: str, number: int) -> UUID:
    """The identity of one thing: the same in all snapshots drawn with ``seed``."""
    return uuid5(NAMESPACE_OID, f"{seed} {kind} {number}")


def uids_in(*values: Value) -> set[UUID]:
    """Every identity that ``values`` name: a snapshot holds no more than it shows."""
    text = " ".join(value.model_dump_json() for value in values)
    return {UUID(found) for found in re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", text)}
