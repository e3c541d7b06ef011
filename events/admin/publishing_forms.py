"""What an editor says when publishing, withdrawing or rolling back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.admin.languages import language_name
from events.publishing import site_languages


class VerbForm(forms.Form):
    """``seen`` is the open publication that the page showed: what moved since is left alone."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class PublishForm(VerbForm):
    """Publish the working copy."""

    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What is new, for the other editors. Visitors do not see it."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(language, language_name(language)) for language in site_languages()]
        self.fields["languages"].choices = choices  # type: ignore[attr-defined]


class WithdrawForm(VerbForm):
    """Take the forum off the site."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Visitors read it at the forum’s address."),
    )


class RollBackForm(VerbForm):
    """Make an earlier release live again."""

    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
