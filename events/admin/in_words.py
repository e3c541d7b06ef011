"""Numbers, dates and units as the desk tells them: as public pages do, in the language of who reads."""

from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, override, pgettext

from events.formatting import format_date, format_number, format_time
from events.publishing import site_languages


def desk_language() -> str:
    """The language of the desk."""
    return get_language() or settings.LANGUAGE_CODE


def number_in_words(value: Decimal | int) -> str:
    """« 1 234,5 », `1,234.5`."""
    return format_number(Decimal(value), desk_language()).plain


def date_in_words(value: date) -> str:
    """« 1er mai 2021 », `1 May 2021`."""
    return format_date(value, "day", desk_language()).plain


def moment_in_words(value: datetime) -> str:
    """The day and the time in the site’s zone."""
    local = timezone.localtime(value, timezone.get_default_timezone())
    return f"{date_in_words(local.date())}, {format_time(local, desk_language()).plain}"


def unit_name(unit: str) -> str:
    """A unit as editors write it: « pour cent » for percent; a currency by its code."""
    names = {"percent": pgettext("unit", "percent"), "count": pgettext("unit", "count")}
    return names.get(unit, unit)


def unit_of(text: str) -> str:
    """The unit that an editor wrote, in whichever language of the desk; what is no such name, as it is."""
    wanted = " ".join(text.split())
    if wanted == "%":
        return "percent"
    for language in (desk_language(), *site_languages()):
        with override(language):
            for unit in ("percent", "count"):
                if wanted.casefold() in (unit, unit_name(unit).casefold()):
                    return unit
    return wanted
