"""A number without the noughts of its column: 21.37, not 21.370000."""

from decimal import Decimal
from typing import Any

from django import forms


class PlainDecimalField(forms.DecimalField):
    """A decimal number, shown with the digits that it has."""

    def prepare_value(self, value: Any) -> Any:
        return format(value.normalize() + 0, "f") if isinstance(value, Decimal) else value
