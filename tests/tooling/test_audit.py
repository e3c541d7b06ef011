"""The packages under the site are looked up for vulnerabilities, and listed in a bill of materials."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.audit import LEFT_OUT, LOCKS, look_up, not_looked_up, vulnerabilities, write_bill

REPORT: dict[str, Any] = {
    "dependencies": [
        {"name": "sound", "version": "1.0", "vulns": []},
        {"name": "frail", "version": "2.0", "vulns": [{"id": "PYSEC-0-1", "fix_versions": ["2.1", "3.0"]}]},
        {"name": "broken", "version": "3.0", "vulns": [{"id": "PYSEC-0-2", "fix_versions": []}]},
        {"name": "unknown", "skip_reason": "not found"},
    ],
    "fixes": [],
}


def test_each_known_vulnerability_is_told_with_what_mends_it() -> None:
    assert vulnerabilities(REPORT) == [
        "frail 2.0: PYSEC-0-1, mended in 2.1, 3.0",
        "broken 3.0: PYSEC-0-2, not mended yet",
    ]


def test_packages_that_were_not_looked_up_are_counted() -> None:
    assert not_looked_up(REPORT) == ["unknown"]


def test_bill_of_materials_names_every_locked_package_with_its_hashes(tmp_path: Path) -> None:
    bill = tmp_path / "new" / "sbom.cdx.json"
    assert write_bill(LOCKS, bill)
    told = json.loads(bill.read_text())
    lines = [line for lock in LOCKS for line in lock.read_text().splitlines()]
    locked = {line.split("==")[0] for line in lines if "==" in line}
    assert {"django", "boto3"} <= locked
    assert {component["name"] for component in told["components"]} == locked
    assert all(component["externalReferences"][0]["hashes"] for component in told["components"])


def test_bill_of_a_lock_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert not write_bill((tmp_path / "missing.txt",), tmp_path / "sbom.cdx.json")


KNOWN, UNKNOWN = REPORT["dependencies"][0], REPORT["dependencies"][3]
ANSWERS: dict[str, tuple[list[dict[str, Any]] | None, int, str]] = {
    "each is known": ([KNOWN], 0, ""),
    "one has a weakness": ([REPORT["dependencies"][1], UNKNOWN], 1, "PYSEC-0-1"),
    "one is not known": ([KNOWN, UNKNOWN], 0, "2 of 4 packages were not looked up: unknown"),
    "none is known": ([UNKNOWN], LEFT_OUT, "no package was looked up"),
    "nobody answers": (None, LEFT_OUT, "did not answer"),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_exit_status_tells_what_was_looked_up(
    case: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    packages, status, words = ANSWERS[case]
    monkeypatch.delenv("AUDIT_OFFLINE", raising=False)
    monkeypatch.setattr("tests.audit.ask", lambda _lock: packages and {"dependencies": packages})
    monkeypatch.delenv("AUDIT_REQUIRED", raising=False)
    assert look_up(LOCKS) == status
    assert words in capsys.readouterr().out


def test_a_machine_that_is_to_look_up_fails_where_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AUDIT_OFFLINE", raising=False)
    monkeypatch.setenv("AUDIT_REQUIRED", "1")
    monkeypatch.setattr("tests.audit.ask", lambda _lock: None)
    assert look_up(LOCKS) == 1


def test_a_machine_that_is_offline_by_declaration_looks_nothing_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AUDIT_OFFLINE", "1")
    monkeypatch.delenv("AUDIT_REQUIRED", raising=False)
    assert look_up(LOCKS) == LEFT_OUT
    assert "AUDIT_OFFLINE=1: no package was looked up" in capsys.readouterr().out
