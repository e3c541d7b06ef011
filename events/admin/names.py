"""Pages of the desk call rows as their reader's language does, where it has a name for them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from events.models import reader


class NamesForReaders:
    """What only shows something is written for its reader; what a form keeps is not, but its answer is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = reader.set(None)
        try:
            return self.get_response(request)
        finally:
            reader.reset(before)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """A view that may not write anything."""
        if request.method in ("GET", "HEAD"):
            _write_for_the_reader(request)

    def process_template_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """A page, once all is written that a form asked for."""
        _write_for_the_reader(request)
        return response


def _write_for_the_reader(request: HttpRequest) -> None:
    if request.path.startswith(reverse("admin:index")):
        reader.set(get_language())
