"""nginx keeps no address that is itself a key: neither in its log of requests nor in that of errors."""

import re
from http.client import HTTPConnection
from pathlib import Path

import pytest

from events.serving.observed import _TOKENS
from tests.deploy.proxy import TEMPLATE, connection, proxy
from tests.serving.installation import free_port

KEYS = (
    "/preview/SECRET/fr/",
    "/preview/SECRET/en/forums/2021/?SECRET",
    "/%70review/SECRET/fr/",
    "//preview/SECRET/fr/",
    "/admin/password/MQ/SECRET/",
    "/admin/account/password/reset/key/SECRET/",
    "/admin/account/invitation/SECRET/",
    "/fr/recherche/?q=SECRET",
)
PLAIN = ("/fr/forums/", "/preview/assets/site.css", "/admin/events/forum/")


@pytest.mark.needs("nginx")
def test_nginx_keeps_no_key_in_any_log(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with proxy(tmp_path, [free_port()]) as port:  # nobody listens there: each request is an error too
        for path in (*KEYS, *PLAIN):
            asked = connection(port)
            asked.request("GET", path, headers={"Referer": f"https://forum.example{path}"})
            assert asked.getresponse().status in (502, 504)
            asked.close()
        redirected = HTTPConnection("127.0.0.1", http_port(tmp_path), timeout=20)
        redirected.request("GET", KEYS[0])
        assert redirected.getresponse().status == 308
        redirected.close()
    told = (tmp_path / "access.log").read_text()
    assert told.count("\n") == len(KEYS) + len(PLAIN) + 1
    for path in PLAIN:
        assert f'"GET {path}"' in told
    for log in tmp_path.glob("*.log"):
        assert "SECRET" not in log.read_text(), log.name
    assert "SECRET" not in capfd.readouterr().err


def http_port(folder: Path) -> int:
    """Where that nginx takes http, and leads to https."""
    found = re.search(r"listen 127\.0\.0\.1:(\d+);", (folder / "forum.conf").read_text())
    assert found is not None
    return int(found[1])


def test_nginx_masks_what_the_log_of_the_site_masks() -> None:
    named = _TOKENS.pattern.removesuffix("[^?]+").removeprefix("^(")
    assert f"~^(?<forum_key>{named}." in TEMPLATE.read_text()
