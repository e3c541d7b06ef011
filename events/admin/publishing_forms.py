"""What an editor says with each verb."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.admin.languages import language_name
from events.models import Forum
from events.publishing import approved_release, read_moment, site_languages

_LARGEST = 2_147_483_647  # what a column of whole numbers holds on every database


class VerbForm(forms.Form):
    """``seen`` is the last announcement that the page showed: what moved since is left alone."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, forum: Forum, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.forum = forum


class MomentField(forms.CharField):
    """A moment in the site’s zone, or None where nothing was typed."""

    widget = forms.TextInput(attrs={"placeholder": "2031-05-15 09:00", "size": 28, "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return read_moment(str(text), timezone.get_default_timezone()) if text else None


def _words(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=2000, widget=widget
    )


def _number() -> forms.IntegerField:
    return forms.IntegerField(min_value=1, max_value=_LARGEST, widget=forms.HiddenInput)


class _LanguagesForm(VerbForm):
    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, forum: Forum, *args: Any, **options: Any) -> None:
        super().__init__(forum, *args, **options)
        known: Any = self.fields
        known["languages"].choices = [(language, language_name(language)) for language in site_languages()]


class SubmitForm(VerbForm):
    """Ask for a review of the working copy."""

    note = _words(_("Note"), _("What is new, for who reviews it. Visitors do not see it."))


class PublishForm(_LanguagesForm):
    """Publish the working copy, or the release that was approved, now or at a set time."""

    release = forms.ChoiceField(label=_("What goes live"), required=False, widget=forms.RadioSelect)
    note = _words(_("Note"), _("What is new, for the other editors. Visitors do not see it."))
    at = MomentField(label=_("Go live at"), required=False, help_text=_("Empty: at once."))
    until = MomentField(label=_("Come down at"), required=False, help_text=_("Empty: it stays."))

    field_order = ("seen", "release", "languages", "note", "at", "until")

    def __init__(self, forum: Forum, *args: Any, **options: Any) -> None:
        super().__init__(forum, *args, **options)
        self.approved = approved_release(forum)
        known: Any = self.fields
        if self.approved is None:
            del known["release"]
            return
        number = self.approved.number
        known["release"].choices = [
            (str(number), _("Release %(number)s, as it was approved") % {"number": number}),
            ("", _("The working copy, as it is now")),
        ]
        known["release"].initial = str(number)


class WithdrawForm(_LanguagesForm):
    """Take the forum, or some of its languages, off the site."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all of them."),
    )
    reason = _words(_("Reason"), _("Visitors read it at the forum’s address, when no language is left."))


class RollBackForm(VerbForm):
    """Make an earlier release live again."""

    number = _number()


class RestoreForm(RollBackForm):
    """Write an earlier release over the working copy."""


class UnscheduleForm(VerbForm):
    """Cancel what is due."""

    publication = _number()


class ApproveForm(VerbForm):
    """Say yes to a submission."""

    review = _number()
    answer = _words(_("Answer"))


class SendBackForm(VerbForm):
    """Say what has to change first."""

    review = _number()
    answer = _words(_("What is to be changed"), required=True)


class MoveForm(VerbForm):
    """Send visitors to another page of this site."""

    path = forms.CharField(
        label=_("New path"), max_length=300, help_text=_("A path on this site, like /fr/forums/2021/.")
    )


class RemoveForm(VerbForm):
    """Say that the pages are gone for good."""

    reason = _words(_("Reason"), _("For the other editors."))
