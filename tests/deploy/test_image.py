"""The program runs from what deploy/Containerfile copies, within what deploy/forum.service allows.

No image is built here, and systemd does not run.
"""

import io
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image as Pillow

from tests.deploy.image import CONTAINERFILE, copied, sent, shipped
from tests.deploy.syscall_filter import CONFINED
from tests.serving.installation import ROOT, Installation
from tests.serving.load_desk import Desk

SLUG = "2021"
DESK = ("", "guide/", "events/forum/", "events/checks/", "events/image/", "find/?q=a", "jsi18n/")


def signed_in(site: Installation) -> Desk:
    """The desk of ``site`` as an administrator sees it."""
    command = [sys.executable, "-m", "tests.serving.load_editor", SLUG]
    told = subprocess.run(
        command, cwd=ROOT, env=site.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True
    )
    return Desk(site, *told.stdout.decode().split())


def works(site: Installation) -> None:
    """Its pages, its desk in each language, an upload and a publication."""
    for path in ("/fr/", "/en/", "/en/search/?q=forum", "/readyz"):
        assert site.get(path)[0] == 200, path
    desk = signed_in(site)
    for language in ("fr", "en"):
        for path in sorted({f"/admin/{name}" for name in DESK} | addresses(site, desk)):
            status = site.get(path, Cookie=desk.cookie, Accept_Language=language)[0]
            assert status < 400, path
    picture = io.BytesIO()
    Pillow.new("RGB", (60, 40), "teal").save(picture, "PNG")
    desk.send_picture(picture.getvalue())
    desk.save(city_fr="Nouveau mot")
    desk.publish()
    desk.connection.close()
    end = time.monotonic() + 20
    while "Nouveau mot" not in site.get("/fr/forums/2021/")[1].decode():
        assert time.monotonic() < end
        time.sleep(0.1)


def addresses(site: Installation, desk: Desk) -> set[str]:
    """Where the front page of the desk leads."""
    page = site.get("/admin/", Cookie=desk.cookie)[1].decode()
    return {found for found in re.findall(r'href="(/admin/[^"#]*)"', page) if "sign-out" not in found}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Installation]:
    (tmp_path / "program").mkdir()
    (tmp_path / "data").mkdir()
    site = Installation(tmp_path / "data", program=shipped(tmp_path / "program"), confined=CONFINED)
    site.start()
    yield site
    site.stop()


@pytest.mark.needs("systemd-analyze")
def test_program_runs_from_what_the_image_has_under_the_filter_of_the_unit(site: Installation) -> None:
    works(site)
    assert "Traceback" not in site.log
    for process in site.workers:
        assert "Seccomp:\t2\n" in Path(f"/proc/{process}/status").read_text()


@pytest.mark.needs("systemd-analyze")
@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ("socket.socket(socket.AF_INET)", False),
        ("socket.socket(socket.AF_PACKET)", True),
        ("os.chroot('/')", True),
        ("os.sched_setaffinity(0, {0})", True),
    ],
)
def test_filter_refuses_what_the_unit_does(asked: str, refused: bool) -> None:
    words = (*CONFINED, sys.executable, "-c", f"import os, socket; {asked}")
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert ("Operation not permitted" in done.stderr) == refused, done.stderr
    assert (done.returncode == 0) != refused


def test_build_reads_what_it_copies_and_nothing_that_is_secret() -> None:
    named = {
        name
        for line in re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.M)
        for name in line.split()
    }
    assert sent() == named
    assert set(copied()) < named
