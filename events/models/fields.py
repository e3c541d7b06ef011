"""Column types that hold a rule: addresses, partial dates' precision, sanitised text, figures."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from events.formatting import has_too_many_tags, sanitize_html
from events.models.countries import ISO_3166
from events.models.currencies import ISO_4217
from events.snapshot.figure import MOST_DIGITS
from events.snapshot.values import Precision

PRECISIONS = [
    (Precision.DAY.value, _("day")),
    (Precision.MONTH.value, _("month")),
    (Precision.YEAR.value, _("year")),
]

RICH_TEXT_EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Heading": {"levels": [3, 4]},
    "Link": {"enableTarget": False},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
}

slug_validator = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Use small letters without accents, digits and single hyphens, like wu-qing."),
)


validate_language = RegexValidator(
    r"^[a-z]{2,3}(-[a-z0-9]{2,8})*\Z", _("Write a language code in small letters, like fr or zh-hans.")
)


def validate_digits(value: Decimal) -> None:
    """Raises ValidationError for a figure that SQLite would round (events.snapshot.figure)."""
    if len("".join(map(str, value.as_tuple().digits)).strip("0")) > MOST_DIGITS:
        raise ValidationError(_("A figure has at most 15 digits, zeros at its ends not counted."))


if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    _SlugField = models.SlugField[str, str]
    _URLField = models.URLField[str, str]

    class _ProseEditorField(models.TextField[str, str]):
        def __init__(self, *args: Any, **kwargs: Any) -> None: ...

else:
    _SlugField, _URLField, _ProseEditorField = models.SlugField, models.URLField, ProseEditorField


class AddressSlugField(_SlugField):
    """The last part of a public address: stricter than Django's slug."""

    default_validators = [slug_validator]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)


class WebAddressField(_URLField):
    """An http or https address, or ""."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 2000)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


class RichTextField(_ProseEditorField):
    """Formatted text, sanitised on every way into the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        sanitize: Callable[[str], str] = sanitize_html
        super().__init__(*args, extensions=dict(RICH_TEXT_EXTENSIONS), sanitize=sanitize, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "events.models.fields.RichTextField", args, kwargs

    def clean(self, value: str | None, instance: models.Model | None) -> str:
        if has_too_many_tags(value or ""):
            raise ValidationError(_("This text has too many parts. Divide it into several sections."))
        return str(super().clean(value or "", instance))

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        value = super().pre_save(instance, add)
        if not value:
            return value
        clean = sanitize_html(value)
        setattr(instance, self.attname, clean)
        return clean

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        # ``update()`` and ``bulk_update()`` come by here without ``pre_save``.
        return super().get_db_prep_save(sanitize_html(value) if isinstance(value, str) else value, connection)


def validate_addresses(value: object) -> None:
    """Raises ValidationError unless ``value`` is a list of http(s) addresses."""
    if not isinstance(value, list):
        raise ValidationError(_("Write one address a line."))
    check = URLValidator(schemes=["http", "https"])
    for address in value:
        try:
            check(address)
        except ValidationError as error:
            raise ValidationError(
                _("“%(value)s” is not a web address."), params={"value": address}
            ) from error


def validate_unit(value: str) -> None:
    """Raises ValidationError unless ``value`` is "percent", "count" or an ISO 4217 code."""
    if value not in ("percent", "count", *ISO_4217):
        raise ValidationError(
            _("“%(value)s” is not a currency (ISO 4217), percent or count."), params={"value": value}
        )


def validate_country(value: str) -> None:
    """Raises ValidationError unless ``value`` is a code of ISO 3166-1."""
    if value not in ISO_3166:
        raise ValidationError(_("Use the two-letter code (ISO 3166). Example: CN"))


def date_and_precision(
    name: "StrOrPromise", help_text: "StrOrPromise" = "", *, blank: bool = True
) -> tuple[Any, Any]:
    """The two columns of a partial date."""
    column = models.DateField(name, null=blank, blank=blank, help_text=help_text)
    precision = models.CharField(
        _("known to the"), max_length=5, choices=PRECISIONS, default=Precision.DAY.value
    )
    return column, precision


def native_name_and_language(help_text: "StrOrPromise") -> tuple[Any, Any]:
    """The two columns of a name in its own script: the name, and the code of its language."""
    name = models.CharField(_("name in its own script"), max_length=200, blank=True, help_text=help_text)
    language = models.CharField(
        _("language of that name"),
        max_length=20,
        validators=[validate_language],
        blank=True,
        help_text=_("A language code. Example: zh-hans"),
    )
    return name, language


def start_of(day: date | None, precision: str) -> date | None:
    """The first day of the month or year that ``day`` stands for; ``day`` itself where it is known."""
    if day is None or precision == Precision.DAY:
        return day
    return day.replace(day=1) if precision == Precision.MONTH else day.replace(month=1, day=1)


def order_field() -> "models.PositiveIntegerField[int, int]":
    """The place in a list; equal places keep the order in which the rows were made."""
    return models.PositiveIntegerField(_("order"), default=0, db_index=True)
