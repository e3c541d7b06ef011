"""DELIVER: build → front → watch.

``build`` renders every page of a live state into an immutable folder, ``shelf`` keeps such folders,
``front`` answers public addresses from the current one before Django is entered, and ``watch`` swaps
it when the live state changes. The parts that need settings and rows are in ``live`` and ``delivery``.
"""

from events.serving.build import build
from events.serving.front import Front
from events.serving.manifest import Build, BuildError, plan_key
from events.serving.shelf import Shelf
from events.serving.table import load_table

__all__ = ["Build", "BuildError", "Front", "Shelf", "build", "load_table", "plan_key"]
