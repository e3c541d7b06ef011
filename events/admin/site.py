"""The admin site: Django's own, under our name."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.utils.translation import gettext_lazy as _


class ForumAdminSite(admin.AdminSite):
    """The editors' desk."""

    site_header = _("Editors’ desk")
    site_title = _("Editors’ desk")
    index_title = _("Content")


class AdminConfig(DjangoAdminConfig):
    """Makes our site the default one."""

    default_site = "events.admin.site.ForumAdminSite"
