"""EDIT: the editors' desk. One file a model; importing the room registers them all.

``content`` is what the models share: languages side by side, and forms that notice when someone else
was faster. ``publishing`` is the page on which a forum is published, withdrawn and rolled back.
"""

from events.admin import (
    forum,
    image,
    institute,
    notice,
    preference,
    publication,
    quote,
    redirect,
    release,
    review,
    section,
    series,
    speaker,
    statistic,
    trash,
    webhook,
)
from events.admin.accounts import user

__all__ = [
    "forum",
    "image",
    "institute",
    "notice",
    "preference",
    "publication",
    "quote",
    "redirect",
    "release",
    "review",
    "section",
    "series",
    "speaker",
    "statistic",
    "trash",
    "user",
    "webhook",
]
