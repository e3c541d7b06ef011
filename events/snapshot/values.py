"""The small values that a snapshot is made of."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    ValidationInfo,
    field_serializer,
    field_validator,
    model_validator,
)

#: A language tag as Django writes it: lower case, subtags joined by hyphens (BCP 47).
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
#: An absolute http(s) address.
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\x00]+$", max_length=2048)]
#: The same, or empty where there is none.
Address = Annotated[str, StringConstraints(pattern=r"^(|https?://[^\s\x00]+)$", max_length=2048)]
#: Any text but U+0000, which PostgreSQL cannot keep.
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
Words = Annotated[str, StringConstraints(pattern=r"^[^\x00]+$")]
Country = Annotated[str, StringConstraints(pattern=r"^(|[A-Z]{2})$")]
#: "percent", "count" or an ISO 4217 code.
Unit = Annotated[str, StringConstraints(pattern=r"^(percent|count|[A-Z]{3})$")]


#: What a column of whole numbers holds on every database.
Count = Annotated[int, Field(ge=1, le=2_147_483_647)]


def _written_out(like: str, example: str, read: Callable[[str], object]) -> BeforeValidator:
    """Reads a JSON string that is ``like`` this (RFC 3339): seconds since 1970 are refused."""
    pattern = re.compile(like, re.ASCII)

    def written_out(value: object, info: ValidationInfo) -> object:
        if info.mode != "json" or not isinstance(value, str):
            return value
        if not pattern.fullmatch(value):
            raise ValueError(f"it is written like {example}")
        return read(value)

    return BeforeValidator(written_out)


def _in_utc(value: datetime) -> datetime:
    """One spelling a moment."""
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a moment lies between the years 1 and 9999 in UTC") from error


#: A moment in time; equal ones have one spelling, in UTC.
Moment = Annotated[
    AwareDatetime,
    _written_out(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)",
        "2021-05-15T09:00:00Z",
        datetime.fromisoformat,
    ),
    AfterValidator(_in_utc),
]
#: A day of the calendar.
Day = Annotated[date, _written_out(r"\d{4}-\d\d-\d\d", "2021-05-15", date.fromisoformat)]


class Value(BaseModel):
    """A closed, immutable value: unknown keys and loose types are refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class PartialDate(Value):
    """A date known to the day, the month or the year; the unknown part is 1 (ISO 8601 order kept)."""

    date: Day
    precision: Precision

    @model_validator(mode="after")
    def _unknown_parts_are_one(self) -> Self:
        day_unknown = self.precision is not Precision.DAY and self.date.day != 1
        month_unknown = self.precision is Precision.YEAR and self.date.month != 1
        if day_unknown or month_unknown:
            raise ValueError(f"a date known to the {self.precision} starts that {self.precision}")
        return self


class _ByLanguage[T](RootModel[Mapping[Language, T]]):
    """One value a language, read-only. A language that has none is absent, never empty."""

    model_config = ConfigDict(frozen=True, strict=True)

    @field_validator("root", mode="after")
    @classmethod
    def _close(cls, value: Mapping[Language, T]) -> Mapping[Language, T]:
        return MappingProxyType(dict(sorted(value.items())))

    @field_serializer("root")
    def _open(self, value: Mapping[Language, T]) -> dict[str, T]:
        return dict(value)

    def __bool__(self) -> bool:
        return bool(self.root)

    def __contains__(self, language: object) -> bool:
        return language in self.root

    def __hash__(self) -> int:
        return hash(tuple(self.root.items()))

    def get(self, language: str) -> T | None:
        """The value in exactly this language, or None."""
        return self.root.get(language)

    def languages(self) -> tuple[str, ...]:
        """The languages that have a value, in alphabetical order."""
        return tuple(self.root)


class Localized(_ByLanguage[Words]):
    """One text in several languages."""

    def __getitem__(self, language: str) -> str:
        """The text in exactly this language, "" where there is none: nothing falls back by itself."""
        return self.root.get(language, "")

    def best(self, language: str, order: tuple[str, ...]) -> tuple[str, str]:
        """(text, its language): in ``language``, else the first of ``order`` that has one, else ""."""
        for candidate in (language, *order, *self.root):
            if candidate in self.root:
                return self.root[candidate], candidate
        return "", language


class LocalizedAddress(Localized):
    """The address of one thing, where it has one for each language."""

    root: Mapping[Language, WebAddress]
