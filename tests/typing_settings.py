"""The settings that the type checker reads: managers made at run time are unknown to it."""

from forumsite.settings import *  # noqa: F403
from forumsite.settings import INSTALLED_APPS as _INSTALLED_APPS

MODELTRANSLATION_ENABLE_REGISTRATIONS = False
# The desk’s forms ask modeltranslation for its registrations when they are found.
INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig" if "admin" in name.lower() else name
    for name in _INSTALLED_APPS
]
