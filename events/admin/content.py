"""What the admin of every model of the working copy shares: languages side by side, and the lock."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import DecimalField, JSONField, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline, TranslationTabularInline

from events.admin.addresses import AddressesField
from events.admin.bulk import confirm_translations
from events.admin.comment_counts import comments_column, comments_context
from events.admin.conflict import conflicts_of
from events.admin.content_form import ContentForm, ContentFormSet
from events.admin.field_marks import marks_of
from events.admin.figure_field import FigureField
from events.admin.first_error import fields_in_error, first_error
from events.admin.form_language import form_language
from events.admin.help_texts import help_for
from events.admin.known_rows import KnownSelect, KnownSelectMultiple
from events.admin.languages import KEPT_IN_ONE_LANGUAGE, WANTED, label
from events.admin.quick_create import offer_to_create
from events.admin.recorded import Recorded
from events.admin.saved_filters import saved_filters
from events.admin.untranslated import StatedList
from events.admin.vanished import mark_gone
from events.models import EditConflict

if TYPE_CHECKING:
    from django.contrib.admin.options import BaseModelAdmin

    _Admin = BaseModelAdmin[Any]
else:
    _Admin = object  # what follows is mixed into admins and into lists of rows


class Fields(_Admin):
    """Fields as editors like them; those of a pair name their language, for spelling checkers too."""

    formfield_overrides: ClassVar[Any] = {
        JSONField: {"form_class": AddressesField},
        DecimalField: {"form_class": FigureField},
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **options)
        if isinstance(field, forms.CharField) and isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3  # and it grows with its text
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False  # nobody deletes a speaker from a forum's form
            field.widget.can_view_related = False
        if isinstance(field, FigureField) and db_field.name == "value":
            field.help_text = _("As people write it: 207.133 billion, 1234.5.")
        if field is not None:
            field.help_text = field.help_text or help_for(db_field)
        original = getattr(db_field, "translated_field", None)
        if field is not None and original is not None:
            language = db_field.language
            field.label = label(original, language)
            field.widget.attrs["lang"] = language
            if original.name in WANTED.get(str(db_field.model._meta.model_name), ()):
                field.widget.attrs["data-wanted"] = ""
            if original.name in KEPT_IN_ONE_LANGUAGE:
                field.widget.attrs["data-kept-by"] = KEPT_IN_ONE_LANGUAGE[original.name]
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", self._choice(KnownSelect, db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", self._choice(KnownSelectMultiple, db_field, request))
        return super().formfield_for_manytomany(db_field, request, **options)

    def _choice(self, widget: Any, db_field: Any, request: HttpRequest) -> Any:
        attributes = offer_to_create(self.admin_site, db_field.remote_field.model, request)
        return widget(db_field, self.admin_site, attributes)


class Lock(_Admin):
    """Adds the hidden field of the lock to what an editor may change."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if not self.has_change_permission(request, obj):
            return fieldsets
        heading, options = fieldsets[0]
        return [(heading, {**options, "fields": [*options["fields"], "opened"]}), *fieldsets[1:]]


class ContentAdmin(Recorded, Fields, Lock, TranslationAdmin[Any]):
    """A model of the working copy."""

    form = ContentForm
    list_per_page = 50
    save_on_top = False
    actions: Any = (confirm_translations,)
    change_list_template = "admin/events/change_list.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """A save that loses a race is tried once more: the form then finds the new version, and says so."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except EditConflict:
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Keeps what was typed into the form of a row that has been deleted, as the form of a new one."""
        if request.method != "POST" or not self.has_add_permission(request):
            missing: Any = super()
            response: HttpResponse = missing._get_obj_does_not_exist_redirect(request, opts, object_id)
            return response
        sent = request.POST.copy()
        sent["opened"] = mark_gone(sent.get("opened", ""))
        request.POST = sent  # type: ignore[assignment]  # Django types it as never replaced
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
        return super().changeform_view(request, None, address)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """With the filters that are saved for this list."""
        told = {**saved_filters(request, self.model), **(extra_context or {})}
        return super().changelist_view(request, told)

    def get_list_display(self, request: HttpRequest) -> Any:
        """With the number of comments that are not resolved."""
        return [*super().get_list_display(request), comments_column]

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        return StatedList

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> Any:
        """Marks the fields that lack a text or whose text is out of date; adds the way to the first error."""
        row = options.get("obj")
        may_change = self.has_change_permission(request, row)
        parts = context["inline_admin_formsets"]
        shown = [(context["adminform"].form, may_change)]
        for part in parts:
            shown += [(form, part.has_change_permission) for form in part.formset.initial_forms]
        error = first_error(context["adminform"].form, [part.formset for part in parts])
        checked = reverse("check_form", args=[str(self.opts.model_name), row.pk if row else 0])
        told = {
            **context,
            "marks": marks_of(shown),
            "conflicts": conflicts_of([form for form, _may in shown]),
            "first_error": error,
            "fields_in_error": fields_in_error(context["adminform"].form),
            "check_address": checked,
            "form_language": form_language(request),
        }
        told |= comments_context(request, options.get("obj"), [form for form, _may in shown])
        return super().render_change_form(request, told, *args, **options)

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """A form without a change writes nothing, so it stands in nobody's way."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)


class Related(_Admin):
    """Reads what the rows lead to together with them."""

    related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related(*self.related) if self.related else rows


class Named(_Admin):
    """Names each field by its column, for those who do not see the table."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None:
            getattr(field.widget, "widget", field.widget).attrs["aria-label"] = field.label
        return field


class LongList(_Admin):
    """A list of rows that is sent by their titles where it is long, unless the address asks for all of it."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        lists: Any = super()
        formset = lists.get_formset(request, obj, **options)
        formset.whole = request.GET.get("rows") == "all"
        formset.cells = 1 + len(flatten_fieldsets(self.get_fieldsets(request, obj)))
        return formset


class StackedPart(LongList, Fields, Lock, Related, TranslationStackedInline[Any, Any]):
    """A list of rows on their parent's form, each with room for long texts."""

    template = "admin/events/stacked_part.html"
    form = ContentForm
    formset = ContentFormSet
    extra = 0


class TabularPart(Named, LongList, Fields, Lock, Related, TranslationTabularInline[Any, Any]):
    """A list of short rows on their parent's form, one a line."""

    template = "admin/events/tabular_part.html"
    form = ContentForm
    formset = ContentFormSet
    extra = 0
