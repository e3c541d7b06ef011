"""The project's own choice of admin site."""

from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    """Makes our admin site the default one."""

    default_site = "forumsite.admin.ForumAdminSite"
