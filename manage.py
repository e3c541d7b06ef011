#!/usr/bin/env python
"""Django's command line."""

import os
import sys

from django.core.management import execute_from_command_line

from forumsite.environment import Environment, data_folder, keep_secret

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forumsite.settings")
    if sys.argv[1:2] in (["serve"], ["restore"]):
        # Before the settings are read, so that an empty machine finds a folder and a secret of its own.
        keep_secret(data_folder(Environment()) / "secret_key")
    execute_from_command_line(sys.argv)
