"""Judges sanitised rich text by a parser and rules of its own, which know nothing of the sanitiser."""

import re
import unicodedata
from html.parser import HTMLParser

ELEMENTS = frozenset(
    "p br h3 h4 strong em ul ol li blockquote a sup sub span table thead tbody tr th td".split()
)
ATTRIBUTES = {"a": {"href", "hreflang", "lang", "rel"}, "span": {"lang"}, "th": {"scope"}}
_HOST = r"[^/\s@\\]+\.[^/\s@\\]+"
_ADDRESS = re.compile(rf"https?://{_HOST}(/\S*|[?#]\S*)?|mailto:\S+|tel:\S+|/(?!/)\S*|#\S*", re.I)
#: The property Bidi_Control of the Unicode Character Database.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class _Judge(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.found.append(f"element {tag}")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, ()):
                self.found.append(f"attribute {name} of {tag}")
            elif name == "href" and not _ADDRESS.fullmatch(value or ""):
                self.found.append(f"address {value}")
            elif name != "href" and not re.fullmatch(r"[A-Za-z0-9-]+", value or ""):
                self.found.append(f"value {value} of {name}")
            self.handle_data(value or "")

    def handle_data(self, data: str) -> None:
        for one in data:
            if one in _BIDI or (unicodedata.category(one) in ("Cc", "Cs") and one not in "\t\n\r"):
                self.found.append(f"character {ord(one):x}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"declaration {decl}")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"declaration {data}")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"instruction {data}")


def faults(html: str) -> list[str]:
    """What sanitised rich text must not hold, in words."""
    judge = _Judge()
    judge.feed(html)
    judge.close()
    return judge.found
