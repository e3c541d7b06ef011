"""Links that the tests share."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from events import models
from events.publishing import operator, share

ADA = operator("ada")
DRAFT = "Brouillon secret du vide"
SECOND = timedelta(seconds=1)


def link_to(forum: Any, **options: Any) -> tuple[models.ShareLink, str]:
    now = timezone.now()
    link, token = share(forum, ADA, now, **{"expires": now + timedelta(days=7), **options})
    return link, f"/preview/{token}/"


def home(forum: Any, address: str, language: str = "fr") -> str:
    return f"{address}{language}/forums/{forum.slug}/"
