"""What the site is built on: known vulnerabilities, and the bill of materials. A step of `make check`.

    python -m tests.audit

Asks PyPI's advisory database (through pip-audit) about each locked package of the running site, and
writes `var/sbom.cdx.json`, a CycloneDX bill of materials of the same lock. Exit status: 1 where a
vulnerability is known, or the bill could not be made. Where nobody answered, a note says how many
packages were not looked up: that is no fault of the change under check.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.txt"
BILL = ROOT / "var" / "sbom.cdx.json"


def vulnerabilities(report: dict[str, Any]) -> list[str]:
    """One line for each known vulnerability in pip-audit’s JSON: package, version, name, what mends it."""
    return [
        f"{package['name']} {package['version']}: {known['id']}, mended in {', '.join(known['fix_versions'])}"
        if known["fix_versions"]
        else f"{package['name']} {package['version']}: {known['id']}, not mended yet"
        for package in report["dependencies"]
        for known in package.get("vulns", ())
    ]


def not_looked_up(report: dict[str, Any]) -> int:
    """How many packages the advisory database did not know."""
    return sum("skip_reason" in package for package in report["dependencies"])


def ask(lock: Path) -> dict[str, Any] | None:
    """pip-audit's report on ``lock``; None where the advisory database did not answer."""
    words = ("-r", str(lock), "--require-hashes", "--disable-pip", "-f", "json", "--progress-spinner", "off")
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", *words], capture_output=True, text=True, check=False
    )
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except json.JSONDecodeError:
        return None
    return report


def write_bill(lock: Path, bill: Path) -> bool:
    """Whether a valid CycloneDX bill of ``lock`` now stands at ``bill``; the same bytes for the same lock."""
    bill.parent.mkdir(parents=True, exist_ok=True)
    words = ("requirements", str(lock), "--output-reproducible", "--validate", "-o", str(bill))
    done = subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", *words], stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        print(done.stderr)
    return done.returncode == 0


def main() -> int:
    report = ask(LOCK)
    found = vulnerabilities(report) if report else []
    print("".join(f"{line}\n" for line in found), end="")
    if report is None:
        print("note: the advisory database did not answer: no package was looked up for vulnerabilities")
    elif missing := not_looked_up(report):
        print(f"note: the advisory database did not know {missing} of {len(report['dependencies'])} packages")
    return 0 if write_bill(LOCK, BILL) and not found else 1


if __name__ == "__main__":
    sys.exit(main())
