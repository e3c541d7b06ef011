"""The words of a share card, and the name of its file."""

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum

#: Raise it when a change of the design must reach cards that exist already.
VERSION = 3
#: Width and height in pixels: what Open Graph readers show whole (1.91 : 1).
SIZE = (1200, 630)


class CardKind(StrEnum):
    """What a card is about."""

    FORUM = "forum"
    SPEAKER = "speaker"
    QUOTE = "quote"
    FIGURE = "figure"


@dataclass(frozen=True)
class Card:
    """The words of a card, as they are to be read: formatted, and in the language of the card.

    ``title`` is the name of a forum or a speaker, the text of a quote with its quotation marks, or a
    figure with its unit. ``eyebrow`` stands above it, ``subtitle`` below: theme, role, attribution,
    label. ``lines`` are the foot (dates, place, source), ``site`` the name of the series. ``native``
    is a name in its own script, left out where no font has it; ``latin`` is set in place of a
    ``title`` that no font has. ``ordinal`` is the number of the edition whose colours the card has, 0
    for those of the series. ``reported``: the words of a quote are not the speaker's own.
    """

    kind: CardKind
    language: str
    title: str
    eyebrow: str = ""
    subtitle: str = ""
    lines: tuple[str, ...] = ()
    site: str = ""
    native: str = ""
    native_language: str = ""
    latin: str = ""
    ordinal: int = 0
    reported: bool = False


def card_name(card: Card) -> str:
    """The name of its file in the media store: the same words in the same design, the same name."""
    words = json.dumps(asdict(card), sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(f"{VERSION}\n{words}".encode()).hexdigest()
    return f"images/{digest}-card.png"
