"""Moments as editors write them: what a clock on the wall shows in the site’s zone."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, tzinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def read_moment(text: str, zone: tzinfo, formats: Iterable[str] = ()) -> datetime:
    """The moment of ``text``, written like 2031-05-15 09:00, in ``zone`` unless it carries its own offset.

    ``formats`` are further ways to write it, as `datetime.strptime` has them.

    Raises ValidationError, which names the moment, where a change of the clock skips it or shows it twice,
    and for what is no moment.
    """
    try:
        said = _read(text.strip(), formats)
        moment = said if said.tzinfo else _in_zone(said, zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        sentence = _("“%(text)s” is not a moment. Write it like 2031-05-15 09:00 or 15/05/2031 09:00.")
        raise ValidationError(sentence % {"text": text}, code="invalid") from error


def _read(text: str, formats: Iterable[str]) -> datetime:
    for form in formats:
        with suppress(ValueError):
            return datetime.strptime(text, form)  # noqa: DTZ007 - its zone is that of the site
    return datetime.fromisoformat(text)


def _in_zone(said: datetime, zone: tzinfo) -> datetime:
    earlier, later = said.replace(tzinfo=zone, fold=0), said.replace(tzinfo=zone, fold=1)
    told = {"moment": said.isoformat(" ", "minutes"), "zone": str(zone)}
    if earlier.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != said:
        sentence = _(
            "%(moment)s does not exist in %(zone)s: the clock is put forward over it. Choose another."
        )
        raise ValidationError(sentence % told, code="skipped")
    if earlier.utcoffset() != later.utcoffset():
        sentence = _(
            "%(moment)s comes twice in %(zone)s, as the clock is put back. Choose another, or write which of "
            "the two: %(first)s or %(second)s."
        )
        ways = {"first": earlier.isoformat(" ", "minutes"), "second": later.isoformat(" ", "minutes")}
        raise ValidationError(sentence % (told | ways), code="twice")
    return earlier
