"""The small values that a snapshot is made of."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    PlainSerializer,
    RootModel,
    StringConstraints,
    field_serializer,
    field_validator,
    model_validator,
)

#: A language tag as Django writes it: lower case, subtags joined by hyphens (BCP 47).
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
#: A path on this site or an absolute http(s) address; empty where there is none.
Address = Annotated[str, StringConstraints(pattern=r"^(|https?://\S+)$", max_length=2000)]
Country = Annotated[str, StringConstraints(pattern=r"^(|[A-Z]{2})$")]
#: "percent", "count" or an ISO 4217 code.
Unit = Annotated[str, StringConstraints(pattern=r"^(percent|count|[A-Z]{3})$")]


def _plain(value: Decimal) -> Decimal:
    """One spelling a number: no exponent, no trailing zeros; minus zero is zero."""
    if not value.is_finite():
        raise ValueError("a figure must be a finite number")
    plain = value.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


#: A number, written in JSON as a string so that no reader rounds it.
Figure = Annotated[
    Decimal,
    AfterValidator(_plain),
    PlainSerializer(lambda value: format(value, "f"), return_type=str, when_used="json"),
]


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

    date: date
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
        if "" in value.values():
            raise ValueError("a language without a value is left out, not left empty")
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


class Localized(_ByLanguage[str]):
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
