"""Is this process fit to be sent visitors?"""

import json
from http import HTTPStatus

from django.db import Error as DatabaseTrouble
from django.db import close_old_connections, connection


def readiness(build: str, failure: str = "") -> tuple[HTTPStatus, bytes]:
    """200 where a build is loaded and the database answers, else 503; the JSON names each part.

    ``build`` is the digest of the loaded build, "" where none is; ``failure`` says why a newer one
    cannot be made: then visitors still get the old build, so the process stays ready. The reason
    itself is in the log, not here, where strangers read.
    """
    database = _database()
    ready = bool(build) and database == "ok"
    told = {
        "status": "ok" if ready else "unavailable",
        "build": build or "none",
        "newer_build": "failed" if failure else "ok",
        "database": database,
    }
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    return status, json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _database() -> str:
    """ "ok", or the kind of the error: its words may hold addresses that strangers need not know."""
    try:
        close_old_connections()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseTrouble as error:
        return type(error).__name__
    finally:
        close_old_connections()
    return "ok"
