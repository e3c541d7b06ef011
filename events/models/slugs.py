"""Addresses that make themselves, and stay."""

import re
from collections.abc import Callable

from django.utils.text import slugify

LONGEST = 100


def free_slug(wish: str, taken: Callable[[str], bool], fallback: str) -> str:
    """``wish`` as a slug not yet ``taken``: itself, else with -2, -3 …; ``fallback`` if it has no letters."""
    base = re.sub(r"[-_]+", "-", slugify(wish))[: LONGEST - 6].strip("-") or fallback
    slug, number = base, 1
    while taken(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug
