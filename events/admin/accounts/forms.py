"""The form of the way in."""

from allauth.account.forms import LoginForm

from events.admin.accounts.names import normalized


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """User name and password; the name in any Unicode form of the same letters."""

    def clean_login(self) -> str:
        return normalized(self.cleaned_data["login"])
