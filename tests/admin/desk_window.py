"""The desk in a real browser, as its tests open it."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page

type Open = Callable[..., Page]


def rows(model: Any) -> Any:
    """The rows of a model, whose translated columns no type knows."""
    return model._default_manager


def form_of(row: Any) -> str:
    return reverse(f"admin:events_{row._meta.model_name}_change", args=[row.pk])
