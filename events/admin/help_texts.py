"""Help with an example for the fields of forms whose models say none: (model, field) → what to write."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_NAMES = _("As visitors read it. Example: Forum 2021")
_WEB = _("The whole address. Example: https://example.org/")

HELP: Mapping[tuple[str, str], Promise] = {
    ("forum", "name"): _NAMES,
    ("forum", "theme"): _("The motto of this edition. Example: Innovation and youth"),
    ("forum", "venue"): _("The building or the hall. Example: Conference centre, hall 2"),
    ("forum", "city"): _("In the words of this language. Example: Shanghai"),
    ("forum", "status"): _("Example: “held” once it has taken place."),
    ("forum", "registration_url"): _WEB,
    ("section", "heading"): _("Short, without a full stop. Example: The results of the year"),
    ("institute", "name"): _("The full name. Example: Institute of Innovation"),
    ("institute", "short_name"): _("What it is called in short. Example: II"),
    ("institute", "description"): _("One or two sentences. Example: It studies young companies."),
    ("institute", "website"): _WEB,
    ("speaker", "biography"): _("Two to four sentences. Example: She leads an institute of physics."),
    ("speaker", "slug"): _("The end of the page’s address. Example: wu-qing"),
    ("institute", "slug"): _("The end of the page’s address. Example: institute-of-innovation"),
    ("quote", "occasion"): _("When it was said, if not at the forum. Example: Interview before the opening"),
    ("quote", "source_url"): _WEB,
    ("statistic", "label"): _(
        "What the figure counts, without the figure. Example: Sales of integrated circuits"
    ),
    ("statistic", "source_url"): _WEB,
    ("statistic", "note"): _("What one must know to read the figure. Example: Without exports"),
    ("session", "title"): _("Example: Panel: from the laboratory to the company"),
    ("session", "room"): _("Example: Hall 2, first floor"),
    ("session", "abstract"): _("One or two sentences. Example: Three founders tell how they began."),
    ("appearance", "part"): _("What the person did. Example: keynote"),
    ("involvement", "part"): _("What the institute did. Example: host"),
}


def help_for(db_field: "Field[Any, Any]") -> Promise | str:
    """The help for a column, or for one language of it; "" where there is none."""
    original: Any = getattr(db_field, "translated_field", None) or db_field
    return HELP.get((str(db_field.model._meta.model_name), str(original.name)), "")
