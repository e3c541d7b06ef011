"""The accounts of others: invited by mail, disabled, signed out; nobody is given a password by hand."""

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.admin.accounts.names import normalized
from events.admin.accounts.rights import in_words
from events.admin.accounts.sessions import end_sessions
from events.exchange.one_time_link import mail_with_link

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[User]
    _UserAdmin = DjangoUserAdmin[User]
else:
    _ModelForm, _UserAdmin = forms.ModelForm, DjangoUserAdmin

# The secrets of second factors are nobody's to read; addresses stand in the account itself.
for _model in (Authenticator, EmailAddress, EmailConfirmation):
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)
admin.site.unregister(User)


class InvitationForm(_ModelForm):
    """Who is invited, and into which role. The password is theirs to choose."""

    class Meta:
        model = User
        fields = ("username", "email", "first_name", "last_name", "groups")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True

    def clean_username(self) -> str:
        """The name in the form in which it is looked up."""
        name = normalized(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_("There is an account with this user name."))
        return name

    def save(self, commit: bool = True) -> User:
        self.instance.is_staff = True
        self.instance.set_unusable_password()
        return super().save(commit)


@admin.register(User)
class UserAdmin(_UserAdmin):
    """Django's own, with invitations; only superusers touch superusers."""

    add_form = InvitationForm
    add_form_template = None
    add_fieldsets = ((None, {"fields": InvitationForm.Meta.fields}),)
    actions = ("send_links", "sign_out", "remove_second_factors")

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **options: Any) -> Any:
        return in_words(super().formfield_for_manytomany(db_field, request, **options))

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if _is_superuser(request) else (*fields, "is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A new account is invited once its role is saved."""
        super().save_related(request, form, formsets, change)
        if not change:
            self.send_links(request, User.objects.filter(pk=form.instance.pk))

    @admin.action(
        description=gettext_lazy("Send a one-time link to choose a password"), permissions=["change"]
    )
    def send_links(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """One mail each; who has no address, is disabled, or cannot be reached is named."""
        sent = 0
        for user in self._touchable(request, queryset):
            if not (user.is_active and user.email):
                told = _("%(user)s is disabled or has no address: no link was sent.") % {"user": user}
                self.message_user(request, told, messages.WARNING)
                continue
            try:
                mail_with_link(user).send(using="default")
            except OSError as error:
                told = _("The mail to %(user)s could not be sent: %(reason)s") % {
                    "user": user,
                    "reason": error,
                }
                self.message_user(request, told, messages.ERROR)
                continue
            sent += 1
        if sent:
            told = ngettext("%(count)d link was sent.", "%(count)d links were sent.", sent) % {"count": sent}
            self.message_user(request, told, messages.SUCCESS)

    @admin.action(description=gettext_lazy("Sign out everywhere"), permissions=["change"])
    def sign_out(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Ends all sessions of these accounts."""
        count = sum(end_sessions(user) for user in self._touchable(request, queryset))
        told = ngettext("%(count)d session was ended.", "%(count)d sessions were ended.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS)

    @admin.action(description=gettext_lazy("Remove the second factor"), permissions=["change"])
    def remove_second_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For someone who lost theirs; they set up a new one when they sign in. Ends their sessions."""
        for user in self._touchable(request, queryset):
            Authenticator.objects.filter(user=user).delete()
            end_sessions(user)
            self.log_change(request, user, "Removed the second factor.")
            told = _("%(user)s signs in with the password alone until a new factor is set up.")
            self.message_user(request, told % {"user": user}, messages.SUCCESS)

    def _touchable(self, request: HttpRequest, queryset: QuerySet[User]) -> list[User]:
        return [user for user in queryset if self.has_change_permission(request, user)]


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def _may_touch(request: HttpRequest, obj: User | None) -> bool:
    return obj is None or not obj.is_superuser or _is_superuser(request)
