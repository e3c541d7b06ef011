"""Rows of a list that someone else deleted while they stood on a form.

Django drops such a row from the page, with what was typed into it. Here it becomes a new row, marked as
gone: its editor is told, and saving again adds it anew.
"""

import re
from typing import Any

from django.http import QueryDict

GONE = "gone"


def set_apart(data: Any, prefix: str, key: str, known: set[str]) -> Any:
    """``data`` of a formset; rows whose ``key`` is not in ``known`` stand behind the others, as new ones."""
    rows = _count(data, f"{prefix}-INITIAL_FORMS"), _count(data, f"{prefix}-TOTAL_FORMS")
    vanished = [row for row in range(rows[0]) if data.get(f"{prefix}-{row}-{key}", "") not in known]
    if not vanished or rows[1] < rows[0]:
        return data
    stay = [row for row in range(rows[0]) if row not in vanished]
    # Into a row of a long list that was not opened nothing can have been typed.
    unopened = {str(row) for row in vanished if f"{prefix}-{row}-light" in data}
    vanished = [row for row in vanished if str(row) not in unopened]
    order = [*stay, *vanished, *range(rows[0], rows[1])]
    places = {str(row): place for place, row in enumerate(order)}
    field = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")
    moved = QueryDict(mutable=True)
    for name, values in data.lists():
        found = field.fullmatch(name)
        row = found[1] if found else ""
        if row in unopened:
            continue
        moved.setlist(f"{prefix}-{places[row]}-{found[2]}" if found and row in places else name, values)
    for row in vanished:
        name = f"{prefix}-{places[str(row)]}"
        moved[f"{name}-{key}"] = ""
        moved[f"{name}-opened"] = mark_gone(data.get(f"{prefix}-{row}-opened", ""))
    moved[f"{prefix}-INITIAL_FORMS"], moved[f"{prefix}-TOTAL_FORMS"] = str(len(stay)), str(len(order))
    return moved


def mark_gone(opened: str) -> str:
    """The mark of a form whose row is gone, with the fingerprints that it was opened with."""
    return " ".join([GONE, *opened.split()[1:]])


def _count(data: Any, name: str) -> int:
    text = str(data.get(name, ""))
    return min(int(text), 20_000) if text.isascii() and text.isdigit() else 0
