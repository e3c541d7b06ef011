"""Where the first error of a page with a form is, for the link that leads there."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS


def first_error(form: Any, lists: Iterable[Any]) -> str:
    """The id of the first field in error of ``form``, or of the rows of ``lists`` (formsets), else of what is
    in error as a whole: a list of rows by its group's id, the form by its own; "" where all is right."""
    return next(_errors(form, lists), "")


def fields_in_error(form: Any) -> int:
    """How many fields are in error; a form that is wrong as a whole alone counts as one."""
    wrong = form.errors
    return max(len(wrong) - (NON_FIELD_ERRORS in wrong), bool(wrong))


def _errors(form: Any, lists: Iterable[Any]) -> Iterator[str]:
    yield from _of_form(form, f"{form._meta.model._meta.model_name}_form")
    for rows in lists:
        if rows.is_bound and rows.non_form_errors():
            yield f"{rows.prefix}-group"
        for row in rows.forms:
            yield from _of_form(row, row.prefix)


def _of_form(form: Any, itself: str) -> Iterator[str]:
    wrong = form.errors
    fields = (name for name in form.fields if name in wrong)
    yield from (form[name].id_for_label or form[name].auto_id for name in fields)
    if wrong:
        yield itself
