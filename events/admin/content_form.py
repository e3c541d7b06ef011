"""The form of every row of the working copy: nothing that someone else saved is overwritten unseen.

A form carries the version that it was opened with. Where the row has moved on, what this editor left
alone takes the saved value; what both changed is shown, field by field, and the editor's text stays.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from events.admin.conflict import GONE_MESSAGE, Conflict, conflict_of, field_message, row_message
from events.admin.first_error import fields_in_error
from events.admin.known_rows import name_known_rows
from events.admin.light_form import light_row_of
from events.admin.opened import Opened, OpenedField, of_row, parse, posted_mark
from events.admin.vanished import GONE, set_apart
from events.formatting import LanguageError
from events.formatting.language import babel_locale
from events.models import Content

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
    _InlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    _ModelForm, _InlineFormSet = forms.ModelForm, forms.BaseInlineFormSet

#: A list of more saved rows than this is sent by their titles: a whole row costs the server 20 ms.
MANY = 8
#: The fields that a light row has.
LIGHT = ("opened", "order")
CODED = ("native_language", "theme_language", "said_in")


class ContentForm(_ModelForm):
    """A form with an optimistic lock; ``touched`` are the fields of a stale one that this editor changed."""

    opened = OpenedField(required=False)
    light_row = property(light_row_of)

    def __init__(self, *args: Any, light: bool = False, **options: Any) -> None:
        self.light = light
        if light:
            every = type(self).base_fields
            vars(self)["base_fields"] = {name: every[name] for name in LIGHT if name in every}
        super().__init__(*args, **options)
        name_known_rows(self)
        self.stale = False
        self.touched: tuple[str, ...] = ()
        self.conflicts: list[Conflict] = []
        self.gone = False
        self._kept: dict[str, Any] = {}
        if "opened" not in self.fields:
            return
        if self.instance.pk is None:
            self._ask_after_the_row()
            return
        self._version = self.instance.version
        self.initial["opened"] = str(self._current())
        if self.is_bound:
            self._compare()

    def _compare(self) -> None:
        """Finds out whether the row moved on, and which fields this editor changed meanwhile."""
        before = parse(str(self["opened"].data or ""))
        if before.version == self._version:
            self._follow_emptied(before)
            return
        self.stale = True
        self.touched = self._touched(before)
        self._kept = {self.add_prefix(n): self._saved(n) for n in self._names() if n not in self.touched}

    def _follow_emptied(self, before: Opened) -> None:
        """Deleting a row empties the way of others to it, which is no version of theirs."""
        for name, mark in self._current().fingerprints.items():
            opened = before.fingerprints.get(name, mark)
            if opened != mark and opened == posted_mark(self.fields[name], self[name].data):
                self.keep_saved([name])

    def _ask_after_the_row(self) -> None:
        """Finds out whether this was the form of a row that has been deleted since."""
        text = str(self["opened"].data or "") if self.is_bound else ""
        self.gone = text.startswith(GONE)
        if self.gone:
            self.touched = self._touched(parse(text))

    def _touched(self, before: Opened) -> tuple[str, ...]:
        return tuple(
            name
            for name in self._names()
            if before.fingerprints.get(name, "-") != posted_mark(self.fields[name], self[name].data)
        )

    def has_changed(self) -> bool:
        """A deleted row of a list that this editor had left alone stays deleted."""
        if self.gone and self.empty_permitted and not self.touched:
            return False
        if self.empty_permitted and self.instance.pk is None and set(self.changed_data) <= {"order"}:
            return False  # a new row has its place before it has anything else
        return bool(super().has_changed())

    def _names(self) -> list[str]:
        """The fields whose values are compared: all but files and the lock itself."""
        model_fields = {field.name for field in self._meta.model._meta.get_fields()}
        return [
            name
            for name, field in self.fields.items()
            if name in model_fields and not isinstance(field, forms.FileField)
        ]

    def keep_saved(self, names: Iterable[str]) -> None:
        """Goes by the saved values of these fields, whatever was sent for them; for a row that is saved."""
        self._kept |= {self.add_prefix(name): self._saved(name) for name in names}

    def leave_out(self) -> None:
        """Takes a row of a list as one to delete, whatever was sent."""
        self._kept[self.add_prefix("DELETE")] = True

    def _current(self) -> Opened:
        return of_row(self, self._names(), self._version)

    def _saved(self, name: str) -> Any:
        """The value in the database, as the browser would send it."""
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        return field.widget.decompress(value) if isinstance(field.widget, forms.MultiWidget) else value

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        if html_name in self._kept:
            return self._kept[html_name]
        return widget.value_from_datadict(self.data, self.files, html_name)

    def full_clean(self) -> None:
        """Says of a light row also what its list compares, to find what stands in it twice."""
        super().full_clean()
        if self.light and self.is_bound:
            rest = _unique(self.instance) - self.cleaned_data.keys()
            self.cleaned_data |= {name: getattr(self.instance, name) for name in rest}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in CODED:
            self._check_language(name)
        if self.stale and self.touched:
            self._refuse()
        if self.gone:
            self.add_error(None, GONE_MESSAGE)
            self.renew()
        return cleaned

    def _check_language(self, name: str) -> None:
        code = self.cleaned_data.get(name)
        if not code:
            return
        try:
            babel_locale(code)
            if code != code.lower() or "_" in code:
                raise LanguageError(code)
        except LanguageError:
            message = _("“%(code)s” is not a language code. Examples: fr, en, zh-hans.")
            self.add_error(name, ValidationError(message, params={"code": code}))

    def _refuse(self) -> None:
        """Shows what is saved beside what was typed, and lets the next save be a decision."""
        row: Content = type(self.instance)._default_manager.get(pk=self.instance.pk)
        for name in self.touched:
            field = self.fields[name]
            if posted_mark(field, self[name].data) != self._current().fingerprints[name]:
                saved = self.get_initial_for_field(field, name)
                self.add_error(name, field_message(field, saved))
                self.conflicts.append(conflict_of(self[name], saved))
        self.add_error(None, row_message(row))
        self.renew()

    def renew(self) -> None:
        """The form that is shown again is one of the row as it is now."""
        data: Any = self.data
        self.data = data.copy()
        data = self.data
        data[self.add_prefix("opened")] = "" if self.gone else str(self._current())


def _unique(row: Model) -> set[str]:
    rules = (rule for rule in row._meta.constraints if isinstance(rule, UniqueConstraint))
    return {name for rule in rules for name in rule.fields}


class ContentFormSet(_InlineFormSet):
    """Rows of a list on their parent's form; what someone else deleted or changed is told.

    The saved rows of a long list are light: of each, its form holds its place alone, and its other fields
    are fetched when it is opened. ``whole``: none is light. ``first``: the number of the first row.
    ``cells``: how many a row has where the list is a table.
    """

    whole = False
    cells = 1
    first = 0

    def add_prefix(self, index: Any) -> str:
        return super().add_prefix(index + self.first if isinstance(index, int) else index)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "light": index is not None and self._is_light(index)}

    def _is_light(self, index: int) -> bool:
        saved = self.initial_form_count()
        if self.is_bound:
            return index < saved and f"{self.add_prefix(index)}-light" in self.data
        return index < saved > MANY and not self.whole

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        if data is not None:
            model: Any = self.model
            owner, queryset = options.get("instance"), options["queryset"]
            rows = (
                queryset.filter(**{self.fk.name: owner})
                if owner and owner.pk
                else model._default_manager.none()
            )
            known = {str(pk) for pk in rows.values_list("pk", flat=True)}
            prefix = options.get("prefix") or self.get_default_prefix()
            data = set_apart(data, prefix, model._meta.pk.name, known)
        super().__init__(data, *args, **options)

    def add_fields(self, form: Any, index: int | None) -> None:
        """In a table, the box that deletes a row has a name as well."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = form.fields["DELETE"].label

    @property
    def faults(self) -> int:
        """How much of the list is in error: its fields, and what is wrong with the list as a whole."""
        return sum(map(fields_in_error, self.forms)) + len(self.non_form_errors())

    def clean(self) -> None:
        super().clean()
        known: Any = self
        for form in known.initial_forms:
            if self.can_delete and known._should_delete_form(form) and form.stale:
                row = type(form.instance)._default_manager.get(pk=form.instance.pk)
                form.renew()
                raise row_message(row)
