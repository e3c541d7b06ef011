"""Whether a process may be sent visitors."""

import json
from pathlib import Path

import pytest

from events.serving import Front
from tests.serving.sample import ask, django, front


@pytest.mark.django_db(transaction=True)
def test_process_with_build_and_database_is_ready(tmp_path: Path) -> None:
    site = front(tmp_path)
    response = ask(site, "/readyz")
    assert site.table is not None
    told = {"status": "ok", "build": site.table.digest, "newer_build": "ok", "database": "ok"}
    assert (response.status, json.loads(response.body)) == (200, told)
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.django_db(transaction=True)
def test_process_without_a_build_is_not_ready(tmp_path: Path) -> None:
    site = Front(django, origin="http://forum.example", languages=("fr",), media_folder=tmp_path)
    response = ask(site, "/readyz")
    assert (response.status, json.loads(response.body)["build"]) == (503, "none")


@pytest.mark.django_db(transaction=True)
def test_process_whose_newer_build_failed_stays_ready_and_says_so(tmp_path: Path) -> None:
    response = ask(front(tmp_path, failure=lambda: "/fr/: no period"), "/readyz")
    assert b"period" not in response.body
    assert (response.status, json.loads(response.body)["newer_build"]) == (200, "failed")
