"""Which rows of a posted form were touched: a preview need not validate and save the others again.

An edition with two hundred speakers is sent whole at every pause; the rows that nobody touched stand in
the database as they stand in the form, and so in the preview.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from events.admin.opened import parse, posted_mark

_MOST_ROWS = 20_000


@dataclass(frozen=True)
class Touched:
    """``data`` holds the touched rows alone, numbered anew; ``places``: new prefix → prefix in the form."""

    data: QueryDict
    places: Mapping[str, str]


def touched_rows(data: QueryDict, lists: Iterable[tuple[str, Any]]) -> Touched:
    """What is left of ``data`` without the rows that are as they were opened.

    ``lists`` are the prefix and the form class of each list of rows.
    """
    kept = data.copy()
    places: dict[str, str] = {}
    for prefix, form_class in lists:
        saved, total = (_count(data, f"{prefix}-{name}_FORMS") for name in ("INITIAL", "TOTAL"))
        if saved > total:
            continue
        stay = [row for row in range(saved) if _is_touched(data, f"{prefix}-{row}", form_class)]
        rows = [*stay, *range(saved, total)]
        if len(rows) < total:
            _renumber(kept, prefix, rows)
            kept[f"{prefix}-INITIAL_FORMS"] = str(len(stay))
            kept[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
            places |= {f"{prefix}-{new}": f"{prefix}-{old}" for new, old in enumerate(rows)}
    return Touched(kept, places)


def _is_touched(data: QueryDict, prefix: str, form_class: Any) -> bool:
    opened = parse(data.get(f"{prefix}-opened", ""))
    if not opened.version or not opened.fingerprints or data.get(f"{prefix}-DELETE"):
        return True
    return any(
        name not in form_class.base_fields or _mark(data, prefix, name, form_class) != known
        for name, known in opened.fingerprints.items()
    )


def _mark(data: QueryDict, prefix: str, name: str, form_class: Any) -> str:
    field = form_class.base_fields[name]
    return posted_mark(field, field.widget.value_from_datadict(data, {}, f"{prefix}-{name}"))


def _renumber(kept: QueryDict, prefix: str, rows: list[int]) -> None:
    """Leaves ``rows`` of a list, numbered from nought; the empty row that scripts copy stays as it is."""
    field = re.compile(rf"{re.escape(prefix)}-([0-9]+)-(.+)")
    new = {str(old): place for place, old in enumerate(rows)}
    moved = {}
    for name in list(kept):
        found = field.fullmatch(name)
        if found:
            values = kept.pop(name)
            if found[1] in new:
                moved[f"{prefix}-{new[found[1]]}-{found[2]}"] = values
    for name, values in moved.items():
        kept.setlist(name, values)


def _count(data: QueryDict, name: str) -> int:
    text = data.get(name, "")
    return min(int(text), _MOST_ROWS) if text.isascii() and text.isdigit() and len(text) < 10 else 0
