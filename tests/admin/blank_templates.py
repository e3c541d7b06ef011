"""Templates that say nothing: who may open a page is decided before it is drawn."""

from typing import Any

from django.http import HttpRequest
from django.template.backends.base import BaseEngine
from django.utils.safestring import SafeString


class BlankTemplate:
    """Any template."""

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> SafeString:
        return SafeString("")


class Blank(BaseEngine):
    """Has every template, and draws none."""

    app_dirname = "templates"

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({name: value for name, value in params.items() if name != "OPTIONS"})

    def from_string(self, template_code: str) -> BlankTemplate:
        return BlankTemplate()

    def get_template(self, template_name: str) -> BlankTemplate:
        return BlankTemplate()
