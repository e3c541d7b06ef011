"""Reading sanitised HTML as an alternation of markup and text."""

from dataclasses import dataclass
from html.parser import HTMLParser

_BLOCKS = frozenset("p br h3 h4 ul ol li blockquote table thead tbody tr th td".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag as it is written, or a run of text with its character references resolved.

    `block` numbers the stretches that a reader sees as one line of text; `language` is the nearest `lang`,
    None where no element has one.
    """

    content: str
    is_text: bool
    block: int
    language: str | None


def pieces(html: str) -> list[Piece]:
    """The pieces of balanced HTML, as `sanitize_html` gives it, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.pieces


def block_texts(html: str) -> list[str]:
    """The text of each block, in order, without the tags."""
    texts: dict[int, str] = {}
    for piece in pieces(html):
        if piece.is_text:
            texts[piece.block] = texts.get(piece.block, "") + piece.content
    return list(texts.values())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._block = 0
        self._languages: list[str | None] = [None]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(self.get_starttag_text() or "", is_text=False)
        self._block += tag in _BLOCKS
        if tag != "br":
            self._languages.append(dict(attrs).get("lang") or self._languages[-1])

    def handle_endtag(self, tag: str) -> None:
        self._add(f"</{tag}>", is_text=False)
        self._block += tag in _BLOCKS
        self._languages.pop()

    def handle_data(self, data: str) -> None:
        self._add(data, is_text=True)

    def _add(self, content: str, *, is_text: bool) -> None:
        self.pieces.append(Piece(content, is_text, self._block, self._languages[-1]))
