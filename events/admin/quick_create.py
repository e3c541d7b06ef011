"""A row made from its name alone, without leaving the form that wants to name it."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.admin.languages import columns, main_column
from events.models.slugs import free_slug

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    _Admin = ModelAdmin[Any]
else:
    _Admin = object  # what follows is mixed into admins


class Creatable(_Admin):
    """Adds the address at which a row is made from its name; its slug follows from the name."""

    def get_urls(self) -> list[URLPattern]:
        view = require_http_methods(["GET", "POST"])(self.create)
        name = f"events_{self.model._meta.model_name}_create"
        return [path("create/", self.admin_site.admin_view(view), name=name), *super().get_urls()]

    def create(self, request: HttpRequest) -> HttpResponse:
        """GET: the fields, filled with ``name``. POST: its ``id`` and ``text``, or the fields and 422."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form_class = self.get_form(request, None, fields=list(columns("name")))
        typed = request.POST if request.method == "POST" else None
        form: Any = form_class(
            typed, initial={main_column("name"): request.GET.get("name", "")}, prefix="create"
        )
        if typed is None:
            return self._fields(request, form)
        if form.is_valid() and not any(form.cleaned_data[name] for name in columns("name")):
            form.add_error(main_column("name"), _("Write the name in one language at least."))
        if not form.is_valid():
            return self._fields(request, form, status=422)
        row = form.save(commit=False)
        names = [form.cleaned_data[name] for name in columns("name")]
        row.slug = free_slug(next(filter(None, names)), self._is_taken, str(self.model._meta.model_name))
        self.save_model(request, row, form, change=False)
        self.log_addition(request, row, [{"added": {}}])
        return JsonResponse({"id": str(row.pk), "text": str(row)})

    def _is_taken(self, slug: str) -> bool:
        return bool(self.model._default_manager.filter(slug=slug).exists())

    def _fields(self, request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
        return TemplateResponse(request, "admin/desk/create_fields.html", {"form": form}, status=status)


def offer_to_create(site: AdminSite, model: type[Model], request: HttpRequest) -> dict[str, str]:
    """The attributes of a list of choices that offers to create what is not there; {} where it may not."""
    its_admin = site._registry.get(model)
    if not isinstance(its_admin, Creatable) or not its_admin.has_add_permission(request):
        return {}
    name = str(model._meta.verbose_name)
    return {
        "data-create": reverse(f"admin:events_{model._meta.model_name}_create"),
        "data-create-offer": _("Create “%(name)s”"),
        "data-create-title": _("New: %(kind)s") % {"kind": name},
    }
