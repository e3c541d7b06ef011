"""The first run: the bundled editions, published, and a way in for the first administrator."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from events import models
from events.exchange import BUNDLED, import_archive
from events.exchange.one_time_link import one_time_link
from events.management.acts import do
from events.publishing import publish

ADMINISTRATOR = "admin"


def prepare(say: Callable[[str], None]) -> None:
    """Fills an empty site, and says what its owner has to know. Leaves a site with content alone."""
    if not models.Forum.objects.exists() and not models.Release.objects.exists():
        for forum in import_archive(BUNDLED):
            do(publish, forum, "", note=_("Bundled edition"))
            say(f"Published {forum}.")
    link = first_administrator_link()
    if link:
        say(f"Choose the administrator’s password within a day (user name: {ADMINISTRATOR}):\n  {link}")
        if settings.SECOND_FACTOR_REQUIRED:
            say(
                "The desk then asks for a second factor; to try it without: SECOND_FACTOR_REQUIRED=0 make run"
            )


def first_administrator_link() -> str | None:
    """A link, good once and for a day, where the first administrator chooses a password.

    None where someone can already log in as administrator. There is no default password.
    """
    users = User._default_manager
    administrators = users.filter(is_superuser=True, is_active=True)
    if any(user.has_usable_password() for user in administrators):
        return None
    user = administrators.order_by("pk").first()
    if user is None:
        user = User(username=ADMINISTRATOR, is_staff=True, is_superuser=True)
        user.set_unusable_password()
        user.save()
    return one_time_link(user)
