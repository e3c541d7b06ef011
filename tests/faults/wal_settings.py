"""The settings of the site where SQLite is mended, for tests on one that is not: its journal is WAL.

What goes wrong there is so rare that no test meets it (docs/decisions/0016).
"""

import sqlite3
from unittest.mock import patch

with patch.object(sqlite3, "sqlite_version_info", (3, 51, 3)):
    from forumsite.settings import *  # noqa: F403 - all of them
