"""The files under deploy/ say what the program says."""

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from tests.serving.installation import ROOT

DEPLOY = ROOT / "deploy"
ENVIRONMENT = (DEPLOY / "environment").read_text()
NAMES = re.findall(r"^#?([A-Z_]+)=", ENVIRONMENT, re.M)
COMPOSE = (DEPLOY / "compose.yaml").read_text()


def test_environment_explains_each_setting_and_no_other() -> None:
    documented = re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.M)
    assert sorted(name for name in NAMES if not name.startswith("NGINX_")) == sorted(documented)


def test_each_setting_has_a_sentence_before_it() -> None:
    lines = ENVIRONMENT.splitlines()
    for before, line in pairwise(lines):
        if re.match(r"#?[A-Z_]+=", line) and not line.startswith(("NGINX_KEY", "NGINX_HTTPS")):
            assert before.startswith("# "), line


def test_nginx_needs_what_the_environment_has() -> None:
    template = (DEPLOY / "nginx.conf.template").read_text()
    assert set(re.findall(r"\$\{([A-Z_]+)\}", template)) == {n for n in NAMES if n.startswith("NGINX_")}
    told = re.search(r"envsubst '([^']+)'", template)
    assert told is not None
    assert {name[1:] for name in told[1].split()} == {n for n in NAMES if n.startswith("NGINX_")}


@pytest.mark.needs("systemd-analyze")
def test_unit_can_do_little(tmp_path: Path) -> None:
    for unit in DEPLOY.glob("*.service"):
        shutil.copy(unit, tmp_path)
        done = subprocess.run(
            [
                "systemd-analyze",
                "security",
                "--offline=true",
                "--threshold=20",
                "--no-pager",
                str(tmp_path / unit.name),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-200:] + done.stderr


def test_compose_has_two_processes_and_names_that_are_explained() -> None:
    services = yaml.safe_load(COMPOSE)["services"]
    assert {"first", "second", "nginx", "postgres", "redis"} <= services.keys()
    head = COMPOSE[: COMPOSE.index("name: forum")]
    for name in set(re.findall(r"\$\{([A-Z_]+)", COMPOSE)):
        assert name in NAMES or name in head, name
    given = services["first"]["environment"]
    assert set(given) <= set(NAMES)
    proxied = services["nginx"]["environment"]
    assert {n for n in NAMES if n.startswith("NGINX_")} <= proxied.keys()
