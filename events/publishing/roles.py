"""Who may do what: the one table of roles and verbs (docs/roles.md shows it)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


class Role(StrEnum):
    """The name of a role is that of its group, which a migration makes."""

    TRANSLATOR = "Translator"
    EDITOR = "Editor"
    PUBLISHER = "Publisher"
    ADMINISTRATOR = "Administrator"


class Verb(StrEnum):
    """What one does with an edition."""

    EDIT = "edit"
    SUBMIT = "submit"
    SHARE = "share"
    RESTORE = "restore"
    REVIEW = "review"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    ROLL_BACK = "roll back"
    SCHEDULE = "schedule"
    MOVE = "move"
    REMOVE = "remove"
    ERASE = "erase"
    CONFIGURE = "configure"


TOLD = {
    Verb.EDIT: pgettext_lazy("verb", "edit"),
    Verb.SUBMIT: pgettext_lazy("verb", "submit for review"),
    Verb.SHARE: pgettext_lazy("verb", "share"),
    Verb.RESTORE: pgettext_lazy("verb", "restore"),
    Verb.REVIEW: pgettext_lazy("verb", "review"),
    Verb.PUBLISH: pgettext_lazy("verb", "publish"),
    Verb.WITHDRAW: pgettext_lazy("verb", "withdraw"),
    Verb.ROLL_BACK: pgettext_lazy("verb", "roll back"),
    Verb.SCHEDULE: pgettext_lazy("verb", "schedule"),
    Verb.MOVE: pgettext_lazy("verb", "move"),
    Verb.REMOVE: pgettext_lazy("verb", "remove"),
    Verb.ERASE: pgettext_lazy("verb", "delete for good"),
    Verb.CONFIGURE: pgettext_lazy("verb", "configure"),
}
"""The verbs as people are told of them."""


_TRANSLATE = frozenset({Verb.EDIT, Verb.SUBMIT})
_EDIT = _TRANSLATE | {Verb.SHARE, Verb.RESTORE}
_PUBLISH = _EDIT | {
    Verb.REVIEW,
    Verb.PUBLISH,
    Verb.WITHDRAW,
    Verb.ROLL_BACK,
    Verb.SCHEDULE,
    Verb.MOVE,
    Verb.REMOVE,
    Verb.ERASE,
}
VERBS: Mapping[Role, frozenset[Verb]] = {
    Role.TRANSLATOR: _TRANSLATE,
    Role.EDITOR: _EDIT,
    Role.PUBLISHER: _PUBLISH,
    Role.ADMINISTRATOR: frozenset(Verb),
}


@dataclass(frozen=True)
class Actor:
    """Someone who acts: the name that stays in the history, and what they may do."""

    name: str
    verbs: frozenset[Verb]

    def may(self, verb: Verb) -> bool:
        """Whether this person’s role has ``verb``."""
        return verb in self.verbs

    def require(self, verb: Verb) -> None:
        """Raises PermissionDenied, with a sentence, where the role does not have ``verb``."""
        if verb not in self.verbs:
            raise PermissionDenied(
                _("Your role does not allow you to do this: %(verb)s.") % {"verb": TOLD[verb]}
            )


def actor_of(user: "AbstractBaseUser | AnonymousUser") -> Actor:
    """What ``user`` may do, by their groups; superusers may do everything, disabled accounts nothing."""
    if not user.is_active:
        return Actor(user.get_username(), frozenset())
    if getattr(user, "is_superuser", False):
        return Actor(user.get_username(), frozenset(Verb))
    # An anonymous one has no groups, and no type that says so.
    names = set(user.groups.values_list("name", flat=True)) if user.pk else set()  # type: ignore[attr-defined]
    granted = (verbs for role, verbs in VERBS.items() if role.value in names)
    return Actor(user.get_username(), frozenset().union(*granted))


def operator(name: str) -> Actor:
    """Someone with a shell on the machine: nothing is closed to them."""
    return Actor(name, frozenset(Verb))
