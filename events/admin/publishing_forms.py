"""What an editor says with each verb."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from events.admin.languages import language_name
from events.models import Forum
from events.publishing import approved_release, read_moment, site_languages
from events.publishing.releases import that_may_go_live
from events.snapshot import State

_LARGEST = 2_147_483_647  # what a column of whole numbers holds on every database


class VerbForm(forms.Form):
    """``seen`` is the last announcement that the page showed: what moved since is left alone."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, forum: Forum, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.forum = forum


class MomentField(forms.CharField):
    """A moment in the site’s zone, written as the desk’s language does or as 2031-05-15 09:00; None for none.

    Not a picker: where a clock is put back, the moment is written with its offset.
    """

    widget = forms.TextInput(attrs={"placeholder": "15/05/2031 09:00", "size": 28, "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        formats = get_format("DATETIME_INPUT_FORMATS")
        return read_moment(str(text), timezone.get_default_timezone(), formats) if text else None


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
    """Publish the working copy, or a release, now or at a set time.

    ``alone``: the languages that are live and not chosen may leave the site; the desk asks for it first.
    """

    release = forms.ChoiceField(label=_("What goes live"), required=False)
    alone = forms.BooleanField(required=False, widget=forms.HiddenInput)
    note = _words(_("Note"), _("What is new, for the other editors. Visitors do not see it."))
    at = MomentField(
        label=_("Go live at"), required=False, help_text=_("Example: 15/05/2031 09:00. Empty: at once.")
    )
    until = MomentField(
        label=_("Come down at"), required=False, help_text=_("Example: 15/05/2031 09:00. Empty: it stays.")
    )
    reason = _words(_("Reason for coming down"), _("Visitors read it at the forum’s address from then on."))

    field_order = ("seen", "alone", "release", "languages", "note", "at", "until", "reason")

    def __init__(self, forum: Forum, *args: Any, **options: Any) -> None:
        super().__init__(forum, *args, **options)
        known: Any = self.fields
        known["languages"].help_text = _(
            "Languages in which this release is live stay so. Where another one is live in a language that"
            " you do not choose, you are asked first."
        )
        releases = that_may_go_live(forum, timezone.now())
        if not releases:
            del known["release"]
            return
        approved = approved_release(forum)
        first = approved.number if approved else None
        known["release"].choices = [
            ("", _("The working copy, as it is now")),
            *((str(row.number), _release_name(row.number, first)) for row in releases),
        ]
        known["release"].initial = str(first or "")


def _release_name(number: int, approved: int | None) -> str:
    words = _("Release %(number)s, as it was approved") if number == approved else _("Release %(number)s")
    return str(words % {"number": number})


class WithdrawForm(_LanguagesForm):
    """Take the forum, or some of its languages, off the site."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all of them."),
    )
    at = MomentField(
        label=_("Come down at"), required=False, help_text=_("Example: 15/05/2031 09:00. Empty: at once.")
    )
    reason = _words(_("Reason"), _("Visitors read it at the forum’s address, when no language is left."))

    def __init__(self, forum: Forum, *args: Any, **options: Any) -> None:
        super().__init__(forum, *args, **options)
        now = timezone.now()
        told = forum.publications.filter(Q(ends__isnull=True) | Q(ends__gt=now), state=State.LIVE)
        spoken = {
            language for languages in told.values_list("languages", flat=True) for language in languages
        }
        known: Any = self.fields
        known["languages"].choices = [choice for choice in known["languages"].choices if choice[0] in spoken]


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
