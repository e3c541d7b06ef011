"""The library of pictures."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from events.admin.content import ContentAdmin
from events.admin.image_form import ImageForm, store
from events.admin.languages import columns, searched
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
    fieldsets = ((None, {"fields": [columns("alt"), columns("credit"), ("focal_x", "focal_y")]}),)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new picture is a file and its words; a known one shows what is known of it."""
        heading, options = super().get_fieldsets(request, obj)[0]
        first = ["file", "kept_upload"] if obj is None else ["preview"]
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
            store(form.upload)
            KeptUpload.objects.filter(user=request.user.pk, digest=form.upload.digest).delete()
        super().save_model(request, obj, form, change)

    @admin.display(description=_("picture"))
    def preview(self, image: Image) -> SafeString:
        """The picture itself, small."""
        return format_html(
            '<img class="desk-preview" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
            image.file.url,
            str(image),
            image.width,
            image.height,
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
