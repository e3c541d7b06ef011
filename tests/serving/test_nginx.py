"""nginx serving the folder of a build gives the same bytes as the front."""

import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from events.serving import Shelf
from tests.needs import find
from tests.serving.installation import free_port
from tests.serving.sample import STYLE, ask, front, pages

pytestmark = pytest.mark.needs("nginx")

CONFIGURATION = """
daemon off; pid {folder}/nginx.pid; error_log stderr; worker_processes 1; {user}
events {{ }}
http {{
    access_log off; client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
    fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    types {{ text/html html; text/css css; text/plain txt; text/calendar ics; image/png png; }}
    charset utf-8; charset_types text/css text/plain text/calendar;
    server {{
        listen 127.0.0.1:{port};
        root {builds}/current/site;
        gzip_static on;
        error_page 404 /404.html;
        location /fr/ {{ error_page 404 /fr/404.html; }}
    }}
}}
"""


def fetch(port: int, path: str, coding: str = "") -> tuple[int, bytes, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": coding})
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, response.read(), response.headers["content-type"]
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers["content-type"]


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[int]:
    shelf = Shelf(tmp_path / "builds")
    shelf.use(shelf.make(pages()))
    program = find("nginx")
    assert program is not None
    port = free_port()
    user = "user root;" if Path("/root").stat().st_uid == tmp_path.stat().st_uid else ""
    text = CONFIGURATION.format(folder=tmp_path, builds=tmp_path / "builds", port=port, user=user)
    (tmp_path / "nginx.conf").write_text(text)
    server = subprocess.Popen(
        [str(program), "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), "-e", "stderr"]
    )
    try:
        for _ in range(500):
            try:
                fetch(port, "/")
            except OSError:
                time.sleep(0.02)
            else:
                break
        yield port
    finally:
        server.terminate()
        server.wait(10)


def test_nginx_and_the_front_give_the_same_bytes(nginx: int, tmp_path: Path) -> None:
    site = front(tmp_path)
    for path in ("/fr/", "/en/forums/2021/", "/robots.txt", STYLE, "/fr/forums/2021/forum.ics", "/fr/rien/"):
        for coding in ("", "gzip"):
            ours = ask(site, path, accept_encoding=coding)
            assert fetch(nginx, path, coding)[:2] == (ours.status, ours.body), (path, coding)
        assert fetch(nginx, path)[2] == ours.headers["content-type"]


def test_nginx_leaves_what_it_cannot_say_to_the_front(nginx: int) -> None:
    assert fetch(nginx, "/fr/ancien/")[0] == 404  # deploy/ sends these on to the front
    assert fetch(nginx, "/fr/disparu/")[0] == 404
    assert fetch(nginx, "/manifest.json")[0] == 404
