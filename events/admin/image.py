"""The library of pictures."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from events.admin.content import ContentAdmin
from events.admin.image_form import ImageForm, accepted
from events.admin.languages import columns, searched
from events.admin.picture_preview import crops, thumbnail
from events.admin.publishing_corrections import Correctable
from events.admin.untranslated import OutOfDate, Untranslated, translation_state
from events.models import Forum, Image, Institute, KeptUpload, Series, Speaker

USERS: tuple[tuple[type[Model], str], ...] = (
    (Series, "logo"),
    (Forum, "hero_image"),
    (Speaker, "portrait"),
    (Institute, "logo"),
)
FACTS = ("dimensions", "media_type", "digest", "used_by")


@admin.register(Image)
class ImageAdmin(Correctable, ContentAdmin):
    """A picture, its words and its focal point."""

    form = ImageForm
    list_display = ("preview", "__str__", "credit", "dimensions", "created", translation_state)
    list_display_links = ("preview", "__str__")
    list_filter = ("media_type", Untranslated, OutOfDate)
    search_fields = (*searched("alt", "credit"), "digest")
    date_hierarchy = "created"
    ordering = ("-created", "-pk")
    fieldsets = ((None, {"fields": [("focal_x", "focal_y"), columns("alt"), columns("credit")]}),)
    change_form_template = "admin/events/image/change_form.html"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new picture is a file and its words; a known one shows what is known of it."""
        heading, options = super().get_fieldsets(request, obj)[0]
        first = ["file", "kept_upload"] if obj is None else ["preview", "file", "kept_upload"]
        words = (heading, {**options, "fields": [*first, *options["fields"]]})
        return [words] if obj is None else [words, (_("File"), {"fields": list(FACTS)})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else ("preview", *FACTS)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        """A form that knows whose files it may find again."""
        form: Any = super().get_form(request, obj, change=change, **options)
        form.user = request.user
        return form

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        if form.upload is not None:
            KeptUpload.objects.filter(user=request.user.pk, digest=form.upload.digest).delete()
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        check = self.admin_site.admin_view(require_POST(self.check_file))
        return [path("check/", check, name="events_image_check"), *super().get_urls()]

    def check_file(self, request: HttpRequest) -> HttpResponse:
        """What would come of a file: JSON with ``error``, or the ``known`` picture that it is, or neither."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        file = request.FILES.get("file")
        if file is None:
            return JsonResponse({"error": gettext("No file came with it.")})
        try:
            upload = accepted(file)
        except ValidationError as refusal:
            return JsonResponse({"error": " ".join(refusal.messages)})
        twin = Image.objects.filter(digest=upload.digest).first()
        if twin is None:
            return JsonResponse({})
        known = {"id": str(twin.pk), "text": str(twin), "thumbnail": thumbnail(twin)[0]}
        known["address"] = reverse("admin:events_image_change", args=[twin.pk])
        return JsonResponse({"known": known})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> Any:
        """Adds the crops that the site makes."""
        return super().render_change_form(request, {**context, "crops": crops()}, *args, **options)

    @admin.display(description=_("picture"))
    def preview(self, image: Image) -> SafeString:
        """The picture itself, small."""
        address, width, height = thumbnail(image)
        return format_html(
            '<img class="desk-preview" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
            address,
            str(image),
            width,
            height,
        )

    @admin.display(description=_("size"))
    def dimensions(self, image: Image) -> str:
        """Width × height, and the size of the file."""
        kilobytes = max(1, round(image.size / 1000))
        return _("%(width)s × %(height)s, %(size)s kB") % {
            "width": image.width,
            "height": image.height,
            "size": kilobytes,
        }

    @admin.display(description=_("used by"))
    def used_by(self, image: Image) -> SafeString | str:
        """Links to the rows that show the picture."""
        rows = [row for model, field in USERS for row in model._default_manager.filter(**{field: image})]
        links = [(reverse(f"admin:events_{row._meta.model_name}_change", args=[row.pk]), row) for row in rows]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or str(_("nothing yet"))
