"""A form of the desk as it stands in a page."""

from collections.abc import Iterator

from tests.pages.document import Element


def standing(form: Element) -> dict[str, list[str]]:
    """What a browser would send for ``form`` as it is: the values of each name."""
    sent: dict[str, list[str]] = {}
    for field in form.find_all("input", "textarea", "select"):
        if field.attributes.get("name"):
            sent.setdefault(field["name"], []).extend(_values(field))
    return sent


def _values(field: Element) -> Iterator[str]:
    """HTML, “constructing the entry list”."""
    if field.tag == "textarea":
        yield field.text_as_is.removeprefix("\n")
    elif field.tag == "select":
        for option in field.find_all("option"):
            if "selected" in option.attributes:
                yield option.attributes.get("value", option.text)
    else:
        kind = field.attributes.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in field.attributes:
                yield field.attributes.get("value", "on")
        elif kind not in ("submit", "button", "image", "file"):
            yield field.attributes.get("value", "")
