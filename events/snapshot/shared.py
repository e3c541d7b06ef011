"""What several forums show: institutes, speakers and pictures."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from events.snapshot.kinds import InstituteKind
from events.snapshot.values import (
    Address,
    Count,
    Digest,
    Language,
    Localized,
    PartialDate,
    Slug,
    Text,
    Value,
    WebAddress,
)


class Institute(Value):
    """schema.org Organization. ``founded_at`` is the uid of the forum where it was founded."""

    uid: UUID
    slug: Slug
    name: Localized
    short_name: Localized
    native_name: Text
    native_language: Language | Literal[""]
    kind: InstituteKind
    description: Localized
    founded: PartialDate | None
    founded_at: UUID | None
    website: Address
    logo: UUID | None


class Speaker(Value):
    """schema.org Person."""

    uid: UUID
    slug: Slug
    name: Localized
    native_name: Text
    native_language: Language | Literal[""]
    biography: Localized
    portrait: UUID | None
    institute: UUID | None
    links: tuple[WebAddress, ...]


class Image(Value):
    """A picture in the media store, found by the SHA-256 of its file. The focal point is in percent."""

    uid: UUID
    digest: Digest
    media_type: Annotated[str, StringConstraints(pattern=r"^image/(jpeg|png|webp)$")]
    width: Count
    height: Count
    size: Count
    alt: Localized
    credit: Localized
    focal_x: Annotated[int, Field(ge=0, le=100)]
    focal_y: Annotated[int, Field(ge=0, le=100)]
