"""Runs a measure that uses the site's own parts: Django is set up before anything of it is imported.

    python -m bench.with_django NAME [ARGUMENT …]

runs ``main`` of ``bench.NAME`` with these arguments.
"""

import os
import sys
from importlib import import_module

import django


def main(name: str, *arguments: str) -> None:
    """Sets Django up, then leaves the word to the measure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forumsite.settings")
    django.setup()
    import_module(f"bench.{name}").main(*arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
