"""Rows to choose from, as one types: pictures come with what they show."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView

from events.admin.picture_preview import thumbnail
from events.models import Image


class Choices(AutocompleteJsonView):
    """Django’s own answer, with the address of a small rendition for each picture."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        told: dict[str, str] = super().serialize_result(obj, to_field_name)
        return {**told, "thumbnail": thumbnail(obj)[0]} if isinstance(obj, Image) else told
