"""The packages under the site are looked up for vulnerabilities, and listed in a bill of materials."""

import json
from pathlib import Path

from tests.audit import LOCK, not_looked_up, vulnerabilities, write_bill

REPORT = {
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
    assert not_looked_up(REPORT) == 1


def test_bill_of_materials_names_every_locked_package_with_its_hashes(tmp_path: Path) -> None:
    bill = tmp_path / "new" / "sbom.cdx.json"
    assert write_bill(LOCK, bill)
    told = json.loads(bill.read_text())
    locked = {line.split("==")[0] for line in LOCK.read_text().splitlines() if "==" in line}
    assert {component["name"] for component in told["components"]} == locked
    assert all(component["externalReferences"][0]["hashes"] for component in told["components"])


def test_bill_of_a_lock_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert not write_bill(tmp_path / "missing.txt", tmp_path / "sbom.cdx.json")
