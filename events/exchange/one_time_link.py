"""Links, good once and for a day, with which someone chooses a password; and the mail that brings one."""

from threading import Thread

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import connections
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from events.exchange.notices.readers import language_of

#: The name of the threads that send links.
THREAD = "one-time-link"


def one_time_link(user: User) -> str:
    """The link of ``user``. It ends with its use, with any new password and after PASSWORD_RESET_TIMEOUT."""
    token = default_token_generator.make_token(user)
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return settings.ORIGIN + reverse("password_reset_confirm", args=[key, token])


def mail_with_link(user: User) -> EmailMessage:
    """The mail that brings ``user`` a link, in their language: an invitation where they have no password."""
    language = language_of(user)
    context = {
        "user": user,
        "link": one_time_link(user),
        "invited": not user.has_usable_password(),
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "site": settings.ORIGIN,
    }
    with translation.override(language):
        text = render_to_string("mail/one_time_link.txt", context)
    subject, _, body = text.strip().partition("\n")
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": language}
    return EmailMessage(subject, body.lstrip("\n") + "\n", to=[user.email], headers=headers)


def send_link_to(address: str) -> Thread:
    """Sends a link to each account with this address, in a thread of its own.

    Whoever asks gets the same answer in the same time whether there is such an account or not. Disabled
    accounts, and those that were only invited, get none.
    """
    thread = Thread(target=_send, args=(address,), name=THREAD)
    thread.start()
    return thread


def _send(address: str) -> None:
    try:
        for user in PasswordResetForm().get_users(address):
            mail_with_link(user).send(using="default")
    finally:
        connections.close_all()
