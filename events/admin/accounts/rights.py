"""Roles and rights in the words of who reads: their names in the database are English everywhere."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from events.publishing import Role

_ROLES = {
    Role.TRANSLATOR: pgettext_lazy("role", "Translator"),
    Role.EDITOR: pgettext_lazy("role", "Editor"),
    Role.PUBLISHER: pgettext_lazy("role", "Publisher"),
    Role.ADMINISTRATOR: pgettext_lazy("role", "Administrator"),
}


def role_name(group: Group) -> str:
    """The name of a group; of a role, in the language of the desk."""
    return str({role.value: name for role, name in _ROLES.items()}.get(group.name, group.name))


def right_name(right: Permission) -> str:
    """What a permission allows, such as “forum: add”; as Django says it where it is none of Django's four."""
    verbs = {
        "add": pgettext("right", "add"),
        "change": pgettext("right", "change"),
        "delete": pgettext("right", "delete"),
        "view": pgettext("right", "view"),
    }
    verb, _underscore, model = right.codename.partition("_")
    kind = right.content_type
    if verb not in verbs or model != kind.model:
        return str(right)
    what = _("second factor") if kind.app_label == "mfa" else kind
    return _("%(what)s: %(said)s") % {"what": what, "said": verbs[verb]}


def in_words(field: Any) -> Any:
    """``field`` with its choices in words, where they are roles or rights."""
    names: dict[Any, Any] = {Group: role_name, Permission: right_name}
    model = getattr(getattr(field, "queryset", None), "model", None)
    if model in names:
        field.label_from_instance = names[model]
    return field


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin):
    """Django's own, whose rights are told in the language of the desk."""

    list_display = ("role",)

    @admin.display(description=pgettext_lazy("role", "role"), ordering="name")
    def role(self, group: Group) -> str:
        return role_name(group)

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **options: Any) -> Any:
        return in_words(super().formfield_for_manytomany(db_field, request, **options))
