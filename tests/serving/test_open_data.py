"""The API and the figures may be read by programs on other sites; nothing else may."""

from pathlib import Path

import pytest

from events.pages import Page
from events.serving.layout import file_of
from tests.serving.sample import ask, front, page

DATA = {
    "/api/v1/": "application/json",
    "/api/v1/forums/2031.json": "application/json",
    "/api/v1/snapshot.schema.json": "application/schema+json",
    "/fr/statistiques/visitors.csv": "text/csv; charset=utf-8",
    "/fr/statistiques/visitors.json": "application/json",
}
REST = {
    "/fr/": "text/html; charset=utf-8",
    "/fr/feed.atom": "application/atom+xml; charset=utf-8",
    "/fr/site.webmanifest": "application/manifest+json",
    "/fr/forums/2031/forum.ics": "text/calendar; charset=utf-8",
}


def site() -> list[Page]:
    return [page(path, media_type=media_type) for path, media_type in (DATA | REST).items()]


@pytest.mark.parametrize("path", DATA)
def test_open_data_may_be_read_from_any_site(path: str, tmp_path: Path) -> None:
    for status in (200, 304):
        serving = front(tmp_path, site())
        tag = ask(serving, path).headers["etag"] if status == 304 else ""
        found = ask(serving, path, **({"if_none_match": tag} if tag else {}))
        assert found.status == status
        assert found.headers["access-control-allow-origin"] == "*"
        assert found.headers["cross-origin-resource-policy"] == "cross-origin"
        assert "access-control-allow-credentials" not in found.headers


@pytest.mark.parametrize("path", REST)
def test_pages_stay_with_their_own_site(path: str, tmp_path: Path) -> None:
    found = ask(front(tmp_path, site()), path)
    assert found.status == 200
    assert found.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in found.headers


def test_open_data_keeps_its_other_guards(tmp_path: Path) -> None:
    found = ask(front(tmp_path, site()), "/api/v1/")
    assert found.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in found.headers["content-security-policy"]


def test_figures_are_sent_compressed(tmp_path: Path) -> None:
    found = ask(front(tmp_path, site()), "/fr/statistiques/visitors.csv", accept_encoding="br")
    assert found.headers["content-encoding"] == "br"


def test_a_folder_of_data_is_kept_under_the_name_of_its_type() -> None:
    assert file_of("/api/v1/", media_type="application/json") == "site/api/v1/index.json"
    assert (
        file_of("/api/v1/forums/2031.json", media_type="application/json") == "site/api/v1/forums/2031.json"
    )
