"""Whatever is sent, the front answers, well formed, and stays inside the site."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.serving import Front
from tests.serving.sample import ask, front

LATIN = st.text(alphabet=st.characters(max_codepoint=255), max_size=200)
HEADERS = ("HTTP_ACCEPT_ENCODING", "HTTP_ACCEPT_LANGUAGE", "HTTP_IF_NONE_MATCH", "QUERY_STRING", "HTTP_RANGE")
PATHS = st.one_of(
    LATIN.map(lambda text: "/" + text),
    LATIN,
    st.lists(
        st.sampled_from(["/", "fr", "..", "media", "images", "%2e", "\0", "admin", "a" * 64, ".jpg"]),
        max_size=9,
    ).map("".join),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Front:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "secret.jpg").write_bytes(b"secret")
    return front(folder)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=PATHS,
    method=st.sampled_from(["GET", "HEAD", "POST", "", "get", "\xff"]),
    host=st.one_of(st.just("forum.example"), LATIN),
    headers=st.dictionaries(st.sampled_from(HEADERS), LATIN),
)
def test_any_request_has_a_well_formed_answer(
    site: Front, path: str, method: str, host: str, headers: dict[str, str]
) -> None:
    told: list[Any] = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": host, "QUERY_STRING": "", **headers}
    body = b"".join(site(environ, lambda status, head, exc_info=None: told.append((status, head))))  # type: ignore[arg-type]
    ((status, head),) = told
    assert re.fullmatch(r"[2-5]\d\d [A-Za-z' -]+", status)
    for name, value in head:
        assert re.fullmatch(r"[a-z-]+", name)
        assert not re.search(r"[\x00-\x1f\x7f]", value)
        value.encode("latin-1")
    assert body != b"secret"
    if method == "HEAD" and not path.startswith(("/admin/", "/fr/recherche/")):
        assert body == b""


@pytest.mark.parametrize(
    "path",
    [
        "/fr/\0",
        "/fr/%00/",
        "/fr/%zz/",
        "/fr/../admin/",
        "/./fr/",
        "//evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/fr//",
        "/" + "a" * 10_000,
        "/fr/" + "../" * 3000,
        "/fr/\xff\xfe/",
        "/manifest.json",
        "/site/fr/index.html",
        "/fr/index.html.br",
    ],
)
def test_strange_path_is_not_found(site: Front, path: str) -> None:
    response = ask(site, path)
    assert response.status == 404
    assert "location" not in response.headers


@pytest.mark.parametrize("name", ["accept_encoding", "accept_language", "if_none_match"])
def test_header_of_ten_thousand_members_costs_nothing_and_changes_nothing(site: Front, name: str) -> None:
    assert ask(site, "/fr/", **{name: ",".join(f'"t{n}";q=0.{n % 10}' for n in range(10_000))}).status == 200


def test_media_never_leaves_its_folder(tmp_path: Path) -> None:
    site = front(tmp_path)
    images = tmp_path / "media" / "images"
    images.mkdir(parents=True)
    (tmp_path / "secret").write_bytes(b"secret")
    (images / f"{'a' * 64}.jpg").symlink_to(tmp_path / "secret")
    (images / f"{'b' * 64}.svg").write_text("<svg onload='alert(1)'/>")
    for path in (
        f"/media/images/{'a' * 64}.jpg",
        f"/media/images/{'b' * 64}.svg",
        "/media/../secret",
        "/media/images/../../secret",
        "/media/images/%2e%2e/%2e%2e/secret",
        "/media/",
        "/media/images/",
        f"/media/images/{'A' * 64}.jpg",
        f"/media/images/{'c' * 64}.jpg",
        f"/media/images/{'a' * 64}.jpg\n",
    ):
        assert ask(site, path).status == 404, path
