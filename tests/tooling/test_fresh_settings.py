"""Tests read no setting of the machine that they run on."""

import os
import re
from pathlib import Path

from django.conf import settings

from tests.fresh_settings import SETTINGS, fresh_environment

ROOT = Path(__file__).resolve().parents[2]


def test_no_setting_of_the_machine_is_left() -> None:
    machine = dict.fromkeys(SETTINGS, "of the machine") | {"PATH": "/bin"}
    fresh = fresh_environment(machine, "/data")
    assert "of the machine" not in fresh.values()
    assert fresh.keys() == {"PATH", "DATA_DIR", "SECRET_KEY", "SECOND_FACTOR_REQUIRED"}
    assert fresh["DATA_DIR"] == "/data"


def test_the_tests_keep_their_data_apart_from_the_checkout() -> None:
    assert Path(os.environ["DATA_DIR"]).resolve() == settings.DATA_DIR
    assert not settings.DATA_DIR.is_relative_to(ROOT)


def test_every_setting_that_the_site_reads_is_known() -> None:
    source = (ROOT / "forumsite" / "settings.py").read_text(encoding="utf-8")
    assert set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', source)) - set(SETTINGS) == set()


def test_a_setting_meant_for_the_tests_reaches_them() -> None:
    fresh = fresh_environment({"TESTS_LANGUAGES": "fr,en,zh-hans", "LANGUAGES": "de"}, "/data")
    assert fresh["LANGUAGES"] == "fr,en,zh-hans"
