"""A list of web addresses, edited as one address a line."""

from typing import Any

from django import forms


class AddressesField(forms.CharField):
    """A text area ↔ a list of addresses; blank lines are left out. The model checks the addresses."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 80, "spellcheck": "false"})

    def __init__(self, *, encoder: object = None, decoder: object = None, **options: Any) -> None:
        # A change is told from the saved list, as in every other field.
        super().__init__(**{**options, "show_hidden_initial": False})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(address) for address in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]
