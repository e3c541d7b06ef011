"""A page as a tree, so that tests can ask for its meaning."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset("area base br col hr img input link meta source track use wbr".split())


@dataclass
class Element:
    """One element; ``content`` holds texts and elements in their order."""

    tag: str
    attributes: dict[str, str]
    content: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in it, with single spaces; no-break spaces stay."""
        words = "".join(part if isinstance(part, str) else part.text_as_is for part in self.content)
        return " ".join(word for word in words.replace("\n", " ").split(" ") if word)

    @property
    def text_as_is(self) -> str:
        return "".join(part if isinstance(part, str) else part.text_as_is for part in self.content)

    @property
    def html_class(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def descendants(self) -> "Iterator[Element]":
        for part in self.content:
            if isinstance(part, Element):
                yield part
                yield from part.descendants()

    def find_all(self, *tags: str, css: str = "", **attributes: str) -> "list[Element]":
        """Elements with one of the tags, the class ``css`` and the attributes (``data_x`` for ``data-x``)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.descendants()
            if (not tags or element.tag in tags)
            and (not css or css in element.html_class)
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def find(self, *tags: str, css: str = "", **attributes: str) -> "Element":
        """The one such element; anything else is a failure."""
        found = self.find_all(*tags, css=css, **attributes)
        assert len(found) == 1, f"{len(found)} of {tags or css} {attributes}"
        return found[0]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute of <{tag}> stands twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].content.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].content.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def parse(html: bytes) -> Element:
    """The tree of a page whose tags are all closed in their order."""
    builder = _Builder()
    builder.feed(html.decode())
    builder.close()
    assert len(builder.open) == 1, f"<{builder.open[-1].tag}> is not closed"
    return builder.open[0]
