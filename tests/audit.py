"""What the site is built on: known vulnerabilities, and the bill of materials. A step of `make check`.

    python -m tests.audit

Asks PyPI's advisory database (through pip-audit) about each locked package of the running site, those of
several machines too, and writes `var/sbom.cdx.json`, a CycloneDX bill of materials of the same locks. Exit
status: 1 where a vulnerability is known, or where the bill could not be made; LEFT_OUT where nothing was
looked up for a reason that is no fault of the change under check: AUDIT_OFFLINE=1 says that there is no
network, nobody answered, or the index that answers keeps no advisories (it knows none of the packages). With
AUDIT_REQUIRED=1, for a machine that is to look up before a release, that fails too.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (ROOT / "requirements.txt", ROOT / "requirements-extras.txt")
BILL = ROOT / "var" / "sbom.cdx.json"
LEFT_OUT = 75
"""Exit status (EX_TEMPFAIL): it could not be told."""


def vulnerabilities(report: dict[str, Any]) -> list[str]:
    """One line for each known vulnerability in pip-audit’s JSON: package, version, name, what mends it."""
    return [
        f"{package['name']} {package['version']}: {known['id']}, mended in {', '.join(known['fix_versions'])}"
        if known["fix_versions"]
        else f"{package['name']} {package['version']}: {known['id']}, not mended yet"
        for package in report["dependencies"]
        for known in package.get("vulns", ())
    ]


def not_looked_up(report: dict[str, Any]) -> list[str]:
    """The packages that the advisory database did not know."""
    return [package["name"] for package in report["dependencies"] if "skip_reason" in package]


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


def write_bill(locks: tuple[Path, ...], bill: Path) -> bool:
    """Whether a valid CycloneDX bill of ``locks`` stands at ``bill``; the same bytes for the same ones."""
    bill.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "requirements.txt")
        try:
            whole.write_text("".join(lock.read_text(encoding="utf-8") for lock in locks), encoding="utf-8")
        except FileNotFoundError as missing:
            print(f"there is no lock: {missing}")
            return False
        words = ("requirements", str(whole), "--output-reproducible", "--validate", "-o", str(bill))
        done = subprocess.run(
            [sys.executable, "-m", "cyclonedx_py", *words], stderr=subprocess.PIPE, text=True, check=False
        )
    if done.returncode:
        print(done.stderr)
    return done.returncode == 0


def look_up(locks: tuple[Path, ...]) -> int:
    """Says what is known of the packages of ``locks``: the exit status."""
    nothing = 1 if os.environ.get("AUDIT_REQUIRED") == "1" else LEFT_OUT
    if os.environ.get("AUDIT_OFFLINE") == "1":
        print("note: AUDIT_OFFLINE=1: no package was looked up for vulnerabilities")
        return nothing
    reports = [ask(lock) for lock in locks]
    answered = [report for report in reports if report is not None]
    found = [line for report in answered for line in vulnerabilities(report)]
    print("".join(f"{line}\n" for line in found), end="")
    if found:
        return 1
    if len(answered) < len(reports):
        print("note: no package was looked up: the advisory database did not answer")
        return nothing
    packages = sum(len(report["dependencies"]) for report in answered)
    missing = [name for report in answered for name in not_looked_up(report)]
    if len(missing) == packages:
        print(f"note: no package was looked up: what answers keeps no advisories (0 of {packages} are known)")
        return nothing
    if missing:
        print(f"note: {len(missing)} of {packages} packages were not looked up: {', '.join(missing)}")
    return 0


def main() -> int:
    status = look_up(LOCKS)
    return status if write_bill(LOCKS, BILL) else 1


if __name__ == "__main__":
    sys.exit(main())
